import type { Calendar } from '../calendar.ts'
import { provisionalYears } from '../calendar.ts'
import type { DueDate, DueStep } from '../due-date.ts'
import type { Instant, LocalDate } from '../time.ts'
import { localDateOf } from '../time.ts'

/** The same date with one more line before its end. */
export function withStep(due: DueDate, step: DueStep): DueDate {
	return { ...due, steps: [...due.steps.slice(0, -1), step, ...due.steps.slice(-1)] }
}

/** The same start with another end: the new line, the provisional years up to it, the new end. */
export function movedTo(calendar: Calendar, due: DueDate, dueOn: LocalDate, dueAt: Instant, step: DueStep): DueDate {
	const years = provisionalYears(calendar, localDateOf(due.startedAt), dueOn)
	const moment = due.limit.unit === 'h' || due.limit.unit === 'wh' ? dueAt : dueOn
	return {
		...due,
		due: moment,
		rawDue: moment,
		dueOn,
		rawDueOn: dueOn,
		dueAt,
		provisional: years.length > 0,
		steps: [
			...bare([...due.steps, step]),
			...years.map((year) => ({ kind: 'provisional-year', year }) as const),
			{ kind: 'end', date: dueOn, at: dueAt },
		],
	}
}

/** What led to a date, without its end. */
export function bare(steps: readonly DueStep[]): DueStep[] {
	return steps.filter(({ kind }) => kind !== 'end' && kind !== 'provisional-year')
}
