import { maskNumbersIn } from '#app/domain/violation/mask.ts'
import { type FieldValues, valuesOf } from './form-result.ts'

/** What a form carries that nobody typed, or that has to be said anew each time. */
export const DRAFT_NOT_TYPED: readonly string[] = [
	'key',
	'body',
	'intent',
	'version',
	'idempotencyKey',
	'confirm',
	'password',
]

/** Header of a draft that is kept without leaving the page. */
export const QUIET_DRAFT = 'X-Quiet-Draft'

/** The texts of a form as they are kept: no hidden fields, no ticks that confirm, no files, no whole user numbers. */
export function typedValues(entries: Iterable<readonly [string, unknown]>): FieldValues {
	const pairs = Object.entries(valuesOf(entries)).flatMap(([name, value]): [string, string | string[]][] => {
		if (DRAFT_NOT_TYPED.includes(name)) return []
		return [[name, typeof value === 'string' ? maskNumbersIn(value) : value.map(maskNumbersIn)]]
	})
	return Object.fromEntries(pairs)
}

/** Something was typed: an empty form is no draft. */
export function hasWords(values: FieldValues): boolean {
	return Object.values(values).some((value) => (typeof value === 'string' ? value.trim() !== '' : value.length > 0))
}

export const sameValues = (a: FieldValues, b: FieldValues): boolean => {
	const words = (values: FieldValues) =>
		JSON.stringify(
			Object.entries(values)
				.filter(([, value]) => (typeof value === 'string' ? value !== '' : value.length > 0))
				.sort(([one], [other]) => one.localeCompare(other)),
		)
	return words(a) === words(b)
}
