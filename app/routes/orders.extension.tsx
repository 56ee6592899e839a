import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PostButton } from '#app/components/act.tsx'
import { NumberField, TextArea } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ActFrame, BackLink } from '#app/components/order/act-frame.tsx'
import { OrderExtensions } from '#app/components/order/order-record.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderExtensionSchema } from '#app/domain/order/order.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm, readValues } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { askExtension } from '#app/usecases/orders/ask-extension.server.ts'
import { orderActPage } from '#app/usecases/orders/page.server.ts'
import { withdrawOwnExtension } from '#app/usecases/orders/withdraw-extension.server.ts'

export const handle: PageHandle = { title: 'order.act.extension', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.request-extension')
	return valueOrThrow(await orderActPage(ctx, idOf(args), 'extension'))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.request-extension')
	const id = idOf(args)
	if ((await intentOf(args.request, ['withdraw'])) === 'withdraw') {
		const values = await readValues(args.request)
		return respond(await withdrawOwnExtension(ctx, id, versionOf(values)), paths.order(id), { values })
	}
	const form = await readForm(args.request, orderExtensionSchema)
	if (!form.ok) return invalid(form.result)
	const found = valueOrThrow(await orderActPage(ctx, id, 'extension'))
	const unit = found.order.urgency === 'CRITICAL' ? 'h' : 'wd'
	const limit = { amount: Number(form.value.amount), unit } as const
	const done = await askExtension(ctx, id, versionOf(form.values), { limit, reason: form.value.reason })
	return respond(done, paths.order(id), { values: form.values })
}

export default function Extension() {
	const t = useT()
	const { order, shut } = useLoaderData<typeof loader>()
	const { room } = order
	const unit = order.urgency === 'CRITICAL' ? 'h' : 'wd'
	const form = useActForm(orderExtensionSchema, {
		labels: { amount: t('order.extension.amount'), reason: t('order.extension.reason') },
		result: useActionData<typeof action>(),
	})
	if (order.side.mayWithdrawExtension) {
		return (
			<ActFrame order={order} act="extension" shut={null} forms={[form]}>
				<OrderExtensions extensions={order.extensions} today={order.today} room={null} />
				<p className="read mt4">{t('order.extension.withdraw.why')}</p>
				<div className="btns">
					<PostButton fields={{ intent: 'withdraw', version: String(order.version) }}>
						{t('order.extension.withdraw')}
					</PostButton>
					<BackLink id={order.id} />
				</div>
			</ActFrame>
		)
	}
	return (
		<ActFrame order={order} act="extension" shut={shut} forms={[form]}>
			<ActForm form={form} version={order.version} guard className="mt4">
				<NumberField
					name="amount"
					unit={t(`order.unit.${unit}`)}
					hint={room?.ok ? t(`order.extension.left.${unit}`, { left: room.value.left }) : undefined}
				/>
				<TextArea name="reason" hint={t('order.extension.hint')} max={500} short />
				<div className="btns">
					<SubmitButton variant="primary">{t('order.extension.do')}</SubmitButton>
					<BackLink id={order.id} />
				</div>
			</ActForm>
		</ActFrame>
	)
}
