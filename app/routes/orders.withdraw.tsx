import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea, TextField } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ActFrame, BackLink } from '#app/components/order/act-frame.tsx'
import { Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderMergeSchema, orderReasonSchema } from '#app/domain/order/order.schema.ts'
import { requireAnyActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, notFound, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { mergeOrder, withdrawOrder } from '#app/usecases/orders/end.server.ts'
import { orderActPage } from '#app/usecases/orders/page.server.ts'

export const handle: PageHandle = { title: 'order.act.withdraw', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireAnyActor(args, ['order.withdraw', 'order.draft'])
	return valueOrThrow(await orderActPage(ctx, idOf(args), 'withdraw'))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireAnyActor(args, ['order.withdraw', 'order.draft'])
	const id = idOf(args)
	const intent = await intentOf(args.request, ['withdraw', 'merge'])
	if (intent === 'withdraw') {
		const form = await readForm(args.request, orderReasonSchema)
		if (!form.ok) return invalid(form.result)
		return respond(await withdrawOrder(ctx, id, versionOf(form.values), form.value.reason), paths.order(id), {
			values: form.values,
		})
	}
	if (intent === 'merge') {
		const form = await readForm(args.request, orderMergeSchema)
		if (!form.ok) return invalid(form.result)
		return respond(
			await mergeOrder(ctx, id, versionOf(form.values), { number: form.value.targetId, reason: form.value.reason }),
			paths.order(id),
			{ values: form.values },
		)
	}
	throw notFound()
}

export default function Withdraw() {
	const t = useT()
	const { order, shut } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const first = useActForm(orderReasonSchema, {
		labels: { reason: t('order.withdraw.reason') },
		intent: 'withdraw',
		prefix: 'withdraw',
		result,
	})
	const second = useActForm(orderMergeSchema, {
		labels: { targetId: t('order.merge.into'), reason: t('order.merge.reason') },
		intent: 'merge',
		prefix: 'merge',
		result,
	})
	return (
		<ActFrame order={order} act="withdraw" shut={shut} forms={[first, second]}>
			<Section id="withdraw-form" title={t('order.withdraw.do')}>
				<ActForm form={first} version={order.version} labelledBy="withdraw-form">
					<TextArea name="reason" hint={t('order.withdraw.hint')} max={500} short />
					<div className="btns">
						<SubmitButton variant="danger">{t('order.withdraw.do')}</SubmitButton>
						<BackLink id={order.id} />
					</div>
				</ActForm>
			</Section>
			<Section id="merge-form" title={t('order.merge.do')}>
				<ActForm form={second} version={order.version} labelledBy="merge-form">
					<TextField name="targetId" hint={t('order.merge.hint')} width="m" />
					<TextArea name="reason" max={500} short />
					<div className="btns">
						<SubmitButton variant="plain">{t('order.merge.do')}</SubmitButton>
					</div>
				</ActForm>
			</Section>
		</ActFrame>
	)
}
