import { Link } from '@remix-run/react'
import type { SettledCase } from '#app/domain/ledger/period.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { CheckField } from '../field-choice.tsx'
import { ActForm, type ActFormHandle, SubmitButton } from '../form.tsx'
import { ConsequenceList } from '../gate.tsx'
import { LedgerMoney } from '../money.tsx'
import { Section } from '../page-head.tsx'

export type RunLine = {
	readonly id: string
	readonly period: string
	readonly startedAt: Instant
	readonly by: string | null
	readonly cases: number
	readonly deductedFen: number
	readonly outstandingFen: number
}

type PreviewDealer = {
	readonly dealerId: string
	readonly dealerName: string
	readonly cases: readonly {
		readonly id: string
		readonly number: string
		readonly outletName: string
		readonly amountFen: number
		readonly settled: SettledCase
	}[]
}

type Amounts = { deducted: number; released: number; outstanding: number }

function amountsOf(settled: SettledCase): Amounts {
	const released = settled.postings.reduce((sum, one) => (one.kind === 'RELEASE' ? sum + one.fen : sum), 0)
	return { deducted: settled.deductedFen, released, outstanding: settled.outstandingFen }
}

function totalOf(dealers: readonly PreviewDealer[]): Amounts & { cases: number } {
	const all = dealers.flatMap((dealer) => dealer.cases.map((one) => amountsOf(one.settled)))
	const sum = (of: keyof Amounts) => all.reduce((total, one) => total + one[of], 0)
	return { cases: all.length, deducted: sum('deducted'), released: sum('released'), outstanding: sum('outstanding') }
}

/** What the run would post, case by case. */
export function SettlementPreview({ period, dealers }: { period: string; dealers: readonly PreviewDealer[] }) {
	const t = useT()
	const total = totalOf(dealers)
	if (total.cases === 0)
		return (
			<Section id="preview" title={t('settlement.preview', { period })}>
				<p className="muted">{t('settlement.preview.none')}</p>
			</Section>
		)
	const columns = [
		{ label: t('ledger.col.dealer') },
		{ label: t('settlement.col.case') },
		{ label: t('settlement.col.amount'), num: true },
		{ label: t('settlement.col.deduct'), num: true },
		{ label: t('settlement.col.release'), num: true },
		{ label: t('settlement.col.outstanding'), num: true },
	]
	return (
		<Section id="preview" title={t('settlement.preview', { period })} sub={t('settlement.preview.sub')}>
			<Table
				tight
				caption={t('ledger.table', { title: t('settlement.preview', { period }) })}
				columns={columns}
				foot={
					<Row>
						<Cell main colSpan={3}>
							{t('ledger.sum')}
						</Cell>
						<Cell label={t('settlement.col.deduct')} num>
							<LedgerMoney fen={total.deducted} />
						</Cell>
						<Cell label={t('settlement.col.release')} num>
							<LedgerMoney fen={total.released} />
						</Cell>
						<Cell label={t('settlement.col.outstanding')} num>
							<LedgerMoney fen={total.outstanding} />
						</Cell>
					</Row>
				}
			>
				{dealers.flatMap((dealer) =>
					dealer.cases.map((one) => {
						const amounts = amountsOf(one.settled)
						return (
							<Row key={one.id}>
								<Cell label={t('ledger.col.dealer')}>
									<Link to={paths.dealer(dealer.dealerId)}>{dealer.dealerName}</Link>
								</Cell>
								<Cell main>
									<Link to={paths.penalty(one.id)}>{one.number}</Link>
									<span className="sub">{one.outletName}</span>
								</Cell>
								<Cell label={t('settlement.col.amount')} num>
									<LedgerMoney fen={one.amountFen} />
								</Cell>
								<Cell label={t('settlement.col.deduct')} num>
									<LedgerMoney fen={amounts.deducted} />
								</Cell>
								<Cell label={t('settlement.col.release')} num>
									<LedgerMoney fen={amounts.released} />
								</Cell>
								<Cell label={t('settlement.col.outstanding')} num>
									<LedgerMoney fen={amounts.outstanding} />
								</Cell>
							</Row>
						)
					}),
				)}
			</Table>
		</Section>
	)
}

/** The confirmation: what will happen, then the seal. A run without cases may be posted too: it closes the period. */
export function SettlementForm({
	form,
	period,
	dealers,
}: {
	form: ActFormHandle
	period: string
	dealers: readonly PreviewDealer[]
}) {
	const t = useT()
	const formats = useFormats()
	const total = totalOf(dealers)
	return (
		<Section id="post" title={t('settlement.post', { period })}>
			<ConsequenceList
				items={[
					{
						icon: 'ledger',
						text: t('settlement.then.deduct', { count: total.cases, amount: formats.money(total.deducted) }),
					},
					{ icon: 'check', text: t('settlement.then.settled') },
					...(total.outstanding > 0
						? [
								{
									icon: 'clock' as const,
									text: t('settlement.then.outstanding', { amount: formats.money(total.outstanding) }),
								},
							]
						: []),
					{ icon: 'lock', text: t('settlement.then.once', { period }) },
				]}
			/>
			<ActForm form={form} hidden={{ period }} labelledBy="post">
				<CheckField name="confirm" />
				<div className="btns mt4">
					<SubmitButton variant="seal">{t('settlement.do')}</SubmitButton>
				</div>
			</ActForm>
		</Section>
	)
}

export function RunTable({ runs, today }: { runs: readonly RunLine[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	if (runs.length === 0) return <p className="muted">{t('settlement.runs.none')}</p>
	const columns = [
		{ label: t('settlement.period') },
		{ label: t('settlement.col.at') },
		{ label: t('settlement.col.by') },
		{ label: t('settlement.col.cases'), num: true },
		{ label: t('settlement.col.deduct'), num: true },
		{ label: t('settlement.col.outstanding'), num: true },
	]
	return (
		<Table tight caption={t('ledger.table', { title: t('settlement.runs') })} columns={columns}>
			{runs.map((run) => (
				<Row key={run.id}>
					<Cell main>
						<Link to={paths.ledger({ run: run.id })}>{run.period}</Link>
					</Cell>
					<Cell label={t('settlement.col.at')} nowrap>
						{formats.moment(run.startedAt, today)}
					</Cell>
					<Cell label={t('settlement.col.by')}>{run.by ?? ''}</Cell>
					<Cell label={t('settlement.col.cases')} num>
						{formats.count(run.cases)}
					</Cell>
					<Cell label={t('settlement.col.deduct')} num>
						<LedgerMoney fen={run.deductedFen} />
					</Cell>
					<Cell label={t('settlement.col.outstanding')} num>
						<LedgerMoney fen={run.outstandingFen} />
					</Cell>
				</Row>
			))}
		</Table>
	)
}
