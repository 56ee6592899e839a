import { ButtonLink } from '#app/components/act.tsx'
import { DateField } from '#app/components/date-field.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { MoneyField, TextField } from '#app/components/field.tsx'
import { CheckField, SelectField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import type { FieldValues, FormResult } from '#app/components/form-result.ts'
import { SuccessionFields, useSuccessionLabels } from '#app/components/measure/succession-fields.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { dealerSchema } from '#app/domain/dealer.schema.ts'
import { DEALER_STATUSES } from '#app/domain/dealer.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'

type Props = {
	title: string
	version?: number | undefined
	defaults: FieldValues
	people: readonly { id: string; name: string }[]
	result: FormResult | undefined
	back: string
}

/** All fields of a dealer's entry, for a new one and for a change. */
export function DealerEntryForm({ title, version, defaults, people, result, back }: Props) {
	const t = useT()
	const form = useActForm(dealerSchema, {
		labels: {
			name: t('register.field.name'),
			code: t('register.field.code'),
			creditCode: t('register.field.credit-code'),
			contactName: t('register.field.contact'),
			contactPhone: t('register.field.phone'),
			agreementFrom: t('register.field.agreement-from'),
			agreementTo: t('register.field.agreement-to'),
			depositRequired: t('register.field.deposit'),
			signedBy: t('register.field.signed-by'),
			status: t('register.field.status'),
			eServiceConsent: t('register.field.consent'),
			...useSuccessionLabels(),
		},
		defaults,
		result,
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead title={title} crumbs={[{ label: t('register.dealers'), to: paths.dealers() }, { label: title }]} />
			<ActForm form={form} version={version} guard className="mt4">
				<TextField name="name" maxLength={80} />
				<TextField name="code" width="m" maxLength={20} />
				<TextField name="creditCode" hint={t('register.field.credit-code.hint')} maxLength={30} />
				<TextField name="contactName" width="m" maxLength={40} />
				<TextField name="contactPhone" type="tel" width="m" maxLength={30} />
				<DateField name="agreementFrom" />
				<DateField name="agreementTo" />
				<MoneyField name="depositRequired" />
				<SelectField
					name="signedBy"
					optional
					hint={t('register.field.signed-by.hint')}
					options={people.map((one) => ({ value: one.id, label: one.name }))}
				/>
				<SelectField
					name="status"
					empty={false}
					options={DEALER_STATUSES.map((status) => ({ value: status, label: t(`register.dealer-status.${status}`) }))}
				/>
				{version === undefined ? <CheckField name="eServiceConsent" /> : null}
				{version === undefined ? null : <SuccessionFields />}
				<div className="btns">
					<SubmitButton>{t('register.do.save-dealer')}</SubmitButton>
					<ButtonLink variant="quiet" to={back}>
						{t('common.cancel')}
					</ButtonLink>
				</div>
			</ActForm>
		</>
	)
}
