import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { RadioGroup } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ActFrame, BackLink } from '#app/components/order/act-frame.tsx'
import { OrderExtensions } from '#app/components/order/order-record.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderExtensionDecisionSchema } from '#app/domain/order/order.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { decideOnExtension } from '#app/usecases/orders/decide-extension.server.ts'
import { orderActPage } from '#app/usecases/orders/page.server.ts'

export const handle: PageHandle = { title: 'order.act.decide-extension', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.decide-extension')
	return valueOrThrow(await orderActPage(ctx, idOf(args), 'decide-extension'))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.decide-extension')
	const form = await readForm(args.request, orderExtensionDecisionSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	const { decision, reason } = form.value
	const done = await decideOnExtension(ctx, id, versionOf(form.values), { approve: decision === 'approve', reason })
	return respond(done, paths.order(id), { values: form.values })
}

export default function DecideExtension() {
	const t = useT()
	const { order, shut } = useLoaderData<typeof loader>()
	const form = useActForm(orderExtensionDecisionSchema, {
		labels: { decision: t('order.extension.decision'), reason: t('order.reason') },
		result: useActionData<typeof action>(),
	})
	return (
		<ActFrame order={order} act="decide-extension" shut={shut} forms={[form]}>
			<OrderExtensions extensions={order.extensions} today={order.today} room={null} />
			<ActForm form={form} version={order.version} guard className="mt4">
				<RadioGroup
					name="decision"
					options={[
						{ value: 'approve', label: t('order.extension.grant'), hint: t('order.extension.grant.hint') },
						{ value: 'refuse', label: t('order.extension.refuse'), hint: t('order.extension.refuse.hint') },
					]}
				/>
				<TextArea name="reason" hint={t('order.reason.hint')} max={1000} short />
				<div className="btns">
					<SubmitButton variant="primary">{t('order.extension.decide')}</SubmitButton>
					<BackLink id={order.id} />
				</div>
			</ActForm>
		</ActFrame>
	)
}
