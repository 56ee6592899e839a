import type { Names } from '#app/domain/calendar.ts'
import { PENALTY_SORTS, type PenaltyQuery, type PenaltyView } from '#app/domain/penalty/list.schema.ts'
import { PENALTY_STATES } from '#app/domain/penalty/machine.ts'
import { SEVERITIES } from '#app/domain/penalty/rulebook.schema.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { useName } from '../desk/words.tsx'
import { ActiveFilters, FilterBar, FilterSearch, FilterSelect } from '../filter-bar.tsx'
import { ViewsNav } from '../views-nav.tsx'

type Change = Partial<Record<keyof PenaltyQuery, string | undefined>>

/** The address of the list with some of its parameters changed; a page further on is left unless it is asked for. */
export function listTo(query: PenaltyQuery, change: Change): string {
	const { view, sort, cursor: _, before: __, ...rest } = query
	return paths.penalties({
		...rest,
		view: view === 'open' ? undefined : view,
		sort: sort === 'due' ? undefined : sort,
		...change,
	})
}

type Props = {
	query: PenaltyQuery
	views: readonly { readonly view: PenaltyView; readonly count: number }[]
	counties: readonly { readonly id: string; readonly name: string }[]
	categories: readonly { readonly code: string; readonly name: Names }[]
}

/** Saved views with counts, the filter and what is chosen; everything is in the address. */
export function PenaltyFilters({ query, views, counties, categories }: Props) {
	const t = useT()
	const name = useName()
	const viewTo = (view: PenaltyView) => paths.penalties({ view: view === 'open' ? undefined : view })
	const options = {
		severity: SEVERITIES.map((value) => ({ value, label: t(`reference.severity.${value}`) })),
		category: categories.map((one) => ({ value: one.code, label: `${one.code} ${name(one.name)}` })),
		county: counties.map(({ id, name: label }) => ({ value: id, label })),
		state: PENALTY_STATES.map((value) => ({ value, label: t(`penalty.state.${value}`) })),
		sort: PENALTY_SORTS.map((value) => ({ value, label: t(`penalty.sort.${value}`) })),
	}
	const labelOf = (list: readonly { value: string; label: string }[], value: string | undefined) =>
		list.find((one) => one.value === value)?.label
	const chosen = [
		['q', query.q],
		['severity', labelOf(options.severity, query.severity)],
		['category', labelOf(options.category, query.category)],
		['county', labelOf(options.county, query.county)],
		['state', labelOf(options.state, query.state)],
	] as const
	return (
		<>
			<ViewsNav
				views={views.map(({ view, count }) => ({
					to: viewTo(view),
					label: t(`penalty.view.${view}`),
					count,
					current: view === query.view,
				}))}
			/>
			<FilterBar label={t('penalty.filter')} hidden={query.view === 'open' ? undefined : { view: query.view }}>
				<FilterSearch name="q" label={t('penalty.filter.q')} value={query.q} />
				<FilterSelect name="severity" label={t('penalty.severity')} value={query.severity} options={options.severity} />
				<FilterSelect name="category" label={t('penalty.category')} value={query.category} options={options.category} />
				<FilterSelect name="county" label={t('penalty.county')} value={query.county} options={options.county} />
				<FilterSelect name="state" label={t('penalty.state')} value={query.state} options={options.state} />
				<FilterSelect
					name="sort"
					label={t('penalty.sort')}
					value={query.sort}
					options={options.sort.filter((one) => one.value !== 'due')}
					all={t('penalty.sort.due')}
				/>
			</FilterBar>
			<ActiveFilters
				clearTo={viewTo(query.view)}
				filters={chosen.flatMap(([key, label]) =>
					label ? [{ label, without: listTo(query, { [key]: undefined }) }] : [],
				)}
			/>
		</>
	)
}
