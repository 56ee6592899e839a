import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '#app/components/empty.tsx'
import { FilterBar, FilterSearch } from '#app/components/filter-bar.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { WorkList } from '#app/components/work-list.tsx'
import { searchQuerySchema } from '#app/domain/list-query.schema.ts'
import { requireAnyActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useDynamicT, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { type SearchGroup, type SearchHit, search } from '#app/usecases/registers/search.server.ts'

export const handle: PageHandle = { title: 'search.title' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireAnyActor(args, ['register.read', 'order.read', 'penalty.read'])
	const { q = '' } = readQuery(args.request, searchQuerySchema)
	return { q, groups: await search(ctx, q) }
}

function target(group: SearchGroup, hit: SearchHit): string {
	switch (group) {
		case 'penalties':
			return paths.penalty(hit.id)
		case 'orders':
			return paths.order(hit.id)
		case 'intake':
			return paths.intakeItem(hit.id)
		case 'plans':
			return paths.plan(hit.id)
		case 'inspections':
			return paths.inspection(hit.id)
		case 'findings':
			return `${paths.inspection(hit.of ?? '')}#findings`
		case 'violations':
			return paths.violation(hit.id)
		case 'outlets':
			return paths.outlet(hit.id)
		case 'dealers':
			return paths.dealer(hit.id)
	}
}

const STATE_KEY: Record<SearchGroup, string> = {
	penalties: 'penalty.state',
	orders: 'order.state',
	intake: 'intake.state',
	plans: 'plan.state',
	inspections: 'inspection.state',
	findings: 'inspection.finding.state',
	violations: 'violation.state',
	outlets: 'register.outlet-status',
	dealers: 'register.dealer-status',
}

export default function Search() {
	const t = useT()
	const said = useDynamicT()
	const { q, groups } = useLoaderData<typeof loader>()
	const count = groups.reduce((sum, group) => sum + group.hits.length, 0)
	return (
		<>
			<PageHead title={count > 0 ? t('search.found', { q, count }) : t('search.title')} />
			<FilterBar label={t('search.title')}>
				<FilterSearch name="q" label={t('search.field')} value={q} />
			</FilterBar>
			{count === 0 && q ? (
				<Empty title={q.length < 2 ? t('search.short') : t('search.none', { q })}>{t('search.none.text')}</Empty>
			) : null}
			{groups.map(({ group, hits }) => (
				<Section key={group} id={group} title={t(`search.group.${group}`)}>
					<WorkList
						items={hits.map((hit) => ({
							to: target(group, hit),
							title: (
								<>
									<span className="docno">{hit.number || t('search.draft')}</span> {hit.title}
								</>
							),
							sub: hit.sub,
							end: said(`${STATE_KEY[group]}.${hit.state}`),
						}))}
					/>
				</Section>
			))}
		</>
	)
}
