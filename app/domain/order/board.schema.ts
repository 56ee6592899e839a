import * as z from 'zod/mini'
import { isLocalDate, type LocalDate } from '../time.ts'
import { DENSITIES } from './columns.ts'
import { HAPPENINGS, ORDER_OUTCOMES } from './figures.ts'
import { ORDER_STATES } from './order.ts'
import { ORDER_SOURCES } from './sources.ts'
import { URGENCIES } from './urgency.ts'

/** The views that ship, in the order of the page. */
export const BOARD_VIEWS = [
	'open',
	'running',
	'red',
	'yellow',
	'sign',
	'judge',
	'strike',
	'statutory',
	'mine',
	'draft',
	'closed',
	'all',
] as const
export type BoardView = (typeof BOARD_VIEWS)[number]

/** Views whose orders are not struck off: they have lights, and a future. */
export function isOpenView(view: BoardView): boolean {
	return view !== 'draft' && view !== 'closed' && view !== 'all'
}

/** Newest or nearest first without a sign, the other way round with one. */
export const BOARD_SORTS = ['due', '-due', 'issued', '-issued', 'urgency'] as const
export type BoardSort = (typeof BOARD_SORTS)[number]

export const BOARD_LIGHTS = ['red', 'yellow', 'green', 'grey', 'stopped'] as const

const text = (max: number) => z.catch(z.optional(z.string().check(z.trim(), z.maxLength(max))), undefined)
const oneOf = <T extends string>(values: readonly T[]) => z.catch(z.optional(z.enum([...values])), undefined)

const day = () =>
	z.catch(
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
	)

/** What is asked for: kept by a saved view. */
const filterShape = {
	view: z.catch(z.enum(BOARD_VIEWS), 'open'),
	q: text(80),
	department: text(64),
	source: oneOf(ORDER_SOURCES),
	urgency: oneOf(URGENCIES),
	state: oneOf(ORDER_STATES),
	light: oneOf(BOARD_LIGHTS),
	outcome: oneOf(ORDER_OUTCOMES),
	handler: text(64),
	/** Orders in which this department has an open task though another one leads. */
	assisting: text(64),
	dueFrom: day(),
	dueTo: day(),
	issuedFrom: day(),
	issuedTo: day(),
	had: oneOf(HAPPENINGS),
	hadFrom: day(),
	hadTo: day(),
	sort: z.catch(z.enum(BOARD_SORTS), 'due'),
}

/** A filter as a saved view keeps it; whatever is wrong in it is as if it were not there. */
export const boardFilterSchema = z.object(filterShape)
export type BoardFilter = z.infer<typeof boardFilterSchema>

/** What the address of the board says; whatever is wrong in it is as if it were not there. */
export const boardQuerySchema = z.object({
	...filterShape,
	on: day(),
	/** The saved view that this is. */
	saved: text(64),
	/** The first day of the ruler, when it is not today. */
	ruler: day(),
	/** Columns of this page instead of the reader's own, apart by commas. */
	cols: text(200),
	density: oneOf(DENSITIES),
	cursor: text(400),
	/** How many rows stand before this page. */
	before: z.catch(z.optional(z.string().check(z.regex(/^\d{1,7}$/))), undefined),
})
export type BoardQuery = z.infer<typeof boardQuerySchema>

/** The part of a query that says which orders are meant, and in which order. */
export function filterOf(query: BoardFilter): BoardFilter {
	return boardFilterSchema.parse(query)
}

/** True when something beside the view is asked for. */
export function narrows({ view: _, sort: __, ...rest }: BoardFilter): boolean {
	return Object.values(rest).some((value) => value !== undefined && value !== '')
}
