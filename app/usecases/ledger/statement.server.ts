import { Readable } from 'node:stream'
import { scopeOf } from '#app/domain/access.ts'
import { isPeriod, type Period } from '#app/domain/ledger/period.ts'
import { type Statement, type StatementStand, statementOf } from '#app/domain/ledger/statement.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type Cell, csvFile, type OutTable } from '#app/infra/csv.server.ts'
import { xlsxFile } from '#app/infra/xlsx.server.ts'
import { statementPage as commissionLines } from '#db/queries/commissions.server.ts'
import { dealerIn } from '#db/queries/dealers.server.ts'
import { runOfPeriod } from '#db/queries/settlements.server.ts'
import { openAtEnd, periodsOf, postingsOfPeriod, statementNotice, sumsBefore } from '#db/queries/statements.server.ts'
import type { Ctx } from '../context.server.ts'
import type { ExportFormat } from '../export/open-export.server.ts'
import type { Words } from '../export/words.ts'

/** Staff with the ledger, or the dealer's own desk. */
export type StatementReader = 'ledger.read' | 'desk.read'

/** The statement of a dealer for a month, from the entries alone; 404 outside the reader's scope. */
export async function dealerStatement(ctx: Ctx, reader: StatementReader, dealerId: string, wanted: string) {
	const dealer = await dealerIn(ctx.read, scopeOf(ctx.actor, reader), dealerId)
	if (!dealer || !isPeriod(wanted)) return refuse('missing', 'not-found')
	const period: Period = wanted
	const [before, postings, open] = await Promise.all([
		sumsBefore(ctx.read, dealer.id, period),
		postingsOfPeriod(ctx.read, dealer.id, period),
		openAtEnd(ctx.read, dealer.id, period),
	])
	const run = await runOfPeriod(ctx.read, ctx.actor.branchId, period)
	const commissions = await commissionLines(ctx.read, ctx.actor.branchId, { period, dealerId: dealer.id }, null, 1)
	const [commission] = commissions.rows
	return ok({
		dealer: { id: dealer.id, code: dealer.code, name: dealer.name },
		period,
		periods: await periodsOf(ctx.read, dealer.id),
		today: ctx.today,
		settled: run ? { id: run.id, at: run.started_at } : null,
		notice: (await statementNotice(ctx.read, dealer.id, period)) ?? null,
		commission: commission ? { grossFen: commission.grossFen, paidFen: commission.paidFen } : null,
		...statementOf(before, postings, open),
	})
}

type Answer = Awaited<ReturnType<typeof dealerStatement>>
export type DealerStatement = Answer extends Outcome<infer T> ? T : never

const TYPES: Record<ExportFormat, string> = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The same statement as a file: opening, every line, the month's change, closing; sums a reader can add up again. */
export async function statementFile(
	ctx: Ctx,
	reader: StatementReader,
	of: { readonly dealerId: string; readonly period: string; readonly format: ExportFormat },
	words: Words,
): Promise<Outcome<{ name: string; type: string; body: Readable }>> {
	const found = await dealerStatement(ctx, reader, of.dealerId, of.period)
	if (!found.ok) return found
	const table = statementTable(found.value, words)
	const name = `${words.text('statement.title')}-${found.value.dealer.code}-${of.period}.${of.format}`
	const body = of.format === 'xlsx' ? xlsxFile(table, words.text('statement.title')) : Readable.from(csvFile(table))
	return ok({ name, type: TYPES[of.format], body })
}

function statementTable(statement: Statement, words: Words): OutTable {
	const text = (key: string) => ({ header: words.text(key), kind: 'text' as const })
	const money = (key: string) => ({ header: words.text(key), kind: 'money' as const })
	const stand = (at: StatementStand): Cell[] => [at.depositFen, at.heldFen, at.commissionFen, at.receivableFen]
	const row = (label: string, at: StatementStand): Cell[] => ['', words.text(label), '', '', '', ...stand(at)]
	async function* rows(): AsyncGenerator<readonly Cell[]> {
		yield row('statement.opening', statement.opening)
		for (const line of statement.lines)
			yield [
				line.postedOn,
				words.text(`ledger.kind.${line.kind}`),
				words.text(`ledger.stream.${line.stream}`),
				line.number ?? '',
				line.voucher,
				...stand(line.change),
			]
		yield row('statement.change', statement.change)
		yield row('statement.closing', statement.closing)
	}
	return {
		columns: [
			text('export.postedOn'),
			text('export.type'),
			text('ledger.col.stream'),
			text('settlement.col.debt'),
			text('export.voucher'),
			money('statement.deposit'),
			money('statement.held'),
			money('statement.commission'),
			money('statement.receivable'),
		],
		rows: rows(),
		note: (limit) => words.text('export.limit', { count: limit }),
	}
}
