import * as z from 'zod/mini'
import { PENALTY_STATES } from './machine.ts'
import { SEVERITIES } from './rulebook.schema.ts'

/** Saved views of the list, in the order of the procedure. */
export const PENALTY_VIEWS = ['open', 'check', 'defence', 'decide', 'review', 'settle', 'late', 'ended', 'all'] as const
export type PenaltyView = (typeof PENALTY_VIEWS)[number]

export const PENALTY_SORTS = ['due', 'opened', 'amount'] as const
export type PenaltySort = (typeof PENALTY_SORTS)[number]

const text = (max: number) => z.catch(z.optional(z.string().check(z.trim(), z.maxLength(max))), undefined)
const oneOf = <T extends string>(values: readonly T[]) => z.catch(z.optional(z.enum([...values])), undefined)

/** What the address of the list says; whatever is wrong in it is as if it were not there. */
export const penaltyQuerySchema = z.object({
	view: z.catch(z.enum(PENALTY_VIEWS), 'open'),
	q: text(80),
	state: oneOf(PENALTY_STATES),
	severity: oneOf(SEVERITIES),
	category: z.catch(z.optional(z.string().check(z.regex(/^[A-I]$/))), undefined),
	county: text(64),
	dealer: text(64),
	outlet: text(64),
	sort: z.catch(z.enum(PENALTY_SORTS), 'due'),
	cursor: text(400),
	/** How many rows stand before this page. */
	before: z.catch(z.optional(z.string().check(z.regex(/^\d{1,7}$/))), undefined),
})
export type PenaltyQuery = z.infer<typeof penaltyQuerySchema>
