import { Link } from '@remix-run/react'
import type { BadKind, ClawbackCause, ClawbackState } from '#app/domain/claim/clawback.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { More } from '#app/ui/details.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Tag, Tags } from '../badge.tsx'
import { LedgerMoney } from '../money.tsx'
import { ClawbackBadge, RedressBadge, type RedressMarks } from './words.tsx'

export type ClawbackLine = {
	readonly id: string
	readonly number: string
	readonly period: string
	readonly cause: ClawbackCause
	readonly state: ClawbackState
	readonly records: number
	readonly amountFen: number
	readonly exitReview: 0 | 1
	readonly objectedAt: string | null
	readonly answeredAt: string | null
	readonly dealerName: string
}

export function ClawbackTable({
	rows,
	to,
	withoutDealer,
}: {
	rows: readonly ClawbackLine[]
	to: (id: string) => string
	withoutDealer?: boolean | undefined
}) {
	const t = useT()
	const formats = useFormats()
	const columns = [
		{ label: t('claim.col.number') },
		...(withoutDealer ? [] : [{ label: t('claim.col.dealer') }]),
		{ label: t('claim.cause') },
		{ label: t('claim.col.records'), num: true },
		{ label: t('claim.col.amount'), num: true },
		{ label: t('claim.state') },
	]
	return (
		<Table caption={t('claim.list')} columns={columns}>
			{rows.map((row) => (
				<Row key={row.id} link>
					<Cell main>
						<Link to={to(row.id)}>{row.number}</Link>
						<span className="sub">{row.period}</span>
					</Cell>
					{withoutDealer ? null : <Cell label={t('claim.col.dealer')}>{row.dealerName}</Cell>}
					<Cell label={t('claim.cause')}>{t(`claim.cause.${row.cause}`)}</Cell>
					<Cell label={t('claim.col.records')} num>
						{formats.count(row.records)}
					</Cell>
					<Cell label={t('claim.col.amount')} num>
						<LedgerMoney fen={row.amountFen} />
					</Cell>
					<Cell label={t('claim.state')}>
						<ClawbackBadge state={row.state} />
						{row.exitReview === 1 || (row.objectedAt && !row.answeredAt) ? (
							<Tags>
								{row.exitReview === 1 ? <Tag tone="red">{t('claim.exit-review')}</Tag> : null}
								{row.objectedAt && !row.answeredAt ? <Tag>{t('claim.objected')}</Tag> : null}
							</Tags>
						) : null}
					</Cell>
				</Row>
			))}
		</Table>
	)
}

export type RecordLine = {
	readonly id: string
	readonly recordKey: string
	readonly number: string
	readonly activatedOn: LocalDate
	readonly bad: BadKind | null
	readonly badReason: string
	readonly outletName: string
	readonly amountFen: number
	readonly cancelledFen: number
}

/** The activations behind a claim; the numbers are masked in the list itself. A long list is folded. */
export function RecordTable({ rows, today }: { rows: readonly RecordLine[]; today: LocalDate }) {
	const t = useT()
	if (rows.length <= FOLDED_ABOVE) return <Records rows={rows} today={today} />
	return (
		<More summary={t('claim.records.all', { count: rows.length })}>
			<Records rows={rows} today={today} />
		</More>
	)
}

const FOLDED_ABOVE = 12

function Records({ rows, today }: { rows: readonly RecordLine[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	const columns = [
		{ label: t('claim.record.key') },
		{ label: t('claim.record.number') },
		{ label: t('claim.record.bad') },
		{ label: t('claim.col.amount'), num: true },
	]
	return (
		<Table tight caption={t('claim.records')} columns={columns}>
			{rows.map((row) => (
				<Row key={row.id}>
					<Cell main>
						{row.recordKey}
						<span className="sub">{row.outletName}</span>
					</Cell>
					<Cell label={t('claim.record.number')} nowrap>
						<span className="mono">{row.number}</span>
						<span className="sub">{formats.day(row.activatedOn, today)}</span>
					</Cell>
					<Cell label={t('claim.record.bad')}>
						{row.bad ? t(`claim.bad.${row.bad}`) : null}
						<span className="sub">{row.badReason}</span>
					</Cell>
					<Cell label={t('claim.col.amount')} num>
						<LedgerMoney fen={row.amountFen} />
						{row.cancelledFen > 0 ? (
							<span className="sub">{t('claim.record.cancelled', { amount: formats.money(row.cancelledFen) })}</span>
						) : null}
					</Cell>
				</Row>
			))}
		</Table>
	)
}

export type RedressLine = RedressMarks & {
	readonly id: string
	readonly number: string
	readonly user: string
	readonly amountFen: number
	readonly dueOn: LocalDate
}

export function RedressTable({
	rows,
	to,
	today,
}: {
	rows: readonly RedressLine[]
	to: (id: string) => string
	today: LocalDate
}) {
	const t = useT()
	const formats = useFormats()
	const columns = [
		{ label: t('redress.col.number') },
		{ label: t('redress.col.user') },
		{ label: t('redress.col.amount'), num: true },
		{ label: t('redress.col.due') },
		{ label: t('redress.col.state') },
	]
	return (
		<Table caption={t('redress.list')} columns={columns}>
			{rows.map((row) => (
				<Row key={row.id} link>
					<Cell main>
						<Link to={to(row.id)}>{row.number}</Link>
					</Cell>
					<Cell label={t('redress.col.user')}>
						<span className="mono">{row.user || t('redress.user.none')}</span>
					</Cell>
					<Cell label={t('redress.col.amount')} num>
						<LedgerMoney fen={row.amountFen} />
					</Cell>
					<Cell label={t('redress.col.due')} nowrap>
						{formats.day(row.dueOn, today)}
					</Cell>
					<Cell label={t('redress.col.state')}>
						<RedressBadge {...row} />
					</Cell>
				</Row>
			))}
		</Table>
	)
}
