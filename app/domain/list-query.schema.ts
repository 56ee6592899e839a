import * as z from 'zod/mini'

const text = () => z.optional(z.string().check(z.trim(), z.maxLength(100)))
const cursor = () => z.optional(z.string().check(z.maxLength(400)))

/** What the address of a list may carry; wrong values fall back to the whole list. */
export const outletQuerySchema = z.object({
	q: text(),
	type: text(),
	county: text(),
	grid: text(),
	dealer: text(),
	status: text(),
	mine: text(),
	after: cursor(),
})
export type OutletListQuery = z.output<typeof outletQuerySchema>

export const dealerQuerySchema = z.object({ q: text(), status: text(), after: cursor() })
export type DealerListQuery = z.output<typeof dealerQuerySchema>

export const inspectionQuerySchema = z.object({
	view: text(),
	state: text(),
	type: text(),
	outlet: text(),
	from: text(),
	to: text(),
	q: text(),
	after: cursor(),
})
export type InspectionListQuery = z.output<typeof inspectionQuerySchema>

export const newInspectionQuerySchema = z.object({ outlet: text(), q: text(), plan: text(), type: text() })
export const searchQuerySchema = z.object({ q: text() })
