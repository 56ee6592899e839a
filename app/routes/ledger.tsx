import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Empty } from '#app/components/empty.tsx'
import { Figures } from '#app/components/facts.tsx'
import { ActiveFilters } from '#app/components/filter-bar.tsx'
import { LedgerFilters } from '#app/components/ledger/filters.tsx'
import { DoubleEntry, LedgerTable } from '#app/components/ledger/ledger-table.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { useMay } from '#app/components/use-may.ts'
import type { LedgerAccount } from '#app/domain/ledger/ledger.ts'
import { ledgerQuerySchema } from '#app/domain/ledger/query.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { listLedger } from '#app/usecases/ledger/views.server.ts'

export const handle: PageHandle = { title: 'ledger.title', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'ledger.read')
	const query = readQuery(args.request, ledgerQuerySchema)
	return { query, ...(await listLedger(ctx, query)) }
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function Ledger() {
	const t = useT()
	const formats = useFormats()
	const data = useLoaderData<typeof loader>()
	const { query, rows, total, next, sums } = data
	const { after: _, ...kept } = query
	const figure = (account: LedgerAccount, sign: 1 | -1 = 1) => ({
		label: t(`ledger.account.${account}`),
		value: <Link to={paths.ledger({ ...kept, account })}>{formats.money(sign * sums[account] + 0)}</Link>,
	})
	// Settlements, commissions and instalments are pages of the whole branch.
	const wide = useMay()('ledger.read', 'branch')
	const single = query.txn ? rows[0] : undefined
	return (
		<>
			<PageHead
				title={t('ledger.title')}
				lead={t('ledger.lead')}
				actions={
					<>
						{wide ? (
							<>
								<ButtonLink to={paths.settlements()}>{t('settlement.title')}</ButtonLink>
								<ButtonLink to={paths.commissions()}>{t('commission.title')}</ButtonLink>
								<ButtonLink to={paths.paymentPlans()}>{t('instalment.title')}</ButtonLink>
							</>
						) : null}
						<LinkButton href={paths.exportList('ledger', kept)} icon="download">
							{t('common.export')}
						</LinkButton>
					</>
				}
			/>
			<Figures
				items={[
					figure('DEPOSIT_AVAILABLE'),
					figure('DEPOSIT_HELD'),
					figure('RECEIVABLE', -1),
					figure('COMMISSION_PAYABLE'),
				]}
			/>
			<Figures items={[figure('PENALTY_INCOME'), figure('CLAWBACK'), figure('USER_REDRESS'), figure('CASH', -1)]} />
			<LedgerFilters query={query} dealers={data.dealers} />
			<Chosen data={data} />
			{single ? (
				<Section id="entry" title={t('ledger.entry')}>
					<DoubleEntry row={single} />
				</Section>
			) : null}
			{rows.length === 0 ? (
				<Empty title={t('ledger.empty')} action={<ButtonLink to={paths.ledger()}>{t('ui.filter.clear')}</ButtonLink>}>
					{t('ledger.empty.text')}
				</Empty>
			) : (
				<div className="mt4">
					<LedgerTable rows={rows} />
				</div>
			)}
			<Pager
				text={t('ledger.count', { count: total })}
				prev={query.after ? paths.ledger(kept) : null}
				next={next ? paths.ledger({ ...kept, after: next }) : null}
			/>
		</>
	)
}

function Chosen({ data }: { data: Data }) {
	const t = useT()
	const { query, filter, dealerName, penaltyNumber } = data
	const { after: _, ...kept } = query
	const chosen = [
		['q', query.q],
		['dealer', query.dealer ? (dealerName ?? query.dealer) : undefined],
		['penalty', penaltyNumber ?? undefined],
		['kind', filter.kind ? t(`ledger.kind.${filter.kind}`) : undefined],
		['account', filter.account ? t(`ledger.account.${filter.account}`) : undefined],
		['stream', filter.stream ? t(`ledger.stream.${filter.stream}`) : undefined],
		['period', filter.period],
		['claim', query.claim ? t('ledger.filter.claim') : undefined],
		['run', query.run ? t('ledger.filter.run') : undefined],
		['txn', query.txn ? t('ledger.entry') : undefined],
		['from', filter.from ? t('ledger.filter.from-day', { day: filter.from }) : undefined],
		['to', filter.to ? t('ledger.filter.to-day', { day: filter.to }) : undefined],
	] as const
	return (
		<ActiveFilters
			clearTo={paths.ledger()}
			filters={chosen.flatMap(([name, label]) =>
				label ? [{ label, without: paths.ledger({ ...kept, [name]: undefined }) }] : [],
			)}
		/>
	)
}
