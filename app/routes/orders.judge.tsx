import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { RadioGroup } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ActFrame, BackLink } from '#app/components/order/act-frame.tsx'
import { OrderFeedbacks, WantedList } from '#app/components/order/order-feedback.tsx'
import { Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderCompleteSchema, orderReturnSchema } from '#app/domain/order/order.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, notFound, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { completeOrder, returnOrder } from '#app/usecases/orders/judge.server.ts'
import { orderActPage } from '#app/usecases/orders/page.server.ts'

export const handle: PageHandle = { title: 'order.act.judge', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.judge-feedback')
	return valueOrThrow(await orderActPage(ctx, idOf(args), 'judge'))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.judge-feedback')
	const id = idOf(args)
	const intent = await intentOf(args.request, ['complete', 'return'])
	if (intent === 'complete') {
		const form = await readForm(args.request, orderCompleteSchema)
		if (!form.ok) return invalid(form.result)
		return respond(
			await completeOrder(ctx, id, versionOf(form.values), {
				callback: form.value.callback === '' ? null : form.value.callback,
				reason: form.value.reason,
			}),
			paths.order(id),
			{ values: form.values },
		)
	}
	if (intent === 'return') {
		const form = await readForm(args.request, orderReturnSchema)
		if (!form.ok) return invalid(form.result)
		return respond(await returnOrder(ctx, id, versionOf(form.values), form.value.reason), paths.order(id), {
			values: form.values,
		})
	}
	throw notFound()
}

export default function Judge() {
	const t = useT()
	const { order, shut } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const first = useActForm(orderCompleteSchema, {
		labels: { callback: t('order.callback'), reason: t('order.complete.reason') },
		intent: 'complete',
		prefix: 'complete',
		result,
	})
	const second = useActForm(orderReturnSchema, {
		labels: { reason: t('order.return.reason') },
		intent: 'return',
		prefix: 'return',
		result,
	})
	return (
		<ActFrame order={order} act="judge" shut={shut} forms={[first, second]}>
			<OrderFeedbacks feedbacks={order.feedbacks} today={order.today} />
			<WantedList wanted={order.content.wanted} today={order.today} />
			<Section id="complete-form" title={t('order.judge.complete')}>
				<ActForm form={first} version={order.version} labelledBy="complete-form">
					<RadioGroup
						name="callback"
						optional={!order.ends.callbackNeeded}
						row
						options={(['SATISFIED', 'UNSATISFIED', 'UNREACHED'] as const).map((value) => ({
							value,
							label: t(`order.callback.${value}`),
						}))}
					/>
					<TextArea name="reason" hint={t('order.complete.hint')} optional max={500} short />
					<div className="btns">
						<SubmitButton variant="seal">{t('order.judge.complete')}</SubmitButton>
						<BackLink id={order.id} />
					</div>
				</ActForm>
			</Section>
			<Section id="return-form" title={t('order.judge.return')}>
				<ActForm form={second} version={order.version} labelledBy="return-form">
					<TextArea name="reason" hint={t('order.return.hint')} max={1000} short />
					<div className="btns">
						<SubmitButton variant="plain">{t('order.judge.return')}</SubmitButton>
					</div>
				</ActForm>
			</Section>
		</ActFrame>
	)
}
