import type { Calendar } from '../calendar.ts'
import { subtractWorkingDays } from '../due-date.ts'
import { addDays, type LocalDate } from '../time.ts'

/**
 * What became of an order against its due moment (domain 5.4). 'late' stays late, whatever follows: feedback after the
 * due moment, an extension, completion, withdrawal or merging. 'dropped' are orders that were withdrawn or merged while
 * they were in time: they count neither for nor against. 'waiting' are those whose due moment is still to come.
 */
export const ORDER_OUTCOMES = ['on-time', 'late', 'waiting', 'dropped'] as const
export type OrderOutcome = (typeof ORDER_OUTCOMES)[number]
export type Outcomes = Readonly<Record<OrderOutcome, number>>

export const NO_OUTCOMES: Outcomes = { 'on-time': 0, late: 0, waiting: 0, dropped: 0 }

/** What happened to an order in a span of days, by which it is listed and counted. */
export const HAPPENINGS = ['extended', 'refused', 'returned', 'chased'] as const
export type Happening = (typeof HAPPENINGS)[number]

/** The share of orders answered in time that a branch aims at, in tenths of a percent. */
export const ON_TIME_TARGET = 950

/** What a rate is taken of. */
export type Judged = Pick<Outcomes, 'on-time' | 'late'>

/**
 * The on-time rate in tenths of a percent, cut and never rounded up, so that 94.96% does not read 95.0%; null while
 * nothing has been judged.
 */
export function onTimeTenths(outcomes: Judged): number | null {
	const judged = outcomes['on-time'] + outcomes.late
	return judged === 0 ? null : Math.floor((outcomes['on-time'] * 1000) / judged)
}

/** Whether the target is met, by whole numbers; null while nothing has been judged. */
export function meetsTarget(outcomes: Judged, target = ON_TIME_TARGET): boolean | null {
	const judged = outcomes['on-time'] + outcomes.late
	return judged === 0 ? null : outcomes['on-time'] * 1000 >= target * judged
}

export function sumOutcomes(all: Iterable<Outcomes>): Outcomes {
	const sum = { ...NO_OUTCOMES }
	for (const one of all) for (const name of ORDER_OUTCOMES) sum[name] += one[name]
	return sum
}

/** Working days since issue: 0–2, 3–5, 6–10, 11–15, 16 and more. */
export const AGES = [
	{ name: '0-2', from: 0, to: 2 },
	{ name: '3-5', from: 3, to: 5 },
	{ name: '6-10', from: 6, to: 10 },
	{ name: '11-15', from: 11, to: 15 },
	{ name: '16', from: 16, to: null },
] as const
export type AgeName = (typeof AGES)[number]['name']

/** The days of issue that make an age, both included; null is without limit. */
export type AgeSpan = { readonly name: AgeName; readonly from: LocalDate | null; readonly to: LocalDate | null }

/** Age as a span of days of issue, so that a database without a calendar counts and lists it alike. */
export function ageSpans(calendar: Calendar, today: LocalDate): readonly AgeSpan[] {
	return AGES.map(({ name, from, to }) => ({
		name,
		from: to === null ? null : oldestOf(calendar, today, to),
		to: from === 0 ? null : addDays(oldestOf(calendar, today, from - 1), -1),
	}))
}

/** The first day from which at most `days` working days have passed until today (today counts, the first day does not). */
function oldestOf(calendar: Calendar, today: LocalDate, days: number): LocalDate {
	return subtractWorkingDays(calendar, addDays(today, 1), days + 1)
}
