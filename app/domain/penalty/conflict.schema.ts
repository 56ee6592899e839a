import * as z from 'zod/mini'
import { optionalTextField } from '../fields.schema.ts'

/** The required choice in the form that opens a case: nothing is chosen beforehand. */
export const declarationFields = {
	declared: z.enum(['none', 'conflict'], 'issue.choose'),
	relation: optionalTextField(300),
}

/** The same in an act on a case where the person may have declared before: then the choice is not on the page. */
export const knownDeclarationFields = {
	declared: z.optional(z.enum(['none', 'conflict'], 'issue.choose')),
	relation: optionalTextField(300),
}

type Said = { readonly declared?: 'none' | 'conflict' | undefined; readonly relation: string }

/** Who steps aside says what binds them. */
export function relationGiven<T extends Said>() {
	return z.refine<T>((form) => form.declared !== 'conflict' || form.relation !== '', {
		error: 'issue.required',
		path: ['relation'],
	})
}
