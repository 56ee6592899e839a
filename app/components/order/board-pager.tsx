import type { BoardQuery } from '#app/domain/order/board.schema.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { LightLegend } from '../light.tsx'
import { Pager } from '../pager.tsx'
import { boardTo } from './board-address.ts'

/** Counts that stop there are said to: of everything, and of what is searched for. */
const MOST_COUNTED = 100_000
const MOST_FOUND = 1000

/** Which rows these are of how many, the way on and back, and what the lights mean. */
export function BoardPager({
	query,
	shown,
	total,
	next,
}: {
	query: BoardQuery
	shown: number
	total: number
	next: string | null
}) {
	const t = useT()
	const formats = useFormats()
	const before = Number(query.before ?? 0)
	const upTo = before + shown
	const most = query.q ? MOST_FOUND : MOST_COUNTED
	const all = total >= most ? t('board.more', { count: formats.count(Math.max(most, upTo)) }) : formats.count(total)
	return (
		<Pager
			text={t('order.page', { from: before + 1, to: upTo, total: all })}
			prev={query.cursor ? boardTo(query, {}) : null}
			next={next ? boardTo(query, { cursor: next, before: String(upTo) }) : null}
		>
			<LightLegend />
		</Pager>
	)
}
