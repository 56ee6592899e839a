import type { Calendar } from '../calendar.ts'
import type { Clock, ClockDates } from '../clock.ts'
import type { DueStep, Limit } from '../due-date.ts'
import { CLOSE_DEPARTMENT, dueDate } from '../due-date.ts'
import type { LocalDate } from '../time.ts'
import { cutForStatutory, datesOf, STATUTORY_LIMIT } from './deadline.ts'

/** The explanation of a moved date: what led to the old one, then what led from it to the new one. */
export function joinSteps(before: readonly DueStep[], after: readonly DueStep[]): readonly DueStep[] {
	const kept = before.filter(({ kind }) => kind !== 'end' && kind !== 'provisional-year')
	const years = before.filter(
		(step) => step.kind === 'provisional-year' && !after.some((s) => s.kind === step.kind && s.year === step.year),
	)
	return [...kept, ...after.slice(0, -1), ...years, ...after.slice(-1)]
}

/**
 * The dates of an order's handling clock under another calendar version: its own limit from its own start, the
 * statutory rule, then the approved extensions in order. Null when nothing changes, and for a clock that was
 * suspended: its days were given back under the calendar of that time and stay.
 */
export function recountOrder(
	calendar: Calendar,
	clock: Clock,
	complaintOn: LocalDate | null,
	approved: readonly Limit[],
	closeAt: number = CLOSE_DEPARTMENT,
): ClockDates | null {
	if (clock.state !== 'RUNNING' || clock.unit === 'date') return null
	if (clock.steps.some(({ kind }) => kind === 'suspended')) return null
	const { startedAt } = clock
	let due = dueDate(calendar, startedAt, { amount: clock.amount, unit: clock.unit }, closeAt)
	if (complaintOn !== null) {
		const { rawDueOn } = dueDate(calendar, complaintOn, STATUTORY_LIMIT)
		due = cutForStatutory(calendar, startedAt, due, complaintOn, rawDueOn, closeAt).due
	}
	for (const limit of approved) {
		const from = due.dueOn
		const next = dueDate(calendar, limit.unit === 'h' ? due.dueAt : from, limit, closeAt)
		const extended: DueStep = { kind: 'extended', from, to: next.dueOn, limit }
		due = {
			...next,
			steps: joinSteps(due.steps, [extended, ...next.steps]),
			provisional: due.provisional || next.provisional,
		}
	}
	return due.dueAt === clock.dueAt && due.provisional === clock.provisional ? null : datesOf(due)
}
