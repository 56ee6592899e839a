import * as z from 'zod/mini'
import { textField } from '../fields.schema.ts'

/** The answer to one argument of the defence; it goes into the decision as it stands. */
export const answerSchema = z.object({
	argumentId: textField(1, 64),
	accepted: z.enum(['yes', 'no'], 'issue.choose'),
	answer: textField(5, 2000),
})

/** Acts that ask nothing. */
export const nothingSchema = z.object({})
