import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ActFrame } from '#app/components/order/act-frame.tsx'
import { ContactForm, IdentityForm, useContactForms } from '#app/components/order/contact-forms.tsx'
import { FirstAsked } from '#app/components/order/first-asked.tsx'
import { Contacts } from '#app/components/order/side-record.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderContactSchema, orderIdentitySchema } from '#app/domain/order/act-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, notFound, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { paths } from '#app/paths.ts'
import { momentOf, recordContact, tellIdentity } from '#app/usecases/orders/contact.server.ts'
import { orderActPage } from '#app/usecases/orders/page.server.ts'

export const handle: PageHandle = { title: 'order.act.contacts', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.work')
	const page = valueOrThrow(await orderActPage(ctx, idOf(args), 'contacts'))
	return { ...page, me: ctx.actor.name }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.work')
	const id = idOf(args)
	const intent = await intentOf(args.request, ['identity', 'contact'])
	if (intent === 'identity') {
		const form = await readForm(args.request, orderIdentitySchema)
		if (!form.ok) return invalid(form.result)
		const told = { ...form.value, at: momentOf(ctx, form.value) }
		return respond(await tellIdentity(ctx, id, versionOf(form.values), told), paths.order(id), {
			values: form.values,
		})
	}
	if (intent === 'contact') {
		const form = await readForm(args.request, orderContactSchema)
		if (!form.ok) return invalid(form.result)
		const contact = { ...form.value, reached: form.value.reached === 'yes', at: momentOf(ctx, form.value) }
		return respond(await recordContact(ctx, id, versionOf(form.values), contact), paths.order(id), {
			values: form.values,
		})
	}
	throw notFound()
}

export default function ContactsPage() {
	const { order, shut, me } = useLoaderData<typeof loader>()
	const forms = useContactForms(order, me, useActionData<typeof action>())
	return (
		<ActFrame order={order} act="contacts" shut={shut} forms={[forms.identity, forms.contact]}>
			<FirstAsked view={order.side.firstAsked} today={order.today} />
			<Contacts rows={order.side.contacts} today={order.today} />
			<IdentityForm form={forms.identity} order={order} />
			<ContactForm form={forms.contact} order={order} />
		</ActFrame>
	)
}
