import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Empty } from '#app/components/empty.tsx'
import { BoardActions } from '#app/components/order/board-actions.tsx'
import { boardSearch } from '#app/components/order/board-address.ts'
import { BoardFilters, BoardViews } from '#app/components/order/board-filters.tsx'
import { BoardPager } from '#app/components/order/board-pager.tsx'
import { PickForm } from '#app/components/order/board-pick.tsx'
import { BoardTable } from '#app/components/order/board-table.tsx'
import { DayRuler } from '#app/components/order/day-ruler.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { boardQuerySchema } from '#app/domain/order/board.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { type Board, ordersBoard } from '#app/usecases/orders/board.server.ts'

export const handle: PageHandle = { title: 'order.board', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.read')
	return ordersBoard(ctx, readQuery(args.request, boardQuerySchema))
}

export default function OrdersBoard() {
	const t = useT()
	const board = useLoaderData<typeof loader>()
	const { query, rows, today, look } = board
	const names = { departments: board.departments, handlerName: board.handlerName, today }
	const saved = board.saved.find(({ id }) => id === query.saved)
	const pick = board.mayChase && board.ruler.length > 0
	const table = (
		<BoardTable query={query} look={look} today={today} rows={rows} preview={board.lightsThen !== null} pick={pick} />
	)
	return (
		<>
			<PageHead
				title={saved?.name ?? t('order.board')}
				flush
				actions={<BoardActions query={query} columns={look.columns} mayDraft={board.mayDraft} />}
			/>
			<BoardViews query={query} views={board.views} saved={board.saved} />
			<BoardFilters query={query} names={names} />
			{board.ruler.length > 0 ? (
				<DayRuler query={query} today={today} days={board.ruler} now={board.lightsNow} then={board.lightsThen} />
			) : null}
			<div className="mt4">
				{rows.length === 0 ? (
					<NoOrders board={board} />
				) : pick ? (
					<PickForm back={boardSearch(query)}>{table}</PickForm>
				) : (
					table
				)}
			</div>
			{rows.length > 0 ? <BoardPager query={query} shown={rows.length} total={board.total} next={board.next} /> : null}
		</>
	)
}

function NoOrders({ board }: { board: Pick<Board, 'query' | 'today' | 'lastOverdueOn'> }) {
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
