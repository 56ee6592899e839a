import { Link } from '@remix-run/react'
import type { CascadePlan, LaterPlan, MeasurePlan, PointsChange } from '#app/domain/penalty/cascade.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Facts } from '../facts.tsx'
import { LedgerMoney } from '../money.tsx'
import { Section } from '../page-head.tsx'
import { SubLine } from './words.tsx'

type Props = { plan: CascadePlan }

/** Everything that a lower result brings about, before it is confirmed (domain 4, cascade). */
export function Cascade({ plan }: Props) {
	return (
		<>
			<MoneyBack plan={plan} />
			<PointsFall plan={plan} />
			<MeasuresTouched plan={plan} />
			<LaterCases plan={plan} />
		</>
	)
}

/** Held, collected and due, now and afterwards, with the entries that are taken back. */
function MoneyBack({ plan }: Props) {
	const t = useT()
	const { money, case: subject } = plan
	const rows = [
		{ label: t('cascade.money.amount'), now: subject.before.amountFen, later: subject.after.amountFen },
		{ label: t('cascade.money.held'), now: money.before.heldFen, later: money.after.heldFen },
		{ label: t('cascade.money.paid'), now: money.before.paidFen, later: money.after.paidFen },
		{ label: t('cascade.money.invoiced'), now: money.before.receivableFen, later: money.after.receivableFen },
	]
	return (
		<Section id="cascade-money" title={t('cascade.money')}>
			<Table
				caption={t('cascade.money')}
				tight
				columns={[
					{ label: t('cascade.what') },
					{ label: t('cascade.now'), num: true },
					{ label: t('cascade.then'), num: true },
				]}
			>
				{rows.map((row) => (
					<Row key={row.label}>
						<Cell main>{row.label}</Cell>
						<Cell label={t('cascade.now')} num>
							<LedgerMoney fen={row.now} />
						</Cell>
						<Cell label={t('cascade.then')} num>
							<LedgerMoney fen={row.later} />
						</Cell>
					</Row>
				))}
			</Table>
			<MoneyFacts plan={plan} />
		</Section>
	)
}

function MoneyFacts({ plan }: Props) {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	const { money } = plan
	const released = money.before.heldFen - money.after.heldFen
	if (money.reversals.length === 0 && released === 0) return <p className="muted mt2">{t('cascade.money.none')}</p>
	return (
		<Facts
			className="mt3"
			items={[
				released > 0 && { label: t('cascade.money.released'), value: formats.money(released) },
				money.reversals.length > 0 && {
					label: t('cascade.money.reversed'),
					value: (
						<>
							{formats.money(money.before.paidFen - money.after.paidFen)}
							{money.reversed.map((line) => (
								<SubLine key={line.id}>
									{word(`penalty.money.${line.kind}`)} {formats.money(line.amountFen)} {line.voucher}{' '}
									{formats.fullDay(line.postedOn)}
								</SubLine>
							))}
						</>
					),
				},
				money.outstandingFen !== null && {
					label: t('cascade.money.outstanding'),
					value: formats.money(money.outstandingFen),
				},
			]}
		/>
	)
}

/** The dealer's and the outlet's points, and the thresholds that are no longer reached. */
function PointsFall({ plan }: Props) {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	const { dealer, outlet, uncrossed } = plan.points
	const chained = plan.later.length > 0
	const rows: readonly (readonly [string, PointsChange])[] = [
		[t('cascade.points.dealer'), dealer],
		[t('cascade.points.outlet'), outlet],
	]
	const changed = (before: number, after: number) =>
		before === after ? String(before) : t('cascade.points.change', { before, after })
	return (
		<Section id="cascade-points" title={t('cascade.points')}>
			<Table
				caption={t('cascade.points')}
				tight
				columns={[
					{ label: t('cascade.what') },
					{ label: t('cascade.points.effective'), num: true },
					{ label: t('cascade.points.pending'), num: true },
					...(chained ? [{ label: t('cascade.points.after-later'), num: true }] : []),
				]}
			>
				{rows.map(([label, one]) => (
					<Row key={label}>
						<Cell main>{label}</Cell>
						<Cell label={t('cascade.points.effective')} num>
							{changed(one.before, one.after)}
						</Cell>
						<Cell label={t('cascade.points.pending')} num>
							{changed(one.pendingBefore, one.pendingAfter)}
						</Cell>
						{chained ? (
							<Cell label={t('cascade.points.after-later')} num>
								{one.afterLater}
							</Cell>
						) : null}
					</Row>
				))}
			</Table>
			<p className={uncrossed.length > 0 ? 'mt2' : 'mt2 muted'}>
				{uncrossed.length > 0
					? t('cascade.points.uncrossed', {
							list: formats.list(
								uncrossed.map((one) =>
									t('cascade.points.threshold', { at: one.atPoints, what: word(`measure.kind.${one.measure}`) }),
								),
							),
						})
					: t('cascade.points.none-uncrossed')}
			</p>
		</Section>
	)
}

/** Each measure that rested on what is gone: nothing is lifted by itself, a person looks at it. */
function MeasuresTouched({ plan }: Props) {
	const t = useT()
	return (
		<Section id="cascade-measures" title={t('cascade.measures')} sub={t('cascade.measures.sub')}>
			{plan.measures.length === 0 ? <p className="muted">{t('cascade.measures.none')}</p> : null}
			{plan.measures.length > 0 ? <MeasureTable measures={plan.measures} caption={t('cascade.measures')} /> : null}
			{plan.afterLater.length > 0 ? (
				<>
					<p className="mt3">{t('cascade.measures.after-later')}</p>
					<MeasureTable measures={plan.afterLater} caption={t('cascade.measures.after-later')} />
				</>
			) : null}
		</Section>
	)
}

function MeasureTable({ measures, caption }: { measures: readonly MeasurePlan[]; caption: string }) {
	const t = useT()
	const word = useDynamicT()
	return (
		<Table
			caption={caption}
			tight
			columns={[{ label: t('cascade.measure') }, { label: t('cascade.measure.state') }, { label: t('cascade.why') }]}
		>
			{measures.map((one) => (
				<Row key={one.id}>
					<Cell main>
						<Link to={paths.measure(one.id)}>{word(`measure.kind.${one.kind}`)}</Link>
						<span className="sub">{one.caseNumber}</span>
					</Cell>
					<Cell label={t('cascade.measure.state')}>{word(`measure.state.${one.state}`)}</Cell>
					<Cell label={t('cascade.why')}>
						{t(`cascade.why.${one.why}`, { at: one.threshold, was: one.pointsThen, now: one.pointsNow })}
					</Cell>
				</Row>
			))}
		</Table>
	)
}

/** Each later case that counted this one, with what stands and what would stand. */
function LaterCases({ plan }: Props) {
	const t = useT()
	if (plan.cause !== 'REVOKED')
		return (
			<Section id="cascade-later" title={t('cascade.later')}>
				<p>{t(`cascade.later.${plan.cause}`)}</p>
			</Section>
		)
	return (
		<Section id="cascade-later" title={t('cascade.later')} sub={t('cascade.later.sub')}>
			{plan.later.length === 0 ? (
				<p className="muted">{t('cascade.later.none')}</p>
			) : (
				<Table
					caption={t('cascade.later')}
					tight
					columns={[
						{ label: t('cascade.later.case') },
						{ label: t('cascade.later.now'), num: true },
						{ label: t('cascade.later.would'), num: true },
						{ label: t('cascade.later.task') },
					]}
				>
					{plan.later.map((one) => (
						<LaterRow key={one.id} one={one} />
					))}
				</Table>
			)}
		</Section>
	)
}

function LaterRow({ one }: { one: LaterPlan }) {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	const figures = ({ points, priors }: LaterPlan['now']) =>
		`${t('penalty.points.n', { count: points })} ${t('cascade.later.priors', { count: priors })}`
	return (
		<Row>
			<Cell main>
				<Link to={paths.penalty(one.id)}>{one.number}</Link>
				<span className="sub">{word(`penalty.state.${one.state}`)}</span>
			</Cell>
			<Cell label={t('cascade.later.now')} num>
				{formats.money(one.now.amountFen)}
				<span className="sub">{figures(one.now)}</span>
			</Cell>
			<Cell label={t('cascade.later.would')} num>
				{formats.money(one.would.amountFen)}
				<span className="sub">{figures(one.would)}</span>
			</Cell>
			<Cell label={t('cascade.later.task')}>{t('cascade.later.task.recompute')}</Cell>
		</Row>
	)
}
