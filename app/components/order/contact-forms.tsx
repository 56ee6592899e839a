import { CONTACT_CHANNELS, orderContactSchema, orderIdentitySchema } from '#app/domain/order/act-forms.schema.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useT } from '#app/i18n/use-t.ts'
import { DateField } from '../date-field.tsx'
import { TextArea, TextField } from '../field.tsx'
import { RadioGroup, SelectField } from '../field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { Section } from '../page-head.tsx'
import { BackLink } from './act-frame.tsx'

type Order = {
	readonly id: string
	readonly version: number
	readonly today: LocalDate
	readonly users: readonly string[]
}

/** Who handles it, told to the user; and every other contact. */
export function useContactForms(order: Order, me: string, result: FormResult | undefined) {
	const t = useT()
	const common = {
		channel: t('order.contacts.channel'),
		user: t('order.contacts.user'),
		on: t('order.contacts.on'),
		time: t('order.contacts.time'),
	}
	const identity = useActForm(orderIdentitySchema, {
		labels: { handlerName: t('order.contacts.name'), handlerNumber: t('order.contacts.number'), ...common },
		defaults: { handlerName: me, on: order.today },
		intent: 'identity',
		prefix: 'identity',
		result,
	})
	const contact = useActForm(orderContactSchema, {
		labels: { reached: t('order.contacts.reached'), text: t('order.contacts.text'), ...common },
		defaults: { on: order.today },
		intent: 'contact',
		prefix: 'contact',
		result,
	})
	return { identity, contact }
}
type Forms = ReturnType<typeof useContactForms>

export function IdentityForm({ form, order }: { form: Forms['identity']; order: Order }) {
	const t = useT()
	return (
		<Section id="identity-form" title={t('order.contacts.identity.do')}>
			<ActForm form={form} version={order.version} labelledBy="identity-form">
				<TextField name="handlerName" width="m" />
				<TextField name="handlerNumber" width="m" />
				<HowAndWhen order={order} />
				<div className="btns">
					<SubmitButton variant="primary">{t('order.contacts.identity.do')}</SubmitButton>
					<BackLink id={order.id} />
				</div>
			</ActForm>
		</Section>
	)
}

export function ContactForm({ form, order }: { form: Forms['contact']; order: Order }) {
	const t = useT()
	return (
		<Section id="contact-form" title={t('order.contacts.do')}>
			<ActForm form={form} version={order.version} labelledBy="contact-form">
				<RadioGroup
					name="reached"
					row
					options={[
						{ value: 'yes', label: t('order.contacts.reached.yes') },
						{ value: 'no', label: t('order.contacts.reached.no') },
					]}
				/>
				<TextArea name="text" hint={t('order.contacts.text.hint')} max={1000} short />
				<HowAndWhen order={order} />
				<div className="btns">
					<SubmitButton variant="plain">{t('order.contacts.do')}</SubmitButton>
				</div>
			</ActForm>
		</Section>
	)
}

function HowAndWhen({ order }: { order: Order }) {
	const t = useT()
	return (
		<>
			<RadioGroup
				name="channel"
				row
				options={CONTACT_CHANNELS.map((value) => ({ value, label: t(`order.contacts.channel.${value}`) }))}
			/>
			{order.users.length > 1 ? (
				<SelectField name="user" options={order.users.map((user) => ({ value: user, label: user }))} />
			) : null}
			<DateField name="on" />
			<TextField name="time" hint={t('order.contacts.time.hint')} width="s" optional />
		</>
	)
}
