import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { FilterBar, FilterSearch } from '#app/components/filter-bar.tsx'
import { VisitFormView } from '#app/components/inspection/visit-form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { WorkList } from '#app/components/work-list.tsx'
import { visitSchema } from '#app/domain/inspection/visit.schema.ts'
import { newInspectionQuerySchema } from '#app/domain/list-query.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm, readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { planVisit } from '#app/usecases/inspections/plan-visit.server.ts'
import { newVisitPage } from '#app/usecases/inspections/views.server.ts'

export const handle: PageHandle = { title: 'inspection.new', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'inspection.plan')
	const query = readQuery(args.request, newInspectionQuerySchema)
	return { query, ...valueOrThrow(await newVisitPage(ctx, query.outlet, query.q)) }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'inspection.plan')
	const form = await readForm(args.request, visitSchema)
	if (!form.ok) return invalid(form.result)
	const begin = form.values.begin === '1'
	const done = await planVisit(ctx, form.value, begin)
	return respond(done, ({ id }) => (begin ? paths.inspectionSheet(id) : paths.inspection(id)), { values: form.values })
}

export default function NewInspection() {
	const data = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	return data.outlet ? (
		<VisitFormView
			outlet={data.outlet}
			people={data.people}
			today={data.today}
			me={data.me}
			type={data.query.type}
			planId={data.query.plan}
			result={result}
		/>
	) : (
		<ChooseOutlet choices={data.choices} q={data.query.q} />
	)
}

type Choice = { id: string; name: string; code: string; dealerName: string; gridName: string }

function ChooseOutlet({ choices, q }: { choices: readonly Choice[]; q: string | undefined }) {
	const t = useT()
	return (
		<>
			<PageHead
				title={t('inspection.choose-outlet')}
				crumbs={[{ label: t('inspection.title'), to: paths.inspections() }, { label: t('inspection.new') }]}
			/>
			<FilterBar label={t('inspection.choose-outlet')}>
				<FilterSearch name="q" label={t('inspection.choose-outlet.q')} value={q} />
			</FilterBar>
			{choices.length === 0 ? <p className="muted">{t('inspection.choose-outlet.none')}</p> : null}
			<WorkList
				items={choices.map((outlet) => ({
					to: paths.newInspection({ outlet: outlet.id }),
					title: outlet.name,
					sub: `${outlet.code} ${outlet.dealerName}`,
					end: outlet.gridName,
				}))}
			/>
		</>
	)
}
