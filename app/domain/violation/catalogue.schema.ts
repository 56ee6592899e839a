import * as z from 'zod/mini'

const text = z.string().check(z.minLength(1))
const names = z.object({ 'zh-Hans': text, 'zh-Hant': text, en: text })

/** The catalogue of violation types (domain 2) as shipped in violation-types.json. */
export const catalogueSchema = z.object({
	source: z.string(),
	categories: z.array(z.object({ code: z.string().check(z.regex(/^[A-Z]$/)), name: names })),
	types: z
		.array(
			z.object({
				code: z.string().check(z.regex(/^[A-Z]\d{2}$/)),
				category: z.string().check(z.regex(/^[A-Z]$/)),
				name: names,
				definition: text,
				unit: z.enum(['occurrence', 'transaction', 'item', 'number', 'person', 'document']),
				severity: z.enum(['L1', 'L2', 'L3', 'L4']),
				rightsInfringement: z.boolean(),
				/** Articles 7 to 15 of the Consumer Law. */
				consumerRightArticles: z.array(z.int().check(z.minimum(7), z.maximum(15))),
				rightNote: z.string(),
				redLine: z.boolean(),
				basis: z.array(z.string()),
			}),
		)
		.check(
			z.refine((types) => new Set(types.map((type) => type.code)).size === types.length),
			z.refine((types) => types.every((type) => type.code.startsWith(type.category))),
		),
})
export type Catalogue = z.infer<typeof catalogueSchema>
export type ViolationType = Catalogue['types'][number]
export type ViolationUnit = ViolationType['unit']
