/** Everything that can be wrong with a row; each has a sentence `import.problem.<kind>` and a cure `import.cure.<kind>`. */
export const ROW_PROBLEMS = [
	'blank',
	'not-a-date',
	'not-an-amount',
	'negative',
	'not-a-number',
	'out-of-range',
	'unknown-value',
	'scientific',
	'too-long',
	'too-many-cells',
	'malformed',
	'other-outlet',
	'other-date',
	'name-differs',
	'credit-code',
	'phone',
	'taken',
	'unknown-county',
	'full-number',
	'unknown-outlet',
	'record-differs',
	'record-claimed',
	'not-a-percent',
	'taken-before',
	'unknown-supervisor',
	'value-differs',
] as const
export type RowProblemKind = (typeof ROW_PROBLEMS)[number]

/** What is wrong with one cell; a fatal problem rejects the row, any other is a warning. */
export type CellProblem = {
	/** Title of the column as the file has it; '' for the row as a whole. */
	readonly column: string
	/** Position of the column from 0; -1 for the row as a whole. */
	readonly index: number
	readonly value: string
	readonly kind: RowProblemKind
	readonly fatal: boolean
	readonly params?: Readonly<Record<string, string | number>>
}
export type RowProblem = CellProblem & {
	/** As a spreadsheet counts: the header is row 1. */
	readonly row: number
	/** Physical line on which the row begins; equals `row` unless cells hold line breaks. */
	readonly line: number
}

/** 'A' to 'Z', 'AA' …: a column as a spreadsheet names it. */
export function columnLetters(index: number): string {
	const rest = Math.floor(index / 26)
	return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}
