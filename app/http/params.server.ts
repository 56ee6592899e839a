import type { FieldValues } from '#app/components/form-result.ts'

type WithParams = { readonly params: Readonly<Record<string, string | undefined>> }

/** The id in the address; '' finds nothing and ends in 404. */
export function idOf({ params }: WithParams): string {
	return params.id ?? ''
}

/** The version that the person saw, from the form's hidden field. Without one the form counts as stale. */
export function versionOf(values: FieldValues): number {
	const sent = Number(values.version)
	return Number.isSafeInteger(sent) ? sent : 0
}
