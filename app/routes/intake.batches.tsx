import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Empty } from '#app/components/empty.tsx'
import { BatchProgress, BatchState } from '#app/components/intake/batch.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { batchList } from '#app/usecases/intake/batch-pages.server.ts'

export const handle: PageHandle = { title: 'intake.batches', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'intake.read')
	const after = new URL(args.request.url).searchParams.get('after')
	return { ...valueOrThrow(await batchList(ctx, after)), after }
}

export default function Batches() {
	const t = useT()
	const { rows, next, after, mayRegister } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={t('intake.batches')}
				lead={t('intake.batches.lead')}
				crumbs={[{ label: t('intake.title'), to: paths.intake() }, { label: t('intake.batches') }]}
				actions={
					<>
						<ButtonLink to={paths.supervisors()}>{t('intake.supervisors')}</ButtonLink>
						{mayRegister ? (
							<ButtonLink to={paths.newIntakeBatch()} variant="primary" icon="plus">
								{t('intake.batch.new')}
							</ButtonLink>
						) : null}
					</>
				}
			/>
			{rows.length === 0 ? <Empty title={t('intake.batches.none')}>{t('intake.batches.none.text')}</Empty> : <Rows />}
			{rows.length > 0 ? (
				<Pager
					text={t('intake.batch.count', { count: rows.length })}
					prev={after ? paths.intakeBatches() : null}
					next={next ? paths.intakeBatches({ after: next }) : null}
				/>
			) : null}
		</>
	)
}

function Rows() {
	const t = useT()
	const formats = useFormats()
	const { rows, today } = useLoaderData<typeof loader>()
	const columns = ['title', 'kind', 'received', 'progress', 'state'] as const
	return (
		<Table caption={t('intake.batches')} columns={columns.map((name) => ({ label: t(`intake.batch.col.${name}`) }))}>
			{rows.map((row) => (
				<Row key={row.id} link>
					<Cell main>
						<Link to={paths.intakeBatch(row.id)}>{row.title || t('intake.batch.opinions', { month: row.period })}</Link>
						<span className="sub">{row.period}</span>
					</Cell>
					<Cell label={t('intake.batch.col.kind')}>{t(`intake.kind.${row.kind}`)}</Cell>
					<Cell label={t('intake.batch.col.received')} nowrap>
						{formats.day(row.received_on, today)}
					</Cell>
					<Cell label={t('intake.batch.col.progress')}>
						<BatchProgress done={row.done} total={row.total} />
					</Cell>
					<Cell label={t('intake.batch.col.state')}>
						<BatchState state={row.state} />
					</Cell>
				</Row>
			))}
		</Table>
	)
}
