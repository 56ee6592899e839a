import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { SelfReportBadge } from '#app/components/desk/reports.tsx'
import { Empty } from '#app/components/empty.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { ViewsNav } from '#app/components/views-nav.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { selfReportList } from '#app/usecases/self-reports/views.server.ts'

export const handle: PageHandle = { title: 'self-report.list', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'self-report.read')
	const search = new URL(args.request.url).searchParams
	const all = search.get('view') === 'all'
	const after = search.get('after')
	return { ...(await selfReportList(ctx, all ? null : 'RECEIVED', after)), all, after, today: ctx.today }
}

export default function SelfReports() {
	const t = useT()
	const { rows, next, all, after } = useLoaderData<typeof loader>()
	const view = all ? 'all' : undefined
	return (
		<>
			<PageHead
				title={t('self-report.list')}
				crumbs={[{ label: t('violation.list'), to: paths.violations() }, { label: t('self-report.title') }]}
				flush
			/>
			<ViewsNav
				views={[
					{ to: paths.selfReports(), label: t('self-report.view.RECEIVED'), current: !all },
					{ to: paths.selfReports({ view: 'all' }), label: t('self-report.view.all'), current: all },
				]}
			/>
			<div className="mt4">
				{rows.length > 0 ? (
					<Rows />
				) : (
					<Empty title={t('self-report.list.none')}>{t('self-report.list.none.text')}</Empty>
				)}
			</div>
			{rows.length > 0 ? (
				<Pager
					text={t('self-report.count', { count: rows.length })}
					prev={after ? paths.selfReports({ view }) : null}
					next={next ? paths.selfReports({ view, after: next }) : null}
				/>
			) : null}
		</>
	)
}

function Rows() {
	const t = useT()
	const formats = useFormats()
	const { rows, today } = useLoaderData<typeof loader>()
	return (
		<Table
			caption={t('self-report.list')}
			columns={[
				{ label: t('self-report.col.matter') },
				{ label: t('self-report.col.outlet') },
				{ label: t('self-report.col.occurred') },
				{ label: t('self-report.col.reported') },
				{ label: t('self-report.col.state') },
			]}
		>
			{rows.map((row) => (
				<Row key={row.id} link>
					<Cell main>
						<Link to={paths.selfReport(row.id)}>{row.matter}</Link>
						<span className="sub">{row.number}</span>
					</Cell>
					<Cell label={t('self-report.col.outlet')}>
						{row.outletName}
						<span className="sub">{row.dealerName}</span>
					</Cell>
					<Cell label={t('self-report.col.occurred')} nowrap>
						{formats.day(row.occurredOn, today)}
					</Cell>
					<Cell label={t('self-report.col.reported')} nowrap>
						{formats.moment(row.reportedAt, today)}
					</Cell>
					<Cell label={t('self-report.col.state')}>
						<SelfReportBadge state={row.state} />
					</Cell>
				</Row>
			))}
		</Table>
	)
}
