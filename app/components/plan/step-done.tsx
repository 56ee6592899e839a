import type { PlanStepView } from '#app/domain/desk/views.ts'
import { stepDoneSchema } from '#app/domain/plan/desk-plan.schema.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { ErrorSummary } from '../error-summary.tsx'
import { TextArea } from '../field.tsx'
import { FileField } from '../field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'

/** One step of a plan at work: mark it done and say what shows it. */
export function StepDone({
	action,
	step,
	today,
	result,
}: {
	action: string
	step: PlanStepView
	today: LocalDate
	result: FormResult | undefined
}) {
	const t = useT()
	const formats = useFormats()
	const intent = `step-${step.id}`
	const form = useActForm(stepDoneSchema, {
		labels: { proof: t('plan.proof.of', { no: step.no }), files: t('plan.files') },
		defaults: { proof: step.proof },
		result,
		intent,
		prefix: `s${step.no}`,
	})
	return (
		<li>
			<b>
				{step.no}. {step.what}
			</b>
			<p className="sm second">
				{t('plan.step.line', { owner: step.owner, due: formats.day(step.dueOn, today) })}
				{step.doneAt ? ` ${t('plan.step.done-at', { at: formats.moment(step.doneAt, today) })}` : null}
			</p>
			<ErrorSummary form={form} />
			<ActForm form={form} action={action} hidden={{ stepId: step.id }} encType="multipart/form-data">
				<TextArea name="proof" max={500} short hint={t('plan.proof.hint')} />
				<FileField name="files" multiple optional accept="image/jpeg,image/png,image/webp,image/heic,application/pdf" />
				<div className="btns">
					<SubmitButton variant="plain">{t(step.doneAt ? 'plan.do.step-again' : 'plan.do.step')}</SubmitButton>
				</div>
			</ActForm>
		</li>
	)
}
