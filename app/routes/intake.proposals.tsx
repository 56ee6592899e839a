import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Empty } from '#app/components/empty.tsx'
import { ProposalBadge, useCauseName } from '#app/components/intake/words.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { ViewsNav } from '#app/components/views-nav.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { proposalList } from '#app/usecases/intake/proposal-pages.server.ts'

export const handle: PageHandle = { title: 'proposal.list', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'intake.read')
	const search = new URL(args.request.url).searchParams
	const all = search.get('view') === 'all'
	const after = search.get('after')
	return { ...(await proposalList(ctx, !all, after)), all, after }
}

export default function Proposals() {
	const t = useT()
	const { rows, next, all, after } = useLoaderData<typeof loader>()
	const view = all ? 'all' : undefined
	return (
		<>
			<PageHead
				title={t('proposal.list')}
				crumbs={[{ label: t('intake.title'), to: paths.intake() }, { label: t('proposal.list') }]}
				flush
			/>
			<ViewsNav
				views={[
					{ to: paths.proposals(), label: t('proposal.view.open'), current: !all },
					{ to: paths.proposals({ view: 'all' }), label: t('proposal.view.all'), current: all },
				]}
			/>
			<div className="mt4">
				{rows.length === 0 ? <Empty title={t('proposal.none')}>{t('proposal.none.text')}</Empty> : <Rows />}
			</div>
			{rows.length > 0 ? (
				<Pager
					text={t('proposal.count', { count: rows.length })}
					prev={after ? paths.proposals({ view }) : null}
					next={next ? paths.proposals({ view, after: next }) : null}
				/>
			) : null}
		</>
	)
}

function Rows() {
	const t = useT()
	const formats = useFormats()
	const { rows, causes, today } = useLoaderData<typeof loader>()
	const causeName = useCauseName(causes)
	const columns = ['what', 'outlet', 'span', 'proposed', 'state'] as const
	return (
		<Table caption={t('proposal.list')} columns={columns.map((name) => ({ label: t(`proposal.col.${name}`) }))}>
			{rows.map((row) => (
				<Row key={row.id} link>
					<Cell main>
						<Link to={paths.proposal(row.id)}>
							{row.kind === 'CLUSTER'
								? t('proposal.cluster', {
										count: row.members,
										cause: causeName(row.violation_type ?? row.category ?? ''),
									})
								: t('proposal.satisfaction')}
						</Link>
						<span className="sub">{row.number}</span>
					</Cell>
					<Cell label={t('proposal.col.outlet')}>
						{row.outletName}
						<span className="sub">{row.dealerName}</span>
					</Cell>
					<Cell label={t('proposal.col.span')} nowrap>
						{t('proposal.span', { from: formats.day(row.from_on, today), to: formats.day(row.to_on, today) })}
					</Cell>
					<Cell label={t('proposal.col.proposed')} nowrap>
						{formats.moment(row.proposed_at, today)}
					</Cell>
					<Cell label={t('proposal.col.state')}>
						<ProposalBadge state={row.state} />
					</Cell>
				</Row>
			))}
		</Table>
	)
}
