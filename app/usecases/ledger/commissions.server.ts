import { Readable } from 'node:stream'
import { may, scopeOf } from '#app/domain/access.ts'
import {
	bindCommission,
	type CommissionColumn,
	type CommissionFault,
	type CommissionRow,
	commissionRow,
} from '#app/domain/ledger/commission.ts'
import { isPeriod, periodOf } from '#app/domain/ledger/period.ts'
import type { Fen } from '#app/domain/money.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { probeCsv, readCsv } from '#app/infra/table/csv.server.ts'
import type { TableRecord } from '#app/infra/table/record.ts'
import { dropUpload, keepUpload, keptUpload } from '#app/infra/table/uploads.server.ts'
import { looksLikeXlsx, readXlsx, xlsxFault } from '#app/infra/table/xlsx.server.ts'
import {
	commissionImportOf,
	commissionImports,
	dealersByCode,
	insertCommissionImport,
	insertStatement,
	statementPage,
	statementSums,
	statementsOfPeriods,
} from '#db/queries/commissions.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { appendTxn } from '#db/queries/ledger.server.ts'
import { lastPeriod } from '#db/queries/settlements.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'

export const MAX_COMMISSION_BYTES = 5 * 1024 * 1024
const MAX_ROWS = 5000
const SHOWN = 200
const PAGE_SIZE = 50
const MAPPING = 'commission-statements'

export type CommissionFile = { readonly name: string; readonly bytes: Buffer; readonly sha256: string }
export type CommissionFileFault = 'encoding' | 'not-xlsx' | 'too-large'
export type CommissionProblem = { readonly row: number; readonly fault: CommissionFault; readonly text: string }
type Line = CommissionRow & { readonly dealerId: string; readonly dealerName: string }

type Look = {
	/** Columns that the header lacks: the file is something else. */
	readonly missing: readonly CommissionColumn[]
	readonly lines: readonly Line[]
	/** Rows that are there already with the same sums: nothing is created for them. */
	readonly known: number
	readonly problems: readonly CommissionProblem[]
	readonly grossFen: Fen
	readonly paidFen: Fen
}

async function recordsOf(bytes: Buffer): Promise<AsyncIterable<TableRecord> | CommissionFileFault> {
	if (looksLikeXlsx(bytes)) return xlsxFault(bytes) ?? readXlsx(bytes)
	const open = () => Readable.from([bytes])
	const facts = await probeCsv(open, ['utf-8', 'gb18030'], 'auto')
	return facts ? readCsv(open, facts) : 'encoding'
}

/** Every row judged, against the dealers and statements that there are; nothing is written. */
async function look(ctx: Ctx, handle: Handle, bytes: Buffer): Promise<Look | CommissionFileFault> {
	const records = await recordsOf(bytes)
	if (typeof records === 'string') return records
	const dealers = await dealersByCode(handle, ctx.actor.branchId)
	const settled = await lastPeriod(handle, ctx.actor.branchId)
	const thisPeriod = periodOf(ctx.today)
	let header: ReturnType<typeof bindCommission> | null = null
	const lines: Line[] = []
	const problems: CommissionProblem[] = []
	const seen = new Set<string>()
	for await (const record of records) {
		if (header === null) {
			header = bindCommission(record.cells)
			continue
		}
		if (!('gross' in header)) break
		if (record.fault === undefined && record.cells.every((cell) => cell.trim() === '')) continue
		if (lines.length >= MAX_ROWS) return 'too-large'
		const { row, cells } = record
		const wrong = (fault: CommissionFault) =>
			problems.push({ row, fault, text: cells.slice(0, 6).join(' ').slice(0, 80) })
		const data = record.fault === undefined ? commissionRow(row, cells, header, thisPeriod) : 'malformed'
		if (typeof data === 'string') {
			wrong(data)
			continue
		}
		const dealer = dealers.get(data.code)
		const key = `${data.code} ${data.period}`
		if (!dealer) wrong('unknown-dealer')
		else if (seen.has(key)) wrong('twice')
		else lines.push({ ...data, dealerId: dealer.id, dealerName: dealer.name })
		seen.add(key)
	}
	const periods = [...new Set(lines.map((line) => line.period))]
	const there = await statementsOfPeriods(handle, ctx.actor.branchId, periods)
	const fresh = lines.filter((line) => {
		const known = there.get(`${line.dealerId} ${line.period}`)
		const text = `${line.code} ${line.period}`
		if (known && (known.gross !== line.grossFen || known.paid !== line.paidFen))
			problems.push({ row: line.row, fault: 'other-sum', text })
		// A settlement has been made without it; it would silently belong to a month that is closed.
		if (!known && settled !== null && line.period <= settled)
			problems.push({ row: line.row, fault: 'period-settled', text })
		return !known
	})
	return {
		missing: header === null ? ['dealer', 'period', 'gross'] : 'gross' in header ? [] : header,
		lines: fresh,
		known: lines.length - fresh.length,
		problems: problems.sort((a, b) => a.row - b.row),
		grossFen: fresh.reduce((sum, line) => sum + line.grossFen, 0),
		paidFen: fresh.reduce((sum, line) => sum + line.paidFen, 0),
	}
}

/** Takes a file in for a look; answers the token of the upload, or what is wrong with the file as such. */
export async function takeCommissions(
	ctx: Ctx,
	file: { readonly name: string; readonly bytes: Buffer },
): Promise<{ readonly token: string } | { readonly fault: CommissionFileFault }> {
	const records = await recordsOf(file.bytes)
	if (typeof records === 'string') return { fault: records }
	const note = { fileName: file.name.slice(0, 200), mapping: MAPPING, uploadedAt: ctx.now }
	return { token: await keepUpload(ctx.actor.accountId, note, file.bytes) }
}

async function upload(ctx: Ctx, token: string) {
	const kept = await keptUpload(ctx.actor.accountId, token)
	return kept && kept.note.mapping === MAPPING ? kept : null
}

/** What the file would bring: rows, sums, problems by row; whether this very file was taken in before. */
export async function previewCommissions(ctx: Ctx, token: string) {
	const kept = await upload(ctx, token)
	if (!kept) return refuse('missing', 'not-found')
	const seen = await look(ctx, ctx.read, kept.bytes)
	if (typeof seen === 'string') return refuse('missing', 'not-found')
	const before = await commissionImportOf(ctx.read, ctx.actor.branchId, kept.sha256)
	return ok({
		token,
		fileName: kept.note.fileName,
		sha256: kept.sha256,
		before: before ? { at: before.imported_at } : null,
		missing: seen.missing,
		rows: seen.lines.length,
		known: seen.known,
		grossFen: seen.grossFen,
		paidFen: seen.paidFen,
		lines: seen.lines.slice(0, SHOWN),
		problems: seen.problems.slice(0, SHOWN),
		problemCount: seen.problems.length,
	})
}

export type CommissionResult = { readonly rows: number; readonly already: boolean }

/** Imports the upload that was looked at. */
export async function importUploadedCommissions(ctx: Ctx, token: string): Promise<Outcome<CommissionResult>> {
	const kept = await upload(ctx, token)
	if (!kept) return refuse('missing', 'not-found')
	const { fileName: name } = kept.note
	const done = await importCommissions(ctx, { name, bytes: kept.bytes, sha256: kept.sha256 })
	if (done.ok) await dropUpload(ctx.actor.accountId, token)
	return done
}

/**
 * Takes a file of statements in whole or not at all, and posts each: COMMISSION the gross, COMMISSION_PAID what was
 * paid before. The same file again, or the same rows in another one, create nothing.
 */
export async function importCommissions(ctx: Ctx, file: CommissionFile): Promise<Outcome<CommissionResult>> {
	const whole = scopeOf(ctx.actor, 'ledger.commission').places.some((place) => place.kind === 'branch')
	if (!whole) return refuse('forbidden', 'not-allowed')
	const { branchId, accountId } = ctx.actor
	return ctx.inTx<CommissionResult>(branchId, async (tx) => {
		if (await commissionImportOf(tx, branchId, file.sha256)) return ok({ rows: 0, already: true })
		const seen = await look(ctx, tx, file.bytes)
		if (typeof seen === 'string' || seen.missing.length > 0 || seen.problems.length > 0)
			return refuse('invalid', 'import.has-errors')
		if (seen.lines.length === 0) return ok({ rows: 0, already: true })
		const importId = ctx.newId()
		await insertCommissionImport(tx, {
			id: importId,
			branch_id: branchId,
			file_name: file.name,
			sha256: file.sha256,
			statements: seen.lines.length,
			gross_fen: seen.grossFen,
			paid_fen: seen.paidFen,
			imported_by: accountId,
			imported_at: ctx.now,
		})
		for (const line of seen.lines) {
			const posted = await postLine(ctx, tx, importId, line)
			if (!posted.ok) return posted
		}
		const { grossFen, paidFen, lines } = seen
		await appendEvents(tx, branchId, accountId, ctx.now, [
			{
				subjectKind: 'commission',
				subjectId: importId,
				kind: 'commission.imported',
				after: { file: file.name, sha256: file.sha256, rows: lines.length, gross_fen: grossFen, paid_fen: paidFen },
			},
		])
		return ok({ rows: lines.length, already: false })
	})
}

async function postLine(ctx: Ctx, tx: Tx, importId: string, line: Line): Promise<Outcome<boolean>> {
	const { branchId, accountId: by } = ctx.actor
	const { dealerId, period, grossFen, paidFen } = line
	await insertStatement(tx, {
		id: ctx.newId(),
		branch_id: branchId,
		dealer_id: dealerId,
		period,
		gross_fen: grossFen,
		paid_fen: paidFen,
		import_id: importId,
		row_no: line.row,
		imported_at: ctx.now,
	})
	const common = { branchId, dealerId, voucher: `CJ-${period}`, postedOn: ctx.today, period, by, at: ctx.now }
	const key = `commission:${dealerId}:${period}`
	const gross = { kind: 'COMMISSION', fen: grossFen } as const
	const posted = await appendTxn(tx, { ...common, id: ctx.newId(), posting: gross, key })
	if (!posted.ok || paidFen === 0) return posted
	const paid = { kind: 'COMMISSION_PAID', fen: paidFen } as const
	return appendTxn(tx, { ...common, id: ctx.newId(), posting: paid, key: `${key}:paid` })
}

/** Statements that were imported, with their sums, and the files they came from. */
export async function commissionsPage(
	ctx: Ctx,
	query: {
		readonly period?: string | undefined
		readonly dealer?: string | undefined
		readonly after?: string | undefined
	},
) {
	if (!scopeOf(ctx.actor, 'ledger.read').places.some((place) => place.kind === 'branch'))
		return refuse('forbidden', 'not-allowed')
	const { branchId } = ctx.actor
	const filter = { period: query.period && isPeriod(query.period) ? query.period : undefined, dealerId: query.dealer }
	const page = await statementPage(ctx.read, branchId, filter, query.after ?? null, PAGE_SIZE)
	return ok({
		...page,
		sums: await statementSums(ctx.read, branchId, filter),
		imports: await commissionImports(ctx.read, branchId),
		thisPeriod: periodOf(ctx.today),
		mayImport: may(ctx.actor, 'ledger.commission'),
	})
}
