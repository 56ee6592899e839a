import { Link } from '@remix-run/react'
import type { PlanLine } from '#app/domain/plan/views.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Tag } from '../badge.tsx'
import { PlanBadge } from '../desk/lists.tsx'
import { DeadlineMark, useName } from '../desk/words.tsx'
import { Due, LightChip } from '../light.tsx'

/** Plans as a ledger: light first, the matter is the link. */
export function PlanTable({
	rows,
	today,
	withoutDealer,
}: {
	rows: readonly PlanLine[]
	today: LocalDate
	withoutDealer?: boolean | undefined
}) {
	const t = useT()
	const name = useName()
	const columns = [
		{ label: t('plan.col.due') },
		{ label: t('plan.col.matter') },
		{ label: t('plan.col.outlet') },
		...(withoutDealer ? [] : [{ label: t('plan.col.dealer') }]),
		{ label: t('plan.col.case') },
		{ label: t('plan.col.state') },
	]
	return (
		<Table caption={t('ledger.table', { title: t('plan.list') })} columns={columns}>
			{rows.map((row) => (
				<Row key={row.id} link>
					<Cell label={t('plan.col.due')}>
						<PlanLight row={row} />{' '}
						{row.dueOn ? <Due date={row.dueOn} today={today} provisional={row.deadline?.provisional} /> : null}
					</Cell>
					<Cell main>
						<Link to={paths.plan(row.id)}>{name(row.typeNames)}</Link>
						<span className="sub">
							<span className="mono">{row.number}</span> {row.typeCode} {row.severity}{' '}
							{row.ineffective ? <Tag tone="red">{t('plan.ineffective.tag')}</Tag> : null}
						</span>
					</Cell>
					<Cell label={t('plan.col.outlet')}>{row.outletName}</Cell>
					{withoutDealer ? null : <Cell label={t('plan.col.dealer')}>{row.dealerName}</Cell>}
					<Cell label={t('plan.col.case')}>{row.penaltyNumber ?? t('plan.no-case')}</Cell>
					<Cell label={t('plan.col.state')}>
						<PlanBadge state={row.state} />
					</Cell>
				</Row>
			))}
		</Table>
	)
}

/** Running or late: the deadline. With us: stopped. Not served yet: grey. Ended: nothing. */
export function PlanLight({ row }: { row: PlanLine }) {
	const t = useT()
	if (row.state === 'STRUCK_OFF' || row.state === 'CANCELLED') return null
	const ours = row.state === 'IN_APPROVAL' || row.state === 'IN_VERIFICATION'
	// Late stays late, but the days stop counting when the plan comes to us.
	if (row.deadline && ours) return <LightChip colour="red" text={t('plan.late')} />
	if (row.deadline) return <DeadlineMark deadline={row.deadline} />
	if (row.dueOn === null) return <LightChip colour="grey" text={t('plan.not-served')} />
	return <LightChip colour="stop" text={t('ui.light.stop')} />
}
