import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Facts } from '#app/components/facts.tsx'
import { StatementDebts, StatementLines, StatementMonths } from '#app/components/ledger/statement.tsx'
import { MayLink } from '#app/components/may-link.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { PrintButton } from '#app/components/print-button.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { dealerStatement } from '#app/usecases/ledger/statement.server.ts'

export const handle: PageHandle = { title: 'statement.title', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'ledger.read')
	return valueOrThrow(await dealerStatement(ctx, 'ledger.read', idOf(args), args.params.period ?? ''))
}

export default function StaffStatement() {
	const t = useT()
	const formats = useFormats()
	const statement = useLoaderData<typeof loader>()
	const { dealer, period, settled, notice, commission, today } = statement
	return (
		<>
			<PageHead
				title={t('statement.of', { period })}
				crumbs={[
					{ label: t('register.dealers'), to: paths.dealers() },
					{ label: dealer.name, to: paths.dealer(dealer.id) },
					{ label: period },
				]}
				meta={<span className="docno">{dealer.code}</span>}
				actions={
					<>
						<PrintButton />
						<LinkButton href={paths.statementFile(dealer.id, period, 'csv')} icon="download">
							CSV
						</LinkButton>
						<LinkButton href={paths.statementFile(dealer.id, period, 'xlsx')} icon="download">
							XLSX
						</LinkButton>
					</>
				}
			/>
			<Facts
				items={[
					{
						label: t('settlement.title'),
						value: settled ? (
							<MayLink may="ledger.read" branch to={paths.settlement(settled.id)}>
								{formats.moment(settled.at, today)}
							</MayLink>
						) : (
							t('statement.not-settled')
						),
					},
					commission !== null && {
						label: t('commission.title'),
						value: t('statement.commission.of', {
							gross: formats.money(commission.grossFen),
							paid: formats.money(commission.paidFen),
						}),
					},
					notice !== null && {
						label: t('statement.notice'),
						value: <Link to={paths.printNotice(notice.id)}>{notice.number}</Link>,
					},
					{
						label: t('ledger.title'),
						value: <Link to={paths.ledger({ dealer: dealer.id, period })}>{t('statement.entries')}</Link>,
					},
				]}
			/>
			<Section id="debts" title={t('statement.debts')}>
				<StatementDebts
					debts={statement.debts}
					entriesTo={(debt) =>
						paths.ledger({ dealer: dealer.id, period, [debt.isCase ? 'penalty' : 'claim']: debt.debtId })
					}
				/>
			</Section>
			<Section id="lines" title={t('statement.lines')}>
				<StatementLines statement={statement} caseTo={paths.penalty} />
			</Section>
			<Section id="months" title={t('statement.months')}>
				<StatementMonths periods={statement.periods} to={(month) => paths.statement(dealer.id, month)} />
			</Section>
		</>
	)
}
