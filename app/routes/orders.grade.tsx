import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ConsequenceList } from '#app/components/gate.tsx'
import { ActFrame, BackLink } from '#app/components/order/act-frame.tsx'
import { Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderGradeSchema } from '#app/domain/order/act-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, notFound, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { gradeOrder } from '#app/usecases/orders/grade.server.ts'
import { orderActPage } from '#app/usecases/orders/page.server.ts'

export const handle: PageHandle = { title: 'order.act.grade', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.steer')
	return valueOrThrow(await orderActPage(ctx, idOf(args), 'grade'))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.steer')
	const intent = await intentOf(args.request, ['set', 'lift'])
	if (!intent) throw notFound()
	const form = await readForm(args.request, orderGradeSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	const to = { confidential: intent === 'set', reason: form.value.reason }
	return respond(await gradeOrder(ctx, id, versionOf(form.values), to), paths.order(id), { values: form.values })
}

export default function Grade() {
	const t = useT()
	const { order, shut } = useLoaderData<typeof loader>()
	const { confidential } = order
	const form = useActForm(orderGradeSchema, {
		labels: { reason: t('order.grade.reason') },
		intent: confidential ? 'lift' : 'set',
		result: useActionData<typeof action>(),
	})
	return (
		<ActFrame order={order} act="grade" shut={shut} forms={[form]}>
			<p className="read">
				{confidential ? t('order.grade.now.set', { reason: order.side.gradeReason ?? '' }) : t('order.grade.now')}
			</p>
			<Section id="will" title={t('order.will')}>
				<ConsequenceList
					items={[{ icon: 'lock', text: t(confidential ? 'order.grade.will.lift' : 'order.grade.will.set') }]}
				/>
			</Section>
			<ActForm form={form} version={order.version} guard className="mt4">
				<TextArea name="reason" hint={t('order.grade.reason.hint')} max={500} short />
				<div className="btns">
					<SubmitButton variant="primary">{t(confidential ? 'order.grade.lift' : 'order.grade.set')}</SubmitButton>
					<BackLink id={order.id} />
				</div>
			</ActForm>
		</ActFrame>
	)
}
