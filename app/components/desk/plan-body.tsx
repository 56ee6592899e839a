import type { DraftView } from '#app/domain/desk/draft.ts'
import type { DeskPlanView } from '#app/domain/desk/views.ts'
import { deskPlanSchema } from '#app/domain/plan/desk-plan.schema.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { Act, ButtonLink } from '../act.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { useActForm } from '../form.tsx'
import type { FieldValues, FormResult } from '../form-result.ts'
import { useKeptDraft } from '../kept-draft.tsx'
import { Section } from '../page-head.tsx'
import { PlanForm, usePlanLabels } from '../plan/plan-form.tsx'
import { StepDone } from '../plan/step-done.tsx'
import { PlanStepper, StepTable } from '../plan/steps.tsx'
import { Receipt } from '../receipt.tsx'
import { ProofFiles } from './case-facts.tsx'
import { DeskPage } from './desk-page.tsx'
import { DeadlineMark, DeskWhy, Prose, useName, useRefusalText } from './words.tsx'

type Props = {
	plan: DeskPlanView
	today: LocalDate
	done: 'submit' | 'step' | 'hand-in' | null
	result: FormResult | undefined
	/** What was typed of the plan and not sent yet. */
	draft: DraftView
}

function defaultsOf(plan: DeskPlanView): FieldValues {
	const steps = plan.steps.flatMap((step, i): [string, string][] => [
		[`steps.${i}.what`, step.what],
		[`steps.${i}.owner`, step.owner],
		[`steps.${i}.dueOn`, step.dueOn],
	])
	return { cause: plan.cause ?? '', causeText: plan.causeText, ...Object.fromEntries(steps) }
}

/** Rows up to the last one with a word in it. */
function stepsIn(values: FieldValues): number {
	const rows = Object.entries(values).flatMap(([name, value]) => {
		const no = /^steps\.(\d)\./.exec(name)?.[1]
		return no !== undefined && value !== '' ? [Number(no) + 1] : []
	})
	return Math.max(0, ...rows)
}

/** A plan of the dealer: what it is for, until when, and the form of the step that is due. */
export function DeskPlanBody({ plan, today, done, result, draft }: Props) {
	const t = useT()
	const formats = useFormats()
	const name = useName()
	const labels = usePlanLabels()
	const own = result?.values.intent === 'plan' ? result : undefined
	const kept = useKeptDraft(draft, { result: own, defaults: defaultsOf(plan) })
	const form = useActForm(deskPlanSchema, {
		labels,
		defaults: kept.values,
		result: own,
		intent: 'plan',
		revision: kept.revision,
		beforeSend: kept.beforeSend,
	})
	const writing = plan.gates.submit.refusal === null
	const working = plan.gates.work.refusal === null
	return (
		<DeskPage
			docno={plan.number}
			title={t(`desk.plan.turn.${plan.state}`, { type: name(plan.typeNames) })}
			before={writing ? <ErrorSummary form={form} /> : null}
		>
			{done ? <Receipt number={`${plan.number}-${plan.version}`} title={t(`plan.done.${done}`)} /> : null}
			<p className="second mt2">{plan.outletName}</p>
			{plan.deadline ? (
				<>
					<p className="mt3">
						<DeadlineMark deadline={plan.deadline} />{' '}
						{t('plan.until', { day: formats.longDay(plan.deadline.dueOn, today) })}
					</p>
					<DeskWhy deadline={plan.deadline} today={today} />
				</>
			) : null}
			<PlanStepper state={plan.state} returnedFrom={plan.returnedFrom} />
			<PlanNotes plan={plan} />
			{writing ? (
				<Section id="write" title={t('plan.write')} sub={t('plan.write.sub')}>
					<PlanForm
						key={kept.revision}
						form={form}
						kept={kept}
						action={`${paths.deskPlan(plan.id)}?act=plan`}
						version={plan.version}
						filled={stepsIn(kept.values)}
					/>
				</Section>
			) : (
				<PlanAsWritten plan={plan} today={today} />
			)}
			{working ? <Work plan={plan} today={today} result={result} /> : null}
			<Section id="files" title={t('plan.files')}>
				<ProofFiles files={plan.files} />
			</Section>
			{plan.caseId ? (
				<p className="mt4">
					<ButtonLink to={paths.deskCase(plan.caseId)}>
						{t('plan.see-case', { number: plan.caseNumber ?? '' })}
					</ButtonLink>
				</p>
			) : null}
		</DeskPage>
	)
}

function PlanNotes({ plan }: { plan: DeskPlanView }) {
	const t = useT()
	return (
		<>
			{plan.state === 'RETURNED' && plan.returnReason ? (
				<Note kind="warn">
					<b>{t(plan.returnedFrom === 'VERIFICATION' ? 'plan.returned.work' : 'plan.returned.plan')}</b>
					<Prose text={plan.returnReason} />
				</Note>
			) : null}
			{plan.ineffective ? <Note kind="warn">{t('plan.ineffective.you')}</Note> : null}
			{plan.missed ? <Note kind="bad">{t('plan.missed.you')}</Note> : null}
		</>
	)
}

function PlanAsWritten({ plan, today }: { plan: DeskPlanView; today: LocalDate }) {
	const t = useT()
	return (
		<Section id="plan" title={t('plan.written')}>
			{plan.cause ? (
				<p>
					{t('plan.cause')}: {t(`plan.cause.${plan.cause}`)} {plan.causeText}
				</p>
			) : null}
			<StepTable steps={plan.steps} today={today} />
		</Section>
	)
}

function Work({ plan, today, result }: { plan: DeskPlanView; today: LocalDate; result: FormResult | undefined }) {
	const t = useT()
	const refusalText = useRefusalText()
	const { refusal } = plan.gates.handIn
	return (
		<Section id="work" title={t('plan.work')} sub={t('plan.work.sub')}>
			<ul className="ways">
				{plan.steps.map((step) => (
					<StepDone
						key={step.id}
						action={`${paths.deskPlan(plan.id)}?act=step`}
						step={step}
						today={today}
						result={result}
					/>
				))}
			</ul>
			<Act
				label={t('plan.do.hand-in')}
				variant="primary"
				block={false}
				action={`${paths.deskPlan(plan.id)}?act=hand-in`}
				post={{ version: String(plan.version) }}
				shut={refusal ? refusalText(refusal) : undefined}
			/>
		</Section>
	)
}
