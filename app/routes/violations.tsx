import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { useName } from '#app/components/desk/words.tsx'
import { Empty } from '#app/components/empty.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { SeverityTag } from '#app/components/penalty/words.tsx'
import { ViolationFilters, violationsTo } from '#app/components/violation/list-filters.tsx'
import { ViolationBadge } from '#app/components/violation/words.tsx'
import { violationQuerySchema } from '#app/domain/violation/list.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { violationsList } from '#app/usecases/violations/views.server.ts'

export const handle: PageHandle = { title: 'violation.list', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'violation.read')
	return violationsList(ctx, readQuery(args.request, violationQuerySchema))
}

export default function Violations() {
	const t = useT()
	const formats = useFormats()
	const list = useLoaderData<typeof loader>()
	const { query, rows, next, total } = list
	const before = Number(query.before ?? 0)
	const upTo = before + rows.length
	return (
		<>
			<PageHead
				title={t('violation.list')}
				flush
				actions={
					<>
						<ButtonLink to={paths.selfReports()}>{t('self-report.see')}</ButtonLink>
						{list.mayRecord ? (
							<ButtonLink to={paths.newViolation()} variant="primary" icon="plus">
								{t('violation.new')}
							</ButtonLink>
						) : null}
					</>
				}
			/>
			<ViolationFilters query={query} views={list.views} categories={list.categories} />
			<div className="mt4">{rows.length === 0 ? <None view={query.view} /> : <Rows />}</div>
			{rows.length > 0 ? (
				<Pager
					text={t('penalty.page', { from: before + 1, to: upTo, total: formats.count(total) })}
					prev={query.cursor ? violationsTo(query, {}) : null}
					next={next ? violationsTo(query, { cursor: next, before: String(upTo) }) : null}
				/>
			) : null}
		</>
	)
}

function None({ view }: { view: 'check' | 'confirmed' | 'dismissed' | 'all' }) {
	const t = useT()
	return (
		<Empty
			title={t('violation.empty', { view: t(`violation.view.${view}`) })}
			action={<ButtonLink to={paths.violations({ view: 'all' })}>{t('violation.empty.all')}</ButtonLink>}
		>
			{t('violation.empty.why')}
		</Empty>
	)
}

function Rows() {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	const name = useName()
	const { rows, today } = useLoaderData<typeof loader>()
	return (
		<Table
			caption={t('violation.list')}
			columns={[
				{ label: t('violation.col.matter') },
				{ label: t('penalty.col.dealer') },
				{ label: t('penalty.severity') },
				{ label: t('violation.source') },
				{ label: t('violation.occurred') },
				{ label: t('violation.opened-by') },
				{ label: t('penalty.state') },
				{ label: t('violation.penalty') },
			]}
		>
			{rows.map((row) => (
				<Row key={row.id}>
					<Cell main>
						<Link to={paths.violation(row.id)}>{name(row.typeNames)}</Link>
						<span className="sub">
							{row.number} {row.violation_type}
						</span>
					</Cell>
					<Cell label={t('penalty.col.dealer')}>
						{row.outletName}
						<span className="sub">{row.dealerName}</span>
					</Cell>
					<Cell label={t('penalty.severity')}>
						<SeverityTag severity={row.severity} />
					</Cell>
					<Cell label={t('violation.source')}>{word(`violation.source.${row.source}`)}</Cell>
					<Cell label={t('violation.occurred')} nowrap>
						{formats.day(row.occurred_on, today)}
					</Cell>
					<Cell label={t('violation.opened-by')}>{row.openedByName}</Cell>
					<Cell label={t('penalty.state')}>
						<ViolationBadge state={row.state} />
					</Cell>
					<Cell label={t('violation.penalty')}>
						{row.penaltyId ? <Link to={paths.penalty(row.penaltyId)}>{row.penaltyNumber}</Link> : null}
					</Cell>
				</Row>
			))}
		</Table>
	)
}
