import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Empty } from '#app/components/empty.tsx'
import { LightLegend } from '#app/components/light.tsx'
import { boardTo } from '#app/components/order/board-address.ts'
import { BoardFilters } from '#app/components/order/board-filters.tsx'
import { BoardTable } from '#app/components/order/board-table.tsx'
import { DayRuler } from '#app/components/order/day-ruler.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { type BoardQuery, boardQuerySchema } from '#app/domain/order/board.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { type Board, ordersBoard } from '#app/usecases/orders/board.server.ts'

export const handle: PageHandle = { title: 'order.board', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.read')
	return ordersBoard(ctx, readQuery(args.request, boardQuerySchema))
}

/** The file of what the board shows: the same address, another path. */
function exportTo({ cursor: _, before: __, on: ___, ...query }: BoardQuery): string {
	return paths.exportList('orders', { ...query, format: 'xlsx' })
}

export default function OrdersBoard() {
	const t = useT()
	const board = useLoaderData<typeof loader>()
	const { query, rows } = board
	return (
		<>
			<PageHead
				title={t('order.board')}
				flush
				actions={
					<>
						<LinkButton href={exportTo(query)} icon="download">
							{t('order.export')}
						</LinkButton>
						{board.mayDraft ? (
							<ButtonLink to={paths.newOrder()} variant="primary" icon="plus">
								{t('order.new')}
							</ButtonLink>
						) : null}
					</>
				}
			/>
			<BoardFilters query={query} views={board.views} departments={board.departments} />
			{query.view === 'draft' || query.view === 'closed' ? null : (
				<DayRuler query={query} today={board.today} days={board.ruler} now={board.lightsNow} then={board.lightsThen} />
			)}
			<div className="mt4">
				{rows.length === 0 ? (
					<NoOrders board={board} />
				) : (
					<BoardTable query={query} today={board.today} rows={rows} preview={board.lightsThen !== null} />
				)}
			</div>
			{rows.length > 0 ? <BoardPager board={board} /> : null}
		</>
	)
}

type ShownBoard = Pick<Board, 'query' | 'rows' | 'total' | 'next' | 'today' | 'lastOverdueOn'>

function BoardPager({ board }: { board: ShownBoard }) {
	const t = useT()
	const formats = useFormats()
	const before = Number(board.query.before ?? 0)
	const upTo = before + board.rows.length
	return (
		<Pager
			text={t('order.page', { from: before + 1, to: upTo, total: formats.count(board.total) })}
			prev={board.query.cursor ? boardTo(board.query, {}) : null}
			next={board.next ? boardTo(board.query, { cursor: board.next, before: String(upTo) }) : null}
		>
			<LightLegend />
		</Pager>
	)
}

function NoOrders({ board }: { board: ShownBoard }) {
	const t = useT()
	const formats = useFormats()
	const { query, lastOverdueOn } = board
	const why =
		query.view === 'red' && lastOverdueOn
			? t('order.empty.red', { day: formats.longDay(lastOverdueOn, board.today) })
			: t('order.empty.why')
	return (
		<Empty
			title={t('order.empty', { view: t(`order.view.${query.view}`) })}
			action={<ButtonLink to={paths.orders()}>{t('order.empty.all')}</ButtonLink>}
		>
			{why}
		</Empty>
	)
}
