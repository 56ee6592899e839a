import * as z from 'zod/mini'
import { optionalTextField, textField } from '../fields.schema.ts'
import { maskNumbersIn } from '../violation/mask.ts'
import { plainLines } from './draft.ts'
import { newInspectionSchema } from './inspection.schema.ts'
import { ANSWER_RESULTS } from './sheet.ts'

/** Position of the phone when the visit began; empty without leave or without scripts. */
const coordinate = (min: number, max: number) =>
	z.pipe(
		optionalTextField(30),
		z.transform((text): number | null => {
			const n = text === '' ? Number.NaN : Number(text)
			return Number.isFinite(n) && n >= min && n <= max ? n : null
		}),
	)

export const positionShape = {
	latitude: coordinate(-90, 90),
	longitude: coordinate(-180, 180),
	accuracyM: coordinate(0, 100_000),
}

/** Planning a visit or beginning one at once. */
export const visitSchema = z.extend(newInspectionSchema, {
	...positionShape,
	inspectorId: optionalTextField(64),
	secondInspectorId: optionalTextField(64),
	planId: optionalTextField(64),
	remark: optionalTextField(500),
})
export type VisitForm = z.output<typeof visitSchema>

const MAX_ITEMS = 200

/** One item of the phone form as it is sent: 'items.q7.result' and so on. */
const postedItem = z
	.object({
		no: z.coerce.number('issue.not-a-number').check(z.int('issue.not-a-number'), z.positive('issue.out-of-range')),
		result: z.pipe(
			z._default(z.enum(['', ...ANSWER_RESULTS], 'issue.choose'), ''),
			z.transform((text) => (text === '' ? null : text)),
		),
		note: z.pipe(
			z._default(z.string('issue.bad-format').check(z.maxLength(1000, 'issue.too-long')), ''),
			z.transform((text) => maskNumbersIn(plainLines(text))),
		),
		fixed: z.pipe(
			z._default(z.string('issue.bad-format'), ''),
			z.transform((text) => text === 'on'),
		),
		version: z.coerce
			.number('issue.not-a-number')
			.check(z.int('issue.not-a-number'), z.nonnegative('issue.out-of-range')),
		was: z._default(z.string('issue.bad-format').check(z.maxLength(2200, 'issue.too-long')), ''),
	})
	.check(
		// Facts without a choice would be lost.
		z.refine((item) => item.result !== null || item.note === '', { error: 'issue.choose', path: ['result'] }),
	)

/** The phone form: as many answers as there are, in any state of completeness. */
export const sheetDraftSchema = z.object({
	items: z
		.record(z.string().check(z.regex(/^q\d{1,4}$/)), postedItem)
		.check(z.refine((items) => Object.keys(items).length <= MAX_ITEMS, 'issue.too-long')),
})
export type SheetDraft = z.output<typeof sheetDraftSchema>

/** The last step asks nothing: the act itself is the answer. */
export const submitSchema = z.object({})

const findingId = z.string().check(z.minLength(1, 'issue.required'), z.maxLength(64, 'issue.too-long'))

export const closeFindingSchema = z.object({
	intent: z.literal('close'),
	findingId,
	reason: textField(5, 500),
})
export const recordFindingSchema = z.object({ intent: z.literal('record'), findingId, typeCode: optionalTextField(3) })
export const inspectionFilesSchema = z.object({ intent: z.literal('evidence'), caption: optionalTextField(200) })

/** The acts on an inspection's own page. */
export const inspectionIntentSchema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('start'), ...positionShape }),
	recordFindingSchema,
	closeFindingSchema,
	inspectionFilesSchema,
])
