import type { Calendar } from '../calendar.ts'
import type { DueDate, DueStep } from '../due-date.ts'
import { addWorkingDays, subtractWorkingDays } from '../due-date.ts'
import type { Instant, LocalDate } from '../time.ts'
import { instantAt, localDateOf } from '../time.ts'
import type { ClockCut } from './facts.ts'
import { movedTo, withStep } from './steps.ts'

export type Cut = {
	readonly due: DueDate
	/** The complaint leaves less than one working day: the order becomes urgent. */
	readonly urgent: boolean
}

/**
 * The statutory rule (domain 5.4): the level's date, cut to some working days before the statutory date of the
 * complaint. Where that leaves less than one working day, one working day after the start or the statutory date,
 * whichever is first; when even the statutory date is past, one working day after the start: nothing is due before it
 * began.
 */
export function cutForStatutory(
	calendar: Calendar,
	startedAt: Instant,
	uncut: DueDate,
	cut: ClockCut,
	closeAt: number,
): Cut {
	const { complaintOn, statutoryOn } = cut
	const latest = subtractWorkingDays(calendar, statutoryOn, cut.reserveWd)
	const nextDay = addWorkingDays(calendar, localDateOf(startedAt), 1)
	const tell = (applied: Applied): DueStep => ({
		kind: 'statutory',
		complaintOn,
		statutoryOn,
		latest,
		uncut: uncut.dueOn,
		applied,
	})
	const to = (dueOn: LocalDate, applied: Applied) => {
		const dueAt = instantAt(dueOn, closeAt)
		// 24 hours stay 24 hours where they end first.
		return uncut.dueAt <= dueAt ? withStep(uncut, tell(applied)) : movedTo(calendar, uncut, dueOn, dueAt, tell(applied))
	}
	if (latest >= nextDay) {
		const needed = instantAt(latest, closeAt) < uncut.dueAt
		return { due: needed ? to(latest, 'cut') : withStep(uncut, tell('not-needed')), urgent: false }
	}
	if (instantAt(statutoryOn, closeAt) <= startedAt) return { due: to(nextDay, 'passed'), urgent: true }
	return { due: to(statutoryOn < nextDay ? statutoryOn : nextDay, 'urgent'), urgent: true }
}

type Applied = 'not-needed' | 'cut' | 'urgent' | 'passed'
