import { sampleSchema } from '#app/domain/audit/audit.schema.ts'
import { SAMPLE_KINDS, SEVERITIES } from '#app/domain/audit/sample.ts'
import { useT } from '#app/i18n/use-t.ts'
import { DateField } from '../date-field.tsx'
import { MoneyField, NumberField, TextField } from '../field.tsx'
import { RadioGroup, SelectField } from '../field-choice.tsx'
import { ActForm, type ActFormHandle, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'

/** The form that draws a sample, with what a draw takes by default. */
export function useSampleForm(result: FormResult | undefined): ActFormHandle {
	const t = useT()
	return useActForm(sampleSchema, {
		labels: {
			kind: t('audit.sample.kind'),
			count: t('audit.sample.count'),
			severity: t('audit.sample.severity'),
			min: t('audit.sample.min'),
			max: t('audit.sample.max'),
			person: t('audit.sample.person'),
			from: t('audit.sample.from'),
			to: t('audit.sample.to'),
			seed: t('audit.sample.seed'),
		},
		defaults: { kind: 'penalty', count: '10' },
		result,
	})
}

export function SampleForm({ form }: { form: ActFormHandle }) {
	const t = useT()
	return (
		<ActForm form={form}>
			<RadioGroup
				name="kind"
				row
				options={SAMPLE_KINDS.map((kind) => ({ value: kind, label: t(`audit.sample.kind.${kind}`) }))}
			/>
			<NumberField name="count" unit={t('audit.sample.count.unit')} />
			<SelectField
				name="severity"
				hint={t('audit.sample.severity.hint')}
				optional
				empty={t('audit.sample.severity.all')}
				options={SEVERITIES.map((severity) => ({ value: severity, label: severity }))}
			/>
			<MoneyField name="min" hint={t('audit.sample.amount.hint')} optional />
			<MoneyField name="max" optional />
			<TextField name="person" hint={t('audit.sample.person.hint')} optional width="m" />
			<DateField name="from" optional />
			<DateField name="to" optional />
			<TextField name="seed" hint={t('audit.sample.seed.hint')} optional width="m" autoComplete="off" />
			<div className="btns">
				<SubmitButton>{t('audit.sample.draw')}</SubmitButton>
			</div>
		</ActForm>
	)
}
