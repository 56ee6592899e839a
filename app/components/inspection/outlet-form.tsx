import { ButtonLink } from '#app/components/act.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextField } from '#app/components/field.tsx'
import { SelectField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import type { FieldValues, FormResult } from '#app/components/form-result.ts'
import { SuccessionFields, useSuccessionLabels } from '#app/components/measure/succession-fields.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { outletSchema } from '#app/domain/dealer.schema.ts'
import { OUTLET_STATUSES, OUTLET_TYPES } from '#app/domain/dealer.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'

type Named = { id: string; name: string }
type Props = {
	title: string
	version?: number | undefined
	defaults: FieldValues
	dealers: readonly Named[]
	units: readonly (Named & { kind: string; county_id: string | null })[]
	managers: readonly Named[]
	result: FormResult | undefined
	back: string
}

/** All fields of an outlet's entry, for a new one and for a change. */
export function OutletEntryForm({ title, version, defaults, dealers, units, managers, result, back }: Props) {
	const t = useT()
	const form = useActForm(outletSchema, {
		labels: {
			name: t('register.field.name'),
			code: t('register.field.code'),
			type: t('register.field.type'),
			dealerId: t('register.field.dealer'),
			gridId: t('register.field.grid'),
			address: t('register.field.address'),
			latitude: t('register.field.latitude'),
			longitude: t('register.field.longitude'),
			channelManagerId: t('register.field.manager'),
			status: t('register.field.status'),
			...useSuccessionLabels(),
		},
		defaults,
		result,
	})
	const option = (one: Named) => ({ value: one.id, label: one.name })
	const countyOf = (id: string | null) => units.find((unit) => unit.id === id)?.name ?? ''
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead title={title} crumbs={[{ label: t('register.outlets'), to: paths.outlets() }, { label: title }]} />
			<ActForm form={form} version={version} guard className="mt4">
				<TextField name="name" maxLength={80} />
				<TextField name="code" width="m" maxLength={20} />
				<SelectField
					name="type"
					options={OUTLET_TYPES.map((type) => ({ value: type, label: t(`register.outlet-type.${type}`) }))}
				/>
				<SelectField name="dealerId" options={dealers.map(option)} />
				<SelectField
					name="gridId"
					options={units
						.filter((unit) => unit.kind === 'grid')
						.map((unit) => ({ ...option(unit), group: countyOf(unit.county_id) }))}
				/>
				<TextField name="address" maxLength={200} />
				<TextField name="latitude" optional width="m" inputMode="decimal" />
				<TextField name="longitude" optional width="m" inputMode="decimal" />
				<SelectField
					name="channelManagerId"
					optional
					empty={t('register.field.manager.none')}
					options={managers.map(option)}
				/>
				<SelectField
					name="status"
					empty={false}
					options={OUTLET_STATUSES.map((status) => ({ value: status, label: t(`register.outlet-status.${status}`) }))}
				/>
				<SuccessionFields />
				<div className="btns">
					<SubmitButton>{t('register.do.save-outlet')}</SubmitButton>
					<ButtonLink variant="quiet" to={back}>
						{t('common.cancel')}
					</ButtonLink>
				</div>
			</ActForm>
		</>
	)
}
