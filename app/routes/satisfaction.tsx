import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Empty } from '#app/components/empty.tsx'
import { FilterBar, FilterSearch, FilterSelect } from '#app/components/filter-bar.tsx'
import { SatisfactionChip } from '#app/components/intake/satisfaction.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { satisfactionQuerySchema } from '#app/domain/intake/intake.schema.ts'
import { percentText } from '#app/domain/intake/satisfaction.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { satisfactionList } from '#app/usecases/intake/satisfaction-pages.server.ts'

export const handle: PageHandle = { title: 'satisfaction.title', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'intake.read')
	return satisfactionList(ctx, readQuery(args.request, satisfactionQuerySchema))
}

export default function Satisfaction() {
	const t = useT()
	const { rows, next, month, months, threshold, runMonths, query, mayRegister } = useLoaderData<typeof loader>()
	const known = months.find((one) => one.month === month)
	const to = (after: string | undefined) => paths.satisfaction({ month, q: query.q, failing: query.failing, after })
	return (
		<>
			<PageHead
				title={t('satisfaction.title')}
				crumbs={[{ label: t('intake.title'), to: paths.intake() }, { label: t('satisfaction.title') }]}
				lead={t('satisfaction.rule', { percent: percentText(threshold), months: runMonths })}
				actions={
					mayRegister ? (
						<ButtonLink to={paths.importSatisfaction()} variant="primary" icon="upload">
							{t('satisfaction.import')}
						</ButtonLink>
					) : undefined
				}
			/>
			<FilterBar label={t('intake.filter')}>
				<FilterSelect
					name="month"
					label={t('satisfaction.month')}
					value={month}
					options={months.map((one) => ({ value: one.month, label: one.month }))}
				/>
				<FilterSelect
					name="failing"
					label={t('satisfaction.which')}
					value={query.failing}
					options={[{ value: '1', label: t('satisfaction.failing') }]}
				/>
				<FilterSearch name="q" label={t('satisfaction.search')} value={query.q} />
			</FilterBar>
			{known ? (
				<p className="mt2">
					{t('satisfaction.sum', { month, outlets: known.outlets, failing: known.failing, count: known.failing })}
				</p>
			) : null}
			<div className="mt4">
				{rows.length === 0 ? <Empty title={t('satisfaction.none')}>{t('satisfaction.none.text')}</Empty> : <Rows />}
			</div>
			{rows.length > 0 ? (
				<Pager
					text={t('satisfaction.count', { count: rows.length })}
					prev={query.after ? to(undefined) : null}
					next={next ? to(next) : null}
				/>
			) : null}
		</>
	)
}

function Rows() {
	const t = useT()
	const formats = useFormats()
	const { rows, trendMonths } = useLoaderData<typeof loader>()
	return (
		<Table
			caption={t('satisfaction.title')}
			columns={[
				{ label: t('satisfaction.outlet') },
				{ label: t('satisfaction.value') },
				{ label: t('satisfaction.answers'), num: true },
				...trendMonths.slice(0, -1).map((month) => ({ label: month, num: true })),
			]}
		>
			{rows.map((row) => (
				<Row key={row.outletId} link>
					<Cell main>
						<Link to={paths.outletSatisfaction(row.outletId)}>{row.name}</Link>
						<span className="sub">
							{row.code} · {row.dealerName}
						</span>
					</Cell>
					<Cell label={t('satisfaction.value')} nowrap>
						<SatisfactionChip points={row.points} light={row.light} />
					</Cell>
					<Cell label={t('satisfaction.answers')} num>
						{row.answers === null ? '' : formats.count(row.answers)}
					</Cell>
					{row.trend.slice(0, -1).map((one) => (
						<Cell key={one.month} label={one.month} num>
							{one.points === null ? '' : percentText(one.points)}
						</Cell>
					))}
				</Row>
			))}
		</Table>
	)
}
