import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { Empty } from '#app/components/empty.tsx'
import { Figures } from '#app/components/facts.tsx'
import { FilterBar, FilterSelect } from '#app/components/filter-bar.tsx'
import { LedgerMoney } from '#app/components/money.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { commissionQuerySchema } from '#app/domain/ledger/money.schema.ts'
import { periodsBack } from '#app/domain/ledger/period.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { commissionsPage } from '#app/usecases/ledger/commissions.server.ts'

export const handle: PageHandle = { title: 'commission.title', width: 'wide' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'ledger.read')
	const query = readQuery(args.request, commissionQuerySchema)
	return { query, today: ctx.today, ...valueOrThrow(await commissionsPage(ctx, query)) }
}

export default function Commissions() {
	const t = useT()
	const formats = useFormats()
	const { query, rows, sums, next, thisPeriod, mayImport } = useLoaderData<typeof loader>()
	const columns = [
		{ label: t('settlement.period') },
		{ label: t('ledger.col.dealer') },
		{ label: t('commission.gross'), num: true },
		{ label: t('commission.paid'), num: true },
		{ label: t('commission.source') },
	]
	return (
		<>
			<PageHead
				title={t('commission.title')}
				lead={t('commission.lead')}
				crumbs={[{ label: t('ledger.title'), to: paths.ledger() }, { label: t('commission.title') }]}
				actions={
					mayImport ? (
						<ButtonLink to={paths.importCommissions()} icon="upload">
							{t('commission.import')}
						</ButtonLink>
					) : null
				}
			/>
			{query.done ? (
				<Note kind="info" role="status">
					{t(query.done === '0' ? 'commission.nothing-new' : 'commission.done', { count: Number(query.done) || 0 })}
				</Note>
			) : null}
			<FilterBar label={t('settlement.choose')}>
				<FilterSelect
					name="period"
					label={t('settlement.period')}
					value={query.period}
					options={periodsBack(thisPeriod, 12).map((month) => ({ value: month, label: month }))}
				/>
			</FilterBar>
			<Figures
				items={[
					{ label: t('commission.count'), value: formats.count(sums.count) },
					{
						label: t('commission.gross'),
						value: (
							<Link to={paths.ledger({ kind: 'COMMISSION', period: query.period })}>
								{formats.money(sums.grossFen)}
							</Link>
						),
					},
					{ label: t('commission.paid'), value: formats.money(sums.paidFen) },
				]}
			/>
			{rows.length === 0 ? (
				<Empty title={t('commission.none')}>{t('commission.none.text')}</Empty>
			) : (
				<div className="mt4">
					<Table tight caption={t('commission.title')} columns={columns}>
						{rows.map((row) => (
							<Row key={row.id}>
								<Cell label={t('settlement.period')} nowrap>
									<Link to={paths.statement(row.dealerId, row.period)}>{row.period}</Link>
								</Cell>
								<Cell main>
									<Link to={paths.dealer(row.dealerId)}>{row.dealerName}</Link>
									<span className="sub">{row.dealerCode}</span>
								</Cell>
								<Cell label={t('commission.gross')} num>
									<LedgerMoney fen={row.grossFen} />
								</Cell>
								<Cell label={t('commission.paid')} num>
									<LedgerMoney fen={row.paidFen} />
								</Cell>
								<Cell label={t('commission.source')} muted>
									{row.fileName} {t('commission.row', { row: row.rowNo })}
								</Cell>
							</Row>
						))}
					</Table>
				</div>
			)}
			<Pager
				text={t('commission.rows', { count: sums.count })}
				prev={query.after ? paths.commissions({ period: query.period }) : null}
				next={next ? paths.commissions({ period: query.period, after: next }) : null}
			/>
			<Imports />
		</>
	)
}

function Imports() {
	const t = useT()
	const formats = useFormats()
	const { imports, today } = useLoaderData<typeof loader>()
	if (imports.length === 0) return null
	const columns = [
		{ label: t('commission.file') },
		{ label: t('settlement.col.at') },
		{ label: t('ledger.col.by') },
		{ label: t('commission.count'), num: true },
		{ label: t('commission.gross'), num: true },
	]
	return (
		<Section id="files" title={t('commission.files')}>
			<Table tight caption={t('commission.files')} columns={columns}>
				{imports.map((one) => (
					<Row key={one.id}>
						<Cell main>
							{one.fileName}
							<span className="sub docno">{one.sha256.slice(0, 16)}</span>
						</Cell>
						<Cell label={t('settlement.col.at')} nowrap>
							{formats.moment(one.importedAt, today)}
						</Cell>
						<Cell label={t('ledger.col.by')}>{one.byName ?? ''}</Cell>
						<Cell label={t('commission.count')} num>
							{formats.count(one.statements)}
						</Cell>
						<Cell label={t('commission.gross')} num>
							<LedgerMoney fen={one.grossFen} />
						</Cell>
					</Row>
				))}
			</Table>
		</Section>
	)
}
