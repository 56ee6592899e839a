import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PostButton } from '#app/components/act.tsx'
import { DeliveryState, deliveryTo, useDeliveryWords } from '#app/components/delivery/words.tsx'
import { RefusalNote } from '#app/components/error-summary.tsx'
import { Facts } from '#app/components/facts.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { deliveryPage, sendAgain } from '#app/usecases/delivery/admin.server.ts'

export const handle: PageHandle = { title: 'deliveries.title', width: 'mid' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'admin.delivery')
	return valueOrThrow(await deliveryPage(ctx, args.params.id ?? ''))
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'admin.delivery')
	const id = args.params.id ?? ''
	return respond(await sendAgain(ctx, id), paths.delivery(id))
}

export default function Delivery() {
	const t = useT()
	const formats = useFormats()
	const words = useDeliveryWords()
	const { row, kinds, messageId, today } = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>()?.refusal
	return (
		<>
			{refusal ? <RefusalNote refusal={refusal} /> : null}
			<PageHead
				title={`${t(`deliveries.channel.${row.channel}`)} ${deliveryTo(row)}`}
				crumbs={[{ label: t('deliveries.title'), to: paths.deliveries() }]}
				meta={<DeliveryState state={row.state} />}
				actions={row.state === 'dead' ? <PostButton icon="send">{t('deliveries.again')}</PostButton> : undefined}
			/>
			<Facts
				items={[
					{ label: t('deliveries.what'), value: words.what(row) },
					kinds.length > 0 && { label: t('robots.kind'), value: <span className="mono sm">{kinds.join(' ')}</span> },
					{ label: t('deliveries.made'), value: formats.moment(row.created_at, today) },
					{ label: t('deliveries.due'), value: formats.moment(row.due_at, today) },
					row.ended_at !== null && { label: t('deliveries.ended'), value: formats.moment(row.ended_at, today) },
					row.answer !== null && { label: t('deliveries.answer'), value: row.answer },
					row.rounds > 0 && { label: t('deliveries.rounds'), value: row.rounds },
					messageId !== null && {
						label: t('deliveries.message-id'),
						value: <span className="mono sm">{messageId}</span>,
					},
				]}
			/>
			<Section id="log" title={t('deliveries.log')} sub={t('deliveries.unknown.why')}>
				<Tries />
			</Section>
		</>
	)
}

function Tries() {
	const t = useT()
	const formats = useFormats()
	const { tries, today } = useLoaderData<typeof loader>()
	if (tries.length === 0) return <p className="muted">{t('deliveries.log.none')}</p>
	const columns = [
		{ label: t('deliveries.try.at') },
		{ label: t('deliveries.try.n'), num: true },
		{ label: t('deliveries.try.outcome') },
		{ label: t('deliveries.answer') },
		{ label: t('deliveries.try.took'), num: true },
	]
	return (
		<Table caption={t('deliveries.log')} columns={columns}>
			{tries.map((one) => (
				<Row key={one.id}>
					<Cell main label={t('deliveries.try.at')} nowrap>
						{formats.moment(one.at, today)}
					</Cell>
					<Cell label={t('deliveries.try.n')} num>
						{one.n}
					</Cell>
					<Cell label={t('deliveries.try.outcome')}>{t(`deliveries.try.${one.outcome}`)}</Cell>
					<Cell label={t('deliveries.answer')}>{one.answer}</Cell>
					<Cell label={t('deliveries.try.took')} num nowrap>
						{t('deliveries.try.ms', { ms: formats.count(one.took_ms) })}
					</Cell>
				</Row>
			))}
		</Table>
	)
}
