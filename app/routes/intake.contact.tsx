import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DateField } from '#app/components/date-field.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextArea, TextField } from '#app/components/field.tsx'
import { RadioGroup } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { Contacts } from '#app/components/order/side-record.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { contactSchema } from '#app/domain/intake/intake.schema.ts'
import { CONTACT_CHANNELS } from '#app/domain/order/act-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { recordItemContact } from '#app/usecases/intake/contacts.server.ts'
import { contactPage } from '#app/usecases/intake/page.server.ts'

export const handle: PageHandle = { title: 'intake.act.contact', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'intake.work')
	const { item, contacts, today } = valueOrThrow(await contactPage(ctx, idOf(args)))
	return { id: item.id, number: item.number, version: item.version, contacts, today }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'intake.work')
	const id = idOf(args)
	const form = await readForm(args.request, contactSchema)
	if (!form.ok) return invalid(form.result)
	const done = await recordItemContact(ctx, id, versionOf(form.values), form.value)
	return respond(done, paths.intakeItem(id), { values: form.values })
}

export default function ItemContact() {
	const t = useT()
	const page = useLoaderData<typeof loader>()
	const form = useActForm(contactSchema, {
		labels: {
			channel: t('order.contacts.channel'),
			reached: t('order.contacts.reached'),
			text: t('order.contacts.text'),
			on: t('order.contacts.on'),
			time: t('order.contacts.time'),
		},
		defaults: { on: page.today },
		result: useActionData<typeof action>(),
	})
	const title = t('intake.act.contact')
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={title}
				lead={t('intake.act.contact.lead')}
				crumbs={[{ label: page.number, to: paths.intakeItem(page.id) }, { label: title }]}
			/>
			<ActForm form={form} version={page.version}>
				<RadioGroup
					name="channel"
					row
					options={CONTACT_CHANNELS.map((value) => ({ value, label: t(`order.contacts.channel.${value}`) }))}
				/>
				<RadioGroup
					name="reached"
					row
					options={[
						{ value: 'yes', label: t('order.contacts.reached.yes') },
						{ value: 'no', label: t('order.contacts.reached.no') },
					]}
				/>
				<TextArea name="text" hint={t('order.contacts.text.hint')} max={1000} short />
				<DateField name="on" />
				<TextField name="time" hint={t('order.contacts.time.hint')} width="s" optional />
				<div className="btns">
					<SubmitButton>{t('order.contacts.do')}</SubmitButton>
				</div>
			</ActForm>
			<Contacts rows={page.contacts} today={page.today} />
		</>
	)
}
