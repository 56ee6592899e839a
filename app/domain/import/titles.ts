import { err, ok, type Result } from '../result.ts'
import { fold } from './columns.ts'
import { cleanCell } from './values.ts'

/** The columns of a list by field; the first title of each is the template's. */
export type Titles<Field extends string> = Readonly<Record<Field, readonly string[]>>
export type TitledColumns<Field extends string> = {
	readonly absent: readonly string[]
	/** Position from 0; -1 for a column that the file does not have. */
	readonly at: (field: Field) => { readonly index: number; readonly title: string }
}

/** Finds the columns in the first row of a file, wherever they stand; refuses with the titles of needed ones. */
export function bindTitles<Field extends string>(
	fields: readonly Field[],
	titlesOf: Titles<Field>,
	needed: readonly Field[],
	header: readonly string[],
): Result<TitledColumns<Field>, readonly string[]> {
	const titles = header.map(cleanCell)
	const places = new Map(titles.map((title, i) => [fold(title), i] as const).reverse())
	const found = new Map<Field, { index: number; title: string }>()
	const missing: string[] = []
	const absent: string[] = []
	for (const field of fields) {
		const names = titlesOf[field]
		const index = names.map((name) => places.get(fold(name))).find((place) => place !== undefined)
		if (index !== undefined) found.set(field, { index, title: titles[index] ?? '' })
		else (needed.includes(field) ? missing : absent).push(names[0] ?? field)
	}
	if (missing.length > 0) return err(missing)
	return ok({ absent, at: (field) => found.get(field) ?? { index: -1, title: '' } })
}
