import type { Names } from '#app/domain/calendar.ts'
import { SEVERITIES } from '#app/domain/penalty/rulebook.schema.ts'
import type { ViolationQuery, ViolationView } from '#app/domain/violation/list.schema.ts'
import { VIOLATION_SOURCES } from '#app/domain/violation/violation.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { useName } from '../desk/words.tsx'
import { ActiveFilters, FilterBar, FilterSearch, FilterSelect } from '../filter-bar.tsx'
import { ViewsNav } from '../views-nav.tsx'

type Change = Partial<Record<keyof ViolationQuery, string | undefined>>

/** The address of the list with some of its parameters changed. */
export function violationsTo(query: ViolationQuery, change: Change): string {
	const { view, cursor: _, before: __, ...rest } = query
	return paths.violations({ ...rest, view: view === 'check' ? undefined : view, ...change })
}

type Props = {
	query: ViolationQuery
	views: readonly { readonly view: ViolationView; readonly count: number }[]
	categories: readonly { readonly code: string; readonly name: Names }[]
}

export function ViolationFilters({ query, views, categories }: Props) {
	const t = useT()
	const name = useName()
	const viewTo = (view: ViolationView) => paths.violations({ view: view === 'check' ? undefined : view })
	const severities = SEVERITIES.map((value) => ({ value, label: t(`reference.severity.${value}`) }))
	const kinds = categories.map((one) => ({ value: one.code, label: `${one.code} ${name(one.name)}` }))
	const sources = VIOLATION_SOURCES.map((value) => ({ value, label: t(`violation.source.${value}`) }))
	const labelOf = (list: readonly { value: string; label: string }[], value: string | undefined) =>
		list.find((one) => one.value === value)?.label
	const chosen = [
		['q', query.q],
		['severity', labelOf(severities, query.severity)],
		['category', labelOf(kinds, query.category)],
		['source', labelOf(sources, query.source)],
	] as const
	return (
		<>
			<ViewsNav
				views={views.map(({ view, count }) => ({
					to: viewTo(view),
					label: t(`violation.view.${view}`),
					count,
					current: view === query.view,
				}))}
			/>
			<FilterBar label={t('penalty.filter')} hidden={query.view === 'check' ? undefined : { view: query.view }}>
				<FilterSearch name="q" label={t('penalty.filter.q')} value={query.q} />
				<FilterSelect name="severity" label={t('penalty.severity')} value={query.severity} options={severities} />
				<FilterSelect name="category" label={t('penalty.category')} value={query.category} options={kinds} />
				<FilterSelect name="source" label={t('violation.source')} value={query.source} options={sources} />
			</FilterBar>
			<ActiveFilters
				clearTo={viewTo(query.view)}
				filters={chosen.flatMap(([key, label]) =>
					label ? [{ label, without: violationsTo(query, { [key]: undefined }) }] : [],
				)}
			/>
		</>
	)
}
