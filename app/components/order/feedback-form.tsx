import type { Light } from '#app/domain/light.ts'
import { orderFeedbackSchema } from '#app/domain/order/order.schema.ts'
import type { OrderState } from '#app/domain/order/order.ts'
import type { Refusal } from '#app/domain/refusal.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useT } from '#app/i18n/use-t.ts'
import { StateBadge } from '../badge.tsx'
import { TextArea, TextField } from '../field.tsx'
import { FileField } from '../field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { Section } from '../page-head.tsx'
import { ActFrame, BackLink } from './act-frame.tsx'
import { type FeedbackView, OrderFeedbacks, useWantedText, type WantedView } from './order-feedback.tsx'

const ACCEPT = 'image/jpeg,image/png,image/webp,image/heic,application/pdf'
const ANSWERS = ['result', 'cause', 'mechanism'] as const

type Props = {
	page: {
		readonly shut: Refusal | null
		readonly order: {
			readonly id: string
			readonly version: number
			readonly title: string
			readonly number: string | null
			readonly state: OrderState
			readonly returnedCount: number
			readonly today: LocalDate
			readonly light: Light | null
			readonly feedbacks: readonly FeedbackView[]
			readonly content: { readonly wanted: readonly WantedView[] }
		}
	}
	result: FormResult | undefined
}

/** The three answers with their files, then the evidence that was asked for, piece by piece. */
export function FeedbackForm({ page, result }: Props) {
	const t = useT()
	const textOf = useWantedText()
	const { order, shut } = page
	const { wanted } = order.content
	const labels = Object.fromEntries([
		...ANSWERS.flatMap((name) => [
			[name, t(`order.${name}`)],
			[`${name}Files`, t(`order.files.${name}`)],
		]),
		...wanted.flatMap((_, i) => [
			[`wanted.${i}.files`, t('order.wanted.files', { n: i + 1 })],
			[`wanted.${i}.said`, t('order.wanted.said.label', { n: i + 1 })],
		]),
	])
	// A new round begins with what was answered before: only what was asked for has to change.
	const last = order.feedbacks.at(-1)
	const defaults = last ? { result: last.result, cause: last.cause, mechanism: last.mechanism } : {}
	const form = useActForm(orderFeedbackSchema, { labels, defaults, result })
	return (
		<ActFrame order={order} act="feedback" shut={shut} forms={[form]}>
			<OrderFeedbacks feedbacks={order.feedbacks} today={order.today} />
			<ActForm
				form={form}
				version={order.version}
				guard
				className="mt4"
				encType="multipart/form-data"
				hidden={Object.fromEntries(wanted.map((item, i) => [`wanted.${i}.id`, item.id]))}
			>
				{ANSWERS.map((name) => (
					<Section key={name} id={`answer-${name}`} title={t(`order.${name}`)}>
						<TextArea name={name} hint={t(`order.${name}.hint`)} max={4000} />
						<FileField name={`${name}Files`} multiple optional accept={ACCEPT} />
					</Section>
				))}
				{wanted.length > 0 ? (
					<Section id="wanted" title={t('order.wanted')} sub={t('order.files.hint')}>
						{wanted.map((item, i) => (
							<fieldset key={item.id} className="stack mt4">
								<legend className="strong">
									{`${i + 1}. ${textOf(item)} `}
									{item.state === 'missing' ? null : (
										<StateBadge kind={item.state === 'met' ? 'done' : 'wait'}>
											{t(`order.wanted.${item.state}`)}
										</StateBadge>
									)}
								</legend>
								<FileField name={`wanted.${i}.files`} multiple optional accept={ACCEPT} />
								<TextField name={`wanted.${i}.said`} hint={t('order.wanted.said.hint')} optional maxLength={300} />
							</fieldset>
						))}
					</Section>
				) : null}
				<div className="btns">
					<SubmitButton variant="primary">{t('order.act.feedback')}</SubmitButton>
					<BackLink id={order.id} />
				</div>
			</ActForm>
		</ActFrame>
	)
}
