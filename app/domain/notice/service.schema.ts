import * as z from 'zod/mini'
import { dateField, optionalTextField, textField } from '../fields.schema.ts'

/** Service on paper as it is recorded: what happened, when, who was there. */
export const paperServiceSchema = z.object({
	kind: z.enum(['handed-over', 'refused', 'posted'], 'issue.choose'),
	on: dateField(),
	person: textField(2, 60),
	note: optionalTextField(300),
})
export type PaperService = z.infer<typeof paperServiceSchema>

/** Consent to electronic service, given or withdrawn; the paper itself stays in the file. */
export const consentSchema = z.object({
	given: z.enum(['yes', 'no'], 'issue.choose'),
	paperOn: dateField(),
	note: textField(4, 300),
})
export type ConsentForm = z.infer<typeof consentSchema>
