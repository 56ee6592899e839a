import * as z from 'zod/mini'

const text = () => z.optional(z.string().check(z.trim(), z.maxLength(100)))
const cursor = () => z.optional(z.string().check(z.maxLength(400)))

/** What the address of a list may carry; wrong values fall back to the whole list. */
export const measureQuerySchema = z.object({ q: text(), state: text(), kind: text(), view: text(), after: cursor() })
export const blacklistQuerySchema = z.object({ q: text(), state: text(), kind: text(), after: cursor() })
