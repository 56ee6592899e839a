import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Empty } from '#app/components/empty.tsx'
import { AnswerRateLine, IntakeFilters, IntakeTable, IntakeViews, intakeTo } from '#app/components/intake/list.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { useMay } from '#app/components/use-may.ts'
import { intakeQuerySchema } from '#app/domain/intake/intake.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { intakeList } from '#app/usecases/intake/list.server.ts'

export const handle: PageHandle = { title: 'intake.title', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'intake.read')
	return intakeList(ctx, readQuery(args.request, intakeQuerySchema))
}

export default function Intake() {
	const t = useT()
	const wide = useMay()('intake.read', 'branch')
	const list = useLoaderData<typeof loader>()
	const { rows, next, query, counts, causes, today, now } = list
	return (
		<>
			<PageHead title={t('intake.title')} flush meta={<AnswerRateLine rate={list.rate} />} actions={<Actions />} />
			<IntakeViews query={query} counts={counts} />
			<IntakeFilters query={query} causes={causes} />
			<p className="mt2">
				<Link to={paths.proposals()}>{t('intake.to.proposals', { count: list.proposals })}</Link>
				{wide ? (
					<>
						{' · '}
						<Link to={paths.intakeBatches()}>{t('intake.to.batches')}</Link>
					</>
				) : null}
				{' · '}
				<Link to={paths.satisfaction()}>{t('intake.to.satisfaction')}</Link>
			</p>
			<div className="mt4">
				{rows.length === 0 ? (
					<Empty
						title={t('intake.none')}
						action={<ButtonLink to={paths.intake({ view: 'all' })}>{t('intake.view.all')}</ButtonLink>}
					>
						{t('intake.none.text')}
					</Empty>
				) : (
					<IntakeTable caption={t('intake.title')} rows={rows} causes={causes} today={today} now={now} />
				)}
			</div>
			{rows.length > 0 ? (
				<Pager
					text={t('intake.count', { count: rows.length })}
					prev={query.after ? intakeTo(query, {}) : null}
					next={next ? intakeTo(query, { after: next }) : null}
				/>
			) : null}
		</>
	)
}

function Actions() {
	const t = useT()
	const { query, mayRecord, mayRegister } = useLoaderData<typeof loader>()
	const { after: _, ...filters } = query
	return (
		<>
			<LinkButton href={paths.exportList('intake', { ...filters, format: 'xlsx' })} icon="download">
				{t('common.export')}
			</LinkButton>
			{mayRegister ? (
				<ButtonLink to={paths.importComplaints()} icon="upload">
					{t('intake.import')}
				</ButtonLink>
			) : null}
			{mayRecord ? (
				<ButtonLink to={paths.newComplaint()} variant="primary" icon="plus">
					{t('intake.new')}
				</ButtonLink>
			) : null}
		</>
	)
}
