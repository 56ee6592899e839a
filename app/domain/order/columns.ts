/** Columns of the board. The light comes first and the matter is never left out; the others are each person's choice. */
export const BOARD_COLUMNS = [
	'due',
	'matter',
	'urgency',
	'department',
	'state',
	'extra',
	'source',
	'issued',
	'handler',
	'statutory',
	'original',
	'outlet',
] as const
export type BoardColumn = (typeof BOARD_COLUMNS)[number]

/** As the board ships. */
export const DEFAULT_COLUMNS: readonly BoardColumn[] = ['due', 'matter', 'urgency', 'department', 'state', 'extra']

/** Rows of 40 px, or of 32 as in a ledger. */
export const DENSITIES = ['normal', 'tight'] as const
export type Density = (typeof DENSITIES)[number]

/** The known names of a list, each once, in its order; the matter is added when it is missing. Empty for none. */
export function knownColumns(names: readonly string[]): readonly BoardColumn[] {
	const known = [...new Set(names)].flatMap((name) => BOARD_COLUMNS.find((column) => column === name) ?? [])
	if (known.length === 0 || known.includes('matter')) return known
	return known[0] === 'due' ? ['due', 'matter', ...known.slice(1)] : ['matter', ...known]
}
