import type { BoardQuery, BoardView } from '#app/domain/order/board.schema.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { ActiveFilters, FilterBar, FilterSearch, FilterSelect } from '../filter-bar.tsx'
import { ViewsNav } from '../views-nav.tsx'
import { boardTo } from './board-address.ts'
import { useSourceOptions, useUrgencyOptions } from './words.tsx'

type Props = {
	query: BoardQuery
	views: readonly { readonly view: BoardView; readonly count: number | null }[]
	departments: readonly { readonly id: string; readonly name: string }[]
}

const STATES = ['ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'SUBMITTED', 'RETURNED', 'COMPLETED'] as const

/** Saved views, the filter and what is chosen; everything is in the address. */
export function BoardFilters({ query, views, departments }: Props) {
	const t = useT()
	const sources = useSourceOptions()
	const urgencies = useUrgencyOptions()
	const states = STATES.map((value) => ({ value, label: t(`order.state.${value}`) }))
	const offices = departments.map(({ id, name }) => ({ value: id, label: name }))
	const sorts = [
		{ value: 'due', label: t('order.sort.due') },
		{ value: 'issued', label: t('order.sort.issued') },
	]
	const nameIn = (options: readonly { value: string; label: string }[], value: string | undefined) =>
		options.find((option) => option.value === value)?.label
	const chosen = [
		['q', query.q],
		['department', nameIn(offices, query.department)],
		['source', nameIn(sources, query.source)],
		['urgency', nameIn(urgencies, query.urgency)],
		['state', nameIn(states, query.state)],
	] as const
	const hidden = {
		...(query.view === 'open' ? {} : { view: query.view }),
		...(query.on === undefined ? {} : { on: query.on }),
	}
	return (
		<>
			<ViewsNav
				views={views.map(({ view, count }) => ({
					to: paths.orders({ view: view === 'open' ? undefined : view }),
					label: t(`order.view.${view}`),
					count: count ?? undefined,
					current: view === query.view,
				}))}
			/>
			<FilterBar label={t('order.filter')} hidden={hidden}>
				<FilterSearch name="q" label={t('order.filter.q')} value={query.q} />
				<FilterSelect name="department" label={t('order.department')} value={query.department} options={offices} />
				<FilterSelect name="source" label={t('order.source')} value={query.source} options={sources} />
				<FilterSelect name="urgency" label={t('order.urgency')} value={query.urgency} options={urgencies} />
				<FilterSelect name="state" label={t('order.state')} value={query.state} options={states} />
				<FilterSelect
					name="sort"
					label={t('order.sort')}
					value={query.sort}
					options={sorts}
					all={t('order.sort.due')}
				/>
			</FilterBar>
			<ActiveFilters
				clearTo={paths.orders({ view: query.view === 'open' ? undefined : query.view })}
				filters={chosen.flatMap(([name, label]) =>
					label ? [{ label, without: boardTo(query, { [name]: undefined }) }] : [],
				)}
			/>
		</>
	)
}
