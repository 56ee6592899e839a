import * as z from 'zod/mini'
import { optionalTextField, textField } from '../fields.schema.ts'

/** A page of the board at most, and a little more. */
const MOST = 200

/** One text to several orders. */
export const chaseManySchema = z.object({
	ids: z.array(textField(1, 64)).check(z.minLength(1, 'issue.choose'), z.maxLength(MOST, 'issue.too-long')),
	text: textField(1, 500),
	/** Where to go on. */
	back: optionalTextField(2000),
})
