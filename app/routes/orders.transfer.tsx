import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ActFrame } from '#app/components/order/act-frame.tsx'
import { Transfers } from '#app/components/order/side-record.tsx'
import {
	AnswerTransfer,
	AskTransfer,
	TakeBackTransfer,
	useTransferForms,
} from '#app/components/order/transfer-forms.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderTransferAnswerSchema, orderTransferSchema } from '#app/domain/order/act-forms.schema.ts'
import { requireAnyActor } from '#app/http/actor.server.ts'
import { readForm, readValues } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, notFound, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { paths } from '#app/paths.ts'
import { successorOf, transferPage } from '#app/usecases/orders/act-pages.server.ts'
import { answerOrderTransfer, takeBackOrderTransfer, transferOrder } from '#app/usecases/orders/transfer.server.ts'

export const handle: PageHandle = { title: 'order.act.transfer', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireAnyActor(args, ['order.transfer', 'order.work'])
	return valueOrThrow(await transferPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireAnyActor(args, ['order.transfer', 'order.work'])
	const id = idOf(args)
	const intent = await intentOf(args.request, ['ask', 'answer', 'take-back'])
	if (intent === 'ask') {
		const form = await readForm(args.request, orderTransferSchema)
		if (!form.ok) return invalid(form.result)
		const to = await successorOf(ctx, id, form.value.to)
		if (!to) throw notFound()
		const asked = { to, reason: form.value.reason }
		return respond(await transferOrder(ctx, id, versionOf(form.values), asked), paths.order(id), {
			values: form.values,
		})
	}
	if (intent === 'answer') {
		const form = await readForm(args.request, orderTransferAnswerSchema)
		if (!form.ok) return invalid(form.result)
		const answer = { accept: form.value.answer === 'accept', reason: form.value.reason }
		const done = await answerOrderTransfer(ctx, id, versionOf(form.values), answer)
		// Whoever refused may not be able to read the order any more.
		return respond(done, answer.accept ? paths.order(id) : paths.home(), { values: form.values })
	}
	if (intent === 'take-back') {
		const values = await readValues(args.request)
		return respond(await takeBackOrderTransfer(ctx, id, versionOf(values)), paths.order(id), { values })
	}
	throw notFound()
}

export default function Transfer() {
	const page = useLoaderData<typeof loader>()
	const { order, shut, successors, mayAsk } = page
	const { ask, answer } = useTransferForms(useActionData<typeof action>())
	const waiting = order.side.transfers.find(({ state }) => state === 'PENDING')
	const forms = waiting?.mine === 'answer' ? [answer] : [ask]
	return (
		<ActFrame order={order} act="transfer" shut={shut} forms={forms}>
			{waiting ? <TakeBackTransfer order={order} waiting={waiting} /> : null}
			{waiting?.mine === 'answer' ? <AnswerTransfer form={answer} order={order} /> : null}
			{!waiting && mayAsk ? <AskTransfer form={ask} order={order} successors={successors} /> : null}
			<Transfers rows={order.side.transfers} today={order.today} />
		</ActFrame>
	)
}
