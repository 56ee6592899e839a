import * as z from 'zod/mini'
import { isLocalDate, type LocalDate } from '../time.ts'
import { ORDER_STATES } from './order.ts'
import { ORDER_SOURCES } from './sources.ts'
import { URGENCIES } from './urgency.ts'

/** Saved views of the board, in the order of the page. */
export const BOARD_VIEWS = [
	'open',
	'red',
	'yellow',
	'sign',
	'judge',
	'strike',
	'statutory',
	'mine',
	'draft',
	'closed',
] as const
export type BoardView = (typeof BOARD_VIEWS)[number]

const text = (max: number) => z.catch(z.optional(z.string().check(z.trim(), z.maxLength(max))), undefined)

/** What the address of the board says; whatever is wrong in it is as if it were not there. */
export const boardQuerySchema = z.object({
	view: z.catch(z.enum(BOARD_VIEWS), 'open'),
	q: text(80),
	department: text(64),
	source: z.catch(z.optional(z.enum(ORDER_SOURCES)), undefined),
	urgency: z.catch(z.optional(z.enum(URGENCIES)), undefined),
	state: z.catch(z.optional(z.enum(ORDER_STATES)), undefined),
	sort: z.catch(z.enum(['due', 'issued']), 'due'),
	on: z.catch(
		z.optional(
			z.pipe(
				z.string(),
				z.transform((value, ctx): LocalDate => {
					if (isLocalDate(value)) return value
					ctx.issues.push({ code: 'custom', message: 'issue.not-a-date', input: value })
					return z.NEVER
				}),
			),
		),
		undefined,
	),
	cursor: text(400),
	/** How many rows stand before this page. */
	before: z.catch(z.optional(z.string().check(z.regex(/^\d{1,7}$/))), undefined),
})
export type BoardQuery = z.infer<typeof boardQuerySchema>
