import * as z from 'zod/mini'
import { optionalTextField } from '../fields.schema.ts'

/** The required choice in every act form: nothing is chosen beforehand. */
export const declarationFields = {
	declared: z.enum(['none', 'conflict'], 'issue.choose'),
	relation: optionalTextField(300),
}

/** The same where the person may have declared before: then the field is not on the page. */
export const knownDeclarationFields = {
	declared: z.optional(z.enum(['none', 'conflict'], 'issue.choose')),
	relation: z._default(optionalTextField(300), ''),
}
