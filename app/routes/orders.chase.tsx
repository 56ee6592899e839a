import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ActFrame, BackLink } from '#app/components/order/act-frame.tsx'
import { OrderChases } from '#app/components/order/order-record.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderReasonSchema } from '#app/domain/order/order.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { chaseOrder } from '#app/usecases/orders/chase.server.ts'
import { orderActPage } from '#app/usecases/orders/page.server.ts'

export const handle: PageHandle = { title: 'order.act.chase', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.chase')
	return valueOrThrow(await orderActPage(ctx, idOf(args), 'chase'))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.chase')
	const form = await readForm(args.request, orderReasonSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	const done = await chaseOrder(ctx, id, versionOf(form.values), form.value.reason)
	return respond(done, paths.order(id), { values: form.values })
}

export default function Chase() {
	const t = useT()
	const { order, shut } = useLoaderData<typeof loader>()
	const form = useActForm(orderReasonSchema, {
		labels: { reason: t('order.chase.text') },
		result: useActionData<typeof action>(),
	})
	return (
		<ActFrame order={order} act="chase" shut={shut} forms={[form]}>
			<OrderChases chases={order.chases} today={order.today} />
			<ActForm form={form} version={order.version} guard className="mt4">
				<TextArea name="reason" hint={t('order.chase.hint')} max={500} short />
				<div className="btns">
					<SubmitButton variant="primary">{t('order.chase.do')}</SubmitButton>
					<BackLink id={order.id} />
				</div>
			</ActForm>
		</ActFrame>
	)
}
