import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod/mini'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ConsequenceList } from '#app/components/gate.tsx'
import { ActFrame, BackLink } from '#app/components/order/act-frame.tsx'
import { Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { orderActPage } from '#app/usecases/orders/page.server.ts'

export const handle: PageHandle = { title: 'order.act.acknowledge', width: 'form' }

const nothing = z.object({})

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.acknowledge')
	return valueOrThrow(await orderActPage(ctx, idOf(args), 'acknowledge'))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.acknowledge')
	const form = await readForm(args.request, nothing)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	const done = await acknowledgeOrder(ctx, id, versionOf(form.values))
	return respond(done, paths.order(id), { values: form.values })
}

export default function Acknowledge() {
	const t = useT()
	const formats = useFormats()
	const { order, shut } = useLoaderData<typeof loader>()
	const form = useActForm(nothing, { labels: {}, result: useActionData<typeof action>() })
	const due = order.dueOn ? formats.longDay(order.dueOn, order.today) : ''
	return (
		<ActFrame order={order} act="acknowledge" shut={shut} forms={[form]}>
			<Section id="matter" title={t('order.matter')}>
				<p className="read">{order.matter}</p>
			</Section>
			<Section id="will" title={t('order.will')}>
				<ConsequenceList
					items={[
						{ icon: 'user', text: t('order.acknowledge.will.owner') },
						{ icon: 'clock', text: t('order.acknowledge.will.due', { due }) },
					]}
				/>
			</Section>
			<ActForm form={form} version={order.version} className="mt4">
				<div className="btns">
					<SubmitButton>{t('order.act.acknowledge')}</SubmitButton>
					<BackLink id={order.id} />
				</div>
			</ActForm>
		</ActFrame>
	)
}
