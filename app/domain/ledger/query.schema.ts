import * as z from 'zod/mini'

const text = () => z.optional(z.string().check(z.trim(), z.maxLength(100)))

/** What the address of the ledger may carry; wrong values fall back to the whole ledger. */
export const ledgerQuerySchema = z.object({
	dealer: text(),
	penalty: text(),
	kind: text(),
	account: text(),
	stream: text(),
	claim: text(),
	period: text(),
	run: text(),
	txn: text(),
	from: text(),
	to: text(),
	q: text(),
	after: z.optional(z.string().check(z.maxLength(400))),
})

export const settlementQuerySchema = z.object({ period: text() })
