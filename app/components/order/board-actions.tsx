import type { BoardQuery } from '#app/domain/order/board.schema.ts'
import type { BoardColumn } from '#app/domain/order/columns.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { ButtonLink } from '../act.tsx'
import { boardParams, boardSearch } from './board-address.ts'

type Props = { query: BoardQuery; columns: readonly BoardColumn[]; mayDraft: boolean }

/** What can be done with the list as a whole. */
export function BoardActions({ query, columns, mayDraft }: Props) {
	const t = useT()
	// The file of what the board shows: its filter, its columns, all of its pages.
	const file = (format: 'csv' | 'xlsx') =>
		paths.exportList('orders', {
			...boardParams(query, { on: undefined, ruler: undefined, saved: undefined }),
			cols: columns.join(','),
			format,
		})
	return (
		<>
			<ButtonLink to={paths.orderColumns({ back: boardSearch(query) })} icon="columns">
				{t('board.columns')}
			</ButtonLink>
			<ButtonLink to={paths.orderViews({ query: boardSearch(query) })} icon="filter">
				{t('board.save')}
			</ButtonLink>
			<LinkButton href={file('csv')} icon="download">
				{t('board.export.csv')}
			</LinkButton>
			<LinkButton href={file('xlsx')} icon="download">
				{t('board.export.xlsx')}
			</LinkButton>
			{mayDraft ? (
				<ButtonLink to={paths.newOrder()} variant="primary" icon="plus">
					{t('order.new')}
				</ButtonLink>
			) : null}
		</>
	)
}
