import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Empty } from '#app/components/empty.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { ViewsNav } from '#app/components/views-nav.tsx'
import { gapQuerySchema } from '#app/domain/order/act-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { gapReport } from '#app/usecases/orders/gaps.server.ts'

export const handle: PageHandle = { title: 'order.gaps', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'gap.read')
	const { view, after } = readQuery(args.request, gapQuerySchema)
	return gapReport(ctx, view, after ?? null)
}

/** 无进展报告: who has left a user without a word, for the issuing side and the auditor. */
export default function Gaps() {
	const t = useT()
	const formats = useFormats()
	const { rows, view, running, all, next, today } = useLoaderData<typeof loader>()
	const columns = ['order', 'who', 'span', 'days'] as const
	return (
		<>
			<PageHead
				title={t('order.gaps')}
				lead={t('order.gaps.lead')}
				crumbs={[{ label: t('order.board'), to: paths.orders() }, { label: t('order.gaps') }]}
				flush
			/>
			<ViewsNav
				views={[
					{ to: paths.orderGaps(), label: t('order.gaps.view.running'), count: running, current: view === 'running' },
					{
						to: paths.orderGaps({ view: 'all' }),
						label: t('order.gaps.view.all'),
						count: all,
						current: view === 'all',
					},
				]}
			/>
			{rows.length === 0 ? (
				<Empty title={t('order.gaps.empty')}>{t('order.gaps.empty.why')}</Empty>
			) : (
				<Table
					caption={t('order.gaps.table')}
					columns={columns.map((name) => ({ label: t(`order.gaps.${name}`), num: name === 'days' }))}
				>
					{rows.map((row) => (
						<Row key={row.id} link>
							<Cell main>
								<Link to={paths.order(row.orderId)}>{row.number ?? t('order.no-number')}</Link>
								<span className="sub">{row.title}</span>
							</Cell>
							<Cell label={t('order.gaps.who')}>{`${row.department} ${row.handler ?? ''}`.trim()}</Cell>
							<Cell label={t('order.gaps.span')}>
								{formats.moment(row.startedAt, today)} –{' '}
								{row.endedAt === null ? t('order.gaps.now') : formats.moment(row.endedAt, today)}
							</Cell>
							<Cell label={t('order.gaps.days')} num>
								{row.days}
							</Cell>
						</Row>
					))}
				</Table>
			)}
			<Pager
				text={t('order.gaps.page', { count: view === 'all' ? all : running })}
				next={next === null ? undefined : paths.orderGaps({ ...(view === 'all' ? { view } : {}), after: next })}
			/>
		</>
	)
}
