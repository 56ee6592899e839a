import { firstDay, lapsesOf } from './cases.ts'
import { dayNumber, dayOf, momentAt, notBeforeWork, workingDay, workingDays } from './days.ts'
import { type Due, plainDue } from './due.ts'
import type { Expected, Journal, SimulatedPlan, Stamp } from './facts.ts'
import { effectsOfPiece, isOver, type Piece } from './pieces.ts'
import type { Calendars } from './sweeps.ts'

/** The rules of domain 4.1 once more: the dealer's days, which stand still while the plan lies with the branch. */
const CLOSE = 24 * 60
const closing = (day: number): Due => ({ day, at: momentAt(day, CLOSE) })

type Open = Omit<Piece, 'until'>

/** What a plan must have brought about, and how many clocks it had. */
export function expectedOfPlan(plan: SimulatedPlan, calendars: Calendars, journal: Journal) {
	const first = firstDay(plan.from, calendars, journal)
	const startedAt = momentAt(first, 0)
	const passed = `passed|plan|${plan.id}`
	const watched = { kind: 'plan.work', passed, subjectId: plan.id, policy: null, climbsOn: false }
	const counted = (at: Stamp): Due => plainDue(calendars.at(at), startedAt, { amount: plan.wd, unit: 'wd' }, CLOSE)
	const pieces: Piece[] = []
	const found: Expected[] = []
	let [due, named, missed, round, lastDay] = [counted(plan.started), false, false, 1, first]
	let open: Open | null = { from: plan.started, round, due, since: startedAt, startedAt }
	const close = (act: Stamp): Open | null => {
		const closed: Open | null = open
		if (closed) pieces.push({ ...closed, until: act })
		open = null
		return closed
	}
	const changes = calendars.changes.map((change) => ({ ...change, act: 'calendar' as const }))
	for (const act of [...plan.acts, ...changes].sort((a, b) => a.seq - b.seq)) {
		if (act.seq < plan.started.seq) continue
		const after: Stamp = { seq: act.seq + 0.5, at: act.at }
		switch (act.act) {
			case 'over': {
				const was = close(act)
				if (!was) break
				// Late without a sweep in between: the late act itself is the record.
				if (act.at > due.at) found.push({ key: passed, earliest: due.at + 1, must: true })
				missed ||= act.at > due.at || isOver(was, act, journal)
				lastDay = dayOf(act.at)
				break
			}
			case 'back': {
				if (missed) break
				const days = calendars.at(act)
				const today = dayOf(act.at)
				if (due.day < today) {
					const left = Math.max(1, workingDays(days, lastDay, due.day))
					due = closing(notBeforeWork(days, workingDay(days, today, left)))
				}
				named = true
				round += 1
				open = { from: act, round, due, since: act.at, startedAt: act.at }
				break
			}
			case 'extend': {
				const was = close(act)
				due = closing(dayNumber(act.on))
				named = true
				if (was) open = { ...was, from: after, due, since: act.at }
				break
			}
			case 'calendar': {
				const was = close(act)
				if (!was) break
				if (!named && !isOver(was, act, journal)) due = counted(after)
				open = { ...was, from: after, due, since: due.at === was.due.at ? was.since : act.at }
				break
			}
			default:
				throw new Error('An act that the judge does not know')
		}
	}
	if (open) pieces.push({ ...(open as Open), until: null })
	const end = revokedBy(plan, calendars, journal)
	for (const piece of pieces) {
		const sure = effectsOfPiece({ ...piece, until: earlier(piece.until, end?.first) }, watched, calendars, journal)
		const all = effectsOfPiece({ ...piece, until: earlier(piece.until, end?.last) }, watched, calendars, journal)
		const open = all.filter(({ key }) => !sure.some((one) => one.key === key))
		found.push(...sure, ...open.map((one) => ({ ...one, must: false })))
	}
	return { found, clocks: round }
}

/**
 * A review that nobody decided revokes the case, and its plan ends with it: at the first sweep that saw it or, when that
 * one was killed, at a later one up to the first whole one.
 */
function revokedBy(plan: SimulatedPlan, calendars: Calendars, journal: Journal): { first: Stamp; last: Stamp } | null {
	const review = journal.clocks.find((one) => one.kind === 'penalty.reviewDecision' && one.subjectId === plan.penaltyId)
	const acted = Math.max(plan.started.seq, ...plan.acts.map(({ seq }) => seq))
	const lapses = review ? lapsesOf(review, calendars, journal).filter(({ seq }) => seq > acted) : []
	const first = lapses[0]
	if (!first) return null
	const last = lapses.find(({ whole }) => whole) ?? lapses.at(-1) ?? first
	return { first, last: { seq: last.seq + 0.5, at: last.at } }
}

function earlier(until: Stamp | null, end: Stamp | undefined): Stamp | null {
	if (!end) return until
	return until === null || end.seq < until.seq ? end : until
}
