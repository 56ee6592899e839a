import { createContext, useContext } from 'react'
import type { UseFormRegisterReturn } from 'react-hook-form'
import type { FieldIssue, FieldValues } from './form-result.ts'

/** What the fields of one form know about it. */
export type FormState = {
	/** Start of every id in this form, so that two forms may stand on one page. */
	readonly prefix: string
	readonly labels: Readonly<Record<string, string>>
	/** What was typed before, or the defaults. */
	readonly values: FieldValues
	readonly errors: Readonly<Record<string, readonly FieldIssue[]>>
	readonly register: (name: string) => UseFormRegisterReturn
	readonly busy: boolean
}

export const FormContext = createContext<FormState | null>(null)

export function useFormState(): FormState {
	const form = useContext(FormContext)
	if (!form) throw new Error('A field stands outside of ActForm')
	return form
}

/** The id of a field's first control: error links go there. */
export function fieldId(prefix: string, name: string): string {
	return `${prefix}-${name.replaceAll('.', '-')}`
}
