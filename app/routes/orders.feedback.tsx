import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { FeedbackForm } from '#app/components/order/feedback-form.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderFeedbackSchema } from '#app/domain/order/order.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { EVIDENCE_LIMITS, readUpload } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { paths } from '#app/paths.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { handedOf } from '#app/usecases/orders/handed.server.ts'
import { orderActPage } from '#app/usecases/orders/page.server.ts'

export const handle: PageHandle = { title: 'order.act.feedback', width: 'form' }

export const shouldRevalidate = afterConflict

/** Three answers and up to twelve pieces of evidence come together. */
const LIMITS = { ...EVIDENCE_LIMITS, maxFiles: 15 }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.work')
	return valueOrThrow(await orderActPage(ctx, idOf(args), 'feedback'))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.work')
	const form = await readUpload(args.request, orderFeedbackSchema, LIMITS)
	if (!form.ok) return invalid(form.result)
	const id = idOf(args)
	const handed = handedOf(form.value.wanted ?? [], form.files)
	const done = await giveFeedback(ctx, id, versionOf(form.values), form.value, handed)
	return respond(done, paths.order(id), { values: form.values })
}

export default function Feedback() {
	const page = useLoaderData<typeof loader>()
	return <FeedbackForm page={page} result={useActionData<typeof action>()} />
}
