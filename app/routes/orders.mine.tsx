import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Empty } from '#app/components/empty.tsx'
import { MineGroups } from '#app/components/order/mine-groups.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { myOrders } from '#app/usecases/orders/mine.server.ts'

export const handle: PageHandle = { title: 'mine.title', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.read')
	return myOrders(ctx)
}

export default function MyOrders() {
	const t = useT()
	const { first, later, today } = useLoaderData<typeof loader>()
	const board = <ButtonLink to={paths.orders()}>{t('mine.board')}</ButtonLink>
	return (
		<>
			<PageHead
				title={t('mine.title')}
				crumbs={[{ label: t('order.board'), to: paths.orders() }, { label: t('mine.title') }]}
				lead={t('mine.lead')}
				actions={board}
			/>
			{first.length + later.length === 0 ? (
				<Empty title={t('mine.empty')}>{t('mine.empty.why')}</Empty>
			) : (
				<MineGroups groups={[...first, ...later]} today={today} />
			)}
		</>
	)
}
