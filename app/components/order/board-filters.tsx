import { type BoardFilter, type BoardQuery, type BoardView, isOpenView } from '#app/domain/order/board.schema.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { More } from '#app/ui/details.tsx'
import { ActiveFilters, FilterBar, FilterDate, FilterSearch, FilterSelect } from '../filter-bar.tsx'
import { ViewsNav } from '../views-nav.tsx'
import { boardTo } from './board-address.ts'
import { type FilterNames, filterParts } from './board-words.ts'
import { useSourceOptions, useUrgencyOptions } from './words.tsx'

type Props = {
	query: BoardQuery
	views: readonly { readonly view: BoardView; readonly count: number | null }[]
	saved: readonly SavedView[]
	names: FilterNames
}

type SavedView = {
	readonly id: string
	readonly name: string
	readonly by: string | null
	readonly filter: BoardFilter
	readonly count: number
}

const OPEN_STATES = ['ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'SUBMITTED', 'RETURNED', 'COMPLETED'] as const
const ENDED_STATES = ['STRUCK_OFF', 'ASSESSED', 'WITHDRAWN', 'MERGED'] as const
const DRAFT_STATES = ['DRAFT', 'PENDING_APPROVAL'] as const
const LIGHTS = ['red', 'yellow', 'green', 'grey', 'stopped'] as const
const OUTCOMES = ['on-time', 'late', 'waiting', 'dropped'] as const

function statesOf(view: BoardView) {
	if (view === 'draft') return DRAFT_STATES
	if (view === 'closed') return ENDED_STATES
	return view === 'all' ? ([...OPEN_STATES, ...ENDED_STATES] as const) : OPEN_STATES
}

/** The address of a filter that is kept under a name. */
export function savedTo(id: string, { view, sort, ...filter }: BoardFilter): string {
	return paths.orders({
		...filter,
		view: view === 'open' ? undefined : view,
		sort: sort === 'due' ? undefined : sort,
		saved: id,
	})
}

/** The views that ship and those that were saved, each with the number of its orders. */
export function BoardViews({ query, views, saved }: Pick<Props, 'query' | 'views' | 'saved'>) {
	const t = useT()
	const shipped = views.map(({ view, count }) => ({
		to: paths.orders({ view: view === 'open' ? undefined : view }),
		label: t(`order.view.${view}`),
		count: count ?? undefined,
		current: query.saved === undefined && view === query.view,
	}))
	const own = saved.map(({ id, name, by, filter, count }) => ({
		to: savedTo(id, filter),
		label: by === null ? name : `${name} (${t('board.views.shared-by', { name: by })})`,
		count,
		current: query.saved === id,
	}))
	return <ViewsNav views={[...shipped, ...own]} />
}

/** Kept in the address though the form does not show them. */
function hiddenOf({ view, on, ruler, handler, assisting, had, hadFrom, hadTo, cols, density }: BoardQuery) {
	const kept = {
		view: view === 'open' ? undefined : view,
		on,
		ruler,
		handler,
		assisting,
		had,
		hadFrom,
		hadTo,
		cols,
		density,
	}
	return Object.fromEntries(Object.entries(kept).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

/** The filter and what is chosen; everything is in the address. */
export function BoardFilters({ query, names }: Pick<Props, 'query' | 'names'>) {
	const t = useT()
	const formats = useFormats()
	const options = useOptions(query.view)
	const more = [query.light, query.outcome, query.dueFrom, query.dueTo, query.issuedFrom, query.issuedTo, query.state]
	const offices = names.departments.map(({ id, name }) => ({ value: id, label: name }))
	return (
		<>
			<FilterBar label={t('order.filter')} hidden={hiddenOf(query)}>
				<FilterSearch name="q" label={t('order.filter.q')} value={query.q} />
				<FilterSelect name="department" label={t('order.department')} value={query.department} options={offices} />
				<FilterSelect name="source" label={t('order.source')} value={query.source} options={options.sources} />
				<FilterSelect name="urgency" label={t('order.urgency')} value={query.urgency} options={options.urgencies} />
				<FilterSelect
					name="sort"
					label={t('order.sort')}
					value={query.sort === 'due' ? '' : query.sort}
					options={options.sorts}
					all={t('order.sort.due')}
				/>
				<More summary={t('board.filter.more')} open={more.some((value) => value !== undefined)}>
					<div className="filter">
						<FilterSelect name="state" label={t('order.state')} value={query.state} options={options.states} />
						{isOpenView(query.view) ? (
							<FilterSelect name="light" label={t('board.filter.light')} value={query.light} options={options.lights} />
						) : null}
						<FilterSelect
							name="outcome"
							label={t('board.filter.outcome')}
							value={query.outcome}
							options={options.outcomes}
						/>
						<FilterDate name="dueFrom" label={t('board.filter.due-from')} value={query.dueFrom} />
						<FilterDate name="dueTo" label={t('board.filter.due-to')} value={query.dueTo} />
						<FilterDate name="issuedFrom" label={t('board.filter.issued-from')} value={query.issuedFrom} />
						<FilterDate name="issuedTo" label={t('board.filter.issued-to')} value={query.issuedTo} />
					</div>
				</More>
			</FilterBar>
			<ActiveFilters
				clearTo={paths.orders({ view: query.view === 'open' ? undefined : query.view })}
				filters={filterParts(t, formats, query, names).map((part) => ({
					label: part.label,
					without: boardTo(query, Object.fromEntries(part.names.map((name) => [name, undefined]))),
				}))}
			/>
		</>
	)
}

function useOptions(view: BoardView) {
	const t = useT()
	return {
		sources: useSourceOptions(),
		urgencies: useUrgencyOptions(),
		states: statesOf(view).map((value) => ({ value, label: t(`order.state.${value}`) })),
		lights: LIGHTS.map((value) => ({ value, label: t(`board.light.${value}`) })),
		outcomes: OUTCOMES.map((value) => ({ value, label: t(`board.outcome.${value}`) })),
		sorts: [
			{ value: '-due', label: t('order.sort.due-late') },
			{ value: 'urgency', label: t('order.sort.urgency') },
			{ value: 'issued', label: t('order.sort.issued') },
			{ value: '-issued', label: t('order.sort.issued-old') },
		],
	}
}
