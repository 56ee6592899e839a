import type { BoardQuery } from '#app/domain/order/board.schema.ts'
import { paths } from '#app/paths.ts'

type Change = Partial<Record<keyof BoardQuery, string | undefined>>

/** Of these the saved view stays the same view. */
const LOOKS: readonly string[] = ['on', 'ruler', 'cols', 'density', 'cursor', 'before', 'sort']

/** The parameters of the address of the board, with some changed; a page further on is left unless it is asked for. */
export function boardParams(query: BoardQuery, change: Change = {}): Record<string, string | undefined> {
	const { view, sort, saved, cursor: _, before: __, ...rest } = query
	const same = Object.keys(change).every((name) => LOOKS.includes(name))
	return {
		...rest,
		view: view === 'open' ? undefined : view,
		sort: sort === 'due' ? undefined : sort,
		saved: same ? saved : undefined,
		...change,
	}
}

/** The address of the board with some of its parameters changed. */
export function boardTo(query: BoardQuery, change: Change): string {
	return paths.orders(boardParams(query, change))
}

/** The same without the slash: what another page keeps to lead back here. */
export function boardSearch(query: BoardQuery): string {
	return paths.orders(boardParams(query)).split('?')[1] ?? ''
}
