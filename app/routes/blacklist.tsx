import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { StateBadge } from '#app/components/badge.tsx'
import { Empty } from '#app/components/empty.tsx'
import { FilterBar, FilterSearch, FilterSelect } from '#app/components/filter-bar.tsx'
import { ENTRY_BADGE } from '#app/components/measure/entry.ts'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { blacklistQuerySchema } from '#app/domain/measure/query.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { blacklistPage } from '#app/usecases/blacklist/views.server.ts'

export const handle: PageHandle = { title: 'blacklist.title', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'blacklist.read')
	const query = readQuery(args.request, blacklistQuerySchema)
	return { query, today: ctx.today, ...valueOrThrow(await blacklistPage(ctx, query)) }
}

export default function Blacklist() {
	const t = useT()
	const formats = useFormats()
	const { query, rows, next, today } = useLoaderData<typeof loader>()
	const columns = [
		{ label: t('blacklist.col.who') },
		{ label: t('blacklist.col.number') },
		{ label: t('blacklist.col.kind') },
		{ label: t('blacklist.col.until') },
		{ label: t('blacklist.col.state') },
	]
	return (
		<>
			<PageHead title={t('blacklist.title')} lead={t('blacklist.lead')} />
			<FilterBar label={t('blacklist.filter')}>
				<FilterSearch name="q" label={t('blacklist.filter.q')} value={query.q} />
				<FilterSelect
					name="kind"
					label={t('blacklist.col.kind')}
					value={query.kind}
					options={(['DEALER', 'PERSON'] as const).map((kind) => ({ value: kind, label: t(`blacklist.kind.${kind}`) }))}
				/>
				<FilterSelect
					name="state"
					label={t('blacklist.col.state')}
					value={query.state}
					options={(['IN_FORCE', 'EXEMPTED', 'LIFTED'] as const).map((state) => ({
						value: state,
						label: t(`blacklist.state.${state}`),
					}))}
				/>
			</FilterBar>
			{rows.length === 0 ? (
				<Empty
					title={t('blacklist.none')}
					action={<ButtonLink to={paths.blacklist()}>{t('ui.filter.clear')}</ButtonLink>}
				>
					{t('blacklist.none.text')}
				</Empty>
			) : (
				<Table caption={t('blacklist.title')} columns={columns}>
					{rows.map((row) => (
						<Row key={row.id} link>
							<Cell main>
								<Link to={paths.blacklistEntry(row.id)}>{row.name}</Link>
								<span className="sub mono">{row.mark}</span>
							</Cell>
							<Cell label={t('blacklist.col.number')} nowrap>
								{row.number}
							</Cell>
							<Cell label={t('blacklist.col.kind')}>
								{t(`blacklist.kind.${row.kind}`)}
								{row.kind === 'PERSON' ? <span className="sub">{row.dealerName}</span> : null}
							</Cell>
							<Cell label={t('blacklist.col.until')}>
								{t('blacklist.span', { from: formats.day(row.from, today), to: formats.day(row.until, today) })}
							</Cell>
							<Cell label={t('blacklist.col.state')}>
								<StateBadge kind={ENTRY_BADGE[row.state]}>{t(`blacklist.state.${row.state}`)}</StateBadge>
							</Cell>
						</Row>
					))}
				</Table>
			)}
			<Pager
				text=""
				prev={query.after ? paths.blacklist({ ...query, after: undefined }) : null}
				next={next ? paths.blacklist({ ...query, after: next }) : null}
			/>
		</>
	)
}
