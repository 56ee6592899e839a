import type { FieldValues, FormResult } from '#app/components/form-result.ts'
import { daysFormSchema, unitFormSchema, yearFormSchema } from '#app/domain/calendar-year/change.schema.ts'
import type { Written } from '#app/usecases/calendars/drafts.server.ts'
import { readForm } from './forms.server.ts'

/** The word in the address for each kind of change. */
export const CHANGE_KINDS = { year: 'YEAR', days: 'OVERRIDE', unit: 'UNIT' } as const
export type ChangeWord = keyof typeof CHANGE_KINDS

export function changeWord(text: string | undefined): ChangeWord | null {
	return text === 'year' || text === 'days' || text === 'unit' ? text : null
}

type Read =
	| { readonly ok: true; readonly written: Written; readonly version: number; readonly values: FieldValues }
	| { readonly ok: false; readonly result: FormResult; readonly status: 422 }

/** What was written, by the kind of change; the form of each kind has a schema of its own. */
export async function readWritten(request: Request, kind: Written['kind']): Promise<Read> {
	if (kind === 'YEAR') {
		const form = await readForm(request, yearFormSchema)
		return form.ok ? { ...form, version: form.value.version, written: { kind, form: form.value } } : form
	}
	if (kind === 'OVERRIDE') {
		const form = await readForm(request, daysFormSchema)
		return form.ok ? { ...form, version: form.value.version, written: { kind, form: form.value } } : form
	}
	const form = await readForm(request, unitFormSchema)
	return form.ok ? { ...form, version: form.value.version, written: { kind, form: form.value } } : form
}
