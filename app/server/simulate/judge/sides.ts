import { dateText, dayOf, momentAt } from './days.ts'
import { type Due, handleDue, type Paused, plainDue } from './due.ts'
import type { Expected, Journal, OrderAct, SimulatedOrder, Stamp } from './facts.ts'
import { lifeOf, type Suspension } from './orders.ts'
import { type Calendars, counted, during, inForce, passing } from './sweeps.ts'

/** The clocks beside an order's own way, from the text of domain 5.2 and 5.6: words, hand-overs, the time of observation. */

/** Until when the next word on the matter was waited for. */
type Watch = {
	readonly from: Stamp
	readonly round: number
	readonly startedAt: number
	readonly wd: number
	readonly pauses: readonly Paused[]
	readonly due: Due
	readonly sureFrom: number
	/** It may have run out before it was paused: a sweep that was killed has come by. */
	readonly unsure: boolean
}

type Step = (Stamp & { readonly act: 'calendar' | 'paused' }) | (Stamp & { readonly resumed: Suspension }) | OrderAct

const WORDS: readonly string[] = ['acknowledge', 'word', 'return', 'reopen']
/** An answer to a hand-over is due on the next working day. */
const ANSWER = { amount: 1, unit: 'wd' } as const

function dueOf(watch: Omit<Watch, 'due'>, closeAt: number, calendars: Calendars, at: Stamp): Due {
	const { startedAt, wd, pauses } = watch
	const limit = { amount: wd, unit: 'wd' } as const
	return handleDue(calendars.at(at), { startedAt, limit, closeAt, cut: null, pauses, extensions: [] })
}

/** Where a person waits, a word is due every few working days; each time it is not, a gap is told once. */
function gapsOf(order: SimulatedOrder, calendars: Calendars, journal: Journal) {
	const found: Expected[] = []
	let round = 0
	if (order.complaintOn === null) return { found, clocks: 0 }
	const closeAt = order.policy.closeOfDay.department
	const { suspensions } = lifeOf(order, calendars, journal)
	let [open, held, suspended, answered] = [null as Watch | null, null as Watch | null, false, false]
	const close = (until: Stamp | null): 'runs' | 'over' | 'unsure' => {
		if (!open) return 'over'
		const { due, from, sureFrom, unsure } = open
		const passed = during(journal.sweeps, from, until).filter(({ at }) => at > due.at)
		if (passed.length === 0) return 'runs'
		const sure = !unsure && passed.some(({ whole, seq }) => whole && seq > sureFrom)
		found.push({ key: `gap|${order.id}|${open.round}|${dateText(due.day)}`, earliest: due.at + 1, must: sure })
		return sure ? 'over' : 'unsure'
	}
	const counts = (watch: Omit<Watch, 'due'>, at: Stamp): Watch => ({
		...watch,
		due: dueOf(watch, closeAt, calendars, at),
	})
	const steps: Step[] = [
		...order.acts,
		...order.acts.filter(({ act }) => act === 'pause').map(({ seq, at }) => ({ seq, at, act: 'paused' as const })),
		...suspensions.map((resumed) => ({ ...resumed.at, resumed })),
		...calendars.changes.map(({ seq, at }) => ({ seq, at, act: 'calendar' as const })),
	].sort((a, b) => a.seq - b.seq)
	for (const step of steps) {
		const after: Stamp = { seq: step.seq + 0.25, at: step.at }
		if ('resumed' in step) {
			suspended = false
			const { from, to, sureFrom } = step.resumed
			if (held)
				open = counts({ ...held, from: after, pauses: [...held.pauses, { from: from.at, to }], sureFrom }, after)
			held = null
		} else if (step.act === 'paused') {
			suspended = true
			const state = close(step)
			if (open && state !== 'over') held = { ...open, unsure: open.unsure || state === 'unsure' }
			open = null
		} else if (step.act === 'calendar') {
			const state = close(step)
			if (state === 'over') open = null
			else if (open) open = counts({ ...open, from: after, unsure: open.unsure || state === 'unsure' }, after)
		} else if (WORDS.includes(step.act)) {
			if (step.act === 'return' || step.act === 'reopen') answered = false
			// A word after the answer is welcome; nobody waits for the next one.
			if (suspended || answered) continue
			close(step)
			round += 1
			const wd = inForce(journal, step).progressGapWd
			const begun = { from: step, round, startedAt: step.at, wd, pauses: [], sureFrom: step.seq, unsure: false }
			open = counts(begun, step)
		} else if (['feedback', 'complete', 'end'].includes(step.act)) {
			close(step)
			open = null
			held = null
			answered = true
		}
	}
	close(null)
	return { found, clocks: round }
}

/** Struck off by another person once the days are over, who is told so; or come back before. */
function observationsOf(order: SimulatedOrder, journal: Journal): Expected[] {
	let [round, policy] = [1, order.policy]
	return order.acts.flatMap((act, i) => {
		if (act.act === 'return' || act.act === 'reopen') round += 1
		if (act.act === 'reopen') policy = inForce(journal, act)
		if (act.act !== 'complete') return []
		const until = order.acts.slice(i + 1).find((later) => later.act === 'strike' || later.act === 'reopen') ?? null
		const [hours = 0, minutes = 0] = policy.remindAt.split(':').map(Number)
		const at = momentAt(dayOf(act.at) + policy.observeDays, hours * 60 + minutes)
		return passing(`observed|${order.id}|${round}`, act, at, until, journal.sweeps)
	})
}

/** Asked to take over and silent: it comes back, unless the owner has answered the order itself meanwhile. */
function handOversOf(order: SimulatedOrder, calendars: Calendars, journal: Journal): Expected[] {
	return order.acts.flatMap((ask, i) => {
		if (ask.act !== 'ask') return []
		const ends = (act: OrderAct) =>
			act.act === 'feedback' || act.act === 'end' || (act.act === 'handed' && act.transferId === ask.transferId)
		const closeAt = order.policy.closeOfDay.department
		const until = order.acts.slice(i + 1).find(ends) ?? null
		const key = `passed|transfer|${ask.transferId}`
		return counted(key, ask, (days) => plainDue(days, ask.at, ANSWER, closeAt).at, until, calendars, journal)
	})
}

/** What the clocks beside the way must have brought about, and how many they were. */
export function expectedOfSides(order: SimulatedOrder, calendars: Calendars, journal: Journal) {
	const gaps = gapsOf(order, calendars, journal)
	const more = order.acts.filter(({ act }) => act === 'ask' || act === 'complete' || act === 'reopen').length
	return {
		found: [...gaps.found, ...observationsOf(order, journal), ...handOversOf(order, calendars, journal)],
		clocks: gaps.clocks + more,
	}
}
