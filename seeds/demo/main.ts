/**
 * Six months of the fictional branch 江州, up to today, told by calling the use cases with a seeded clock: every row of
 * the demo was made by the rules that it shows. A seed that runs is a test.
 */
import { sql } from 'kysely'
import { DEMO_PASSWORD } from '#app/domain/demo-accounts.ts'
import { addDays, addMonths, addMs, HOUR_MS, instantMs, type LocalDate, localDateOf } from '#app/domain/time.ts'
import { uuidv7 } from '#app/infra/ids.server.ts'
import type { Deps } from '#app/usecases/context.server.ts'
import { readMessages } from '#app/usecases/inbox/inbox.server.ts'
import { currentCalendar } from '#app/usecases/reference/load.server.ts'
import { runSweep } from '#app/usecases/sweep/run.server.ts'
import type { Db } from '#db/client.server.ts'
import { writeSetting } from '#db/queries/settings.server.ts'
import { inTransaction } from '#db/tx.server.ts'
import { type LaidBranch, layBranch } from '../branch.ts'
import { seeded } from '../random.ts'
import { enterAbsences } from './absences.ts'
import { keepFilters } from './board.ts'
import { leaveCalendarsOpen, setCalendars } from './calendars.ts'
import { workOnCases } from './cases.ts'
import { leaveCircularOpen, monthlyCircular } from './circulars.ts'
import { workOnClaims } from './claims.ts'
import { carryMessages } from './delivery.ts'
import { leaveDeskOpen, workOnDesk } from './desk.ts'
import { leaveIntakeOpen, workOnIntake } from './intake.ts'
import { handOn, registerPeople, workOnMeasures } from './measures.ts'
import { proposeThisMonth, settleMonth } from './money.ts'
import { newOrder } from './new-order.ts'
import { audit, caseByHand, decideMeasures, mergeTwo, someCaseByHand, topUp } from './office.ts'
import { followUsers, leaveActsOpen } from './order-acts.ts'
import { workOnOrders } from './orders.ts'
import { papers } from './papers.ts'
import { registerAll } from './people.ts'
import { draftNextRulebook } from './rulebook.ts'
import { atHour, daysOf, type Stage, stageOf } from './stage.ts'
import { type Stories, storiesOf } from './stories.ts'
import { endOddVisits, judgeFindings, planAhead, visit } from './visits.ts'

const DAYS = 183
const SEED = 20261122

/** Nothing is decided about a day that no rulebook covers. */
const FIRST_RULE_DAY: LocalDate = '2026-01-05'
const settled = new Set<string>()

export type Progress = (done: number, total: number, what: string) => void

/** Fills a migrated, empty database. Takes one to two minutes on two cores; marks the branch as seeded at the end. */
export async function seedDemo(running: { readonly db: Db; readonly deps: Deps }, progress: Progress): Promise<Stage> {
	const { db, deps } = running
	const end = deps.now()
	const from = addDays(localDateOf(end), -DAYS)
	const random = seeded(SEED)
	// Nothing here was confirmed to anybody yet: durability may wait until the end.
	if (db.dialect === 'sqlite') await sql`pragma synchronous = off`.execute(db.write)
	const begin = atHour(from, 8)
	const passwordHash = await deps.passwords.hash(DEMO_PASSWORD)
	const laid = await lay(db, begin, passwordHash)
	const asker = { actor: { branchId: laid.branchId }, today: from }
	const stage = stageOf({ db, deps, random, laid, begin, end, calendar: await currentCalendar(asker, db.read) })
	await registerAll(stage, passwordHash)
	await registerPeople(stage)
	// Found late and left lying: it lapses by limitation, as the rule says (domain 4).
	const late = addDays(addMonths(from, -6), 25)
	const long = late < FIRST_RULE_DAY ? FIRST_RULE_DAY : late
	await caseByHand(stage, { source: 'COMPLAINT', typeCode: 'C05', dealerShare: 100, occurredOn: long })
	const today = localDateOf(end)
	let done = 0
	const stories = storiesOf(stage, today)
	for (const { day, working } of daysOf(stage.calendar, from, today)) {
		done += 1
		if (day === addDays(today, -3)) await readAll(stage)
		if (day === addDays(today, -3)) await keepFilters(stage)
		if (day === addDays(today, -2)) await draftNextRulebook(stage)
		if (day === addDays(today, -3)) await enterAbsences(stage, day)
		if (day === addDays(today, -4)) await setCalendars(stage)
		if (day === addDays(today, -1)) await leaveCalendarsOpen(stage)
		if (day === addDays(today, -2)) await leaveCircularOpen(stage, day)
		if (day === today) await lastDay(stage, day, end, working)
		else await live(stage, day, working, stories, today)
		await handOn(stage, day, today)
		await papers(stage, day, today)
		await carryMessages(stage, today)
		if (done % 15 === 0) progress(done, DAYS + 1, day)
	}
	await mark(stage)
	if (db.dialect === 'sqlite') {
		await sql`pragma synchronous = full`.execute(db.write)
		await sql`pragma wal_checkpoint(truncate)`.execute(db.write)
		await sql`pragma optimize`.execute(db.write)
	} else await sql`analyze`.execute(db.write)
	progress(DAYS + 1, DAYS + 1, today)
	return stage
}

async function lay(db: Db, now: ReturnType<typeof atHour>, passwordHash: string): Promise<LaidBranch> {
	const random = seeded(SEED + 1)
	let laid: LaidBranch | undefined
	await inTransaction(db, null, async (tx) => {
		laid = await layBranch(tx, { now, newId: () => uuidv7(now, random.bytes) }, { passwordHash, demo: true })
		return { ok: true }
	})
	if (!laid) throw new Error('The branch was not laid')
	return laid
}

async function sweep(stage: Stage): Promise<void> {
	await runSweep(stage.deps, 'seed')
}

async function outlets(stage: Stage) {
	return stage.db.read
		.selectFrom('outlet')
		.select(['id', 'code', 'channel_manager_id', 'dealer_id'])
		.where('status', '=', 'ACTIVE')
		.orderBy('code')
		.execute()
}

/** One day: the sweep before work, visits, cases, orders, the sweep at the end of the day. */
async function live(stage: Stage, day: LocalDate, working: boolean, stories: Stories, today: LocalDate): Promise<void> {
	stage.moveTo(atHour(day, 8.5))
	await sweep(stage)
	if (!working) {
		stage.moveTo(atHour(day, 15))
		await workOnCases(stage, 'dealers')
		return
	}
	const { random } = stage
	const all = await outlets(stage)
	stage.moveTo(atHour(day, 9))
	await carryMessages(stage, today)
	for (let n = random.int(2, 4); n > 0; n--) {
		const type = random.pick(['PATROL', 'OPEN', 'OPEN', 'MYSTERY', 'ONLINE', 'CAMPAIGN'] as const)
		await visit(stage, random.pick(all), { type }, day)
	}
	if (random.chance(0.05)) {
		await planAhead(stage, random.pick(all), addDays(day, 2), false)
		await endOddVisits(stage)
	}
	for (const step of stories.get(day) ?? []) {
		stage.pass(5)
		await step()
	}
	stage.moveTo(atHour(day, 13.6))
	await judgeFindings(stage)
	await workOnCases(stage, 'everybody')
	await workOnDesk(stage)
	for (const probability of [0.8, 0.4]) if (random.chance(probability)) await newOrder(stage)
	await workOnOrders(stage)
	await followUsers(stage, day)
	if (random.chance(0.1)) await someCaseByHand(stage)
	await monthlyCircular(stage, day)
	await decideMeasures(stage)
	await workOnMeasures(stage)
	await workOnClaims(stage)
	await workOnIntake(stage, day, today)
	await onDates(stage, day, random.next())
	stage.moveTo(atHour(day, 18.2))
	await sweep(stage)
}

/** Once a month, once a while. */
async function onDates(stage: Stage, day: LocalDate, dice: number): Promise<void> {
	const month = day.slice(0, 7)
	// The first ten days: October begins with a week of holidays.
	const first = addDays(day, -10).slice(0, 7) !== month
	if (first && !settled.has(month)) {
		settled.add(month)
		await settleMonth(stage)
	}
	if (day.slice(8) > '14' && day.slice(8) < '17') await topUp(stage)
	if (dice < 0.07) await audit(stage)
	if (dice > 0.985) await mergeTwo(stage)
}

/** Today is still going on: only what fits before now, and plans for the days to come. */
async function lastDay(stage: Stage, day: LocalDate, end: ReturnType<typeof atHour>, working: boolean): Promise<void> {
	const all = await outlets(stage)
	const own = all.filter((outlet) => outlet.channel_manager_id === stage.laid.person('manager'))
	// The clock of the seed may not pass the real one, or the first click would be in the past.
	const start = addMs(end, -HOUR_MS)
	stage.moveTo(start > atHour(day, 8.5) ? atHour(day, 8.5) : start)
	for (const [i, outlet] of stage.random.shuffle(own).slice(0, 5).entries())
		await planAhead(stage, outlet, i < 3 ? day : addDays(day, i), i === 0)
	for (const outlet of stage.random.shuffle(all).slice(0, 8))
		await planAhead(stage, outlet, addDays(day, stage.random.int(0, 5)), false)
	if (working && instantMs(stage.now()) < instantMs(end)) await newOrder(stage)
	for (let n = 0; n < 3; n++) await someCaseByHand(stage)
	await leaveDeskOpen(stage)
	await leaveIntakeOpen(stage)
	await leaveActsOpen(stage)
	await sweep(stage)
	await proposeThisMonth(stage)
}

/** People read their messages; what came in the last days is still new. */
async function readAll(stage: Stage): Promise<void> {
	const people = await stage.db.read.selectFrom('account').select('id').where('kind', '=', 'person').execute()
	for (const { id } of people) await stage.attempt(readMessages(await stage.asAccount(id), null))
}

async function mark(stage: Stage): Promise<void> {
	await inTransaction(stage.db, stage.laid.branchId, async (tx) => {
		await writeSetting(tx, stage.laid.branchId, 'demo.seeded', true)
		return { ok: true }
	})
}
