import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ConsequenceList } from '#app/components/gate.tsx'
import { ActFrame, BackLink } from '#app/components/order/act-frame.tsx'
import { Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderReasonSchema } from '#app/domain/order/order.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { orderActPage } from '#app/usecases/orders/page.server.ts'
import { reopenOrder } from '#app/usecases/orders/reopen.server.ts'

export const handle: PageHandle = { title: 'order.act.reopen', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.strike-off')
	return valueOrThrow(await orderActPage(ctx, idOf(args), 'reopen'))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.strike-off')
	const id = idOf(args)
	const form = await readForm(args.request, orderReasonSchema)
	if (!form.ok) return invalid(form.result)
	const done = await reopenOrder(ctx, id, versionOf(form.values), form.value.reason)
	return respond(done, paths.order(id), { values: form.values })
}

export default function Reopen() {
	const t = useT()
	const { order, shut } = useLoaderData<typeof loader>()
	const form = useActForm(orderReasonSchema, {
		labels: { reason: t('order.reopen.reason') },
		result: useActionData<typeof action>(),
	})
	return (
		<ActFrame order={order} act="reopen" shut={shut} forms={[form]}>
			<Section id="will" title={t('order.will')}>
				<ConsequenceList
					items={[
						{ icon: 'back', text: t('order.reopen.will.round') },
						{ icon: 'clock', text: t('order.reopen.will.date') },
						{ icon: 'grade', text: t('order.reopen.will.assess') },
					]}
				/>
			</Section>
			<ActForm form={form} version={order.version} guard className="mt4">
				<TextArea name="reason" hint={t('order.reopen.hint')} max={500} short />
				<div className="btns">
					<SubmitButton variant="primary">{t('order.reopen.do')}</SubmitButton>
					<BackLink id={order.id} />
				</div>
			</ActForm>
		</ActFrame>
	)
}
