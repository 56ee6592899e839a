import { Link } from '@remix-run/react'
import type { Names } from '#app/domain/calendar.ts'
import type { DeadlineView, DepositView, LadderView } from '#app/domain/desk/views.ts'
import type { PenaltyState } from '#app/domain/penalty/machine.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { ButtonLink } from '../act.tsx'
import { StateBadge, type StateKind } from '../badge.tsx'
import { DeadlineMark, useName } from '../desk/words.tsx'
import { Figures } from '../facts.tsx'
import { Due } from '../light.tsx'
import { LedgerMoney } from '../money.tsx'

type CaseLine = {
	readonly id: string
	readonly number: string
	readonly state: PenaltyState
	readonly violationType: string | null
	readonly severity: string | null
	readonly outletName: string
	readonly amountFen: number
	readonly points: number
	readonly typeNames: Names
	readonly deadline: DeadlineView | null
}

export type MeasureLine = {
	readonly id: string
	/** False: the case behind it lies outside what the reader may open. */
	readonly mayOpen: boolean
	readonly kind: string
	readonly state: 'PROPOSED' | 'IMPOSED' | 'DECLINED' | 'LIFTED'
	readonly threshold: number
	readonly outletId: string | null
	readonly proposedAt: Instant
	readonly beginsOn: LocalDate | null
	readonly endsOn: LocalDate | null
}

type FiguresProps = {
	ladder: LadderView
	deposit: DepositView | null
	requiredFen: number
	cases: readonly CaseLine[]
	measures: readonly MeasureLine[]
	today: LocalDate
}

/** Points, free deposit, open cases, measures: what one must know after five seconds. */
export function DealerFigures({ ladder, deposit, requiredFen, cases, measures, today }: FiguresProps) {
	const t = useT()
	const formats = useFormats()
	const nearest = cases.flatMap((one) => (one.deadline ? [one.deadline.dueOn] : [])).sort()[0]
	const imposed = measures.filter((one) => one.state === 'IMPOSED')
	const proposed = measures.filter((one) => one.state === 'PROPOSED').length
	return (
		<Figures
			items={[
				{
					label: t('ledger.fig.points'),
					value: ladder.effective,
					unit: t('ledger.fig.points.unit'),
					note: t('ledger.fig.pending', { n: ladder.pending }),
				},
				deposit
					? {
							label: t('ledger.fig.available'),
							value: formats.money(deposit.availableFen),
							note: t('ledger.fig.held', {
								held: formats.money(deposit.heldFen),
								required: formats.money(requiredFen),
							}),
						}
					: { label: t('ledger.fig.required'), value: formats.money(requiredFen) },
				{
					label: t('ledger.fig.cases'),
					value: cases.length,
					unit: t('ledger.fig.cases.unit'),
					note: nearest ? t('ledger.fig.nearest', { day: formats.day(nearest, today) }) : t('ledger.fig.no-due'),
				},
				{
					label: t('ledger.fig.measures'),
					value: imposed.length,
					unit: t('ledger.fig.measures.unit'),
					note: t('ledger.fig.proposed', { count: proposed }),
				},
			]}
		/>
	)
}

export function DealerCases({ cases, today }: { cases: readonly CaseLine[]; today: LocalDate }) {
	const t = useT()
	const word = useDynamicT()
	const name = useName()
	if (cases.length === 0) return <p className="muted">{t('ledger.dealer.no-cases')}</p>
	const columns = [
		{ label: t('plan.col.due') },
		{ label: t('ledger.dealer.col.case') },
		{ label: t('plan.col.outlet') },
		{ label: t('plan.col.state') },
		{ label: t('ledger.dealer.col.amount'), num: true },
		{ label: t('ledger.dealer.col.points'), num: true },
	]
	return (
		<Table caption={t('ledger.table', { title: t('ledger.dealer.cases') })} columns={columns}>
			{cases.map((one) => (
				<Row key={one.id} link>
					<Cell label={t('plan.col.due')}>
						{one.deadline ? (
							<>
								<DeadlineMark deadline={one.deadline} short />{' '}
								<Due date={one.deadline.dueOn} today={today} provisional={one.deadline.provisional} />
							</>
						) : null}
					</Cell>
					<Cell main>
						<Link to={paths.penalty(one.id)}>{name(one.typeNames)}</Link>
						<span className="sub">
							<span className="mono">{one.number}</span> {one.violationType} {one.severity}
						</span>
					</Cell>
					<Cell label={t('plan.col.outlet')}>{one.outletName}</Cell>
					<Cell label={t('plan.col.state')}>
						<StateBadge kind={CASE_KIND[one.state] ?? 'ended'}>{word(`penalty.state.${one.state}`)}</StateBadge>
					</Cell>
					<Cell label={t('ledger.dealer.col.amount')} num>
						<LedgerMoney fen={one.amountFen} />
					</Cell>
					<Cell label={t('ledger.dealer.col.points')} num>
						{one.points}
					</Cell>
				</Row>
			))}
		</Table>
	)
}

const CASE_KIND: Partial<Record<PenaltyState, StateKind>> = {
	DRAFT: 'draft',
	CHECKED: 'run-1',
	PRE_NOTICED: 'wait',
	DEFENCE: 'wait',
	DECIDED: 'run-2',
	SERVED: 'wait',
	REVIEW: 'run-3',
	REVIEWED: 'run-3',
	FINAL: 'run-3',
}

const MEASURE_KIND: Record<MeasureLine['state'], StateKind> = {
	PROPOSED: 'todo',
	IMPOSED: 'ended-against',
	DECLINED: 'ended',
	LIFTED: 'done',
}

export function DealerMeasures({
	measures,
	outlets,
	mayDecide,
	today,
}: {
	measures: readonly MeasureLine[]
	outlets: readonly { readonly id: string; readonly name: string }[]
	mayDecide: boolean
	today: LocalDate
}) {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	if (measures.length === 0) return <p className="muted">{t('ledger.dealer.no-measures')}</p>
	const columns = [
		{ label: t('ledger.measure.what') },
		{ label: t('ledger.measure.target') },
		{ label: t('ledger.measure.time') },
		{ label: t('plan.col.state') },
		{ label: t('ledger.measure.act'), silent: true },
	]
	const whereOf = (one: MeasureLine) =>
		one.outletId === null
			? t('ledger.measure.dealer')
			: (outlets.find((outlet) => outlet.id === one.outletId)?.name ?? t('ledger.measure.outlet'))
	const timeOf = ({ beginsOn, endsOn, proposedAt }: MeasureLine) => {
		if (beginsOn === null) return t('ledger.measure.proposed', { at: formats.moment(proposedAt, today) })
		const from = formats.day(beginsOn, today)
		return endsOn === null
			? t('ledger.measure.open-end', { from })
			: t('ledger.measure.span', { from, to: formats.day(endsOn, today) })
	}
	return (
		<Table caption={t('ledger.table', { title: t('ledger.dealer.measures') })} columns={columns}>
			{measures.map((one) => (
				<Row key={one.id}>
					<Cell main>
						{one.mayOpen ? (
							<Link to={paths.measure(one.id)}>{word(`desk.measure.${one.kind}`)}</Link>
						) : (
							word(`desk.measure.${one.kind}`)
						)}
						{one.threshold > 0 ? <span className="sub">{t('ledger.measure.at', { n: one.threshold })}</span> : null}
					</Cell>
					<Cell label={t('ledger.measure.target')}>{whereOf(one)}</Cell>
					<Cell label={t('ledger.measure.time')}>{timeOf(one)}</Cell>
					<Cell label={t('plan.col.state')}>
						<StateBadge kind={MEASURE_KIND[one.state]}>{t(`ledger.measure.state.${one.state}`)}</StateBadge>
					</Cell>
					<Cell>
						{one.state === 'PROPOSED' && mayDecide && one.mayOpen ? (
							<ButtonLink small to={paths.measure(one.id)}>
								{t('ledger.measure.decide')}
							</ButtonLink>
						) : null}
					</Cell>
				</Row>
			))}
		</Table>
	)
}
