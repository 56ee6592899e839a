import type { BoardQuery } from '#app/domain/order/board.schema.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { LightLegend } from '../light.tsx'
import { Pager } from '../pager.tsx'
import { boardTo } from './board-address.ts'

/** A count that stops is said to. */
const MOST_COUNTED = 100_000

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
	const all = total >= MOST_COUNTED ? t('board.more', { count: formats.count(MOST_COUNTED) }) : formats.count(total)
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
