/** One row of a table file, or why it could not be read. */
export type TableRecord = {
	/** As a spreadsheet counts; the header is row 1. */
	readonly row: number
	/** Physical line on which the row begins. */
	readonly line: number
	readonly cells: readonly string[]
	readonly fault?: string
}
