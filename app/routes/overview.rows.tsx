import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Empty } from '#app/components/empty.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { overviewRowsSchema } from '#app/domain/overview/overview.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useFormats, useLanguage, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { overviewRows } from '#app/usecases/overview/rows.server.ts'

export const handle: PageHandle = { title: 'overview.title', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'overview.read')
	return overviewRows(ctx, readQuery(args.request, overviewRowsSchema))
}

export default function OverviewRows() {
	const t = useT()
	const formats = useFormats()
	const language = useLanguage()
	const { query, span, today, subject, rows, total, next } = useLoaderData<typeof loader>()
	const back = paths.overview({ period: query.period, month: query.month })
	const { cursor, before = '0', ...kept } = query
	const first = cursor === undefined ? 0 : Number(before)
	const upTo = first + rows.length
	const open = { violation: paths.violation, penalty: paths.penalty, plan: paths.plan }[subject]
	const heads = [
		t('overview.rows.number'),
		t('overview.rows.type'),
		t('overview.rows.outlet'),
		t('overview.rows.at'),
	] as const
	return (
		<>
			<PageHead
				title={t(`overview.rows.${query.of}`)}
				crumbs={[{ label: t('overview.title'), to: back }]}
				meta={
					<>
						<span>{t('overview.rows', { count: total })}</span>
						<span>{t('board.span', { from: formats.day(span.from, today), to: formats.day(span.to, today) })}</span>
					</>
				}
			/>
			{rows.length === 0 ? (
				<Empty title={t('overview.rows.none')} action={<ButtonLink to={back}>{t('overview.rows.back')}</ButtonLink>}>
					{t('overview.rows.none.why')}
				</Empty>
			) : (
				<>
					<Table caption={t(`overview.rows.${query.of}`)} columns={heads.map((label) => ({ label }))}>
						{rows.map((row) => (
							<Row key={row.id} link>
								<Cell main>
									<Link to={open(row.id)}>{row.number}</Link>
								</Cell>
								<Cell label={heads[1]}>
									{row.type} {row.typeNames[language] ?? row.typeNames['zh-Hans']}
								</Cell>
								<Cell label={heads[2]}>{row.outletName}</Cell>
								<Cell label={heads[3]} nowrap>
									{formats.day(row.on, today)}
								</Cell>
							</Row>
						))}
					</Table>
					<Pager
						text={t('overview.rows.page', { from: first + 1, to: upTo, total: formats.count(total) })}
						prev={cursor === undefined ? null : paths.overviewRows(kept)}
						next={next === null ? null : paths.overviewRows({ ...kept, cursor: next, before: String(upTo) })}
					/>
				</>
			)}
		</>
	)
}
