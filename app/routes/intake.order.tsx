import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { OrderFields, useOrderForm } from '#app/components/intake/order-form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { makeOrderSchema } from '#app/domain/intake/intake.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { orderFromItem, orderFromItemPage } from '#app/usecases/intake/make-order.server.ts'

export const handle: PageHandle = { title: 'intake.act.order', width: 'form' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.draft')
	return valueOrThrow(await orderFromItemPage(ctx, idOf(args)))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.draft')
	const form = await readForm(args.request, makeOrderSchema)
	if (!form.ok) return invalid(form.result)
	const done = await orderFromItem(ctx, idOf(args), { ...form.value, version: versionOf(form.values) })
	return respond(done, ({ orderId }) => paths.order(orderId), { values: form.values })
}

export default function OrderFromItem() {
	const t = useT()
	const formats = useFormats()
	const page = useLoaderData<typeof loader>()
	const form = useOrderForm(page.values, useActionData<typeof action>())
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('intake.act.order')}
				lead={t('intake.act.order.lead')}
				crumbs={[{ label: page.number, to: paths.intakeItem(page.id) }, { label: t('intake.act.order') }]}
			/>
			{page.complainedOn ? (
				<Note kind="info">
					{t('intake.act.order.statutory', {
						on: formats.longDay(page.complainedOn),
						due: formats.longDay(page.dueOn),
					})}
				</Note>
			) : null}
			<div className="mt4">
				<OrderFields form={form} version={page.version} departments={page.departments} />
			</div>
		</>
	)
}
