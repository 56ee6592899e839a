import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Tag } from '#app/components/badge.tsx'
import { ClockChip } from '#app/components/clock-chip.tsx'
import { RefusalNote } from '#app/components/error-summary.tsx'
import { FirstAsked } from '#app/components/order/first-asked.tsx'
import { OrderAside } from '#app/components/order/order-aside.tsx'
import { OrderBar } from '#app/components/order/order-bar.tsx'
import { OrderClocks } from '#app/components/order/order-clocks.tsx'
import { OrderFeedbacks, WantedList } from '#app/components/order/order-feedback.tsx'
import { OrderChases, OrderEvents, OrderExtensions, OrderProgress } from '#app/components/order/order-record.tsx'
import { OrderSteps } from '#app/components/order/order-steps.tsx'
import { OrderSideRecord } from '#app/components/order/side-record.tsx'
import { OrderBadge } from '#app/components/order/words.tsx'
import { Columns, PageHead, Section } from '#app/components/page-head.tsx'
import { useRefusalWords } from '#app/components/refusal-words.ts'
import { afterConflict } from '#app/components/revalidate.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readValues } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { type OrderPage as OrderView, orderPage } from '#app/usecases/orders/page.server.ts'
import { submitForApproval } from '#app/usecases/orders/submit.server.ts'

export const handle: PageHandle = { title: (_, data) => titleOf(data), width: 'mid' }

function titleOf(data: unknown): string {
	return typeof data === 'object' && data !== null && 'title' in data ? String(data.title) : ''
}

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'order.read')
	return valueOrThrow(await orderPage(ctx, idOf(args)))
}

/** The one act without questions: the draft goes to whoever may issue it. */
export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'order.draft')
	const id = idOf(args)
	const values = await readValues(args.request)
	return respond(await submitForApproval(ctx, id, versionOf(values)), paths.order(id), { values })
}

export default function OrderPage() {
	const t = useT()
	const order = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const formats = useFormats()
	const { today } = order
	const room = useRoomText(order)
	const crumbs = [{ label: t('order.board'), to: paths.orders() }, { label: order.number ?? t('order.no-number') }]
	const source = [t(`order.source.${order.source}`), order.sourceRef].filter((part) => part !== null).join(' ')
	return (
		<>
			<PageHead
				title={order.title}
				crumbs={crumbs}
				actions={
					<ButtonLink icon="print" to={paths.printOrder(order.id)}>
						{t('order.print')}
					</ButtonLink>
				}
				meta={
					<>
						{order.documentNumber ? <span className="docno">{order.documentNumber}</span> : null}
						<span>{t(`order.urgency.${order.urgency}`)}</span>
						<span>{source}</span>
						{order.confidential ? <Tag icon="lock">{t('order.confidential')}</Tag> : null}
						{order.side.waitingFor && order.side.suspendedUntil ? (
							<Tag icon="clock">
								{t('order.suspended', {
									body: order.side.waitingFor,
									due: formats.day(order.side.suspendedUntil, today),
								})}
							</Tag>
						) : null}
						<OrderBadge state={order.state} returned={order.returnedCount} />
						{order.light ? (
							<ClockChip light={order.light} time={order.dueAt ? formats.clock(order.dueAt) : undefined} />
						) : null}
						{order.overdueAt && order.light?.reason !== 'overdue' ? <Tag tone="red">{t('order.was-late')}</Tag> : null}
					</>
				}
			/>
			<RefusalNote refusal={result?.refusal} />
			<OrderSteps order={order} />
			<Columns aside={<OrderAside order={order} />} asideLabel={t('order.aside')}>
				<Section id="matter" title={t('order.matter')}>
					<p className="read">{order.matter}</p>
					{order.endReason ? <p className="read mt2">{t('order.end-reason', { reason: order.endReason })}</p> : null}
					{order.strikeOffNote ? (
						<p className="read mt2">{t('order.strike-note', { note: order.strikeOffNote })}</p>
					) : null}
				</Section>
				{order.clocks.length > 0 ? (
					<OrderClocks
						clocks={order.clocks}
						today={today}
						extended={order.extensionCount}
						open={order.light !== null}
						retired={order.retired}
						signedByDefault={order.acknowledgedAt === null ? order.content.ackDefaultAt : null}
					/>
				) : null}
				<FirstAsked view={order.side.firstAsked} today={today} />
				<OrderFeedbacks feedbacks={order.feedbacks} today={today} />
				<WantedList wanted={order.content.wanted} today={today} />
				<OrderExtensions extensions={order.extensions} today={today} room={room} />
				<OrderChases chases={order.chases} today={today} />
				<OrderSideRecord side={order.side} today={today} />
				<OrderProgress notes={order.progress} today={today} />
				<OrderEvents events={order.events} today={today} />
			</Columns>
			<OrderBar order={order} />
		</>
	)
}

/** What may still be asked for while the order is at work; nothing once it is not. */
function useRoomText({ room, ends, state, today }: OrderView): string | null {
	const t = useT()
	const refusalText = useRefusalWords(today)
	if (!room || ends.closed || ends.completed || state === 'SUBMITTED') return null
	if (!room.ok) return refusalText(room.error)
	return t(`order.extension.left.${room.value.unit}`, { left: room.value.left })
}
