import { makeViolationSchema } from '#app/domain/intake/intake.schema.ts'
import type { Names3 } from '#app/domain/intake/views.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useLanguage, useT } from '#app/i18n/use-t.ts'
import { DateField } from '../date-field.tsx'
import { NumberField, TextArea, TextField } from '../field.tsx'
import { SelectField } from '../field-choice.tsx'
import { ActForm, type ActFormHandle, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { DeclareFields } from '../penalty/gate-fields.tsx'

type Page = {
	readonly version: number
	readonly types: readonly { readonly code: string; readonly names: Names3; readonly severity: string }[]
	readonly values: {
		readonly typeCode: string
		readonly occurredOn: LocalDate
		readonly units: string
		readonly facts: string
	}
}

const UNDECLARED = { declared: null } as const

export function useViolationOfItem(page: Page, result: FormResult | undefined): ActFormHandle {
	const t = useT()
	return useActForm(makeViolationSchema, {
		labels: {
			typeCode: t('violation.type'),
			occurredOn: t('violation.occurred'),
			units: t('violation.units'),
			facts: t('violation.facts'),
			twinReason: t('gate.twin.reason'),
			declared: t('gate.declare'),
			relation: t('gate.declare.relation'),
		},
		defaults: page.values,
		result,
	})
}

/** A violation from an item: its type, day and facts; source, number, outlet and user come from the item. */
export function ViolationOfItem({ form, page }: { form: ActFormHandle; page: Page }) {
	const t = useT()
	const language = useLanguage()
	return (
		<ActForm form={form} version={page.version} guard>
			<SelectField
				name="typeCode"
				options={page.types.map((type) => ({
					value: type.code,
					label: `${type.code} ${type.names[language]} (${type.severity})`,
				}))}
			/>
			<DateField name="occurredOn" />
			<NumberField name="units" />
			<TextArea name="facts" hint={t('violation.facts.hint')} max={2000} rows={5} />
			<TextField name="twinReason" optional hint={t('gate.twin.reason.hint')} width="l" />
			<DeclareFields gate={UNDECLARED} />
			<div className="btns">
				<SubmitButton variant="primary">{t('intake.act.violation.do')}</SubmitButton>
			</div>
		</ActForm>
	)
}
