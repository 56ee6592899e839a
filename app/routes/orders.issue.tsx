import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod/mini'
import { TextArea } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ActFrame, BackLink } from '#app/components/order/act-frame.tsx'
import { IssueCheck } from '#app/components/order/issue-check.tsx'
import { Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderReasonSchema } from '#app/domain/order/order.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, notFound, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { duePreview } from '#app/usecases/orders/draft-page.server.ts'
import { issueOrder } from '#app/usecases/orders/issue.server.ts'
import { orderActPage } from '#app/usecases/orders/page.server.ts'
import { rejectOrder } from '#app/usecases/orders/reject.server.ts'

export const handle: PageHandle = { title: 'order.act.issue', width: 'form' }

/** Issuing asks nothing: everything stands above the button. */
const nothing = z.object({})

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.issue')
	const page = valueOrThrow(await orderActPage(ctx, idOf(args), 'issue'))
	const { urgency, complaintOn, departmentId: leadDepartmentId } = page.order
	const values = { urgency, complaintOn: complaintOn ?? '', leadDepartmentId }
	return { ...page, preview: await duePreview(ctx, values) }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.issue')
	const id = idOf(args)
	const intent = await intentOf(args.request, ['issue', 'reject'])
	if (intent === 'issue') {
		const form = await readForm(args.request, nothing)
		if (!form.ok) return invalid(form.result)
		return respond(await issueOrder(ctx, id, versionOf(form.values)), paths.order(id), { values: form.values })
	}
	if (intent === 'reject') {
		const form = await readForm(args.request, orderReasonSchema)
		if (!form.ok) return invalid(form.result)
		return respond(await rejectOrder(ctx, id, versionOf(form.values), form.value.reason), paths.order(id), {
			values: form.values,
		})
	}
	throw notFound()
}

export default function Issue() {
	const t = useT()
	const { order, shut, preview } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const first = useActForm(nothing, {
		labels: {},
		intent: 'issue',
		prefix: 'issue',
		result,
	})
	const second = useActForm(orderReasonSchema, {
		labels: { reason: t('order.reject.reason') },
		intent: 'reject',
		prefix: 'reject',
		result,
	})
	return (
		<ActFrame order={order} act="issue" shut={shut} forms={[first, second]}>
			<IssueCheck order={order} preview={preview} />
			<Section id="issue-form" title={t('order.issue.do')}>
				<ActForm form={first} version={order.version} labelledBy="issue-form">
					<div className="btns">
						<SubmitButton variant="seal">{t('order.issue.do')}</SubmitButton>
						<BackLink id={order.id} />
					</div>
				</ActForm>
			</Section>
			<Section id="reject-form" title={t('order.reject.do')}>
				<ActForm form={second} version={order.version} labelledBy="reject-form">
					<TextArea name="reason" hint={t('order.reject.hint')} max={500} short />
					<div className="btns">
						<SubmitButton variant="plain">{t('order.reject.do')}</SubmitButton>
					</div>
				</ActForm>
			</Section>
		</ActFrame>
	)
}
