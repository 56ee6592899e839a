import { CAUSE_CODES } from '#app/domain/plan/plan.ts'
import { useT } from '#app/i18n/use-t.ts'
import { More } from '#app/ui/details.tsx'
import { DateField } from '../date-field.tsx'
import { TextArea, TextField } from '../field.tsx'
import { FileField, SelectField } from '../field-choice.tsx'
import { ActForm, type ActFormHandle, SubmitButton } from '../form.tsx'
import { type KeptDraft, KeptDraftBar, KeptDraftNote } from '../kept-draft.tsx'

/** Rows of steps that the form offers; empty ones at the end are left out. */
export const STEP_ROWS = [0, 1, 2, 3, 4, 5] as const
const OPEN_ROWS = 2

/** Labels of every field in page order, for the form and its error summary. */
export function usePlanLabels(): Record<string, string> {
	const t = useT()
	const steps = STEP_ROWS.flatMap((i) => {
		const no = i + 1
		return [
			[`steps.${i}.what`, t('plan.step.what', { no })],
			[`steps.${i}.owner`, t('plan.step.owner', { no })],
			[`steps.${i}.dueOn`, t('plan.step.due', { no })],
		]
	})
	return {
		cause: t('plan.cause'),
		causeText: t('plan.cause-text'),
		...Object.fromEntries(steps),
		steps: t('plan.steps'),
		files: t('plan.files'),
	}
}

type PlanFormProps = { form: ActFormHandle; action: string; version: number; filled: number; kept: KeptDraft }

/** The dealer's plan: why it happened, and who does what by when. */
export function PlanForm({ form, action, version, filled, kept }: PlanFormProps) {
	const t = useT()
	const shown = Math.max(OPEN_ROWS, filled)
	return (
		<ActForm form={form} action={action} version={version} encType="multipart/form-data" className="mt3">
			<KeptDraftNote kept={kept} form={form} />
			<SelectField
				name="cause"
				options={CAUSE_CODES.map((code) => ({ value: code, label: t(`plan.cause.${code}`) }))}
			/>
			<TextArea name="causeText" max={500} short optional />
			{STEP_ROWS.slice(0, shown).map((i) => (
				<StepFields key={i} i={i} />
			))}
			{shown < STEP_ROWS.length ? (
				<More summary={t('plan.steps.more')}>
					{STEP_ROWS.slice(shown).map((i) => (
						<StepFields key={i} i={i} />
					))}
				</More>
			) : null}
			<FileField
				name="files"
				multiple
				optional
				accept="image/jpeg,image/png,image/webp,image/heic,application/pdf"
				hint={t('desk.files.hint')}
			/>
			<div className="btns mt4">
				<SubmitButton>{t('plan.do.submit')}</SubmitButton>
			</div>
			<KeptDraftBar kept={kept} form={form} />
		</ActForm>
	)
}

function StepFields({ i }: { i: number }) {
	const optional = i > 0
	return (
		<>
			<TextArea name={`steps.${i}.what`} max={300} short optional={optional} />
			<TextField name={`steps.${i}.owner`} width="m" optional={optional} />
			<DateField name={`steps.${i}.dueOn`} optional={optional} />
		</>
	)
}
