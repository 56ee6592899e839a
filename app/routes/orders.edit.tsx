import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DraftForm } from '#app/components/order/draft-form.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { orderFormSchema } from '#app/domain/order/order-forms.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm, readValues } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { languageOf } from '#app/http/language.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { changeDraft } from '#app/usecases/orders/change.server.ts'
import { duePreview, editDraftPage } from '#app/usecases/orders/draft-page.server.ts'
import { withTemplate } from '#app/usecases/orders/draft-template.server.ts'

export const handle: PageHandle = { title: 'order.act.edit', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.draft')
	return valueOrThrow(await editDraftPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.draft')
	const id = idOf(args)
	const intent = await intentOf(args.request, ['preview', 'template'])
	if (intent !== undefined) {
		const sent = await readValues(args.request)
		const filled = intent === 'template' ? await withTemplate(ctx, sent, await languageOf(args)) : null
		const values = filled ?? sent
		return data({ ok: false as const, values, errors: {}, preview: await duePreview(ctx, values) })
	}
	const form = await readForm(args.request, orderFormSchema)
	if (!form.ok) return invalid(form.result)
	const done = await changeDraft(ctx, id, versionOf(form.values), form.value)
	return respond(done, paths.order(id), { values: form.values })
}

export default function EditOrder() {
	const t = useT()
	const page = useLoaderData<typeof loader>()
	const back = paths.order(page.id)
	return <DraftForm title={t('order.act.edit')} page={page} result={useActionData<typeof action>()} back={back} />
}
