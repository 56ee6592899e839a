import * as z from 'zod/mini'
import { optionalTextField, textField } from '../fields.schema.ts'

/** The answer to one argument of the defence; it goes into the decision as it stands. */
export const answerSchema = z.object({
	argumentId: textField(1, 64),
	accepted: z.enum(['yes', 'no'], 'issue.choose'),
	answer: textField(5, 2000),
})

/** The dealer asks for more time. */
export const askExtensionSchema = z.object({ reason: textField(2, 500) })

/** The answer to it; a no has a reason that the dealer is told. */
export const decideExtensionSchema = z
	.object({ choice: z.enum(['grant', 'refuse'], 'issue.choose'), reason: optionalTextField(500) })
	.check(
		z.refine((form) => form.choice === 'grant' || form.reason.length >= 5, {
			error: 'issue.required',
			path: ['reason'],
		}),
	)

/** Acts that ask nothing. */
export const nothingSchema = z.object({})
