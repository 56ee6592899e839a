import { type Days, dayNumber, dayOf, momentAt, momentText } from './days.ts'
import { type Due, type Extension, handleDue, isRaised, namedDue, type Paused, plainDue, statutoryDay } from './due.ts'
import type { Expected, Journal, OrderAct, RawLimit, RawPolicy, SimulatedOrder, Stamp } from './facts.ts'
import { rungTimes } from './rungs.ts'
import { type Calendars, counted, during, END, inForce, passing } from './sweeps.ts'

/** A time in which somebody was waited for with one due moment: what may happen to it happens in here. */
type Stretch = {
	readonly from: Stamp
	readonly until: Stamp | null
	readonly round: number
	readonly due: Due
	/** Rungs at or before it are not ahead. */
	readonly since: number
	readonly level: string
	/** Whose numbers count, and from when: another one's after the order has come back. */
	readonly policy: RawPolicy
	readonly startedAt: number
	/** The order counted as overdue when this began: it is not said again. */
	readonly marked: boolean
	/** From here on a sweep that is whole must have done what is due; before it may have. */
	readonly sureFrom: number
}

const LEVELS = ['NORMAL', 'IMPORTANT', 'URGENT', 'CRITICAL']
const levelOf = (level: string, raised: boolean) =>
	raised && LEVELS.indexOf(level) < LEVELS.indexOf('URGENT') ? 'URGENT' : level

function limitOf(policy: RawPolicy, level: string): RawLimit {
	const limit = policy.levels[level]?.handle
	if (!limit) throw new Error(`No limit for ${level}`)
	return limit
}

/** A pause as it came to be: until when its time does not count, and from which sweep or act on that is so. */
export type Suspension = {
	readonly from: Stamp
	readonly to: number
	readonly at: Stamp
	readonly sureFrom: number
	readonly dueDay: number
}

type Life = { readonly stretches: readonly Stretch[]; readonly suspensions: readonly Suspension[] }

/** The life of the handling clock, act by act. */
export function lifeOf(order: SimulatedOrder, calendars: Calendars, journal: Journal): Life {
	const { sweeps } = journal
	const { issued } = order
	let [policy, startedAt, limit] = [order.policy, issued.at, limitOf(order.policy, order.level)]
	let cut =
		order.complaintOn === null
			? null
			: { statutoryDay: statutoryDay(policy, order.complaintOn), reserveWd: policy.statutory.reserveWd }
	const suspensions: Suspension[] = []
	let [pauses, extensions]: [Paused[], Extension[]] = [[], []]
	const dueAt = (stamp: Stamp): Due =>
		handleDue(calendars.at(stamp), {
			startedAt,
			limit,
			closeAt: policy.closeOfDay.department,
			cut,
			pauses,
			extensions,
		})
	const raised = isRaised(calendars.at(issued), {
		startedAt: issued.at,
		limit,
		closeAt: policy.closeOfDay.department,
		cut,
		pauses: [],
		extensions: [],
	})
	const level = levelOf(order.level, raised)
	const made: Stretch[] = []
	let open: Omit<Stretch, 'until'> | null = {
		from: issued,
		round: 1,
		due: dueAt(issued),
		since: issued.at,
		level,
		policy,
		startedAt,
		marked: false,
		sureFrom: issued.seq,
	}
	let [due, round, marked, answeredAt] = [open.due, 1, false, null as number | null]
	let paused: { readonly from: number; readonly until: number; readonly seq: number } | null = null
	const close = (stamp: Stamp) => {
		if (!open) return
		const stretch: Stretch = { ...open, until: stamp }
		made.push(stretch)
		marked ||= during(sweeps, stretch.from, stamp).some((sweep) => sweep.at > stretch.due.at)
		open = null
	}
	const begin = (stamp: Stamp) => {
		open = { from: stamp, round, due, since: stamp.at, level, policy, startedAt, marked, sureFrom: stamp.seq }
	}
	const moved = (stamp: Stamp, judged: number) => {
		const before = due
		due = dueAt(stamp)
		return { changed: before.at !== due.at, late: judged > due.at }
	}
	/** The expected day is over and nobody has ended the pause: the first sweep that comes by ends it. */
	const resumeBefore = (seq: number) => {
		if (!paused) return
		const { from, until, seq: pausedSeq } = paused
		const after = during(sweeps, { seq: paused.seq, at: from }, { seq, at: 0 }).filter((sweep) => sweep.at > until)
		const [first] = after
		if (!first) return
		pauses.pop()
		pauses.push({ from, to: until })
		paused = null
		due = dueAt(first)
		const sure = after.find(({ whole }) => whole)?.seq ?? Number.MAX_SAFE_INTEGER
		const at: Stamp = { ...first, seq: first.seq - 0.5 }
		suspensions.push({ from: { seq: pausedSeq, at: from }, to: until, at, sureFrom: sure, dueDay: due.day })
		open = { from: at, round, due, since: until, level, policy, startedAt, marked, sureFrom: sure }
	}
	for (const act of [...order.acts, ...calendars.changes.map((c) => ({ ...c, act: 'calendar' as const }))].sort(
		(a, b) => a.seq - b.seq,
	)) {
		if (act.seq < issued.seq) continue
		if (act.act !== 'resume') resumeBefore(act.seq)
		switch (act.act) {
			case 'acknowledge':
			case 'help':
			case 'word':
			case 'ask':
			case 'handed':
			case 'complete':
			case 'strike':
				break
			case 'reopen':
				round += 1
				answeredAt = null
				policy = inForce(journal, act)
				limit = limitOf(policy, level)
				// The complaint's own date has run its course with the completion.
				cut = null
				startedAt = act.at
				pauses = []
				extensions = []
				due = dueAt(act)
				begin(act)
				break
			case 'feedback':
				close(act)
				marked ||= act.at > due.at
				answeredAt = act.at
				break
			case 'return':
				round += 1
				answeredAt = null
				begin(act)
				break
			case 'extend': {
				close(act)
				extensions.push({ limit: act.limit })
				marked = moved(act, answeredAt ?? act.at).late
				if (answeredAt === null && !paused) begin(act)
				break
			}
			case 'manual': {
				close(act)
				extensions.push({ on: act.on, decidedAt: act.at })
				// Late stays late: the mark goes with an extension only.
				moved(act, act.at)
				begin(act)
				break
			}
			case 'pause':
				close(act)
				marked ||= act.at > due.at
				paused = { from: act.at, until: act.until, seq: act.seq }
				pauses.push({ from: act.at, to: act.until })
				due = dueAt(act)
				break
			case 'resume':
				if (paused) {
					pauses.pop()
					pauses.push({ from: paused.from, to: act.at })
					due = dueAt(act)
					const from: Stamp = { seq: paused.seq, at: paused.from }
					suspensions.push({ from, to: act.at, at: act, sureFrom: act.seq, dueDay: due.day })
					paused = null
				}
				due = dueAt(act)
				begin(act)
				break
			case 'calendar': {
				const since: Stamp = { seq: act.seq + 0.5, at: act.at }
				if (paused) due = dueAt(since)
				if (!open) break
				const lasting: Omit<Stretch, 'until'> = open
				close(act)
				// What has passed its date is closed and keeps it; its rungs are placed anew.
				const over = during(sweeps, lasting.from, act).some((sweep) => sweep.at > lasting.due.at)
				if (!over) due = dueAt(since)
				begin(since)
				if (due.at === lasting.due.at) open = { ...lasting, from: since, due, marked, sureFrom: since.seq }
				break
			}
			case 'end':
				close(act)
				return { stretches: made, suspensions }
			default:
				throw new Error('An act that the judge does not know')
		}
	}
	resumeBefore(END.seq)
	if (open) made.push({ ...(open as Omit<Stretch, 'until'>), until: null })
	return { stretches: made, suspensions }
}

/** The effects of one stretch: the date that passes, and every rung that is ahead. */
function effectsOf(order: SimulatedOrder, stretch: Stretch, calendars: Calendars, journal: Journal): Expected[] {
	const sweeps = during(journal.sweeps, stretch.from, stretch.until)
	const { due, round, since } = stretch
	const found: Expected[] = []
	const passed = sweeps.filter((sweep) => sweep.at > due.at)
	if (!stretch.marked && passed.length > 0)
		found.push({
			key: `overdue|${order.id}|${round}|${momentText(due.at)}`,
			earliest: due.at + 1,
			must: passed.some(({ whole, seq }) => whole && seq > stretch.sureFrom),
		})
	const times = rungTimes(calendars.at(stretch.from), stretch.policy, 'order.handle', stretch.level, {
		startedAt: stretch.startedAt,
		dueAt: due.at,
		dueDay: due.day,
	})
	const ahead = times.filter(({ at }) => at > since)
	const lastBefore = (at: number) =>
		ahead.filter((rung) => rung.before && rung.at > at)[0]?.at ?? Number.POSITIVE_INFINITY
	for (const rung of ahead) {
		const seen = sweeps.filter(
			(sweep) => sweep.at >= rung.at && (!rung.before || (sweep.at <= due.at && sweep.at < lastBefore(rung.at))),
		)
		if (seen.length === 0) continue
		found.push({
			key: `rung|${order.id}|${round}|${momentText(due.at)}|${rung.code}`,
			earliest: rung.at,
			must: seen.some(({ whole, seq }) => whole && seq > stretch.sureFrom),
		})
	}
	return found
}

const first = (acts: readonly OrderAct[], fits: (act: OrderAct) => boolean): OrderAct | null => acts.find(fits) ?? null

/** Everything that an order's clocks must have brought about. */
export function expectedOfOrder(order: SimulatedOrder, calendars: Calendars, journal: Journal): Expected[] {
	const { policy, issued, acts, id } = order
	const { stretches, suspensions } = lifeOf(order, calendars, journal)
	const found = stretches.flatMap((stretch) => effectsOf(order, stretch, calendars, journal))
	const ended = first(acts, ({ act }) => act === 'end' || act === 'complete')
	const level = stretches[0]?.level ?? order.level
	const acknowledge = policy.levels[level]?.acknowledge
	if (acknowledge) {
		const signed = first(acts, ({ act }) => act === 'acknowledge' || act === 'end')
		const dueBy = (by: Days) => plainDue(by, issued.at, acknowledge, policy.closeOfDay.department).at
		found.push(...counted(`acknowledge|${id}`, issued, dueBy, signed, calendars, journal))
	}
	if (order.complaintOn !== null) {
		const from = momentAt(dayNumber(order.complaintOn), 0)
		const dueBy = (by: Days) => plainDue(by, from, policy.statutory.limit, policy.closeOfDay.dealer).at
		found.push(...counted(`statutory|${id}`, issued, dueBy, ended, calendars, journal))
	}
	for (const task of order.assists) found.push(...assistOf(order, task, suspensions, calendars, journal))
	return found
}

/** An assisting task waits with its order; the time given back never outlasts the order's own day. */
function assistOf(
	order: SimulatedOrder,
	task: SimulatedOrder['assists'][number],
	suspensions: readonly Suspension[],
	calendars: Calendars,
	journal: Journal,
): Expected[] {
	const { issued, acts, policy, id } = order
	const [key, day, close] = [`assist|${id}|${task.id}`, dayNumber(task.dueOn), policy.closeOfDay.department]
	const done = first(
		acts,
		(act) => ['end', 'complete'].includes(act.act) || (act.act === 'help' && act.assistId === task.id),
	)
	const paused = first(acts, ({ act }) => act === 'pause')
	const stood = paused !== null && paused.at <= momentAt(day, close) && (done === null || paused.seq < done.seq)
	if (!stood) return passing(key, issued, momentAt(day, close), done, journal.sweeps)
	const resumed = suspensions.find(({ from }) => from.seq === paused.seq)
	if (!resumed || (done !== null && done.seq < resumed.at.seq)) return []
	const from: Stamp = { seq: Math.max(resumed.at.seq, resumed.sureFrom), at: resumed.at.at }
	const dueBy = (days: Days) => namedDue(days, day, issued.at, close, [{ from: resumed.from.at, to: resumed.to }])
	const held = dueBy(calendars.at(resumed.at)).day > resumed.dueDay && resumed.dueDay >= dayOf(resumed.at.at)
	if (held) return passing(key, from, momentAt(resumed.dueDay, close), done, journal.sweeps)
	return counted(key, from, (days) => dueBy(days).at, done, calendars, journal)
}
