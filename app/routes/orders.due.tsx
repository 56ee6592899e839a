import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DateField } from '#app/components/date-field.tsx'
import { TextArea } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ConsequenceList } from '#app/components/gate.tsx'
import { ActFrame, BackLink } from '#app/components/order/act-frame.tsx'
import { Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderDueSchema } from '#app/domain/order/act-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { orderActPage } from '#app/usecases/orders/page.server.ts'
import { setOrderDue } from '#app/usecases/orders/set-due.server.ts'

export const handle: PageHandle = { title: 'order.act.due', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.set-due')
	return valueOrThrow(await orderActPage(ctx, idOf(args), 'due'))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.set-due')
	const form = await readForm(args.request, orderDueSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	return respond(await setOrderDue(ctx, id, versionOf(form.values), form.value), paths.order(id), {
		values: form.values,
	})
}

export default function SetDue() {
	const t = useT()
	const formats = useFormats()
	const { order, shut } = useLoaderData<typeof loader>()
	const form = useActForm(orderDueSchema, {
		labels: { dueOn: t('order.due.day'), reason: t('order.due.reason') },
		result: useActionData<typeof action>(),
	})
	const due = order.dueOn === null ? '' : formats.longDay(order.dueOn, order.today)
	const hint =
		order.statutoryOn === null
			? t('order.due.hint', { due })
			: t('order.due.hint.statutory', { due, statutory: formats.longDay(order.statutoryOn, order.today) })
	return (
		<ActFrame order={order} act="due" shut={shut} forms={[form]}>
			<Section id="will" title={t('order.will')}>
				<ConsequenceList
					items={[
						{ icon: 'calendar', text: t('order.due.will.same') },
						{ icon: 'history', text: t('order.due.will.keep') },
					]}
				/>
			</Section>
			<ActForm form={form} version={order.version} guard className="mt4">
				<DateField name="dueOn" hint={hint} />
				<TextArea name="reason" hint={t('order.due.reason.hint')} max={500} short />
				<div className="btns">
					<SubmitButton variant="primary">{t('order.due.do')}</SubmitButton>
					<BackLink id={order.id} />
				</div>
			</ActForm>
		</ActFrame>
	)
}
