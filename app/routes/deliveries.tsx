import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { PostButton } from '#app/components/act.tsx'
import { DeliveryState, deliveryTo, useDeliveryWords } from '#app/components/delivery/words.tsx'
import { Empty } from '#app/components/empty.tsx'
import { FilterBar, FilterSelect } from '#app/components/filter-bar.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { ViewsNav } from '#app/components/views-nav.tsx'
import { DELIVERY_CHANNELS, DELIVERY_VIEWS } from '#app/domain/delivery/delivery.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { respond } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { deliveryLog, sendAgain } from '#app/usecases/delivery/admin.server.ts'

export const handle: PageHandle = { title: 'deliveries.title', width: 'wide' }

const querySchema = z.object({
	view: z.enum(DELIVERY_VIEWS).catch('dead'),
	channel: z.enum(DELIVERY_CHANNELS).nullable().catch(null).default(null),
	cursor: z.string().max(300).nullable().catch(null).default(null),
})

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'admin.delivery')
	return deliveryLog(ctx, readQuery(args.request, querySchema))
}

/** All dead letters go out again. */
export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'admin.delivery')
	return respond(await sendAgain(ctx, null), paths.deliveries({ view: 'open' }))
}

export default function Deliveries() {
	const t = useT()
	const formats = useFormats()
	const words = useDeliveryWords()
	const { view, channel, rows, next, dead, open, today } = useLoaderData<typeof loader>()
	const to = (name: string, cursor?: string) => paths.deliveries({ view: name, channel: channel ?? undefined, cursor })
	const columns = [
		{ label: t('deliveries.to') },
		{ label: t('deliveries.channel') },
		{ label: t('deliveries.what') },
		{ label: t('deliveries.made') },
		{ label: t('deliveries.due') },
		{ label: t('deliveries.state') },
		{ label: t('deliveries.tries'), num: true },
		{ label: t('deliveries.answer') },
	]
	return (
		<>
			<PageHead
				title={dead === 0 ? t('deliveries.finding.none') : t('deliveries.finding', { count: dead })}
				lead={t('deliveries.lead')}
				flush
				actions={dead > 0 ? <PostButton icon="send">{t('deliveries.again-all')}</PostButton> : undefined}
			/>
			<ViewsNav
				label={t('deliveries.title')}
				views={DELIVERY_VIEWS.map((name) => ({
					to: to(name),
					label: t(`deliveries.view.${name}`),
					current: name === view,
					...(name === 'dead' ? { count: dead } : name === 'open' ? { count: open } : {}),
				}))}
			/>
			<FilterBar label={t('deliveries.title')} hidden={{ view }}>
				<FilterSelect
					name="channel"
					label={t('deliveries.channel')}
					value={channel ?? ''}
					options={DELIVERY_CHANNELS.map((one) => ({ value: one, label: t(`deliveries.channel.${one}`) }))}
				/>
			</FilterBar>
			{rows.length === 0 ? (
				<Empty title={t('deliveries.empty')}>{t('deliveries.empty.why')}</Empty>
			) : (
				<Table caption={t('deliveries.list')} columns={columns}>
					{rows.map((row) => (
						<Row key={row.id} link>
							<Cell main label={t('deliveries.to')}>
								<Link to={paths.delivery(row.id)}>{deliveryTo(row)}</Link>
							</Cell>
							<Cell label={t('deliveries.channel')} nowrap>
								{t(`deliveries.channel.${row.channel}`)}
							</Cell>
							<Cell label={t('deliveries.what')} nowrap>
								{words.what(row)}
							</Cell>
							<Cell label={t('deliveries.made')} nowrap muted>
								{formats.moment(row.created_at, today)}
							</Cell>
							<Cell label={t('deliveries.due')} nowrap muted>
								{formats.moment(row.due_at, today)}
							</Cell>
							<Cell label={t('deliveries.state')}>
								<DeliveryState state={row.state} />
							</Cell>
							<Cell label={t('deliveries.tries')} num>
								{row.tries}
							</Cell>
							<Cell label={t('deliveries.answer')} muted>
								{row.state === 'sent' ? '' : (row.answer ?? '')}
							</Cell>
						</Row>
					))}
				</Table>
			)}
			{next ? <Pager text={t('deliveries.older')} next={to(view, next)} /> : null}
		</>
	)
}
