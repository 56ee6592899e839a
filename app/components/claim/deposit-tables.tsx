import { Link } from '@remix-run/react'
import type { ExitState } from '#app/domain/claim/exit.ts'
import type { TopupState } from '#app/domain/claim/topup.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Tag, Tags } from '../badge.tsx'
import { LedgerMoney } from '../money.tsx'
import { ExitBadge, TopupBadge } from './words.tsx'

type Named = { readonly id: string; readonly name: string }
export type TopupLine = {
	readonly id: string
	readonly number: string
	readonly state: TopupState
	readonly verdict: 'IMPOSED' | 'DECLINED' | null
	readonly shortFen: number
	readonly dueOn: LocalDate
	readonly suspendOn: LocalDate
	readonly businessOff: boolean
	readonly dealer?: Named
}

export function TopupTable({
	rows,
	to,
	today,
}: {
	rows: readonly TopupLine[]
	to?: ((id: string) => string) | undefined
	today: LocalDate
}) {
	const t = useT()
	const formats = useFormats()
	const columns = [
		{ label: t('topup.col.number') },
		{ label: t('topup.col.short'), num: true },
		{ label: t('topup.col.due') },
		{ label: t('topup.col.suspend') },
		{ label: t('claim.state') },
	]
	return (
		<Table caption={t('topup.list')} columns={columns}>
			{rows.map((row) => (
				<Row key={row.id} link={to !== undefined}>
					<Cell main>
						{to ? <Link to={to(row.id)}>{row.number}</Link> : <b>{row.number}</b>}
						{row.dealer ? <span className="sub">{row.dealer.name}</span> : null}
					</Cell>
					<Cell label={t('topup.col.short')} num>
						<LedgerMoney fen={row.shortFen} />
					</Cell>
					<Cell label={t('topup.col.due')} nowrap>
						{formats.day(row.dueOn, today)}
					</Cell>
					<Cell label={t('topup.col.suspend')} nowrap>
						{formats.day(row.suspendOn, today)}
					</Cell>
					<Cell label={t('claim.state')}>
						<TopupBadge state={row.state} verdict={row.verdict} />
						{row.businessOff ? (
							<Tags>
								<Tag tone="red">{t('topup.business-off')}</Tag>
							</Tags>
						) : null}
					</Cell>
				</Row>
			))}
		</Table>
	)
}

export type ExitLine = {
	readonly id: string
	readonly number: string
	readonly state: ExitState
	readonly exitOn: LocalDate
	readonly refundOn: LocalDate
	readonly refundedFen: number
	readonly dealer?: Named
}

export function ExitTable({
	rows,
	to,
	today,
}: {
	rows: readonly ExitLine[]
	to?: ((row: ExitLine) => string) | undefined
	today: LocalDate
}) {
	const t = useT()
	const formats = useFormats()
	const columns = [
		{ label: t('topup.col.number') },
		{ label: t('exit.day') },
		{ label: t('exit.refund-day') },
		{ label: t('exit.refunded'), num: true },
		{ label: t('claim.state') },
	]
	return (
		<Table caption={t('exit.list')} columns={columns}>
			{rows.map((row) => (
				<Row key={row.id} link={to !== undefined}>
					<Cell main>
						{to ? <Link to={to(row)}>{row.number}</Link> : <b>{row.number}</b>}
						{row.dealer ? <span className="sub">{row.dealer.name}</span> : null}
					</Cell>
					<Cell label={t('exit.day')} nowrap>
						{formats.day(row.exitOn, today)}
					</Cell>
					<Cell label={t('exit.refund-day')} nowrap>
						{formats.day(row.refundOn, today)}
					</Cell>
					<Cell label={t('exit.refunded')} num>
						<LedgerMoney fen={row.refundedFen} />
					</Cell>
					<Cell label={t('claim.state')}>
						<ExitBadge state={row.state} />
					</Cell>
				</Row>
			))}
		</Table>
	)
}
