import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { OrderPaper } from '#app/components/order/order-paper.tsx'
import { PrintBar } from '#app/components/print-sheet.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { orderPage } from '#app/usecases/orders/page.server.ts'

export const handle: PageHandle = { title: 'order.print.page', layout: 'print' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.read')
	return valueOrThrow(await orderPage(ctx, idOf(args)))
}

export default function PrintOrder() {
	const t = useT()
	const order = useLoaderData<typeof loader>()
	return (
		<>
			<PrintBar long back={paths.order(order.id)} backLabel={t('order.back')} />
			<OrderPaper order={order} />
		</>
	)
}
