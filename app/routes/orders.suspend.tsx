import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DateField } from '#app/components/date-field.tsx'
import { TextArea, TextField } from '#app/components/field.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ConsequenceList } from '#app/components/gate.tsx'
import { ActFrame, BackLink } from '#app/components/order/act-frame.tsx'
import { Suspensions } from '#app/components/order/side-record.tsx'
import { Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderResumeSchema, orderSuspendSchema } from '#app/domain/order/act-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, notFound, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { type OrderPage, orderActPage } from '#app/usecases/orders/page.server.ts'
import { resumeOrder, suspendOrder } from '#app/usecases/orders/suspend.server.ts'

export const handle: PageHandle = { title: 'order.act.suspend', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.steer')
	return valueOrThrow(await orderActPage(ctx, idOf(args), 'suspend'))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.steer')
	const id = idOf(args)
	const intent = await intentOf(args.request, ['suspend', 'resume'])
	if (intent === 'suspend') {
		const form = await readForm(args.request, orderSuspendSchema)
		if (!form.ok) return invalid(form.result)
		return respond(await suspendOrder(ctx, id, versionOf(form.values), form.value), paths.order(id), {
			values: form.values,
		})
	}
	if (intent === 'resume') {
		const form = await readForm(args.request, orderResumeSchema)
		if (!form.ok) return invalid(form.result)
		return respond(await resumeOrder(ctx, id, versionOf(form.values), form.value.note), paths.order(id), {
			values: form.values,
		})
	}
	throw notFound()
}

export default function Suspend() {
	const { order, shut } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const t = useT()
	const first = useActForm(orderSuspendSchema, {
		labels: { body: t('order.suspend.body'), until: t('order.suspend.until'), reason: t('order.suspend.reason') },
		intent: 'suspend',
		prefix: 'suspend',
		result,
	})
	const second = useActForm(orderResumeSchema, {
		labels: { note: t('order.resume.note') },
		intent: 'resume',
		prefix: 'resume',
		result,
	})
	const waiting = order.side.waitingFor !== null
	return (
		<ActFrame order={order} act="suspend" shut={shut} forms={[waiting ? second : first]}>
			{waiting ? (
				<>
					<Waiting order={order} />
					<ActForm form={second} version={order.version} guard className="mt4">
						<TextArea name="note" hint={t('order.resume.note.hint')} max={500} short optional />
						<div className="btns">
							<SubmitButton variant="primary">{t('order.resume.do')}</SubmitButton>
							<BackLink id={order.id} />
						</div>
					</ActForm>
				</>
			) : (
				<>
					<Consequences />
					<ActForm form={first} version={order.version} guard className="mt4">
						<TextField name="body" hint={t('order.suspend.body.hint')} width="l" />
						<DateField name="until" hint={t('order.suspend.until.hint')} />
						<TextArea name="reason" hint={t('order.suspend.reason.hint')} max={500} short />
						<div className="btns">
							<SubmitButton variant="primary">{t('order.suspend.do')}</SubmitButton>
							<BackLink id={order.id} />
						</div>
					</ActForm>
				</>
			)}
			<Suspensions rows={order.side.suspensions} today={order.today} />
		</ActFrame>
	)
}

function Consequences() {
	const t = useT()
	return (
		<Section id="will" title={t('order.will')}>
			<ConsequenceList
				items={[
					{ icon: 'clock', text: t('order.suspend.will.clock') },
					{ icon: 'lock', text: t('order.suspend.will.statutory') },
					{ icon: 'users', text: t('order.suspend.will.assist') },
					{ icon: 'refresh', text: t('order.suspend.will.end') },
				]}
			/>
		</Section>
	)
}

function Waiting({ order }: { order: OrderPage }) {
	const t = useT()
	const formats = useFormats()
	const { waitingFor, suspendedUntil } = order.side
	if (waitingFor === null || suspendedUntil === null) return null
	return (
		<p className="read">
			{t('order.resume.waiting', { body: waitingFor, due: formats.longDay(suspendedUntil, order.today) })}
		</p>
	)
}
