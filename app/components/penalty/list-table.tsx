import { Link } from '@remix-run/react'
import type { PenaltyLine } from '#app/domain/penalty/views.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { useName } from '../desk/words.tsx'
import { DeadlineChip, Due, LightChip } from '../light.tsx'
import { PenaltyBadge, SeverityTag } from './words.tsx'

/** The light first, then the matter; amounts right. */
export function PenaltyTable({ rows, today }: { rows: readonly PenaltyLine[]; today: LocalDate }) {
	const t = useT()
	return (
		<Table
			caption={t('penalty.list')}
			columns={[
				{ label: t('penalty.col.light') },
				{ label: t('penalty.col.matter') },
				{ label: t('penalty.col.dealer') },
				{ label: t('penalty.severity') },
				{ label: t('penalty.state') },
				{ label: t('penalty.priors.occurred') },
				{ label: t('penalty.amount.short'), num: true },
				{ label: t('penalty.points'), num: true },
			]}
		>
			{rows.map((row) => (
				<Line key={row.id} row={row} today={today} />
			))}
		</Table>
	)
}

function Line({ row, today }: { row: PenaltyLine; today: LocalDate }) {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	const name = useName()
	return (
		<Row link>
			<Cell label={t('penalty.col.light')} nowrap>
				{row.deadline ? (
					<>
						<DeadlineChip colour={row.deadline.colour} left={row.deadline.left} />
						<span className="sub">
							{word(`clock.${row.deadlineOf ?? ''}`)}{' '}
							<Due date={row.deadline.dueOn} today={today} provisional={row.deadline.provisional} />
						</span>
					</>
				) : (
					<LightChip colour="stop" text={t('penalty.col.no-clock')} plain />
				)}
			</Cell>
			<Cell main>
				<Link to={paths.penalty(row.id)}>{name(row.typeNames)}</Link>
				<span className="sub">
					{row.number} {row.violationType}
				</span>
			</Cell>
			<Cell label={t('penalty.col.dealer')}>
				{row.outletName}
				<span className="sub">{row.dealerName}</span>
			</Cell>
			<Cell label={t('penalty.severity')}>{row.severity ? <SeverityTag severity={row.severity} /> : null}</Cell>
			<Cell label={t('penalty.state')}>
				<PenaltyBadge state={row.state} defence={row.defenceState} />
			</Cell>
			<Cell label={t('penalty.priors.occurred')} nowrap>
				{formats.day(row.occurredOn, today)}
			</Cell>
			<Cell label={t('penalty.amount.short')} num>
				{formats.money(row.amountFen)}
			</Cell>
			<Cell label={t('penalty.points')} num>
				{row.points}
			</Cell>
		</Row>
	)
}
