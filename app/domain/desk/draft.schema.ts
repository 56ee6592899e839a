import * as z from 'zod/mini'

/** A form by its act and what it is about: 'defence:<case>'. */
export const draftKeySchema = z.string().check(z.regex(/^[a-z-]{2,30}:[0-9a-zA-Z-]{1,64}$/))

/** The greatest draft, in characters of its JSON: twenty arguments of full length fit. */
const MAX_BODY = 50_000
const isValues = (text: string): boolean => {
	try {
		const value: unknown = JSON.parse(text)
		return typeof value === 'object' && value !== null && !Array.isArray(value)
	} catch {
		return false
	}
}

/** What was typed, by field name, as the browser reads the form. */
export const draftValuesSchema = z.record(
	z.string().check(z.maxLength(80)),
	z.union([z.string(), z.array(z.string()).check(z.maxLength(50))]),
)

/** Saving a draft: its values as one JSON text, or nothing to throw it away. */
export const draftSchema = z.object({
	key: draftKeySchema,
	body: z._default(
		z.string().check(
			z.maxLength(MAX_BODY),
			z.refine((text) => text === '' || isValues(text)),
		),
		'',
	),
})
