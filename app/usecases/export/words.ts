import { type Instant, withOffset } from '#app/domain/time.ts'
import type { CellKind } from '#app/infra/csv.server.ts'

/** The reader's words, given by the edge: the text of a key, or of the first key that there is. */
export type Words = {
	readonly text: (key: string, params?: Readonly<Record<string, string | number>>) => string
	readonly first: (keys: readonly string[], otherwise: string) => string
}

export type Spec<Row> = {
	readonly key: string
	readonly kind: CellKind
	readonly of: (row: Row, words: Words) => string | number | null
}

export function textColumn<Row>(key: string, of: (row: Row, words: Words) => string | null): Spec<Row> {
	return { key, kind: 'text', of }
}

export function numberColumn<Row>(key: string, of: (row: Row) => number | null): Spec<Row> {
	return { key, kind: 'number', of }
}

/** `of` gives fen. */
export function moneyColumn<Row>(key: string, of: (row: Row) => number | null): Spec<Row> {
	return { key, kind: 'money', of }
}

/** State, type and other codes as words; a code without one stays as it is. */
export function code(words: Words, value: string, ...keys: string[]): string {
	return words.first(
		keys.map((key) => `${key}.${value}`),
		value,
	)
}

/** 'YYYY-MM-DD HH:MM' in Asia/Shanghai, which sorts and which spreadsheets read. */
export function momentText(at: Instant | null): string | null {
	return at === null ? null : withOffset(at).slice(0, 16).replace('T', ' ')
}

/** '92.4' from tenths, as a number. */
export function tenthsOf(tenths: number | null): number | null {
	return tenths === null ? null : tenths / 10
}
