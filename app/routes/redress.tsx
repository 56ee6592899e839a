import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { RedressBadge } from '#app/components/claim/words.tsx'
import { Empty } from '#app/components/empty.tsx'
import { FilterBar, FilterSearch } from '#app/components/filter-bar.tsx'
import { LedgerMoney } from '#app/components/money.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { ViewsNav } from '#app/components/views-nav.tsx'
import { redressQuerySchema } from '#app/domain/claim/claim.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { listRedress } from '#app/usecases/claims/redress-views.server.ts'

export const handle: PageHandle = { title: 'redress.list', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'redress.read')
	return listRedress(ctx, readQuery(args.request, redressQuerySchema))
}

const VIEWS = ['owed', 'late', 'waiting', 'all'] as const

export default function Redress() {
	const t = useT()
	const formats = useFormats()
	const { rows, next, counts, query, mayRecord } = useLoaderData<typeof loader>()
	const { view, q } = query
	return (
		<>
			<PageHead
				title={t('redress.list')}
				lead={t('redress.list.lead')}
				flush
				actions={
					mayRecord ? (
						<ButtonLink to={paths.newRedress()} icon="plus">
							{t('redress.new')}
						</ButtonLink>
					) : null
				}
			/>
			<ViewsNav
				views={VIEWS.map((name) => ({
					to: paths.redress({ view: name, q }),
					label: t(`redress.view.${name}`),
					count: counts[name],
					current: name === view,
				}))}
			/>
			<FilterBar label={t('redress.filter')} hidden={{ view }}>
				<FilterSearch name="q" label={t('redress.search')} value={q ?? ''} />
			</FilterBar>
			<div className="mt4">
				{rows.length > 0 ? <Rows /> : <Empty title={t('redress.empty')}>{t('redress.empty.why')}</Empty>}
			</div>
			{rows.length > 0 ? (
				<Pager
					text={t('claim.total', { n: formats.count(counts[view]) })}
					prev={query.after ? paths.redress({ view, q }) : null}
					next={next ? paths.redress({ view, q, after: next }) : null}
				/>
			) : null}
		</>
	)
}

function Rows() {
	const t = useT()
	const formats = useFormats()
	const { rows, today } = useLoaderData<typeof loader>()
	const columns = [
		{ label: t('redress.col.number') },
		{ label: t('redress.col.user') },
		{ label: t('redress.col.outlet') },
		{ label: t('redress.col.violation') },
		{ label: t('redress.col.amount'), num: true },
		{ label: t('redress.col.due') },
		{ label: t('redress.col.state') },
	]
	return (
		<Table caption={t('redress.list')} columns={columns}>
			{rows.map((row) => (
				<Row key={row.id}>
					<Cell main>
						<Link to={paths.redressOne(row.id)}>{row.number}</Link>
						<span className="sub">{t(`redress.basis.${row.basis}`)}</span>
					</Cell>
					<Cell label={t('redress.col.user')}>
						<span className="mono">{row.user || t('redress.user.none')}</span>
					</Cell>
					<Cell label={t('redress.col.outlet')}>
						{row.outletName}
						<span className="sub">{row.dealerName}</span>
					</Cell>
					<Cell label={t('redress.col.violation')}>
						<Link to={paths.violation(row.violationId)}>{row.violationNumber}</Link>
					</Cell>
					<Cell label={t('redress.col.amount')} num>
						<LedgerMoney fen={row.amountFen} />
					</Cell>
					<Cell label={t('redress.col.due')} nowrap>
						{formats.day(row.dueOn, today)}
					</Cell>
					<Cell label={t('redress.col.state')}>
						<RedressBadge
							state={row.state}
							overdue={row.delay !== 'in-time' && row.state !== 'CANCELLED'}
							delayed={row.delay === 'deliberate' && row.state !== 'CANCELLED'}
							waiting={row.state === 'OWED' && row.provedBy !== null}
						/>
					</Cell>
				</Row>
			))}
		</Table>
	)
}
