import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Empty } from '#app/components/empty.tsx'
import { ActiveFilters, FilterBar, FilterSearch, FilterSelect } from '#app/components/filter-bar.tsx'
import { outletTypeLabel } from '#app/components/inspection/badges.tsx'
import { OutletState } from '#app/components/measure/restriction.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { ViewsNav } from '#app/components/views-nav.tsx'
import { OUTLET_STATUSES, OUTLET_TYPES } from '#app/domain/dealer.ts'
import { outletQuerySchema } from '#app/domain/list-query.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { listOutlets } from '#app/usecases/registers/outlets.server.ts'

export const handle: PageHandle = { title: 'register.outlets', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'register.read')
	const query = readQuery(args.request, outletQuerySchema)
	return { query, today: ctx.today, ...(await listOutlets(ctx, query)) }
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function Outlets() {
	const t = useT()
	const data = useLoaderData<typeof loader>()
	const { query, rows, total, next, mayEdit } = data
	return (
		<>
			<PageHead
				title={t('register.outlets')}
				flush
				actions={
					<>
						{mayEdit ? (
							<ButtonLink to={paths.newOutlet()} icon="plus">
								{t('register.outlet.new')}
							</ButtonLink>
						) : null}
						<LinkButton href={paths.exportList('outlets', { ...query, after: undefined })} icon="download">
							{t('common.export')}
						</LinkButton>
					</>
				}
			/>
			<ViewsNav
				views={[
					{
						to: paths.outlets({ ...query, mine: undefined, after: undefined }),
						label: t('register.all'),
						current: !query.mine,
					},
					{
						to: paths.outlets({ ...query, mine: '1', after: undefined }),
						label: t('register.mine'),
						current: !!query.mine,
					},
				]}
			/>
			<Filters data={data} />
			{rows.length === 0 ? (
				<Empty
					title={t('register.outlets.empty')}
					action={<ButtonLink to={paths.outlets()}>{t('ui.filter.clear')}</ButtonLink>}
				>
					{t('register.empty.text')}
				</Empty>
			) : (
				<OutletTable data={data} />
			)}
			<Pager
				text={t('register.outlets.count', { count: total })}
				prev={query.after ? paths.outlets({ ...query, after: undefined }) : null}
				next={next ? paths.outlets({ ...query, after: next }) : null}
			/>
		</>
	)
}

function Filters({ data: { query, units } }: { data: Data }) {
	const t = useT()
	const named = (kind: 'county' | 'grid') => units.filter((unit) => unit.kind === kind)
	const grids = named('grid').filter((unit) => !query.county || unit.county_id === query.county)
	const option = (unit: { id: string; name: string }) => ({ value: unit.id, label: unit.name })
	const nameOf = (id: string | undefined) => units.find((unit) => unit.id === id)?.name
	const without = (name: keyof typeof query) => paths.outlets({ ...query, [name]: undefined, after: undefined })
	const chosen = [
		query.q && { label: query.q, without: without('q') },
		query.type && { label: outletTypeLabel(t, query.type), without: without('type') },
		nameOf(query.county) && { label: nameOf(query.county) ?? '', without: without('county') },
		nameOf(query.grid) && { label: nameOf(query.grid) ?? '', without: without('grid') },
	].filter((one) => typeof one === 'object')
	return (
		<>
			<FilterBar label={t('register.filter.outlets')} hidden={query.mine ? { mine: query.mine } : undefined}>
				<FilterSearch name="q" label={t('register.filter.q')} value={query.q} />
				<FilterSelect
					name="type"
					label={t('register.field.type')}
					value={query.type}
					options={OUTLET_TYPES.map((type) => ({ value: type, label: t(`register.outlet-type.${type}`) }))}
				/>
				<FilterSelect
					name="county"
					label={t('register.field.county')}
					value={query.county}
					options={named('county').map(option)}
				/>
				<FilterSelect name="grid" label={t('register.field.grid')} value={query.grid} options={grids.map(option)} />
				<FilterSelect
					name="status"
					label={t('register.field.status')}
					value={query.status}
					options={OUTLET_STATUSES.map((status) => ({ value: status, label: t(`register.outlet-status.${status}`) }))}
				/>
			</FilterBar>
			<ActiveFilters filters={chosen} clearTo={paths.outlets(query.mine ? { mine: query.mine } : {})} />
		</>
	)
}

function OutletTable({ data: { rows, today } }: { data: Data }) {
	const t = useT()
	const formats = useFormats()
	const columns = [
		{ label: t('register.field.name') },
		{ label: t('register.field.type') },
		{ label: t('register.field.dealer') },
		{ label: t('register.field.grid') },
		{ label: t('register.field.manager') },
		{ label: t('register.col.last') },
		{ label: t('inspection.col.score'), num: true },
		{ label: t('register.field.status') },
	]
	return (
		<Table caption={t('register.outlets')} columns={columns}>
			{rows.map((row) => (
				<Row key={row.id} link>
					<Cell main>
						<Link to={paths.outlet(row.id)}>{row.name}</Link>
						<span className="sub">
							<span className="mono">{row.code}</span> {row.address}
						</span>
					</Cell>
					<Cell label={t('register.field.type')}>{outletTypeLabel(t, row.type)}</Cell>
					<Cell label={t('register.field.dealer')}>{row.dealerName}</Cell>
					<Cell label={t('register.field.grid')}>{row.gridName}</Cell>
					<Cell label={t('register.field.manager')}>{row.managerName ?? t('register.field.manager.none')}</Cell>
					<Cell label={t('register.col.last')} nowrap>
						{row.lastOn ? formats.day(row.lastOn, today) : t('common.none')}
					</Cell>
					<Cell label={t('inspection.col.score')} num>
						{row.lastScoreTenths === null ? '' : formats.tenths(row.lastScoreTenths)}
					</Cell>
					<Cell label={t('register.field.status')}>
						<OutletState status={row.status} restriction={row.restriction} />
					</Cell>
				</Row>
			))}
		</Table>
	)
}
