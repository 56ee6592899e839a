import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '#app/components/empty.tsx'
import { Facts } from '#app/components/facts.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Note } from '#app/ui/note.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { sweepStatus } from '#app/usecases/sweep/status.server.ts'

export const handle: PageHandle = { title: 'sweep.title', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	return sweepStatus(await requireActor(args, 'admin.accounts'))
}

export default function Sweep() {
	const t = useT()
	const formats = useFormats()
	const { lastRunAt, lagSeconds, running, heldSince, last, faults, today } = useLoaderData<typeof loader>()
	const columns = [
		{ label: t('sweep.fault.part') },
		{ label: t('sweep.fault.message') },
		{ label: t('sweep.fault.since') },
		{ label: t('sweep.fault.failures'), num: true },
		{ label: t('sweep.fault.next') },
	]
	return (
		<>
			<PageHead title={t('sweep.title')} lead={t('sweep.lead')} />
			{heldSince === null ? null : (
				<Note kind="bad">{t('sweep.held', { since: formats.moment(heldSince, today) })}</Note>
			)}
			<Facts
				items={[
					{
						label: t('sweep.last'),
						value: lastRunAt === null ? t('sweep.never') : formats.moment(lastRunAt, today),
					},
					lagSeconds !== null && { label: t('sweep.lag'), value: t('sweep.lag.seconds', { count: lagSeconds }) },
					{ label: t('sweep.now'), value: running ? t('sweep.now.running') : t('sweep.now.waiting') },
					last !== null && { label: t('sweep.done'), value: t('sweep.done.what', last) },
				]}
			/>
			<Section id="faults" title={t('sweep.faults')} sub={t('sweep.faults.why')}>
				{faults.length === 0 ? (
					<Empty title={t('sweep.faults.none')} level={3}>
						{t('sweep.faults.none.why')}
					</Empty>
				) : (
					<Table caption={t('sweep.faults')} columns={columns}>
						{faults.map((fault) => (
							<Row key={`${fault.part}:${fault.item}`}>
								<Cell label={t('sweep.fault.part')} main>
									{fault.part}
									{fault.item === '' ? null : <span className="sub mono">{fault.item}</span>}
								</Cell>
								<Cell label={t('sweep.fault.message')}>{fault.message}</Cell>
								<Cell label={t('sweep.fault.since')}>{formats.moment(fault.since, today)}</Cell>
								<Cell label={t('sweep.fault.failures')} num>
									{fault.failures}
								</Cell>
								<Cell label={t('sweep.fault.next')}>{formats.moment(fault.next, today)}</Cell>
							</Row>
						))}
					</Table>
				)}
			</Section>
		</>
	)
}
