import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Tag } from '#app/components/badge.tsx'
import { ClaimNav } from '#app/components/claim/nav.tsx'
import { Empty } from '#app/components/empty.tsx'
import { FilterBar, FilterSelect } from '#app/components/filter-bar.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { activationQuerySchema } from '#app/domain/claim/claim.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { activationsPage } from '#app/usecases/claims/clawback-views.server.ts'

export const handle: PageHandle = { title: 'claim.tab.months', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'claim.read')
	return activationsPage(ctx, readQuery(args.request, activationQuerySchema))
}

export default function Activations() {
	const t = useT()
	const { rows, more, page, month, months, rule, mayPropose } = useLoaderData<typeof loader>()
	const at = (n: number) => paths.activations({ month: month || undefined, page: n > 0 ? String(n) : undefined })
	return (
		<>
			<PageHead
				title={t('claim.tab.months')}
				lead={t('claim.working.rule', { percent: rule.badShareAbovePercent, count: rule.badCountAbove })}
				flush
				actions={
					mayPropose ? (
						<ButtonLink to={paths.importActivations()} variant="primary" icon="upload">
							{t('claim.import')}
						</ButtonLink>
					) : null
				}
			/>
			<ClaimNav at="months" />
			<FilterBar label={t('claim.filter')}>
				<FilterSelect
					name="month"
					label={t('claim.month')}
					value={month}
					all={t('claim.month.all')}
					options={months.map((one) => ({ value: one, label: one }))}
				/>
			</FilterBar>
			<div className="mt4">
				{rows.length > 0 ? <Months /> : <Empty title={t('claim.months.empty')}>{t('claim.months.empty.why')}</Empty>}
			</div>
			{page > 0 || more ? (
				<Pager
					text={t('claim.months.page', { page: page + 1 })}
					prev={page > 0 ? at(page - 1) : null}
					next={more ? at(page + 1) : null}
				/>
			) : null}
		</>
	)
}

function Months() {
	const t = useT()
	const formats = useFormats()
	const { rows, mayPropose } = useLoaderData<typeof loader>()
	const columns = [
		{ label: t('claim.col.dealer') },
		{ label: t('claim.months.total'), num: true },
		{ label: t('claim.months.farmed'), num: true },
		{ label: t('claim.months.share'), num: true },
		{ label: t('claim.months.void'), num: true },
		{ label: t('claim.months.open'), num: true },
	]
	return (
		<Table caption={t('claim.tab.months')} columns={columns}>
			{rows.map((row) => {
				const ask = { dealer: row.dealerId, month: row.month }
				return (
					<Row key={`${row.month}-${row.dealerId}`}>
						<Cell main>
							{mayPropose && row.unclaimed > 0 ? (
								<Link to={paths.newClaim({ ...ask, cause: row.farmed > 0 ? 'SIM_FARMING' : 'VOID_BUSINESS' })}>
									{row.dealerName}
								</Link>
							) : (
								<Link to={paths.dealer(row.dealerId)}>{row.dealerName}</Link>
							)}
							<span className="sub">
								{row.month} {row.farming ? <Tag tone="red">{t('claim.months.farming')}</Tag> : null}
							</span>
						</Cell>
						<Cell label={t('claim.months.total')} num>
							{formats.count(row.total)}
						</Cell>
						<Cell label={t('claim.months.farmed')} num>
							{formats.count(row.farmed)}
						</Cell>
						<Cell label={t('claim.months.share')} num>
							{formats.tenths(Math.round((row.farmed * 1000) / Math.max(1, row.total)))}%
						</Cell>
						<Cell label={t('claim.months.void')} num>
							{formats.count(row.void)}
						</Cell>
						<Cell label={t('claim.months.open')} num>
							{formats.count(row.unclaimed)}
						</Cell>
					</Row>
				)
			})}
		</Table>
	)
}
