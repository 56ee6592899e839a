import type { Rulebook } from './rulebook.schema.ts'

/** A rulebook version as clauses: one list serves the editor, the difference of two versions and the reading page. */

export const PARTS = [
	'levels',
	'types',
	'factors',
	'recurrence',
	'ladder',
	'deposit',
	'laws',
	'chapters',
	'settings',
] as const
export type Part = (typeof PARTS)[number]

export function isPart(text: string): text is Part {
	return PARTS.some((part) => part === text)
}

/** What a number counts; money is in fen. */
export type Unit =
	| 'money'
	| 'percent'
	| 'count'
	| 'months'
	| 'days'
	| 'workdays'
	| 'points'
	| 'tenths'
	| 'per-mille-ten'

/** What `of` and the options of a choice are words of. */
export type Words = 'severity' | 'factor' | 'measure' | 'outlet' | 'chapter' | 'type' | 'scope' | 'outcome' | 'plain'

export type ClauseInput =
	| {
			readonly kind: 'number'
			readonly unit: Unit
			readonly min: number
			readonly max: number
			readonly optional?: true
	  }
	| { readonly kind: 'choice'; readonly options: readonly string[]; readonly words: Words }
	| { readonly kind: 'flag' }
	| { readonly kind: 'text'; readonly max: number; readonly long?: true; readonly optional?: true }
	| { readonly kind: 'date'; readonly optional?: true }
	/** Whole percentages, largest first: '100 70 50'. */
	| { readonly kind: 'shares' }

export type ClauseValue = number | string | boolean | null

export type Clause = {
	/** Name of the form field. */
	readonly id: string
	/** What stays the same from version to version. */
	readonly key: string
	readonly part: Part
	/** Sentence `rulebook.clause.<name>` with {{of}}. */
	readonly name: string
	readonly of: string
	readonly words: Words
	readonly input: ClauseInput
	/** null where the version says nothing. */
	readonly value: ClauseValue
	/** An empty row of the editor: no clause yet. */
	readonly blank?: true
	/** The version with another value; null takes an optional clause out. */
	readonly put: (book: Rulebook, value: ClauseValue) => Rulebook
}

export const asNumber = (value: ClauseValue): number => (typeof value === 'number' ? value : 0)
export const asText = (value: ClauseValue): string => (typeof value === 'string' ? value : '')

export const number = (unit: Unit, min: number, max: number): ClauseInput => ({ kind: 'number', unit, min, max })
export const optionalNumber = (unit: Unit, min: number, max: number): ClauseInput => ({
	kind: 'number',
	unit,
	min,
	max,
	optional: true,
})

type Made = Omit<Clause, 'id' | 'key' | 'part' | 'words' | 'of'> & { readonly of?: string; readonly words?: Words }

/** A clause whose field name is its key. */
export function clause(part: Part, made: Made): Clause {
	const of = made.of ?? ''
	const key = of === '' ? `${part}.${made.name}` : `${part}.${made.name}.${of}`
	return { words: 'plain', ...made, of, part, key, id: key.replace(/\./g, '_') }
}
