import * as z from 'zod/mini'
import { SEVERITIES } from '../penalty/rulebook.schema.ts'
import { VIOLATION_SOURCES } from './violation.ts'

export const VIOLATION_VIEWS = ['check', 'confirmed', 'dismissed', 'all'] as const
export type ViolationView = (typeof VIOLATION_VIEWS)[number]

const text = (max: number) => z.catch(z.optional(z.string().check(z.trim(), z.maxLength(max))), undefined)

/** What the address of the list says; whatever is wrong in it is as if it were not there. */
export const violationQuerySchema = z.object({
	view: z.catch(z.enum(VIOLATION_VIEWS), 'check'),
	q: text(80),
	severity: z.catch(z.optional(z.enum(SEVERITIES)), undefined),
	category: z.catch(z.optional(z.string().check(z.regex(/^[A-I]$/))), undefined),
	source: z.catch(z.optional(z.enum(VIOLATION_SOURCES)), undefined),
	cursor: text(400),
	before: z.catch(z.optional(z.string().check(z.regex(/^\d{1,7}$/))), undefined),
})
export type ViolationQuery = z.infer<typeof violationQuerySchema>
