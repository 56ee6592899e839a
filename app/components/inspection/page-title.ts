import type { T } from '#app/i18n/messages.ts'

/** A text deep in a page's data, '' when it is not there (the data of an error, say). */
function textAt(data: unknown, path: readonly string[]): string {
	let here: unknown = data
	for (const name of path) {
		if (typeof here !== 'object' || here === null) return ''
		here = Object.entries(here).find(([key]) => key === name)?.[1]
	}
	return typeof here === 'string' ? here : ''
}

/** The document's title is the matter: `title: titleAt('outlet', 'name')`. */
export function titleAt(...path: readonly string[]): (t: T, data: unknown) => string {
	return (_, data) => textAt(data, path)
}
