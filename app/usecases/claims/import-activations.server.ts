import { Readable } from 'node:stream'
import { scopeOf } from '#app/domain/access.ts'
import {
	ACTIVATION_LIST,
	type ActivationColumns,
	type ActivationRowRead,
	activationRow,
	bindActivationList,
	isMasked,
	maskedCells,
} from '#app/domain/claim/activation-list.ts'
import { columnLetters, type RowProblem } from '#app/domain/import/problems.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { sha256Bytes } from '#app/infra/hash.server.ts'
import { probeCsv, readCsv } from '#app/infra/table/csv.server.ts'
import type { TableRecord } from '#app/infra/table/record.ts'
import { dropUpload, keepUpload, keptUpload } from '#app/infra/table/uploads.server.ts'
import { looksLikeXlsx, readXlsx, xlsxFault } from '#app/infra/table/xlsx.server.ts'
import type { Ctx } from '../context.server.ts'
import { type ListPlan, planActivations, writeActivations } from './write-activations.server.ts'

export const MAX_LIST_BYTES = 20 * 1024 * 1024
const SHOWN = 200

export type ListFault = 'encoding' | 'not-xlsx' | 'too-large'
/** The list as it is kept between looking and importing: no full number is left in it. */
type Kept = {
	readonly sha256: string
	readonly header: readonly string[]
	readonly rows: readonly TableRecord[]
	/** Rows whose number stood there in full. */
	readonly masked: readonly number[]
}

async function recordsOf(bytes: Buffer): Promise<AsyncIterable<TableRecord> | ListFault> {
	if (looksLikeXlsx(bytes)) return xlsxFault(bytes) ?? readXlsx(bytes)
	const open = () => Readable.from([bytes])
	const facts = await probeCsv(open, ['utf-8', 'gb18030'], 'auto')
	return facts ? readCsv(open, facts) : 'encoding'
}

async function read(bytes: Buffer, sha256: string): Promise<Kept | ListFault> {
	const records = await recordsOf(bytes)
	if (typeof records === 'string') return records
	let header: readonly string[] | null = null
	let columns: ActivationColumns | null = null
	const rows: TableRecord[] = []
	const masked: number[] = []
	for await (const record of records) {
		if (header === null) {
			header = record.cells
			const bound = bindActivationList(record.cells)
			if (!bound.ok) break
			columns = bound.value
			continue
		}
		if (columns === null) break
		const number = record.cells[columns.at('number').index] ?? ''
		if (number.trim() !== '' && !isMasked(number)) masked.push(record.row)
		rows.push({ ...record, cells: maskedCells(columns, record.cells) })
	}
	return { sha256, header: header ?? [], rows, masked }
}

/** Takes a list in for a look; full numbers are masked before anything is kept. Answers the token of the upload. */
export async function takeActivations(
	ctx: Ctx,
	file: { readonly name: string; readonly bytes: Buffer },
): Promise<{ readonly token: string } | { readonly fault: ListFault }> {
	const kept = await read(file.bytes, sha256Bytes(file.bytes))
	if (typeof kept === 'string') return { fault: kept }
	const note = { fileName: file.name.slice(0, 200), mapping: ACTIVATION_LIST, uploadedAt: ctx.now }
	return { token: await keepUpload(ctx.actor.accountId, note, Buffer.from(JSON.stringify(kept))) }
}

type Judged = {
	readonly rows: readonly { readonly row: number; readonly line: number; readonly data: ActivationRowRead }[]
	readonly problems: readonly RowProblem[]
	readonly wrong: number
}

/** Every row judged by itself, and keys that stand twice. */
function judge(kept: Kept, columns: ActivationColumns, today: LocalDate): Judged {
	const problems: RowProblem[] = []
	const rows: Judged['rows'][number][] = []
	const keys = new Map<string, number>()
	const wrong = new Set<number>()
	const masked = new Set(kept.masked)
	for (const { row, line, cells, fault } of kept.rows) {
		const say = (problem: Omit<RowProblem, 'row' | 'line'>) => {
			problems.push({ ...problem, row, line })
			if (problem.fatal) wrong.add(row)
		}
		if (fault !== undefined) {
			say({ column: '', index: -1, value: fault, kind: 'malformed', fatal: true })
			continue
		}
		if (cells.every((cell) => cell.trim() === '')) continue
		const { row: data, problems: own } = activationRow(columns, cells, today)
		for (const problem of own) say(problem)
		if (masked.has(row)) {
			const { index, title } = columns.at('number')
			say({ column: title, index, value: cells[index] ?? '', kind: 'full-number', fatal: false })
		}
		if (!data) continue
		const twin = keys.get(data.key)
		const { index, title } = columns.at('key')
		if (twin !== undefined)
			say({ column: title, index, value: data.key, kind: 'taken', fatal: true, params: { row: twin } })
		else keys.set(data.key, row)
		rows.push({ row, line, data })
	}
	return { rows, problems, wrong: wrong.size }
}

type Opened = { readonly kept: Kept; readonly fileName: string; readonly at: Ctx['now'] }

async function opened(ctx: Ctx, token: string): Promise<Opened | null> {
	const upload = await keptUpload(ctx.actor.accountId, token)
	if (!upload || upload.note.mapping !== ACTIVATION_LIST) return null
	const kept: Kept = JSON.parse(upload.bytes.toString('utf8'))
	return { kept, fileName: upload.note.fileName, at: upload.note.uploadedAt }
}

type Look = {
	readonly plan: ListPlan
	readonly problems: readonly RowProblem[]
	readonly wrong: number
	readonly absent: readonly string[]
}

async function look(
	ctx: Ctx,
	handle: Ctx['read'],
	kept: Kept,
): Promise<Look | { readonly missing: readonly string[] }> {
	const bound = bindActivationList(kept.header)
	if (!bound.ok) return { missing: bound.error }
	const judged = judge(kept, bound.value, ctx.today)
	const plan = await planActivations(ctx, handle, judged.rows, bound.value)
	const wrong = new Set([...judged.problems, ...plan.problems].filter((one) => one.fatal).map((one) => one.row)).size
	return {
		plan,
		problems: [...judged.problems, ...plan.problems].sort((a, b) => a.row - b.row),
		wrong,
		absent: bound.value.absent,
	}
}

/** What an import of the upload would do; writes nothing. Refuses an upload that is gone. */
export async function viewActivations(ctx: Ctx, token: string) {
	const upload = await opened(ctx, token)
	if (!upload) return refuse('missing', 'not-found')
	const seen = await look(ctx, ctx.read, upload.kept)
	const base = { token, fileName: upload.fileName, uploadedAt: upload.at, rows: upload.kept.rows.length }
	if ('missing' in seen)
		return ok({
			...base,
			missing: seen.missing,
			absent: [],
			wrong: 0,
			fresh: 0,
			changed: 0,
			same: 0,
			problems: [],
			count: 0,
			warnings: [],
		})
	const shown = (problem: RowProblem) => ({
		...problem,
		letters: problem.index < 0 ? '' : columnLetters(problem.index),
	})
	const bad = seen.problems.filter((one) => one.fatal)
	return ok({
		...base,
		missing: [] as readonly string[],
		absent: seen.absent,
		wrong: seen.wrong,
		fresh: seen.plan.fresh.length,
		changed: seen.plan.changed.length,
		same: seen.plan.same,
		problems: bad.slice(0, SHOWN).map(shown),
		count: bad.length,
		warnings: seen.problems
			.filter((one) => !one.fatal)
			.slice(0, SHOWN)
			.map(shown),
	})
}

/** Imports the upload as a whole, or nothing of it when a row is bad; a list that came before creates nothing. */
export async function importActivations(
	ctx: Ctx,
	token: string,
): Promise<Outcome<{ readonly rows: number; readonly fresh: number }>> {
	const upload = await opened(ctx, token)
	if (!upload) return refuse('missing', 'not-found')
	if (scopeOf(ctx.actor, 'claim.propose').places.every((place) => place.kind !== 'branch'))
		return refuse('forbidden', 'not-allowed')
	const done = await ctx.inTx<{ rows: number; fresh: number }>(ctx.actor.branchId, async (tx) => {
		const seen = await look(ctx, tx, upload.kept)
		if ('missing' in seen || seen.wrong > 0) return refuse('invalid', 'import.has-errors')
		await writeActivations(ctx, tx, { name: upload.fileName, sha256: upload.kept.sha256 }, seen.plan)
		return ok({ rows: upload.kept.rows.length, fresh: seen.plan.fresh.length })
	})
	if (done.ok) await dropUpload(ctx.actor.accountId, token)
	return done
}
