import { Link } from '@remix-run/react'
import type { CaseGateView, CaseStepView, UpliftView } from '#app/domain/penalty/gate-views.ts'
import type { CaseView } from '#app/domain/penalty/views.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { More } from '#app/ui/details.tsx'
import { Note } from '#app/ui/note.tsx'
import { Facts, Figures } from '../facts.tsx'
import { GateList } from '../gate.tsx'
import { Section } from '../page-head.tsx'
import { SubLine, useConditions } from './words.tsx'

type Props = { page: CaseView }

const AUTOMATIC: readonly string[] = ['service', 'defence', 'decision-service', 'final', 'settlement']

/** One list for everybody who works on the case: what is missing before the next step, and who can help. */
export function CaseChecklist({ page }: Props) {
	const t = useT()
	const { steps } = page.gate
	const now = steps.find((one) => one.state === 'now')
	const later = steps.filter((one) => one.state === 'later')
	const done = steps.filter((one) => one.state === 'done')
	const sub = now ? t('gate.checklist.sub', { step: t(`gate.step.${now.step}`) }) : t('gate.checklist.over')
	return (
		<Section id="checklist" title={t('gate.checklist')} sub={sub}>
			{done.length > 0 ? (
				<GateList
					id="checklist-done"
					conditions={done.map((one) => ({ ok: true, text: t(`gate.step.${one.step}`) }))}
				/>
			) : null}
			{now ? <StepLines one={now} /> : null}
			<DeclaredLines gate={page.gate} />
			{later.length > 0 ? (
				<div className="mt3">
					<More summary={t('gate.checklist.later')}>
						{later.map((one) => (
							<StepLines key={one.step} one={one} />
						))}
					</More>
				</div>
			) : null}
		</Section>
	)
}

/** Who has said what of an own interest so far. */
function DeclaredLines({ gate }: Pick<CaseView, 'gate'>) {
	const t = useT()
	if (gate.declarations.length === 0) return null
	return (
		<>
			<h3 className="mt3">{t('gate.declarations')}</h3>
			<GateList
				id="checklist-declared"
				conditions={gate.declarations.map((one) => ({
					ok: one.declared === 'none',
					text: t(`gate.declarations.${one.declared}`, { name: one.name, relation: one.relation }),
				}))}
			/>
		</>
	)
}

function StepLines({ one }: { one: CaseStepView }) {
	const t = useT()
	const formats = useFormats()
	const conditions = useConditions()
	const clear = one.lines.every((line) => line.ok)
	return (
		<>
			<h3 className="mt3">{t(`gate.step.${one.step}`)}</h3>
			<GateList id={`checklist-${one.step}`} conditions={conditions(one.lines)} />
			{one.state === 'now' ? (
				<p className="sm muted">
					{clear ? `${t('gate.step.clear')} ` : null}
					{one.helpers.length > 0
						? t('gate.checklist.who', { list: formats.list(one.helpers) })
						: AUTOMATIC.includes(one.step)
							? t('gate.step.automatic')
							: one.step === 'closing' || one.step === 'review'
								? null
								: t('gate.checklist.nobody')}
				</p>
			) : null}
		</>
	)
}

/** What is out of the ordinary: limitation, raised severity, a possible waiver, a dropped panel. */
export function CaseSignals({ page }: Props) {
	const t = useT()
	const formats = useFormats()
	const upliftText = useUpliftText()
	const { gate } = page
	const before = page.decidedAt === null && page.endReason === null
	return (
		<>
			{gate.panel?.dropped ? (
				<Note kind="warn">
					{t('gate.panel.dropped')} <Link to={paths.penaltyAct(page.id, 'withdraw')}>{t('gate.panel.dropped.do')}</Link>
				</Note>
			) : null}
			{gate.limitationOver && before ? (
				<Note kind="bad">{t('gate.limitation.over', { until: formats.longDay(gate.limitationOn, page.today) })}</Note>
			) : null}
			{gate.waiverPossible ? (
				<Note kind="info">
					{t('gate.waiver.possible')}{' '}
					{page.acts.some((one) => one.act === 'waive' && one.open) ? (
						<Link to={paths.penaltyAct(page.id, 'waive')}>{t('gate.waiver.do')}</Link>
					) : null}
				</Note>
			) : null}
			{gate.uplift ? <Note kind="plain">{upliftText(gate.uplift)}</Note> : null}
		</>
	)
}

/** Why a severity is raised, in words. */
export function useUpliftText(): (uplift: UpliftView) => string {
	const t = useT()
	return (uplift) => {
		const why = t(`gate.uplift.${uplift.rule}`, uplift.params)
		if (uplift.exitReview) return t('gate.uplift.exit', { why })
		const level = (severity: UpliftView['from']) => t(`reference.severity.${severity}`)
		return t('gate.uplift.text', { from: level(uplift.from), to: level(uplift.to), why })
	}
}

/** What like cases were decided at; never who took in how much. */
export function CaseFairness({ page }: Props) {
	const t = useT()
	const { fairness } = page.gate
	return (
		<Section id="like" title={t('gate.fairness')} sub={t('gate.fairness.sub', { months: fairness.months })}>
			<FairnessFigures gate={page.gate} amountFen={page.amountFen} />
			<ExcessText gate={page.gate} amountFen={page.amountFen} />
		</Section>
	)
}

type GateAmount = { gate: CaseGateView; amountFen: number }

export function FairnessFigures({ gate, amountFen }: GateAmount) {
	const t = useT()
	const formats = useFormats()
	const { like, months, least, marginPercent, side } = gate.fairness
	if (like === null) return <p className="muted">{t('gate.fairness.none', { months })}</p>
	const few = like.count < least
	return (
		<>
			<Figures
				items={[
					{ label: t('gate.fairness.count'), value: String(like.count) },
					{ label: t('gate.fairness.lower'), value: formats.money(like.lowerFen) },
					{ label: t('gate.fairness.median'), value: formats.money(like.medianFen) },
					{ label: t('gate.fairness.upper'), value: formats.money(like.upperFen) },
				]}
			/>
			<p className="mt2">
				{few
					? t('gate.fairness.few', { count: like.count, least })
					: t(`gate.fairness.${side}`, { amount: formats.money(amountFen), margin: marginPercent })}
			</p>
			<p className="sm muted">{t('gate.fairness.method')}</p>
		</>
	)
}

function ExcessText({ gate, amountFen }: GateAmount) {
	const t = useT()
	const formats = useFormats()
	const { lossFen, excessPercent } = gate
	if (lossFen === null) return null
	const percent = Math.floor((amountFen * 100) / lossFen)
	const over = amountFen * 100 > lossFen * excessPercent
	return (
		<p className="mt3">
			{t('gate.excess.text', { loss: formats.money(lossFen), amount: formats.money(amountFen), percent })}{' '}
			{over ? t('gate.excess.over', { limit: excessPercent }) : null}
		</p>
	)
}

/** Who declared what, and why somebody went on at a gate. */
export function CaseReasons({ page }: Props) {
	const t = useT()
	const formats = useFormats()
	const { reasons } = page.gate
	if (reasons.length === 0) return null
	return (
		<Section id="reasons" title={t('gate.reasons')}>
			<Facts
				items={[
					...reasons.map((one) => ({
						label: t(`gate.reason.${one.gate}`),
						value: (
							<>
								{one.reason}
								<SubLine>{t('gate.reason.by', { name: one.by, moment: formats.moment(one.at, page.today) })}</SubLine>
							</>
						),
					})),
				]}
			/>
		</Section>
	)
}

/** When, through which channel and by which staff account the service was ordered. */
export function useTraceFact({ gate, today }: Pick<CaseView, 'gate' | 'today'>) {
	const t = useT()
	const formats = useFormats()
	const { state, rows } = gate.trace
	if (state === 'not-needed') return null
	return {
		label: t('gate.trace'),
		value: (
			<>
				{t(`gate.trace.${state}`)}
				{rows.map((row) => (
					<SubLine key={row.id}>
						{row.traceable
							? t('gate.trace.row', {
									time: row.orderTime === null ? '' : formats.moment(row.orderTime, today),
									channel: row.orderChannel ?? '',
									staff: row.staffNo ?? '',
								})
							: t('gate.trace.row.none')}
					</SubLine>
				))}
			</>
		),
	}
}
