import type { BoardQuery } from '#app/domain/order/board.schema.ts'
import { paths } from '#app/paths.ts'

type Change = Partial<Record<keyof BoardQuery, string | undefined>>

/** The address of the board with some of its parameters changed; a page further on is left unless it is asked for. */
export function boardTo(query: BoardQuery, change: Change): string {
	const { view, sort, cursor: _, before: __, ...rest } = query
	return paths.orders({
		...rest,
		view: view === 'open' ? undefined : view,
		sort: sort === 'due' ? undefined : sort,
		...change,
	})
}
