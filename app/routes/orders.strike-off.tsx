import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ActFrame, BackLink } from '#app/components/order/act-frame.tsx'
import { StrikeGate } from '#app/components/order/strike-gate.tsx'
import { Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderStrikeOffSchema } from '#app/domain/order/order.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { orderActPage } from '#app/usecases/orders/page.server.ts'
import { strikeOffOrder } from '#app/usecases/orders/strike-off.server.ts'

export const handle: PageHandle = { title: 'order.act.strike-off', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.strike-off')
	return valueOrThrow(await orderActPage(ctx, idOf(args), 'strike-off'))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.strike-off')
	const id = idOf(args)
	const form = await readForm(args.request, orderStrikeOffSchema)
	if (!form.ok) return invalid(form.result)
	const done = await strikeOffOrder(ctx, id, versionOf(form.values), form.value.reason)
	return respond(done, paths.order(id), { values: form.values })
}

export default function StrikeOff() {
	const t = useT()
	const { order, shut } = useLoaderData<typeof loader>()
	const form = useActForm(orderStrikeOffSchema, {
		labels: { reason: t('order.strike.note') },
		result: useActionData<typeof action>(),
	})
	return (
		<ActFrame order={order} act="strike-off" shut={shut} forms={[form]}>
			<StrikeGate order={order} />
			<Section id="strike-form" title={t('order.strike.do')}>
				<ActForm form={form} version={order.version} labelledBy="strike-form">
					<TextArea name="reason" hint={t('order.strike.hint')} optional max={500} short />
					<div className="btns">
						<SubmitButton variant="seal">{t('order.strike.do')}</SubmitButton>
						<BackLink id={order.id} />
					</div>
				</ActForm>
			</Section>
		</ActFrame>
	)
}
