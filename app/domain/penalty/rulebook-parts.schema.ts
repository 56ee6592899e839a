import * as z from 'zod/mini'
import { isLocalDate, type LocalDate } from '../time.ts'

/** Parts of a rulebook version that are not arithmetic: chapters, types, the law behind them, the orders' assessment. */

const date = z.custom<LocalDate>((value) => typeof value === 'string' && isLocalDate(value))
const tenths = z.int().check(z.minimum(-100), z.maximum(100))

/** The eight headings of the branch's service assessment (domain 1, row 27), in their order. */
export const CHAPTERS = [
	'FIXED',
	'MOBILE',
	'COUNTER',
	'TICKETS',
	'FIRST_ASKED',
	'ESCALATED',
	'REFUND',
	'ACCOUNTABILITY',
] as const
export type Chapter = (typeof CHAPTERS)[number]

/** Those that bind dealers; the others bind departments, through the orders. */
export const DEALER_CHAPTERS: readonly Chapter[] = ['COUNTER', 'FIRST_ASKED', 'ESCALATED', 'REFUND']

export const chapterSchema = z.object({ code: z.enum(CHAPTERS), text: z.string() })

/** A law or rule that clauses rest on, and when it applied: no end is today's text. */
export const lawSchema = z.object({
	/** As it is cited: 消法. */
	code: z.string().check(z.minLength(1)),
	title: z.string().check(z.minLength(1)),
	validFrom: date,
	validUntil: z.nullable(date),
})
export type Law = z.infer<typeof lawSchema>

export const typeEntrySchema = z.object({
	code: z.string().check(z.regex(/^[A-Z]\d{2}$/)),
	severity: z.enum(['L1', 'L2', 'L3', 'L4']),
	/** Replaces the level's base, per unit; null leaves the level's. */
	baseFen: z.nullable(z.int().check(z.positive())),
	chapter: z.enum(CHAPTERS),
	/** Laws by code with their articles as cited. */
	legal: z.array(z.object({ law: z.string(), articles: z.string() })),
})
export type TypeEntry = z.infer<typeof typeEntrySchema>

/** What an order counts for its department, in tenths of a point (domain 5.4). */
export const assessmentSchema = z.object({
	overdue: tenths,
	returned: tenths,
	acknowledgedLate: tenths,
	recurred: tenths,
	earlyFirstTime: tenths,
})
export type AssessmentValues = z.infer<typeof assessmentSchema>

/** Overdue −2, each return −1, late acknowledgement −0.5, recurrence −2, early +1 (domain 5.4). */
export const DEFAULT_ASSESSMENT: AssessmentValues = {
	overdue: -20,
	returned: -10,
	acknowledgedLate: -5,
	recurred: -20,
	earlyFirstTime: 10,
}
