import { payExitSchema, proposeExitSchema, reasonSchema, sealSchema } from '#app/domain/claim/claim.schema.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Note } from '#app/ui/note.tsx'
import { DateField } from '../date-field.tsx'
import { TextArea, TextField } from '../field.tsx'
import { CheckField } from '../field-choice.tsx'
import { useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { Section } from '../page-head.tsx'
import { ActBox } from './act-box.tsx'
import type { ExitShown } from './exit-parts.tsx'

type Props = { view: ExitShown; result: FormResult | undefined }

export function ProposeExit({ view, result }: Props) {
	const t = useT()
	const form = useActForm(proposeExitSchema, {
		labels: { exitOn: t('exit.day'), reason: t('exit.reason'), confirm: t('exit.propose.check') },
		defaults: { exitOn: view.today },
		intent: 'propose',
		prefix: 'propose',
		result,
	})
	return (
		<ActBox id="propose" title={t('exit.propose')} form={form} seal>
			<DateField name="exitOn" />
			<TextArea name="reason" max={500} short />
			<CheckField name="confirm" />
		</ActBox>
	)
}

export function ConfirmExit({ view, result }: Props) {
	const t = useT()
	const form = useActForm(sealSchema, {
		labels: { confirm: t('exit.confirm.check') },
		intent: 'confirm',
		prefix: 'confirm',
		result,
	})
	return (
		<ActBox id="confirm" title={t('exit.confirm')} form={form} version={view.exit?.version} seal>
			<CheckField name="confirm" />
		</ActBox>
	)
}

export function CancelExit({ view, result }: Props) {
	const t = useT()
	const form = useActForm(reasonSchema, {
		labels: { reason: t('exit.reason') },
		intent: 'cancel',
		prefix: 'cancel',
		result,
	})
	return (
		<ActBox id="cancel" title={t('exit.cancel')} form={form} version={view.exit?.version}>
			<TextArea name="reason" max={500} short />
		</ActBox>
	)
}

export function PayExit({ view, result }: Props) {
	const t = useT()
	const formats = useFormats()
	const form = useActForm(payExitSchema, {
		labels: { voucher: t('redress.voucher'), paidOn: t('redress.paid-on'), confirm: t('exit.pay.check') },
		defaults: { paidOn: view.today },
		intent: 'pay',
		prefix: 'pay',
		result,
	})
	const title = t('exit.pay', { amount: formats.money(view.money.payableFen) })
	if (view.tooEarly)
		return (
			<Section id="pay" title={title}>
				<Note kind="info">{t('exit.pay.early', { day: formats.fullDay(view.exit?.refundOn ?? view.today) })}</Note>
			</Section>
		)
	return (
		<ActBox id="pay" title={title} form={form} version={view.exit?.version} seal>
			<TextField name="voucher" width="m" />
			<DateField name="paidOn" />
			<CheckField name="confirm" />
		</ActBox>
	)
}
