import { paperServiceSchema } from '#app/domain/notice/service.schema.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useT } from '#app/i18n/use-t.ts'
import { DateField } from '../date-field.tsx'
import { TextArea, TextField } from '../field.tsx'
import { FileField, RadioGroup } from '../field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { Section } from '../page-head.tsx'

export function usePaperForm(result: FormResult | undefined, today: LocalDate) {
	const t = useT()
	return useActForm(paperServiceSchema, {
		labels: {
			kind: t('notice.paper.kind'),
			on: t('notice.paper.on'),
			person: t('notice.paper.person'),
			note: t('notice.paper.note'),
			files: t('notice.paper.files'),
		},
		defaults: { on: today },
		result,
	})
}

/** Handed over, refused or posted: what happened, when, who was there, the paper as a file. */
export function PaperForm({ form }: { form: ReturnType<typeof usePaperForm> }) {
	const t = useT()
	const kinds = ['handed-over', 'refused', 'posted'] as const
	const options = kinds.map((kind) => ({
		value: kind,
		label: t(`notice.proof.${kind}`),
		hint: t(`notice.paper.${kind}`),
	}))
	return (
		<Section id="paper" title={t('notice.paper')}>
			<ActForm form={form} encType="multipart/form-data" labelledBy="paper">
				<RadioGroup name="kind" options={options} />
				<DateField name="on" />
				<TextField name="person" width="m" hint={t('notice.paper.person.hint')} />
				<TextArea name="note" optional max={300} short />
				<FileField name="files" multiple />
				<div className="btns">
					<SubmitButton variant="seal">{t('notice.paper.do')}</SubmitButton>
				</div>
			</ActForm>
		</Section>
	)
}
