import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ActFrame, BackLink } from '#app/components/order/act-frame.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderFeedbackSchema } from '#app/domain/order/order.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { orderActPage } from '#app/usecases/orders/page.server.ts'

export const handle: PageHandle = { title: 'order.act.feedback', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.work')
	return valueOrThrow(await orderActPage(ctx, idOf(args), 'feedback'))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.work')
	const form = await readForm(args.request, orderFeedbackSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	const done = await giveFeedback(ctx, id, versionOf(form.values), form.value)
	return respond(done, paths.order(id), { values: form.values })
}

export default function Feedback() {
	const t = useT()
	const { order, shut } = useLoaderData<typeof loader>()
	const form = useActForm(orderFeedbackSchema, {
		labels: { result: t('order.result'), cause: t('order.cause'), mechanism: t('order.mechanism') },
		result: useActionData<typeof action>(),
	})
	return (
		<ActFrame order={order} act="feedback" shut={shut} forms={[form]}>
			<ActForm form={form} version={order.version} guard className="mt4">
				<TextArea name="result" hint={t('order.result.hint')} max={4000} />
				<TextArea name="cause" hint={t('order.cause.hint')} max={4000} />
				<TextArea name="mechanism" hint={t('order.mechanism.hint')} max={4000} />
				<div className="btns">
					<SubmitButton variant="primary">{t('order.act.feedback')}</SubmitButton>
					<BackLink id={order.id} />
				</div>
			</ActForm>
		</ActFrame>
	)
}
