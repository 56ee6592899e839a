import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { NewView, OwnViews, type ViewsResult } from '#app/components/order/board-views.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { boardQuerySchema } from '#app/domain/order/board.schema.ts'
import { changeViewSchema, removeViewSchema, saveViewSchema } from '#app/domain/order/board-views.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { invalid, respond } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { changeView, removeView, saveView, viewsPage } from '#app/usecases/orders/board-views.server.ts'

export const handle: PageHandle = { title: 'board.views.title', width: 'form' }
export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.read')
	const search = new URL(args.request.url).searchParams.get('query') ?? ''
	const query = boardQuerySchema.parse(Object.fromEntries(new URLSearchParams(search)))
	return { search, today: ctx.today, ...(await viewsPage(ctx, query)) }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.read')
	const intent = await intentOf(args.request, ['save', 'change', 'remove'])
	if (intent === 'change') {
		const form = await readForm(args.request, changeViewSchema)
		if (!form.ok) return invalid(form.result)
		return respond(await changeView(ctx, form.value), paths.orderViews(), { values: form.values })
	}
	if (intent === 'remove') {
		const form = await readForm(args.request, removeViewSchema)
		if (!form.ok) return invalid(form.result)
		return respond(await removeView(ctx, form.value), paths.orderViews(), { values: form.values })
	}
	const form = await readForm(args.request, saveViewSchema)
	if (!form.ok) return invalid(form.result)
	const kept = Object.fromEntries(new URLSearchParams(form.value.query))
	return respond(await saveView(ctx, form.value), ({ id }) => paths.orders({ ...kept, saved: id }), {
		values: form.values,
	})
}

export default function BoardViewsPage() {
	const t = useT()
	const page = useLoaderData<typeof loader>()
	const result: ViewsResult = useActionData<typeof action>()
	const back = paths.orders(Object.fromEntries(new URLSearchParams(page.search)))
	return (
		<>
			<NewView page={page} result={result}>
				<PageHead title={t('board.views.title')} crumbs={[{ label: t('order.board'), to: back }]} />
			</NewView>
			<OwnViews page={page} result={result} />
		</>
	)
}
