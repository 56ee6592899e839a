import { askPlanSchema } from '#app/domain/ledger/money.schema.ts'
import { addMonths, type LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { DateField } from '../date-field.tsx'
import { NumberField, TextArea } from '../field.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { ConsequenceList } from '../gate.tsx'

/** The form of instalments and deferral, the same for the dealer and for staff who record the wish. */
export function useAskPlan(today: LocalDate, result: FormResult | undefined) {
	const t = useT()
	return useActForm(askPlanSchema, {
		labels: { count: t('instalment.count'), firstOn: t('instalment.first'), reason: t('instalment.reason') },
		defaults: { count: '3', firstOn: addMonths(today, 1) },
		result,
	})
}

export function AskPlanFields({
	form,
	outstandingFen,
}: {
	form: ReturnType<typeof useAskPlan>
	outstandingFen: number
}) {
	const t = useT()
	const formats = useFormats()
	return (
		<>
			<p className="lead">{t('instalment.open', { amount: formats.money(outstandingFen) })}</p>
			<ConsequenceList
				items={[
					{ icon: 'users', text: t('instalment.then.decides') },
					{ icon: 'clock', text: t('instalment.then.limits') },
					{ icon: 'warn', text: t('instalment.then.missed') },
				]}
			/>
			<ActForm form={form} className="mt4">
				<NumberField name="count" unit={t('instalment.unit')} hint={t('instalment.count.hint')} />
				<DateField name="firstOn" hint={t('instalment.first.hint')} />
				<TextArea name="reason" max={500} />
				<div className="btns mt4">
					<SubmitButton>{t('instalment.ask.do')}</SubmitButton>
				</div>
			</ActForm>
		</>
	)
}
