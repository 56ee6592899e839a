import * as z from 'zod/mini'
import { optionalTextField, textField } from '../fields.schema.ts'
import { BOARD_COLUMNS, DENSITIES } from './columns.ts'

/** Keeps the filter of an address under a name. */
export const saveViewSchema = z.object({
	name: textField(1, 30),
	/** Empty: only for oneself. */
	department: optionalTextField(64),
	/** The address of the board after its question mark. */
	query: optionalTextField(2000),
	/** Ticked: the view brings its columns along. */
	columns: z.optional(z.string()),
})
export type SaveView = z.infer<typeof saveViewSchema>

/** Another name, another circle of readers. */
export const changeViewSchema = z.object({
	id: textField(1, 64),
	version: z.coerce.number('issue.not-a-number').check(z.int('issue.not-a-number')),
	name: textField(1, 30),
	department: optionalTextField(64),
})
export type ChangeView = z.infer<typeof changeViewSchema>

export const removeViewSchema = z.object({
	id: textField(1, 64),
	version: z.coerce.number('issue.not-a-number').check(z.int('issue.not-a-number')),
})

const place = z._default(z.enum(['', ...BOARD_COLUMNS.map((_, i) => String(i + 1))], 'issue.choose'), '')

/** A place for each column, or none; two at the same place keep the order of the page. */
export const layoutSchema = z.object({
	density: z.enum(DENSITIES, 'issue.choose'),
	place: z.object({
		due: place,
		matter: place,
		urgency: place,
		department: place,
		state: place,
		extra: place,
		source: place,
		issued: place,
		handler: place,
		statutory: place,
		original: place,
		outlet: place,
	}),
	/** Where to go on. */
	back: optionalTextField(2000),
})
export type Layout = z.infer<typeof layoutSchema>
