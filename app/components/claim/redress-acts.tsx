import {
	assessRedressSchema,
	payAdvanceSchema,
	proveRedressSchema,
	reasonSchema,
	verifyRedressSchema,
} from '#app/domain/claim/claim.schema.ts'
import { REDRESS_BASES, type RedressBasis } from '#app/domain/claim/redress.ts'
import { yuanText } from '#app/domain/money.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useT } from '#app/i18n/use-t.ts'
import { DateField } from '../date-field.tsx'
import { MoneyField, TextArea, TextField } from '../field.tsx'
import { CheckField, FileField, RadioGroup } from '../field-choice.tsx'
import { useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { ActBox } from './act-box.tsx'

export type RedressActable = {
	readonly version: number
	readonly basis: RedressBasis
	readonly priceFen: number
	readonly today: LocalDate
}
type Props = { view: RedressActable; result: FormResult | undefined }

export const FILES = 'image/jpeg,image/png,image/webp,image/heic,application/pdf'

export function Assess({ view, result }: Props) {
	const t = useT()
	const form = useActForm(assessRedressSchema, {
		labels: {
			basis: t('redress.basis'),
			priceYuan: t('redress.act.assess.price'),
			reason: t('redress.act.reason'),
		},
		defaults: { basis: view.basis, priceYuan: yuanText(view.priceFen) },
		intent: 'assess',
		prefix: 'assess',
		result,
	})
	return (
		<ActBox id="assess" title={t('redress.act.assess')} form={form} version={view.version}>
			<RadioGroup
				name="basis"
				options={REDRESS_BASES.map((value) => ({ value, label: t(`redress.basis.${value}`) }))}
			/>
			<MoneyField name="priceYuan" />
			<TextArea name="reason" max={500} short />
		</ActBox>
	)
}

/** Proof that the user was paid: by staff for the dealer, or by the dealer. */
export function Prove({ view, result, title }: Props & { title: string }) {
	const t = useT()
	const form = useActForm(proveRedressSchema, {
		labels: {
			paidOn: t('redress.paid-on'),
			note: t('redress.act.prove.note'),
			files: t('redress.act.prove.files'),
		},
		defaults: { paidOn: view.today },
		intent: 'prove',
		prefix: 'prove',
		result,
	})
	return (
		<ActBox id="prove" title={title} form={form} version={view.version} upload>
			<DateField name="paidOn" />
			<FileField name="files" multiple accept={FILES} />
			<TextArea name="note" max={300} short optional />
		</ActBox>
	)
}

export function Verify({ view, result }: Props) {
	const t = useT()
	const form = useActForm(verifyRedressSchema, {
		labels: { verdict: t('redress.act.verdict'), reason: t('redress.act.reason') },
		intent: 'verify',
		prefix: 'verify',
		result,
	})
	return (
		<ActBox id="verify" title={t('redress.act.verify')} form={form} version={view.version} seal>
			<RadioGroup
				name="verdict"
				options={(['accept', 'refuse'] as const).map((value) => ({ value, label: t(`redress.act.verify.${value}`) }))}
			/>
			<TextArea name="reason" max={500} short optional />
		</ActBox>
	)
}

/** An act that asks for a reason only. */
export function WithReason({ view, result, act }: Props & { act: 'advance' | 'decline' | 'cancel' }) {
	const t = useT()
	const form = useActForm(reasonSchema, {
		labels: { reason: t('redress.act.reason') },
		intent: act,
		prefix: act,
		result,
	})
	return (
		<ActBox
			id={act}
			title={t(`redress.act.${act}`)}
			lead={act === 'advance' ? t('redress.act.advance.lead') : undefined}
			form={form}
			version={view.version}
		>
			<TextArea name="reason" max={500} short />
		</ActBox>
	)
}

export function Approve({ view, result }: Props) {
	const t = useT()
	const form = useActForm(payAdvanceSchema, {
		labels: {
			voucher: t('redress.voucher'),
			paidOn: t('redress.paid-on'),
			confirm: t('redress.act.approve.check'),
		},
		defaults: { paidOn: view.today },
		intent: 'approve',
		prefix: 'approve',
		result,
	})
	return (
		<ActBox id="approve" title={t('redress.act.approve')} form={form} version={view.version} seal>
			<TextField name="voucher" width="m" />
			<DateField name="paidOn" />
			<CheckField name="confirm" />
		</ActBox>
	)
}
