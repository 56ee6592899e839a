import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { StateBadge, Tag } from '#app/components/badge.tsx'
import { Empty } from '#app/components/empty.tsx'
import { FilterBar, FilterSearch, FilterSelect } from '#app/components/filter-bar.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { ViewsNav } from '#app/components/views-nav.tsx'
import { measureQuerySchema } from '#app/domain/measure/query.schema.ts'
import { MEASURE_KINDS, MEASURE_STATES } from '#app/domain/penalty/measure.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { listMeasures } from '#app/usecases/measures/list.server.ts'

export const handle: PageHandle = { title: 'measures.title', width: 'wide' }

const BADGE = { PROPOSED: 'todo', IMPOSED: 'run-3', DECLINED: 'ended', LIFTED: 'done' } as const

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'measure.read')
	const query = readQuery(args.request, measureQuerySchema)
	return { query, today: ctx.today, ...(await listMeasures(ctx, query)) }
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function Measures() {
	const t = useT()
	const data = useLoaderData<typeof loader>()
	const { query, rows, next, total, waiting, toReview } = data
	const view = (name: string | undefined) =>
		paths.measures({ ...query, view: name, state: undefined, after: undefined })
	return (
		<>
			<PageHead title={t('measures.title')} flush />
			<ViewsNav
				views={[
					{ to: view(undefined), label: t('measures.all'), current: !query.view },
					{ to: view('open'), label: t('measures.open'), count: waiting, current: query.view === 'open' },
					{ to: view('force'), label: t('measures.force'), current: query.view === 'force' },
					{ to: view('review'), label: t('measures.review'), count: toReview, current: query.view === 'review' },
				]}
			/>
			<FilterBar label={t('measures.filter')} hidden={query.view ? { view: query.view } : undefined}>
				<FilterSearch name="q" label={t('measures.filter.q')} value={query.q} />
				<FilterSelect
					name="kind"
					label={t('measures.col.what')}
					value={query.kind}
					options={MEASURE_KINDS.map((kind) => ({ value: kind, label: t(`measure.kind.${kind}`) }))}
				/>
				{query.view ? null : (
					<FilterSelect
						name="state"
						label={t('measures.col.state')}
						value={query.state}
						options={MEASURE_STATES.map((state) => ({ value: state, label: t(`measure.state.${state}`) }))}
					/>
				)}
			</FilterBar>
			{rows.length === 0 ? (
				<Empty
					title={t('measures.none')}
					action={<ButtonLink to={paths.measures()}>{t('ui.filter.clear')}</ButtonLink>}
				>
					{t('measures.none.text')}
				</Empty>
			) : (
				<MeasureTable data={data} />
			)}
			<Pager
				text={t('measures.count', { count: total })}
				prev={query.after ? paths.measures({ ...query, after: undefined }) : null}
				next={next ? paths.measures({ ...query, after: next }) : null}
			/>
		</>
	)
}

function MeasureTable({ data: { rows, today } }: { data: Data }) {
	const t = useT()
	const formats = useFormats()
	const columns = [
		{ label: t('measures.col.what') },
		{ label: t('measures.col.on') },
		{ label: t('measures.col.case') },
		{ label: t('measures.col.time') },
		{ label: t('measures.col.state') },
	]
	const spanOf = ({ beginsOn, endsOn, proposedAt }: Data['rows'][number]) => {
		if (beginsOn === null) return t('measures.proposed-on', { day: formats.moment(proposedAt, today) })
		const from = formats.day(beginsOn, today)
		return endsOn === null ? from : t('blacklist.span', { from, to: formats.day(endsOn, today) })
	}
	return (
		<Table caption={t('measures.title')} columns={columns}>
			{rows.map((row) => (
				<Row key={row.id} link>
					<Cell main>
						<Link to={paths.measure(row.id)}>{t(`measure.kind.${row.kind}`)}</Link>
						{row.threshold > 0 ? <span className="sub">{t('ledger.measure.at', { n: row.threshold })}</span> : null}
					</Cell>
					<Cell label={t('measures.col.on')}>
						{row.outletName ?? row.dealerName}
						{row.outletName ? <span className="sub">{row.dealerName}</span> : null}
					</Cell>
					<Cell label={t('measures.col.case')} nowrap>
						{row.caseNumber}
					</Cell>
					<Cell label={t('measures.col.time')}>{spanOf(row)}</Cell>
					<Cell label={t('measures.col.state')}>
						<StateBadge kind={BADGE[row.state]}>
							{row.over ? t('measures.over') : t(`measure.state.${row.state}`)}
						</StateBadge>{' '}
						{row.review ? <Tag tone="red">{t('measures.review-due')}</Tag> : null}
					</Cell>
				</Row>
			))}
		</Table>
	)
}
