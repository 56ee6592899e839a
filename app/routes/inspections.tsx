import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Tag } from '#app/components/badge.tsx'
import { Empty } from '#app/components/empty.tsx'
import { ActiveFilters, FilterBar, FilterDate, FilterSearch, FilterSelect } from '#app/components/filter-bar.tsx'
import { InspectionBadge, inspectionTypeLabel } from '#app/components/inspection/badges.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { ViewsNav } from '#app/components/views-nav.tsx'
import { INSPECTION_STATES } from '#app/domain/inspection/inspection.ts'
import { INSPECTION_TYPES } from '#app/domain/inspection/types.ts'
import { inspectionQuerySchema } from '#app/domain/list-query.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { listInspections } from '#app/usecases/inspections/views.server.ts'

export const handle: PageHandle = { title: 'inspection.title', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'inspection.read')
	const query = readQuery(args.request, inspectionQuerySchema)
	return { query, today: ctx.today, ...(await listInspections(ctx, query)) }
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function Inspections() {
	const t = useT()
	const data = useLoaderData<typeof loader>()
	const { query, rows, total, next, views, view, mayPlan } = data
	return (
		<>
			<PageHead
				title={t('inspection.title')}
				flush
				actions={
					<>
						{mayPlan ? (
							<ButtonLink variant="primary" to={paths.newInspection()} icon="plus">
								{t('inspection.new')}
							</ButtonLink>
						) : null}
						<LinkButton href={paths.exportList('inspections', { ...query, after: undefined })} icon="download">
							{t('common.export')}
						</LinkButton>
					</>
				}
			/>
			<ViewsNav
				views={views.map((one) => ({
					to: paths.inspections(one.view === 'all' ? {} : { view: one.view }),
					label: t(`inspection.view.${one.view}`),
					count: one.count,
					current: one.view === view,
				}))}
			/>
			<Filters data={data} />
			{rows.length === 0 ? (
				<Empty
					title={t('inspection.list.empty')}
					action={<ButtonLink to={paths.outlets()}>{t('register.outlets')}</ButtonLink>}
				>
					{t('inspection.list.empty.text')}
				</Empty>
			) : (
				<InspectionTable data={data} />
			)}
			<Pager
				text={t('inspection.list.count', { count: total })}
				prev={query.after ? paths.inspections({ ...query, after: undefined }) : null}
				next={next ? paths.inspections({ ...query, after: next }) : null}
			/>
		</>
	)
}

function Filters({ data: { query, outletName } }: { data: Data }) {
	const t = useT()
	const without = (name: keyof typeof query) => paths.inspections({ ...query, [name]: undefined, after: undefined })
	const hidden = { ...(query.view ? { view: query.view } : {}), ...(query.outlet ? { outlet: query.outlet } : {}) }
	const chosen = [
		outletName && { label: outletName, without: without('outlet') },
		query.q && { label: query.q, without: without('q') },
		query.type && { label: inspectionTypeLabel(t, query.type), without: without('type') },
		query.from && { label: `${t('inspection.filter.from')} ${query.from}`, without: without('from') },
		query.to && { label: `${t('inspection.filter.to')} ${query.to}`, without: without('to') },
	].filter((one) => typeof one === 'object' && one !== null)
	return (
		<>
			<FilterBar label={t('inspection.filter')} hidden={hidden}>
				<FilterSearch name="q" label={t('inspection.filter.number')} value={query.q} />
				<FilterSelect
					name="type"
					label={t('inspection.col.type')}
					value={query.type}
					options={INSPECTION_TYPES.map((type) => ({ value: type, label: t(`inspection.type.${type}`) }))}
				/>
				<FilterSelect
					name="state"
					label={t('inspection.filter.state')}
					value={query.state}
					options={INSPECTION_STATES.map((state) => ({ value: state, label: t(`inspection.state.${state}`) }))}
				/>
				<FilterDate name="from" label={t('inspection.filter.from')} value={query.from} />
				<FilterDate name="to" label={t('inspection.filter.to')} value={query.to} />
			</FilterBar>
			<ActiveFilters filters={chosen} clearTo={paths.inspections()} />
		</>
	)
}

function InspectionTable({ data: { rows, today } }: { data: Data }) {
	const t = useT()
	const formats = useFormats()
	const columns = [
		{ label: t('inspection.col.outlet') },
		{ label: t('inspection.col.type') },
		{ label: t('inspection.col.on') },
		{ label: t('inspection.col.inspector') },
		{ label: t('inspection.col.score'), num: true },
		{ label: t('inspection.col.failed'), num: true },
		{ label: t('inspection.col.state') },
	]
	return (
		<Table caption={t('inspection.title')} columns={columns}>
			{rows.map((row) => (
				<Row key={row.id} link>
					<Cell main>
						<Link to={paths.inspection(row.id)}>{row.outletName}</Link>
						<span className="sub">
							<span className="docno">{row.number}</span> {row.dealerName}{' '}
							{row.historic === 1 ? <Tag>{t('inspection.historic')}</Tag> : null}
						</span>
					</Cell>
					<Cell label={t('inspection.col.type')}>{inspectionTypeLabel(t, row.type)}</Cell>
					<Cell label={t('inspection.col.on')} nowrap>
						{formats.day(row.occurredOn, today)}
					</Cell>
					<Cell label={t('inspection.col.inspector')}>{row.inspectorName}</Cell>
					<Cell label={t('inspection.col.score')} num>
						{row.scoreTenths === null ? '' : formats.tenths(row.scoreTenths)}
					</Cell>
					<Cell label={t('inspection.col.failed')} num>
						{row.failedItems}
					</Cell>
					<Cell label={t('inspection.col.state')}>
						<InspectionBadge state={row.state} />
					</Cell>
				</Row>
			))}
		</Table>
	)
}
