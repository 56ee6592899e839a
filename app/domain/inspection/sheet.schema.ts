import * as z from 'zod/mini'

const text = z.string().check(z.minLength(1))

export const methodSchema = z.enum(['open', 'mystery', 'sample'])
/** How an item is checked: in the open, unrecognised, or on a sample of records (domain 2.1). */
export type CheckMethod = z.infer<typeof methodSchema>

/** One version of the inspection sheet (domain 2.1). */
export const sheetSchema = z.object({
	code: text,
	version: z.int().check(z.positive()),
	title: z.object({ 'zh-Hans': text, 'zh-Hant': text, en: text }),
	items: z
		.array(
			z.object({
				no: z.int().check(z.positive()),
				text: z.object({ 'zh-Hans': text, 'zh-Hant': z.optional(text), en: text }),
				points: z.int().check(z.positive(), z.maximum(1000)),
				violationType: z.nullable(z.string()),
				methods: z.array(methodSchema).check(z.minLength(1)),
			}),
		)
		.check(
			z.minLength(1),
			z.refine((items) => new Set(items.map((item) => item.no)).size === items.length),
		),
	note: z.optional(z.string()),
})
export type Sheet = z.infer<typeof sheetSchema>
export type SheetItem = Sheet['items'][number]
