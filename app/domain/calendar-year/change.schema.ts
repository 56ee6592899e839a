import * as z from 'zod/mini'
import { optionalTextField, textField } from '../fields.schema.ts'
import { isLocalDate, type LocalDate } from '../time.ts'

/** What a change of the calendar is stored as, and the forms in which it is written. */

const date = z.custom<LocalDate>((value) => typeof value === 'string' && isLocalDate(value))
const named = z.object({
	date,
	name: z.optional(z.object({ 'zh-Hans': z.string(), en: z.string(), 'zh-Hant': z.optional(z.string()) })),
})
const dayOrder = z.object({ date, kind: z.enum(['off', 'work', 'notice']), reason: z.string() })

export const unitDraftSchema = z.object({
	code: z.string(),
	name: z.string(),
	departmentIds: z.array(z.string()),
	countyIds: z.array(z.string()),
	weekdays: z.array(z.int()),
	hours: z.string(),
	/** The unit counts by the branch's calendar again. */
	remove: z.boolean(),
})
export type UnitDraft = z.infer<typeof unitDraftSchema>

export const changeSchema = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('YEAR'),
		year: z.int(),
		source: z.string(),
		holidays: z.array(named),
		makeUpWorkdays: z.array(named),
	}),
	z.object({ kind: z.literal('OVERRIDE'), days: z.array(dayOrder) }),
	z.object({
		kind: z.literal('UNIT'),
		remove: z.boolean(),
		unit: z.object({
			code: z.string(),
			name: z.string(),
			departmentIds: z.array(z.string()),
			countyIds: z.array(z.string()),
			workingHours: z.object({
				weekdays: z.array(z.int()),
				intervals: z.array(z.tuple([z.string(), z.string()])),
			}),
			overrides: z.array(z.object({ date, kind: z.enum(['off', 'work']), reason: z.string() })),
		}),
	}),
	/** What was typed makes no change yet. */
	z.object({ kind: z.literal('NONE') }),
])
export type CalendarChange = z.infer<typeof changeSchema>

const typed = (error: string) =>
	z.string(error).check(z.minLength(1, { error }), z.maxLength(40_000, { error: 'issue.too-long' }))

const version = z._default(z.coerce.number().check(z.int()), 0)

/** A year: the paper's text, or its rows. The year may be left to the paper. */
export const yearFormSchema = z.object({
	version,
	form: z._default(z.enum(['notice', 'csv', 'json'], 'issue.choose'), 'notice'),
	year: z._default(z.string().check(z.regex(/^(20\d{2})?$/, { error: 'issue.bad-format' })), ''),
	source: optionalTextField(200),
	typed: typed('issue.required'),
	example: z.optional(z.string()),
})
export type YearDraftForm = z.infer<typeof yearFormSchema>

export const daysFormSchema = z.object({ version, reason: textField(4, 200), typed: typed('issue.required') })
export type DaysDraftForm = z.infer<typeof daysFormSchema>

const list = z._default(
	z.union([
		z.array(z.string()),
		z.pipe(
			z.string(),
			z.transform((one) => [one]),
		),
	]),
	[],
)

export const unitFormSchema = z.object({
	version,
	reason: textField(4, 200),
	code: z.string('issue.required').check(z.trim(), z.regex(/^[A-Z][A-Z0-9-]{1,19}$/, { error: 'issue.bad-format' })),
	name: textField(2, 40),
	departmentIds: list,
	countyIds: list,
	weekdays: list,
	hours: textField(9, 200),
	remove: z.optional(z.string()),
	typed: z._default(z.string().check(z.maxLength(40_000, { error: 'issue.too-long' })), ''),
})
export type UnitDraftForm = z.infer<typeof unitFormSchema>

export const changeStepSchema = z.object({
	version: z.coerce.number().check(z.int()),
	/** The calendar version on which the preview was counted. */
	base: z._default(z.string(), ''),
})
export const changeReasonSchema = z.object({ version: z.coerce.number().check(z.int()), reason: textField(4, 500) })
