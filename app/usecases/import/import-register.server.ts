import { type BoundColumns, bindColumns } from '#app/domain/import/columns.ts'
import { type RowMapper, rowMapper } from '#app/domain/import/map-row.ts'
import type { Mapping } from '#app/domain/import/mapping.schema.ts'
import type { RowProblem } from '#app/domain/import/problems.ts'
import { err, ok, type Result } from '#app/domain/result.ts'
import type { TableRecord } from '#app/infra/table/record.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { type ImportTotals, importRunExists, importTotals, insertAll } from '#db/queries/import.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Deps } from '../context.server.ts'
import type { PlacedRow } from './batch.ts'
import type { Maker } from './historic-rows.ts'
import { branchOf, ensurePlace, type Place } from './place.server.ts'
import { planBatch, writeBatch } from './plan-batch.server.ts'
import { type Created, Run } from './run.ts'

export type ImportDeps = Pick<Deps, 'inTx' | 'read' | 'now' | 'newId'>

export type ImportRequest = {
	readonly mapping: Mapping
	readonly file: { readonly name: string; readonly sha256: string }
	/** The records of the file from its header on; opened anew when a transaction has to be tried again. */
	readonly open: () => AsyncIterable<TableRecord>
	/**
	 * 'good-rows' commits batch by batch and leaves bad rows out; 'preview' writes nothing;
	 * 'all-or-nothing' writes everything in one transaction, or nothing when a row is bad.
	 */
	readonly mode: 'good-rows' | 'preview' | 'all-or-nothing'
	/** The administrator and the branch of the page; the command acts as the system in the mapping's branch. */
	readonly actor?: { readonly accountId: string; readonly branchId: string }
	readonly report: (problem: RowProblem) => void
	readonly onColumns?: (columns: BoundColumns) => void
	readonly onProgress?: (rows: number) => void
}

export type ImportSummary = {
	readonly rows: number
	readonly rejected: number
	readonly created: Omit<Created, 'penaltyFen'>
	readonly total: ImportTotals
}
export type ImportAnswer = { readonly summary: ImportSummary; readonly run: Run }
export type ImportFault =
	| { readonly kind: 'empty-file' }
	| { readonly kind: 'columns-missing'; readonly columns: readonly string[] }
	| { readonly kind: 'rejected'; readonly run: Run }

const BATCH = 500

/** Ends a transaction that must leave nothing behind. */
const undone = err({ kind: 'invalid', rule: 'import.has-errors' } as const)

/** Brings a register into the branch. Rows that were imported before change nothing. */
export async function importRegister(
	deps: ImportDeps,
	request: ImportRequest,
): Promise<Result<ImportAnswer, ImportFault>> {
	switch (request.mode) {
		case 'good-rows':
			return importGoodRows(deps, request)
		case 'preview':
			return previewImport(deps, request)
		case 'all-or-nothing':
			return importAll(deps, request)
	}
}

async function importGoodRows(deps: ImportDeps, request: ImportRequest): Promise<Result<ImportAnswer, ImportFault>> {
	const by = makerOf(deps)
	const run = new Run()
	let place: Place | null = null
	const read = await readBatches(request, run, async (rows) => {
		place ??= await ownPlace(deps, by, request)
		const here = place
		// The plan is made inside: a transaction that is tried again must see what the winner wrote.
		const written = await deps.inTx(here.branchId, async (tx) => {
			const batch = await planBatch(tx, by, request.mapping, here, run, rows)
			await writeBatch(tx, batch)
			return ok(batch)
		})
		if (!written.ok) throw new Error('A batch was refused')
		for (const problem of written.value.problems) request.report(problem)
		written.value.commit()
	})
	if (!read.ok) return read
	const end = place ?? (await ownPlace(deps, by, request))
	const summary = await deps.inTx(end.branchId, async (tx) => ok(await finish(tx, by, request, end, run)))
	if (!summary.ok) throw new Error('The end of the import was refused')
	return ok({ summary: summary.value, run })
}

async function ownPlace(deps: ImportDeps, by: Maker, request: ImportRequest): Promise<Place> {
	const branchId = request.actor?.branchId ?? (await branchOf(deps.read, request.mapping))
	const made = await deps.inTx(branchId ?? null, async (tx) => ok(await ensurePlace(tx, by, request.mapping, branchId)))
	if (!made.ok) throw new Error('The place of the import was refused')
	return made.value
}

/** Plans every batch in a transaction that is always undone, so that a preview meets the rules of a real run. */
async function previewImport(deps: ImportDeps, request: ImportRequest): Promise<Result<ImportAnswer, ImportFault>> {
	const by = makerOf(deps)
	const run = new Run()
	const branchId = request.actor?.branchId ?? (await branchOf(deps.read, request.mapping))
	const nowhere = 'not-made-yet'
	const place: Place = {
		branchId: branchId ?? nowhere,
		countyId: nowhere,
		gridId: nowhere,
		dealerId: nowhere,
		sheetId: nowhere,
		systemId: nowhere,
	}
	const read = await readBatches(request, run, async (rows) => {
		const batch = await planBatch(deps.read, by, request.mapping, place, run, rows)
		for (const problem of batch.problems) request.report(problem)
		batch.commit()
	})
	if (!read.ok) return read
	const held = await importTotals(deps.read, place.branchId, `${request.mapping.source}:`)
	return ok({ summary: summaryOf(run, addTotals(held, run.created)), run })
}

async function importAll(deps: ImportDeps, request: ImportRequest): Promise<Result<ImportAnswer, ImportFault>> {
	const by = makerOf(deps)
	let fault: ImportFault | null = null
	const answer = await deps.inTx(request.actor?.branchId ?? null, async (tx) => {
		const run = new Run()
		fault = null
		const place = await ensurePlace(tx, by, request.mapping, request.actor?.branchId)
		const read = await readBatches(request, run, async (rows) => {
			const batch = await planBatch(tx, by, request.mapping, place, run, rows)
			for (const problem of batch.problems) request.report(problem)
			await writeBatch(tx, batch)
			batch.commit()
		})
		if (!read.ok) fault = read.error
		else if (run.rejected > 0) fault = { kind: 'rejected', run }
		if (fault) return undone
		return ok({ summary: await finish(tx, by, request, place, run), run })
	})
	if (answer.ok) return answer
	return err(fault ?? { kind: 'empty-file' })
}

function makerOf(deps: ImportDeps): Maker {
	return { now: deps.now(), newId: deps.newId }
}

/** Reads the file, hands over good rows in batches and reports the bad ones. */
async function readBatches(
	request: ImportRequest,
	run: Run,
	onBatch: (rows: readonly PlacedRow[]) => Promise<void>,
): Promise<Result<null, ImportFault>> {
	let columns: BoundColumns | null = null
	let mapRow: RowMapper | null = null
	let rows: PlacedRow[] = []
	for await (const record of request.open()) {
		if (!columns || !mapRow) {
			const bound = bindColumns(request.mapping, record.cells)
			if (!bound.ok) return err({ kind: 'columns-missing', columns: bound.error })
			columns = bound.value
			mapRow = rowMapper(request.mapping, columns)
			request.onColumns?.(columns)
			continue
		}
		const placed = takeRow(request, run, columns, mapRow, record)
		if (placed) rows.push(placed)
		if (rows.length < BATCH) continue
		await onBatch(rows)
		rows = []
		request.onProgress?.(run.rows)
	}
	if (!columns) return err({ kind: 'empty-file' })
	if (rows.length > 0) await onBatch(rows)
	request.onProgress?.(run.rows)
	return ok(null)
}

function takeRow(
	request: ImportRequest,
	run: Run,
	columns: BoundColumns,
	mapRow: RowMapper,
	record: TableRecord,
): PlacedRow | null {
	const { row, line } = record
	if (record.fault === undefined && record.cells.every((cell) => cell.trim() === '')) return null
	run.rows += 1
	if (record.fault !== undefined) {
		run.rejected += 1
		request.report({ row, line, column: '', index: -1, value: record.fault, kind: 'malformed', fatal: true })
		return null
	}
	const mapped = mapRow(record.cells)
	for (const problem of mapped.problems) request.report({ ...problem, row, line })
	if (mapped.row)
		return { row, line, inspectionColumn: columns.inspectionKey, dateColumn: columns.date, data: mapped.row }
	run.rejected += 1
	return null
}

/** The record of the run and its event, unless this file was imported before and changed nothing now. */
async function finish(tx: Tx, by: Maker, request: ImportRequest, place: Place, run: Run): Promise<ImportSummary> {
	const { mapping, file } = request
	const totals = await importTotals(tx, place.branchId, `${mapping.source}:`)
	const summary = summaryOf(run, totals)
	const idle = run.fates.fresh === 0 && run.fates.changed === 0
	if (idle && (await importRunExists(tx, place.branchId, mapping.name, file.sha256))) return summary
	const id = by.newId()
	const actorId = request.actor?.accountId ?? place.systemId
	const row = { id, branch_id: place.branchId, mapping: mapping.name, file_name: file.name, file_sha256: file.sha256 }
	const facts = { started_by: actorId, started_at: by.now, summary_json: JSON.stringify(summary) }
	await insertAll(tx, 'import_run', [{ ...row, ...facts }])
	const after = { mapping: mapping.name, file: file.name, sha256: file.sha256, ...summary, changed: run.fates.changed }
	await appendEvents(tx, place.branchId, actorId, by.now, [
		{ subjectKind: 'import', subjectId: id, kind: 'import.finished', after },
	])
	return summary
}

function addTotals(held: ImportTotals, made: Created): ImportTotals {
	return {
		outlets: held.outlets + made.outlets,
		inspections: held.inspections + made.inspections,
		findings: held.findings + made.findings,
		penalties: held.penalties + made.penalties,
		penaltyFen: held.penaltyFen + made.penaltyFen,
	}
}

function summaryOf(run: Run, total: ImportTotals): ImportSummary {
	const { outlets, inspections, findings, penalties } = run.created
	return { rows: run.rows, rejected: run.rejected, created: { outlets, inspections, findings, penalties }, total }
}
