import * as z from 'zod/mini'
import { dateField, textField } from '../fields.schema.ts'
import { maskNumbersIn } from '../violation/mask.ts'
import { ANSWER_RESULTS } from './sheet.ts'
import { INSPECTION_TYPES } from './types.ts'

/** Planning or starting a visit. */
export const newInspectionSchema = z.object({
	outletId: textField(1, 64),
	type: z.enum(INSPECTION_TYPES, 'issue.choose'),
	plannedOn: dateField(),
})

/** One answer of the phone form; whole user numbers in the note are masked at once. */
export const answerSchema = z.object({
	itemNo: z.coerce.number('issue.not-a-number').check(z.int('issue.not-a-number'), z.positive('issue.out-of-range')),
	result: z.enum(ANSWER_RESULTS, 'issue.choose'),
	correctedOnSpot: z._default(z.boolean(), false),
	note: z.pipe(
		z._default(z.string('issue.bad-format').check(z.trim(), z.maxLength(1000, 'issue.too-long')), ''),
		z.transform(maskNumbersIn),
	),
})

export const endInspectionSchema = z.object({ reason: textField(5, 500) })
