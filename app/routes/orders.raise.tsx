import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TextArea } from '#app/components/field.tsx'
import { CheckField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ActFrame, BackLink } from '#app/components/order/act-frame.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderRaiseSchema } from '#app/domain/order/act-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { raisePage } from '#app/usecases/orders/act-pages.server.ts'
import { raiseOrder } from '#app/usecases/orders/raise.server.ts'

export const handle: PageHandle = { title: 'order.act.raise', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.steer')
	return valueOrThrow(await raisePage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.steer')
	const form = await readForm(args.request, orderRaiseSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	const raise = { reason: form.value.reason, shorten: form.value.shorten === 'on' }
	return respond(await raiseOrder(ctx, id, versionOf(form.values), raise), paths.order(id), { values: form.values })
}

export default function Raise() {
	const t = useT()
	const formats = useFormats()
	const { order, shut, next, earlier } = useLoaderData<typeof loader>()
	const urgency = next === null ? '' : t(`order.urgency.${next}`)
	const shorten =
		earlier === null ? '' : t('order.raise.shorten', { urgency, due: formats.longDay(earlier, order.today) })
	const form = useActForm(orderRaiseSchema, {
		labels: { reason: t('order.raise.reason'), shorten },
		result: useActionData<typeof action>(),
	})
	return (
		<ActFrame order={order} act="raise" shut={shut} forms={[form]}>
			<p className="read">{t('order.raise.to', { urgency })}</p>
			<ActForm form={form} version={order.version} guard className="mt4">
				{earlier === null ? null : <CheckField name="shorten" hint={t('order.raise.shorten.hint')} />}
				<TextArea name="reason" hint={t('order.raise.reason.hint')} max={500} short />
				<div className="btns">
					<SubmitButton variant="primary">{t('order.raise.do')}</SubmitButton>
					<BackLink id={order.id} />
				</div>
			</ActForm>
		</ActFrame>
	)
}
