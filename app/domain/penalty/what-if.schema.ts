import * as z from 'zod/mini'

const list = (value: unknown) => (Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value])
const whole = (max: number) => z.pipe(z.coerce.number(), z.int().check(z.minimum(0), z.maximum(max)))

/** The search of the try-out panel; `tried` says that the form was sent, so that no box ticked is a choice as well. */
export const whatIfSchema = z.object({
	tried: z.optional(z.literal('1')),
	units: z.optional(whole(1_000_000)),
	share: z.optional(whole(100)),
	factor: z._default(z.pipe(z.transform(list), z.array(z.string()).check(z.maxLength(20))), []),
})
export type WhatIfQuery = z.output<typeof whatIfSchema>
