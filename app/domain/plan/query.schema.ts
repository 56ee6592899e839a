import * as z from 'zod/mini'

const text = () => z.optional(z.string().check(z.trim(), z.maxLength(100)))

/** What the address of the list of plans may carry; wrong values fall back to the whole list. */
export const planQuerySchema = z.object({
	view: text(),
	severity: text(),
	state: text(),
	q: text(),
	after: z.optional(z.string().check(z.maxLength(400))),
})
