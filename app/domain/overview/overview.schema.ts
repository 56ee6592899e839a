import * as z from 'zod/mini'

/** A month, the quarter that it lies in, or the twelve months that end with it. */
export const OVERVIEW_PERIODS = ['month', 'quarter', 'year'] as const
export type OverviewPeriod = (typeof OVERVIEW_PERIODS)[number]

/** Figures of cases, each with the list that proves it. */
export const CASE_FIGURES = ['confirmed', 'educated', 'answered', 'changed', 'revoked', 'verified', 'recurred'] as const
export type CaseFigure = (typeof CASE_FIGURES)[number]

const month = z.catch(z.optional(z.string().check(z.regex(/^20\d\d-(0[1-9]|1[0-2])$/))), undefined)
const text = z.catch(z.optional(z.string().check(z.trim(), z.maxLength(64))), undefined)

/** What the address of the overview says; whatever is wrong in it is as if it were not there. */
export const overviewQuerySchema = z.object({
	period: z.catch(z.enum(OVERVIEW_PERIODS), 'year'),
	/** 'YYYY-MM', the present month when left out. */
	month,
	/** Only what this department leads. */
	department: text,
})
export type OverviewQuery = z.infer<typeof overviewQuerySchema>

/** The list behind a figure of cases. */
export const overviewRowsSchema = z.object({
	of: z.catch(z.enum(CASE_FIGURES), 'confirmed'),
	period: z.catch(z.enum(OVERVIEW_PERIODS), 'year'),
	month,
	/** Letter of the kind of violation. */
	category: z.catch(z.optional(z.string().check(z.regex(/^[A-Z]$/))), undefined),
	/** First or second half of the period. */
	half: z.catch(z.optional(z.enum(['1', '2'])), undefined),
	/** Begins after this row. */
	cursor: z.catch(z.optional(z.string().check(z.maxLength(400))), undefined),
	/** How many rows stand before this page. */
	before: z.catch(z.optional(z.string().check(z.regex(/^\d{1,7}$/))), undefined),
})
export type OverviewRowsQuery = z.infer<typeof overviewRowsSchema>
