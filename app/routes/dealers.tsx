import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Empty } from '#app/components/empty.tsx'
import { FilterBar, FilterSearch, FilterSelect } from '#app/components/filter-bar.tsx'
import { DealerBadge } from '#app/components/inspection/badges.tsx'
import { LedgerMoney } from '#app/components/money.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { DEALER_STATUSES } from '#app/domain/dealer.ts'
import { dealerQuerySchema } from '#app/domain/list-query.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { listDealers } from '#app/usecases/registers/dealers.server.ts'

export const handle: PageHandle = { title: 'register.dealers', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'register.read')
	const query = readQuery(args.request, dealerQuerySchema)
	return { query, today: ctx.today, ...(await listDealers(ctx, query)) }
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function Dealers() {
	const t = useT()
	const data = useLoaderData<typeof loader>()
	const { query, rows, total, next, mayEdit } = data
	return (
		<>
			<PageHead
				title={t('register.dealers')}
				actions={
					mayEdit ? (
						<ButtonLink to={paths.newDealer()} icon="plus">
							{t('register.dealer.new')}
						</ButtonLink>
					) : null
				}
			/>
			<FilterBar label={t('register.filter.dealers')}>
				<FilterSearch name="q" label={t('register.filter.dealer-q')} value={query.q} />
				<FilterSelect
					name="status"
					label={t('register.field.status')}
					value={query.status}
					options={DEALER_STATUSES.map((status) => ({ value: status, label: t(`register.dealer-status.${status}`) }))}
				/>
			</FilterBar>
			{rows.length === 0 ? (
				<Empty
					title={t('register.dealers.empty')}
					action={<ButtonLink to={paths.dealers()}>{t('ui.filter.clear')}</ButtonLink>}
				>
					{t('register.empty.text')}
				</Empty>
			) : (
				<DealerTable data={data} />
			)}
			<Pager
				text={t('register.dealers.count', { count: total })}
				prev={query.after ? paths.dealers({ ...query, after: undefined }) : null}
				next={next ? paths.dealers({ ...query, after: next }) : null}
			/>
		</>
	)
}

function DealerTable({ data: { rows, today } }: { data: Data }) {
	const t = useT()
	const formats = useFormats()
	const columns = [
		{ label: t('register.field.name') },
		{ label: t('register.field.credit-code') },
		{ label: t('register.field.contact') },
		{ label: t('register.col.outlets'), num: true },
		{ label: t('register.field.agreement-to') },
		{ label: t('register.col.deposit'), num: true },
		{ label: t('register.field.status') },
	]
	return (
		<Table caption={t('register.dealers')} columns={columns}>
			{rows.map((row) => (
				<Row key={row.id} link>
					<Cell main>
						<Link to={paths.dealer(row.id)}>{row.name}</Link>
						<span className="sub mono">{row.code}</span>
					</Cell>
					<Cell label={t('register.field.credit-code')}>
						<span className="mono">{row.creditCode ?? t('register.imported')}</span>
					</Cell>
					<Cell label={t('register.field.contact')}>{row.contactName}</Cell>
					<Cell label={t('register.col.outlets')} num>
						{formats.count(row.outlets)}
					</Cell>
					<Cell label={t('register.field.agreement-to')} nowrap>
						{row.agreementTo ? formats.day(row.agreementTo, today) : ''}
					</Cell>
					<Cell label={t('register.col.deposit')} num>
						<LedgerMoney fen={row.depositRequiredFen} />
					</Cell>
					<Cell label={t('register.field.status')}>
						<DealerBadge status={row.status} />
					</Cell>
				</Row>
			))}
		</Table>
	)
}
