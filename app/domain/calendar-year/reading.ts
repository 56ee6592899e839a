import type { LocalDate } from '../time.ts'
import type { Holiday } from './statutory.ts'

/** What was read from a pasted paper, line by line, before anything is decided about it. */

/** A sentence beside a line. A fault keeps the year from being published; a warning has to be looked at. */
export type Remark = {
	readonly level: 'note' | 'warn' | 'fault'
	readonly code: RemarkCode
	readonly params?: Readonly<Record<string, string | number>>
}

export const REMARK_CODES = [
	// what a line says
	'advice',
	'weekend-joined',
	'year-before',
	'unused',
	// what cannot be read
	'sentence',
	'no-month',
	'no-such-day',
	'backwards',
	'too-long',
	'weekday',
	'lunar',
	'count',
	'columns',
	'kind',
	'name',
	'json',
	// what does not fit
	'make-up-weekday',
	'both-lists',
	'twice',
	'other-year',
	'neighbour',
	'past-work',
	'no-change',
	'reason',
] as const
export type RemarkCode = (typeof REMARK_CODES)[number]

export type ReadDay = {
	readonly date: LocalDate
	readonly kind: 'off' | 'work'
	readonly holidays: readonly Holiday[]
}

export type ReadRow = {
	/** Line of the typed text, from 1; for JSON the place in its list. */
	readonly line: number
	readonly text: string
	readonly days: readonly ReadDay[]
	readonly remarks: readonly Remark[]
}

export type Reading = {
	/** Of the paper itself; null where it does not say. */
	readonly year: number | null
	readonly source: string | null
	readonly rows: readonly ReadRow[]
}
