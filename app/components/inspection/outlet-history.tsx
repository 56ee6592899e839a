import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { LocalDate } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Tag } from '../badge.tsx'
import { LedgerMoney } from '../money.tsx'
import { Section } from '../page-head.tsx'
import { FindingBadge, InspectionBadge, inspectionTypeLabel } from './badges.tsx'

type Historic = 0 | 1
type Case = { id: string; number: string; state: string; violationType: string | null }
export type History = {
	counts: {
		inspections: number
		findings: number
		violations: number
		penalties: number
		plans: number
		historicPenaltyFen: number
	}
	inspections: {
		id: string
		number: string
		type: string
		state: string
		occurredOn: LocalDate
		scoreTenths: number | null
		failedItems: number
		historic: Historic
		remark: string | null
	}[]
	findings: {
		id: string
		number: string
		text: string
		state: 'OPEN' | 'VIOLATION' | 'CLOSED'
		historic: Historic
		inspectionId: string
		occurredOn: LocalDate
	}[]
	violations: (Case & { severity: string; occurredOn: LocalDate; facts: string; historic: Historic })[]
	penalties: (Case & { occurredOn: LocalDate; amountFen: number; points: number; historic: Historic })[]
	plans: (Case & { dueOn: LocalDate | null })[]
}

type Props = { history: History; outletId: string; today: LocalDate }
type Kind = 'inspections' | 'findings' | 'violations' | 'penalties' | 'plans'

/** The whole compliance history of an outlet, imported records included, in the order in which a case grows. */
export function OutletHistory({ history, today }: Props) {
	return (
		<>
			<Inspections history={history} today={today} />
			<Findings history={history} today={today} />
			<Violations history={history} today={today} />
			<Penalties history={history} today={today} />
			<Plans history={history} today={today} />
		</>
	)
}

function Part({ kind, history, children }: { kind: Kind; history: History; children: ReactNode }) {
	const t = useT()
	const count = history.counts[kind]
	const shown = history[kind].length
	const sub = shown < count ? t('register.section.shown', { count, shown }) : t('register.section.sub', { count })
	return (
		<Section id={kind} title={t(`register.section.${kind}`)} sub={sub}>
			{shown === 0 ? <p className="muted">{t(`register.none.${kind}`)}</p> : children}
		</Section>
	)
}

function Imported({ on }: { on: Historic }) {
	const t = useT()
	return on === 1 ? (
		<>
			{' '}
			<Tag>{t('register.imported')}</Tag>
		</>
	) : null
}

type PartProps = { history: History; today: LocalDate }

function Inspections({ history, today }: PartProps) {
	const t = useT()
	const formats = useFormats()
	const columns = [
		{ label: t('inspection.col.number') },
		{ label: t('register.col.on') },
		{ label: t('inspection.col.type') },
		{ label: t('inspection.col.score'), num: true },
		{ label: t('inspection.col.failed'), num: true },
		{ label: t('inspection.col.state') },
	]
	return (
		<Part kind="inspections" history={history}>
			<Table caption={t('register.list.inspections')} columns={columns}>
				{history.inspections.map((row) => (
					<Row key={row.id} link>
						<Cell main>
							<Link to={paths.inspection(row.id)}>{row.number}</Link>
							<Imported on={row.historic} />
							{row.remark ? <span className="sub">{row.remark}</span> : null}
						</Cell>
						<Cell label={t('register.col.on')} nowrap>
							{formats.day(row.occurredOn, today)}
						</Cell>
						<Cell label={t('inspection.col.type')}>{inspectionTypeLabel(t, row.type)}</Cell>
						<Cell label={t('inspection.col.score')} num>
							{row.scoreTenths === null ? '' : formats.tenths(row.scoreTenths)}
						</Cell>
						<Cell label={t('inspection.col.failed')} num>
							{row.failedItems}
						</Cell>
						<Cell label={t('inspection.col.state')}>
							<InspectionBadge state={row.state} />
						</Cell>
					</Row>
				))}
			</Table>
		</Part>
	)
}

function Findings({ history, today }: PartProps) {
	const t = useT()
	const formats = useFormats()
	const columns = [
		{ label: t('register.col.matter') },
		{ label: t('register.col.on') },
		{ label: t('inspection.col.state') },
	]
	return (
		<Part kind="findings" history={history}>
			<Table caption={t('register.list.findings')} columns={columns}>
				{history.findings.map((row) => (
					<Row key={row.id} link>
						<Cell main>
							<Link to={`${paths.inspection(row.inspectionId)}#findings`}>{row.text || row.number}</Link>
							<span className="sub mono">{row.number}</span>
						</Cell>
						<Cell label={t('register.col.on')} nowrap>
							{formats.day(row.occurredOn, today)}
						</Cell>
						<Cell label={t('inspection.col.state')}>
							{row.historic === 1 ? t('register.imported') : <FindingBadge state={row.state} />}
						</Cell>
					</Row>
				))}
			</Table>
		</Part>
	)
}

function Violations({ history, today }: PartProps) {
	const t = useT()
	const said = useDynamicT()
	const formats = useFormats()
	const columns = [
		{ label: t('register.col.matter') },
		{ label: t('register.col.on') },
		{ label: t('reference.col.severity') },
		{ label: t('inspection.col.state') },
	]
	return (
		<Part kind="violations" history={history}>
			<Table caption={t('register.list.violations')} columns={columns}>
				{history.violations.map((row) => (
					<Row key={row.id} link>
						<Cell main>
							<Link to={paths.violation(row.id)}>
								{row.number} {row.violationType}
							</Link>
							<span className="sub">{row.facts}</span>
						</Cell>
						<Cell label={t('register.col.on')} nowrap>
							{formats.day(row.occurredOn, today)}
						</Cell>
						<Cell label={t('reference.col.severity')}>{said(`reference.severity.${row.severity}`)}</Cell>
						<Cell label={t('inspection.col.state')}>{said(`violation.state.${row.state}`)}</Cell>
					</Row>
				))}
			</Table>
		</Part>
	)
}

function Penalties({ history, today }: PartProps) {
	const t = useT()
	const said = useDynamicT()
	const formats = useFormats()
	const { historicPenaltyFen } = history.counts
	const columns = [
		{ label: t('register.col.matter') },
		{ label: t('register.col.on') },
		{ label: t('register.col.amount'), num: true },
		{ label: t('register.col.points'), num: true },
		{ label: t('inspection.col.state') },
	]
	return (
		<Part kind="penalties" history={history}>
			{historicPenaltyFen > 0 ? (
				<p className="second sm">{t('register.historic-total', { amount: formats.money(historicPenaltyFen) })}</p>
			) : null}
			<Table caption={t('register.list.penalties')} columns={columns}>
				{history.penalties.map((row) => (
					<Row key={row.id} link>
						<Cell main>
							<Link to={paths.penalty(row.id)}>
								{row.number} {row.violationType}
							</Link>
						</Cell>
						<Cell label={t('register.col.on')} nowrap>
							{formats.day(row.occurredOn, today)}
						</Cell>
						<Cell label={t('register.col.amount')} num>
							<LedgerMoney fen={row.amountFen} />
						</Cell>
						<Cell label={t('register.col.points')} num>
							{row.historic === 1 ? '' : row.points}
						</Cell>
						<Cell label={t('inspection.col.state')}>
							{row.historic === 1 ? t('register.imported') : said(`penalty.state.${row.state}`)}
						</Cell>
					</Row>
				))}
			</Table>
		</Part>
	)
}

function Plans({ history, today }: PartProps) {
	const t = useT()
	const said = useDynamicT()
	const formats = useFormats()
	const columns = [
		{ label: t('register.col.matter') },
		{ label: t('register.col.due') },
		{ label: t('inspection.col.state') },
	]
	return (
		<Part kind="plans" history={history}>
			<Table caption={t('register.list.plans')} columns={columns}>
				{history.plans.map((row) => (
					<Row key={row.id} link>
						<Cell main>
							<Link to={paths.plan(row.id)}>
								{row.number} {row.violationType}
							</Link>
						</Cell>
						<Cell label={t('register.col.due')} nowrap>
							{row.dueOn ? formats.day(row.dueOn, today) : ''}
						</Cell>
						<Cell label={t('inspection.col.state')}>{said(`plan.state.${row.state}`)}</Cell>
					</Row>
				))}
			</Table>
		</Part>
	)
}
