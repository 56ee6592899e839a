import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { CheckField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ActFrame, BackLink } from '#app/components/order/act-frame.tsx'
import { AssessmentLines } from '#app/components/order/assessment-lines.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderAssessSchema } from '#app/domain/order/order-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { assessOrder } from '#app/usecases/orders/assess.server.ts'
import { orderActPage } from '#app/usecases/orders/page.server.ts'

export const handle: PageHandle = { title: 'order.act.assess', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.assess')
	return valueOrThrow(await orderActPage(ctx, idOf(args), 'assess'))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.assess')
	const form = await readForm(args.request, orderAssessSchema)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	const done = await assessOrder(ctx, id, versionOf(form.values), form.value.recurred === 'on')
	return respond(done, paths.order(id), { values: form.values })
}

export default function Assess() {
	const t = useT()
	const { order, shut } = useLoaderData<typeof loader>()
	const form = useActForm(orderAssessSchema, {
		labels: { recurred: t('order.assess.recurred') },
		result: useActionData<typeof action>(),
	})
	return (
		<ActFrame order={order} act="assess" shut={shut} forms={[form]}>
			<AssessmentLines order={order} />
			<ActForm form={form} version={order.version} guard className="mt4">
				<CheckField name="recurred" hint={t('order.assess.recurred.hint')} />
				<div className="btns">
					<SubmitButton variant="primary">{t('order.assess.do')}</SubmitButton>
					<BackLink id={order.id} />
				</div>
			</ActForm>
		</ActFrame>
	)
}
