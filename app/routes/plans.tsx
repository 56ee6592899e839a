import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Empty } from '#app/components/empty.tsx'
import { ActiveFilters, FilterBar, FilterSearch, FilterSelect } from '#app/components/filter-bar.tsx'
import { LightLegend } from '#app/components/light.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { PlanTable } from '#app/components/plan/plan-table.tsx'
import { ViewsNav } from '#app/components/views-nav.tsx'
import { PLAN_STATES } from '#app/domain/plan/plan.ts'
import { planQuerySchema } from '#app/domain/plan/query.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { listPlans } from '#app/usecases/plans/views.server.ts'

export const handle: PageHandle = { title: 'plan.list', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'plan.read')
	const query = readQuery(args.request, planQuerySchema)
	return { query, today: ctx.today, ...(await listPlans(ctx, query)) }
}

const SEVERITIES = ['L1', 'L2', 'L3', 'L4'] as const

export default function Plans() {
	const t = useT()
	const { query, view, counts, rows, total, next, today } = useLoaderData<typeof loader>()
	const shownView = view === 'running' ? undefined : view
	const to = (change: Partial<Record<keyof typeof query, string | undefined>>) =>
		paths.plans({ ...query, view: shownView, after: undefined, ...change })
	const states = PLAN_STATES.map((state) => ({ value: state, label: t(`plan.state.${state}`) }))
	const severities = SEVERITIES.map((value) => ({ value, label: t(`desk.severity.${value}`) }))
	const chosen = [
		['q', query.q],
		['state', states.find((one) => one.value === query.state)?.label],
		['severity', severities.find((one) => one.value === query.severity)?.label],
	] as const
	return (
		<>
			<PageHead flush title={t('plan.list')} />
			<ViewsNav
				views={counts.map((one) => ({
					to: paths.plans({ view: one.view === 'running' ? undefined : one.view }),
					label: t(`plan.view.${one.view}`),
					count: one.count,
					current: one.view === view,
				}))}
			/>
			<FilterBar label={t('plan.filter')} hidden={shownView ? { view: shownView } : {}}>
				<FilterSearch name="q" label={t('plan.filter.q')} value={query.q} />
				<FilterSelect name="state" label={t('plan.col.state')} value={query.state} options={states} />
				<FilterSelect name="severity" label={t('plan.col.severity')} value={query.severity} options={severities} />
			</FilterBar>
			<ActiveFilters
				clearTo={paths.plans({ view: shownView })}
				filters={chosen.flatMap(([name, label]) => (label ? [{ label, without: to({ [name]: undefined }) }] : []))}
			/>
			{rows.length === 0 ? (
				<Empty
					title={t('plan.empty')}
					action={<ButtonLink to={paths.plans({ view: 'all' })}>{t('plan.empty.all')}</ButtonLink>}
				>
					{t('plan.empty.text')}
				</Empty>
			) : (
				<PlanTable rows={rows} today={today} />
			)}
			<Pager
				text={t('plan.count', { count: total })}
				prev={query.after ? to({}) : null}
				next={next ? to({ after: next }) : null}
			>
				<LightLegend />
			</Pager>
		</>
	)
}
