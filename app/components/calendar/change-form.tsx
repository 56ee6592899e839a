import type { ReactNode } from 'react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextArea, TextField } from '#app/components/field.tsx'
import { CheckField, CheckGroup, RadioGroup } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import type { FieldValues, FormResult } from '#app/components/form-result.ts'
import { daysFormSchema, unitFormSchema, yearFormSchema } from '#app/domain/calendar-year/change.schema.ts'
import type { UnitChoices } from '#app/domain/calendar-year/page-types.ts'
import { useT } from '#app/i18n/use-t.ts'

type Props = {
	readonly head: ReactNode
	readonly defaults?: FieldValues | undefined
	readonly version?: number | undefined
	readonly result?: FormResult | undefined
}

/** A year: the paper's own text, or a table of days. */
export function YearForm({ head, defaults, version, result }: Props) {
	const t = useT()
	const form = useActForm(yearFormSchema, {
		labels: {
			form: t('calchange.form'),
			typed: t('calchange.typed'),
			year: t('calchange.year'),
			source: t('calchange.source'),
			example: t('calchange.example'),
		},
		defaults: { form: 'notice', ...defaults },
		result,
	})
	return (
		<>
			<ErrorSummary form={form} />
			{head}
			<ActForm form={form} version={version} guard>
				<RadioGroup
					name="form"
					options={(['notice', 'csv', 'json'] as const).map((value) => ({
						value,
						label: t(`calchange.form.${value}`),
						hint: t(`calchange.form.${value}.hint`),
					}))}
				/>
				<TextArea name="typed" rows={16} hint={t('calchange.typed.hint')} />
				<TextField name="year" width="s" optional hint={t('calchange.year.hint')} />
				<TextField name="source" width="l" optional hint={t('calchange.source.hint')} />
				<CheckField name="example" hint={t('calchange.example.hint')} />
				<Save />
			</ActForm>
		</>
	)
}

/** Days of the whole branch, a line each. */
export function DaysForm({ head, defaults, version, result }: Props) {
	const t = useT()
	const form = useActForm(daysFormSchema, {
		labels: { reason: t('calchange.reason'), typed: t('calchange.days') },
		defaults,
		result,
	})
	return (
		<>
			<ErrorSummary form={form} />
			{head}
			<ActForm form={form} version={version} guard>
				<TextField name="reason" width="l" hint={t('calchange.reason.hint')} />
				<TextArea name="typed" rows={8} hint={t('calchange.days.hint')} />
				<Save />
			</ActForm>
		</>
	)
}

/** Hours, weekdays and days of a department or county. */
export function UnitForm({ head, defaults, version, result, choices }: Props & { readonly choices: UnitChoices }) {
	const t = useT()
	const form = useActForm(unitFormSchema, {
		labels: {
			reason: t('calchange.reason'),
			code: t('calchange.unit.code'),
			name: t('calchange.unit.name'),
			departmentIds: t('calchange.unit.departments'),
			countyIds: t('calchange.unit.counties'),
			weekdays: t('calchange.unit.weekdays'),
			hours: t('calchange.unit.hours'),
			typed: t('calchange.unit.days'),
			remove: t('calchange.unit.remove'),
		},
		defaults: { hours: choices.hours, weekdays: choices.weekdays, ...defaults },
		result,
	})
	const options = (rows: UnitChoices['departments']) => rows.map(({ id, name }) => ({ value: id, label: name }))
	const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const
	return (
		<>
			<ErrorSummary form={form} />
			{head}
			<ActForm form={form} version={version} guard>
				<TextField name="reason" width="l" hint={t('calchange.reason.hint')} />
				<TextField name="code" width="m" hint={t('calchange.unit.code.hint')} />
				<TextField name="name" width="l" />
				<CheckGroup name="departmentIds" options={options(choices.departments)} />
				<CheckGroup name="countyIds" options={options(choices.counties)} />
				<CheckGroup
					name="weekdays"
					options={weekdays.map((value) => ({ value, label: t(`calchange.weekday.${value}`) }))}
				/>
				<TextField name="hours" width="l" hint={t('calchange.unit.hours.hint')} />
				<TextArea name="typed" rows={5} optional hint={t('calchange.days.hint')} />
				<CheckField name="remove" hint={t('calchange.unit.remove.hint')} />
				<Save />
			</ActForm>
		</>
	)
}

function Save() {
	const t = useT()
	return (
		<div className="btns">
			<SubmitButton>{t('calchange.save')}</SubmitButton>
		</div>
	)
}
