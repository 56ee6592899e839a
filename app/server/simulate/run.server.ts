import { type Random, seeded } from '#seeds/random.ts'
import { agenda } from './agenda.ts'
import { firstCalendar, publishYear } from './calendars.server.ts'
import { beginCase, CLOCKS_OF_CASE } from './case-life.server.ts'
import { beginComplaint, beginItems } from './complaint-life.server.ts'
import { evidenceOf, forgotten, inboxFaults, passedOf } from './evidence.server.ts'
import { dateText, dayNumber, dayOf, momentAt } from './judge/days.ts'
import type { Journal, RawPolicy } from './judge/facts.ts'
import { SHIPPED } from './judge/shipped.ts'
import { judge } from './judge/verdict.ts'
import { beginOrder, clocksOfWish, wishOf } from './order-life.server.ts'
import { changePolicy } from './policies.server.ts'
import type { Stage } from './stage.ts'
import { beginTopup } from './topup-life.server.ts'
import { FAILPOINTS, type Worker, workerOf } from './workers.server.ts'
import { openSimulated } from './world.server.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const FIRST_DAY = '2026-01-05'
/** What lives longer than this after the last beginning is cut off. */
const TAIL_DAYS = 60
/** Words, hand-overs and what comes back make this much more of an order's clocks, at least. */
const GROWTH = 1.5
/** Items of a batch that come in together. */
const ITEMS = 3
/** One clock in so many is a deposit's: each is looked at by every sweep. */
const TOPUPS = 75
const OUTAGE = 72 * HOUR
/** After it nobody holds the lease of a worker that was killed. */
const LEASE = 5 * MINUTE

export type SimulateOptions = {
	readonly seed: number
	readonly clocks: number
	readonly years: number
	readonly say: (text: string) => void
}

export type Simulation = {
	readonly clocks: number
	readonly effects: number
	readonly missed: number
	readonly doubled: number
	readonly early: number
	/** Each fault by name, for whoever looks for it. */
	readonly faults: readonly string[]
}

/** The moments at which a branch looks: what can fall due on a day, just before and at it, and two at random. */
function looksOf(random: Random, day: number): number[] {
	const at = (minutes: number, ms = 0) => momentAt(day, minutes) + ms
	return [
		at(0, 1),
		...(random.chance(0.2) ? [at(8 * 60 + 30, -1)] : []),
		at(8 * 60 + 30),
		...(random.chance(0.2) ? [at(18 * 60)] : []),
		at(18 * 60, 1),
		at(random.int(1, 480)) + random.int(0, 59_999),
		at(random.int(540, 1439)) + random.int(0, 59_999),
	]
}

/** Lets years pass over a branch and counts what became of its deadlines. */
export async function simulate(options: SimulateOptions): Promise<Simulation> {
	const { seed, say } = options
	const random = seeded(seed)
	const begin = momentAt(dayNumber(FIRST_DAY), 0)
	const days = Math.round(options.years * 365.25)
	const world = await openSimulated(seed, begin)
	const journal: Journal = { orders: [], clocks: [], plans: [], topups: [], sweeps: [], calendars: [], policies: [] }
	let seq = 0
	const refusals = new Map<string, number>()
	const stage: Stage = {
		world,
		random,
		agenda: agenda(),
		journal,
		afterSweep: new Set(),
		stamp: () => {
			seq += 1
			return { seq, at: world.now() }
		},
		refused: (rule) => refusals.set(rule, (refusals.get(rule) ?? 0) + 1),
	}
	try {
		firstCalendar(stage)
		const policy = { inForce: SHIPPED }
		journal.policies.push({ ...stage.stamp(), policy: SHIPPED })
		planLives(stage, options.clocks, begin, days, policy)
		// Its lease has to run out before the other can do what it has left.
		const again = () => stage.agenda.add(world.now() + LEASE + 1, async () => void (await both(stage, workers)))
		const workers: Workers = [workerOf(world.deps, 'a', world.now, again), workerOf(world.deps, 'b', world.now, again)]
		planSweeps(stage, workers, begin, days)
		planRules(stage, workers, begin, days, policy)
		let lastDay = 0
		for (let next = stage.agenda.next(); next; next = stage.agenda.next()) {
			world.setNow(Math.max(next.at, world.now()))
			await next.act()
			const day = dayOf(world.now())
			if (day >= lastDay + 90) {
				lastDay = day
				say(`${dateText(day)}: ${journal.orders.length} orders, ${journal.sweeps.length} sweeps`)
			}
		}
		// What a killed worker has left is done by the next.
		for (let [whole, tries] = [false, 0]; !whole && tries < 10; tries += 1) {
			world.setNow(world.now() + LEASE + 1)
			whole = await both(stage, workers)
		}
		const evidence = [...(await evidenceOf(world.db)), ...(await passedOf(world.db))]
		const verdict = judge(journal, evidence)
		const inbox = await inboxFaults(world.db)
		const left = await forgotten(world.db)
		tell(say, workers, refusals, world.complaints)
		say(`effects: ${byKind(evidence)}`)
		const faults = [
			...verdict.missed.map((key) => `missed ${key}`),
			...left,
			...(inbox.missed > 0 ? [`missed ${inbox.missed} × inbox`] : []),
			...(inbox.doubled > 0 ? [`doubled ${inbox.doubled} × inbox`] : []),
			...verdict.doubled.map((key) => `doubled ${key}`),
			...verdict.early.map((key) => `early ${key}`),
		]
		for (const fault of faults.slice(0, 20)) say(fault)
		return {
			clocks: verdict.clocks,
			effects: verdict.effects,
			missed: verdict.missed.length + left.length + inbox.missed,
			doubled: verdict.doubled.length + inbox.doubled,
			early: verdict.early.length,
			faults,
		}
	} finally {
		await world.close()
	}
}

function tell(
	say: (text: string) => void,
	workers: readonly Worker[],
	refusals: ReadonlyMap<string, number>,
	complaints: ReadonlyMap<string, number>,
): void {
	for (const [i, worker] of workers.entries()) {
		const kills = worker.kills()
		const unhurt = FAILPOINTS.filter((point) => !kills.has(point))
		const sum = [...kills.values()].reduce((a, b) => a + b, 0)
		say(
			`worker ${i + 1}: killed ${sum} times at ${kills.size} places${unhurt.length > 0 ? `, never at ${unhurt.join(' ')}` : ''}`,
		)
	}
	const most = [...refusals].sort((a, b) => b[1] - a[1]).slice(0, 8)
	say(`refused: ${most.map(([rule, n]) => `${n} × ${rule}`).join(', ')}`)
	for (const [line, n] of complaints) say(`complained ${n} ×: ${line}`)
}

/** How often each kind of effect has happened: a kind that never did was not tried. */
function byKind(evidence: readonly { readonly key: string }[]): string {
	const counts = new Map<string, number>()
	for (const { key } of evidence) {
		const [what = '', kind = ''] = key.split('|')
		const name =
			what === 'passed' ? `${kind} passed` : what === 'rung' ? `rung ${key.slice(key.lastIndexOf('|') + 1)}` : what
		counts.set(name, (counts.get(name) ?? 0) + 1)
	}
	return [...counts].map(([name, n]) => `${n} × ${name}`).join(', ')
}

/** Beginnings spread over the time, until there are as many clocks as were asked for. */
function planLives(stage: Stage, clocks: number, begin: number, days: number, policy: Rules): void {
	const { random, agenda: plan } = stage
	const when = () => begin + random.int(0, Math.max(0, days - TAIL_DAYS) * 24 * 60) * MINUTE
	// Half of the clocks are orders', a third cases', the rest of those who wait for an answer.
	for (let planned = 0; planned < clocks / 2; ) {
		const at = when()
		const wish = wishOf(random, at)
		planned += clocksOfWish(wish) * GROWTH
		plan.add(at, () => beginOrder(stage, wish, policy.inForce))
	}
	for (let planned = 0; planned < clocks / 3; planned += CLOCKS_OF_CASE) plan.add(when(), () => beginCase(stage))
	for (let planned = 0; planned < clocks / 12; planned += 1)
		plan.add(when(), () => beginComplaint(stage, policy.inForce))
	for (let planned = 0; planned < clocks / 12; planned += ITEMS)
		plan.add(when(), () => beginItems(stage, policy.inForce, ITEMS))
	for (let planned = 0; planned < clocks / TOPUPS; planned += 1) plan.add(when(), () => beginTopup(stage))
}

type Rules = { inForce: RawPolicy }

/** Each autumn the next year is published, and twice a year the branch finds other numbers better. */
function planRules(stage: Stage, workers: Workers, begin: number, days: number, policy: Rules): void {
	const { random, world } = stage
	const ten = (day: number) => momentAt(day, 10 * 60)
	const first = dayOf(begin)
	for (let year = 2027; dayNumber(`${year - 1}-11-20`) < first + days; year += 1) {
		const day = dayNumber(`${year - 1}-11-20`) + random.int(0, 40)
		stage.agenda.add(ten(day), async () => {
			// What has passed its date is closed by now and is not counted again.
			while (!(await both(stage, workers))) world.setNow(world.now() + LEASE + 1)
			await publishYear(stage, year)
		})
	}
	for (let day = first + 100; day < first + days; day += random.int(120, 240))
		stage.agenda.add(ten(day), async () => {
			policy.inForce = await changePolicy(stage)
		})
}

type Workers = readonly [Worker, Worker]
type Span = { readonly from: number; readonly to: number }

/** Looks of every day, outages left out, with kills, wrong clocks and stand-stills among them. */
function planSweeps(stage: Stage, workers: Workers, begin: number, days: number): void {
	const { random } = stage
	const outages: Span[] = Array.from({ length: 4 }, () => {
		const from = begin + random.int(10, Math.max(11, days - 20)) * DAY + random.int(0, 1439) * MINUTE
		return { from, to: from + OUTAGE }
	})
	let n = 0
	for (let day = dayOf(begin); day <= dayOf(begin) + days; day += 1) {
		for (const at of looksOf(random, day)) {
			if (outages.some(({ from, to }) => at >= from && at < to)) continue
			n += 1
			const which = n
			const kind = n % 11 === 0 ? 'kill' : n % 211 === 0 ? 'jump' : n % 157 === 0 ? 'stand' : 'plain'
			stage.agenda.add(at, () => sweepAs(stage, workers, kind, which))
		}
	}
	for (const { to } of outages) stage.agenda.add(to, async () => void (await both(stage, workers)))
}

/** The next place to be killed at. */
let turn = 0

async function sweepAs(stage: Stage, workers: Workers, kind: 'kill' | 'jump' | 'stand' | 'plain', n: number) {
	const { random, journal, world } = stage
	// Long after the last beginning there is nothing to look for; now and then is enough.
	const last = (journal.orders.at(-1)?.issued.at ?? 0) + TAIL_DAYS * DAY
	const quiet = world.now() > last && world.now() > (journal.clocks.at(-1)?.started.at ?? 0) + TAIL_DAYS * DAY
	if (quiet && n % 10 !== 0) return
	const [one, other] = n % 2 === 0 ? workers : ([workers[1], workers[0]] as const)
	if (kind === 'jump') return jump(stage, one, workers)
	if (kind === 'stand') return stand(stage, one, other)
	if (kind === 'kill') {
		const armed = one.kill(FAILPOINTS[turn % FAILPOINTS.length] ?? 'tx.worked', random.int(1, 2))
		if (armed) turn += 1
	}
	await both(stage, [one, other])
}

/** Both at once; one has the lease, and what it did counts as whole when it came to its end. */
async function both(stage: Stage, workers: Workers): Promise<boolean> {
	const results = await Promise.all(workers.map((worker) => worker.run()))
	const whole = results.some(({ ran, more, failed }) => ran && !more && failed === 0)
	await note(stage, whole)
	return whole
}

async function note(stage: Stage, whole: boolean, at = stage.world.now()): Promise<void> {
	const { seq } = stage.stamp()
	stage.journal.sweeps.push({ seq, at, whole })
	for (const look of stage.afterSweep) if (await look()) stage.afterSweep.delete(look)
}

/** A clock that is hours or days ahead is not believed; one that is behind does no harm. */
async function jump(stage: Stage, worker: Worker, workers: Workers): Promise<void> {
	const { random } = stage
	const ahead = random.chance(0.5)
	const off = ahead ? random.int(1, 30 * 24) * HOUR : -random.int(1, 48) * HOUR
	worker.setOff(off)
	const result = await worker.run()
	if (result.ran) await note(stage, false, ahead ? stage.world.now() : stage.world.now() + off)
	worker.setOff(0)
	await both(stage, workers)
}

/** One stands still in the middle of its work until the other has taken over; then it finds that it may not go on. */
async function stand(stage: Stage, still: Worker, other: Worker): Promise<void> {
	const { random, world } = stage
	const pause = still.standStill(random)
	const running = still.run()
	const reached = await Promise.race([pause.reached.then(() => true), running.then(() => false)])
	if (reached) {
		// What it has done by now it has done at its own moment.
		await note(stage, false)
		world.setNow(world.now() + LEASE + random.int(1, 60_000))
		const result = await other.run()
		await note(stage, result.ran && !result.more && result.failed === 0)
		pause.release()
	}
	pause.calm()
	const result = await running
	await note(stage, result.ran && !result.more && result.failed === 0)
}
