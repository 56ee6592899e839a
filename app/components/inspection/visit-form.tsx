import { INSPECTION_TYPES } from '#app/domain/inspection/types.ts'
import { visitSchema } from '#app/domain/inspection/visit.schema.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { DateField } from '../date-field.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { TextArea } from '../field.tsx'
import { RadioGroup, SelectField } from '../field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { PageHead } from '../page-head.tsx'
import { PositionFields } from './position-fields.tsx'

type Props = {
	outlet: { id: string; name: string; code: string; address: string }
	people: readonly { id: string; name: string }[]
	today: LocalDate
	me: string
	type: string | undefined
	planId: string | undefined
	result: FormResult | undefined
}

/** Planning a visit, or beginning one on the spot: the same form with two buttons. */
export function VisitFormView({ outlet, people, today, me, type, planId, result }: Props) {
	const t = useT()
	const form = useActForm(visitSchema, {
		labels: {
			type: t('inspection.field.type'),
			plannedOn: t('inspection.field.on'),
			inspectorId: t('inspection.field.inspector'),
			secondInspectorId: t('inspection.field.second'),
			remark: t('inspection.field.remark'),
		},
		defaults: { type: type ?? (planId ? 'RECHECK' : 'PATROL'), plannedOn: today, inspectorId: me },
		result,
	})
	const options = people.map((one) => ({ value: one.id, label: one.name }))
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('inspection.new')}
				crumbs={[
					{ label: t('inspection.title'), to: paths.inspections() },
					{ label: outlet.name, to: paths.outlet(outlet.id) },
					{ label: t('inspection.new') },
				]}
				meta={
					<>
						<span>{outlet.name}</span>
						<span className="docno">{outlet.code}</span>
						<span>{outlet.address}</span>
					</>
				}
			/>
			<ActForm form={form} hidden={{ outletId: outlet.id, ...(planId ? { planId } : {}) }} className="mt4">
				<PositionFields />
				<RadioGroup
					name="type"
					options={INSPECTION_TYPES.map((one) => ({
						value: one,
						label: t(`inspection.type.${one}`),
						hint: t(`inspection.type.${one}.hint`),
					}))}
				/>
				<DateField name="plannedOn" />
				<SelectField name="inspectorId" empty={false} options={options} />
				<SelectField name="secondInspectorId" optional empty={t('inspection.field.second.none')} options={options} />
				<TextArea name="remark" optional short hint={t('inspection.field.remark.hint')} max={500} />
				<div className="btns">
					<SubmitButton name="begin" value="1">
						{t('inspection.do.begin')}
					</SubmitButton>
					<SubmitButton variant="plain" name="begin" value="0">
						{t('inspection.do.plan')}
					</SubmitButton>
				</div>
			</ActForm>
		</>
	)
}
