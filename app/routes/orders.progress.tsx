import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ActFrame, BackLink } from '#app/components/order/act-frame.tsx'
import { OrderProgress } from '#app/components/order/order-record.tsx'
import { Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderProgressSchema } from '#app/domain/order/order.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { orderActPage } from '#app/usecases/orders/page.server.ts'
import { noteProgress } from '#app/usecases/orders/progress.server.ts'

export const handle: PageHandle = { title: 'order.act.progress', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.work')
	return valueOrThrow(await orderActPage(ctx, idOf(args), 'progress'))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.work')
	const id = idOf(args)
	const form = await readForm(args.request, orderProgressSchema)
	if (!form.ok) return invalid(form.result)
	return respond(await noteProgress(ctx, id, versionOf(form.values), form.value.note), paths.order(id), {
		values: form.values,
	})
}

export default function Progress() {
	const t = useT()
	const { order, shut } = useLoaderData<typeof loader>()
	const first = useActForm(orderProgressSchema, {
		labels: { note: t('order.progress.note') },
		result: useActionData<typeof action>(),
	})
	return (
		<ActFrame order={order} act="progress" shut={shut} forms={[first]}>
			<OrderProgress notes={order.progress} today={order.today} />
			<Section id="note-form" title={t('order.progress.do')}>
				<ActForm form={first} version={order.version} labelledBy="note-form">
					<TextArea name="note" hint={t('order.progress.hint')} max={2000} short />
					<div className="btns">
						<SubmitButton variant="primary">{t('order.progress.do')}</SubmitButton>
						<BackLink id={order.id} />
					</div>
				</ActForm>
			</Section>
		</ActFrame>
	)
}
