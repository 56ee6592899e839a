import { Link } from '@remix-run/react'
import type { ExitRefund, OpenItem } from '#app/domain/claim/exit.ts'
import { assertNever } from '#app/domain/result.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Facts } from '../facts.tsx'
import { LedgerMoney } from '../money.tsx'
import { Section } from '../page-head.tsx'
import { SumTable } from '../sum-table.tsx'

export type ExitShown = {
	readonly dealer: { readonly id: string; readonly name: string }
	readonly exit: {
		readonly version: number
		readonly reason: string
		readonly exitOn: LocalDate
		readonly refundOn: LocalDate
		readonly refundedFen: number
		readonly proposedAt: Instant
		readonly proposedBy: string
		readonly confirmedBy: string | null
		readonly paidBy: string | null
		readonly paidAt: Instant | null
	} | null
	readonly items: readonly OpenItem[]
	readonly money: ExitRefund
	readonly tooEarly: boolean
	readonly today: LocalDate
}

export function ExitFacts({ view: { exit, today } }: { view: ExitShown }) {
	const t = useT()
	const formats = useFormats()
	if (!exit) return null
	return (
		<Section id="facts" title={t('claim.facts')}>
			<Facts
				items={[
					{ label: t('exit.reason'), value: exit.reason },
					{ label: t('exit.day'), value: formats.fullDay(exit.exitOn) },
					{ label: t('exit.refund-day'), value: formats.fullDay(exit.refundOn) },
					{ label: t('exit.proposed-by'), value: `${exit.proposedBy} ${formats.moment(exit.proposedAt, today)}` },
					exit.confirmedBy !== null && { label: t('exit.confirmed-by'), value: exit.confirmedBy },
					exit.refundedFen > 0 && {
						label: t('exit.refunded'),
						value: `${formats.money(exit.refundedFen)} ${exit.paidBy ?? ''} ${exit.paidAt ? formats.moment(exit.paidAt, today) : ''}`,
					},
				]}
			/>
		</Section>
	)
}

function itemTo(item: OpenItem): string | null {
	switch (item.kind) {
		case 'case':
		case 'penalty':
			return paths.penalty(item.id)
		case 'clawback':
			return paths.claim(item.id)
		case 'redress':
		case 'recourse':
			return paths.redressOne(item.id)
		case 'receivable':
			return paths.ledger({ dealer: item.id, account: 'RECEIVABLE' })
		case 'instalment':
			return null
		default:
			return assertNever(item.kind)
	}
}

/** What is open with the dealer, each with the way to it. */
export function ExitItems({ view: { items } }: { view: ExitShown }) {
	const t = useT()
	const columns = [{ label: t('exit.items') }, { label: t('exit.item.keeps'), num: true }]
	return (
		<Section id="items" title={t('exit.items')}>
			{items.length === 0 ? (
				<p className="muted">{t('exit.items.none')}</p>
			) : (
				<Table tight caption={t('exit.items')} columns={columns}>
					{items.map((item) => {
						const to = itemTo(item)
						return (
							<Row key={`${item.kind}-${item.id}`}>
								<Cell main>
									{t(`exit.item.${item.kind}`)} {to ? <Link to={to}>{item.number || '→'}</Link> : item.number}
								</Cell>
								<Cell label={t('exit.item.keeps')} num>
									<LedgerMoney fen={item.amountFen} />
								</Cell>
							</Row>
						)
					})}
				</Table>
			)}
		</Section>
	)
}

/** What may be paid back now, with its working. */
export function ExitSum({ view: { money } }: { view: ExitShown }) {
	const t = useT()
	const formats = useFormats()
	return (
		<Section id="sum" title={t('exit.sum')}>
			<SumTable
				caption={t('exit.sum')}
				rows={[
					{ step: t('exit.sum.balance'), result: formats.money(money.balanceFen) },
					{ step: t('exit.sum.held'), op: '−', result: formats.money(money.heldFen) },
					{ step: t('exit.sum.available'), op: '=', result: formats.money(money.availableFen) },
					{ step: t('exit.sum.open'), op: '−', result: formats.money(money.openFen) },
				]}
				total={{ label: t('exit.sum.payable'), value: formats.money(money.payableFen) }}
			/>
		</Section>
	)
}
