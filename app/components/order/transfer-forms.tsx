import { orderTransferAnswerSchema, orderTransferSchema } from '#app/domain/order/act-forms.schema.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Note } from '#app/ui/note.tsx'
import { PostButton } from '../act.tsx'
import { TextArea } from '../field.tsx'
import { RadioGroup, SelectField } from '../field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { ConsequenceList } from '../gate.tsx'
import { Section } from '../page-head.tsx'
import { BackLink } from './act-frame.tsx'

type Order = {
	readonly id: string
	readonly version: number
	readonly today: LocalDate
	readonly department: string
	readonly people: { readonly handler: string }
}
type Waiting = { readonly to: string; readonly dueOn: LocalDate; readonly mine: 'answer' | 'take-back' | null }

/** Both forms of the page; which of them is shown depends on whose turn it is. */
export function useTransferForms(result: FormResult | undefined) {
	const t = useT()
	const ask = useActForm(orderTransferSchema, {
		labels: { to: t('order.transfer.to'), reason: t('order.transfer.reason') },
		intent: 'ask',
		prefix: 'ask',
		result,
	})
	const answer = useActForm(orderTransferAnswerSchema, {
		labels: { answer: t('order.transfer.answer'), reason: t('order.transfer.answer.reason') },
		intent: 'answer',
		prefix: 'answer',
		result,
	})
	return { ask, answer }
}
type Forms = ReturnType<typeof useTransferForms>

export function AskTransfer({
	form,
	order,
	successors,
}: {
	form: Forms['ask']
	order: Order
	successors: readonly { readonly value: string; readonly label: string; readonly group: string }[]
}) {
	const t = useT()
	const owner = `${order.department} ${order.people.handler}`.trim()
	const options = successors.map(({ value, label, group }) => ({
		value,
		label: group === '' ? t('order.transfer.to.department', { department: label }) : label,
		group: group === '' ? t('order.department') : group,
	}))
	return (
		<>
			<Section id="will" title={t('order.will')}>
				<ConsequenceList
					items={[
						{ icon: 'user', text: t('order.transfer.will.owner', { owner }) },
						{ icon: 'clock', text: t('order.transfer.will.clock') },
						{ icon: 'back', text: t('order.transfer.will.back') },
					]}
				/>
			</Section>
			<ActForm form={form} version={order.version} guard className="mt4">
				<SelectField name="to" options={options} />
				<TextArea name="reason" hint={t('order.transfer.reason.hint')} max={500} short />
				<div className="btns">
					<SubmitButton variant="primary">{t('order.transfer.do')}</SubmitButton>
					<BackLink id={order.id} />
				</div>
			</ActForm>
		</>
	)
}

export function AnswerTransfer({ form, order }: { form: Forms['answer']; order: Order }) {
	const t = useT()
	return (
		<ActForm form={form} version={order.version} guard className="mt4">
			<RadioGroup
				name="answer"
				options={[
					{ value: 'accept', label: t('order.transfer.accept'), hint: t('order.transfer.accept.hint') },
					{ value: 'refuse', label: t('order.transfer.refuse'), hint: t('order.transfer.refuse.hint') },
				]}
			/>
			<TextArea name="reason" hint={t('order.transfer.answer.reason.hint')} max={500} short optional />
			<div className="btns">
				<SubmitButton variant="primary">{t('order.transfer.answer.do')}</SubmitButton>
				<BackLink id={order.id} />
			</div>
		</ActForm>
	)
}

/** The transfer that waits; whoever asked may take it back. */
export function TakeBackTransfer({ order, waiting }: { order: Order; waiting: Waiting }) {
	const t = useT()
	const formats = useFormats()
	return (
		<>
			<Note kind="info">
				{t('order.transfer.waiting', { to: waiting.to, due: formats.longDay(waiting.dueOn, order.today) })}
			</Note>
			{waiting.mine === 'take-back' ? (
				<div className="btns mt4">
					<PostButton fields={{ intent: 'take-back', version: String(order.version) }}>
						{t('order.transfer.back.do')}
					</PostButton>
					<BackLink id={order.id} />
				</div>
			) : null}
		</>
	)
}
