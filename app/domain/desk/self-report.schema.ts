import * as z from 'zod/mini'
import { confirmField, countField, dateField, optionalTextField, textField } from '../fields.schema.ts'
import { maskNumbersIn } from '../violation/mask.ts'
import { affectedNumbers } from '../violation/violation.schema.ts'
import { REFUND_STATES } from './self-report.ts'

const masked = (min: number, max: number) => z.pipe(textField(min, max), z.transform(maskNumbersIn))

/** The dealer's report; whole user numbers never get past this schema. */
export const selfReportSchema = z.object({
	outletId: z.string('issue.choose').check(z.minLength(1, 'issue.choose'), z.maxLength(64)),
	matter: masked(2, 100),
	occurredOn: dateField(),
	units: countField(1, 1_000_000),
	facts: masked(5, 2000),
	affectedNumbers,
	refund: z.enum(REFUND_STATES, 'issue.choose'),
	confirm: confirmField(),
})
export type SelfReportForm = z.output<typeof selfReportSchema>

/** Taken up: as which type, how many, and what the dealer is told. */
export const takeUpSchema = z.object({
	typeCode: z.string('issue.choose').check(z.regex(/^[A-Z]\d{2}$/, 'issue.choose')),
	units: countField(1, 1_000_000),
	answer: optionalTextField(500),
})

/** Not taken up, with the reason that the dealer reads. */
export const declineSchema = z.object({ answer: textField(10, 500) })
