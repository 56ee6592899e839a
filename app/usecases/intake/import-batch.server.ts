import { scopeOf } from '#app/domain/access.ts'
import type { RowProblem } from '#app/domain/import/problems.ts'
import {
	BATCH_LIST,
	type BatchField,
	type BatchRowData,
	batchRow,
	bindBatchList,
	maskedBatchCells,
} from '#app/domain/intake/batch-list.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { sha256Bytes } from '#app/infra/hash.server.ts'
import { dropUpload, keepUpload, keptUpload } from '#app/infra/table/uploads.server.ts'
import { type BatchRow, batchById, itemsOfBatch, progressOf, supervisorsOf } from '#db/queries/intake-batches.server.ts'
import { outletsByCode } from '#db/queries/intake-links.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { stillSupervises } from './batches.server.ts'
import { noteImport } from './import-note.server.ts'
import {
	judgeList,
	type KeptList,
	type ListFault,
	type ListLine,
	type ListSpec,
	type ListView,
	listView,
	readList,
} from './list-file.server.ts'
import { addItems, type ItemPlace, type NewItem } from './new-items.server.ts'
import { knownTypes } from './record.server.ts'

const specOf = (kind: BatchRow['kind']): ListSpec<BatchField, BatchRowData> => ({
	bind: (header) => bindBatchList(kind, header),
	read: (columns, cells) => batchRow(kind, columns, cells),
	keyOf: (data) => data.number,
	keyField: 'number',
})

type Kept = KeptList & { readonly sha256: string; readonly batchId: string }
type Fresh = {
	readonly line: ListLine<BatchRowData>
	readonly place: ItemPlace | null
	readonly supervisorId: string | null
}
type Plan = {
	readonly fresh: readonly Fresh[]
	readonly same: number
	readonly problems: readonly RowProblem[]
	readonly absent: readonly string[]
}

/** The list's number makes the second import of the same file find the first. */
const keyOf = (batchId: string, number: string) => `list:${batchId}:${number}`

/** A batch that this person may add to; refuses a closed one. */
async function openBatchNow(ctx: Ctx, handle: Handle, id: string): Promise<Outcome<BatchRow>> {
	if (!scopeOf(ctx.actor, 'intake.register').places.some((place) => place.kind === 'branch'))
		return refuse('forbidden', 'not-allowed')
	const batch = await batchById(handle, ctx.actor.branchId, id)
	if (!batch) return refuse('missing', 'not-found')
	return batch.state === 'CLOSED' ? refuse('procedure', 'intake.batch-closed') : ok(batch)
}

/** The batch that a list is for. */
export async function batchForList(ctx: Ctx, id: string) {
	const batch = await openBatchNow(ctx, ctx.read, id)
	if (!batch.ok) return batch
	const { kind, title, period } = batch.value
	return ok({ id, kind, title, period })
}

/** Takes the list of a batch in for a look; full numbers are masked before anything is kept. Answers the upload's token. */
export async function takeBatchList(
	ctx: Ctx,
	batchId: string,
	file: { readonly name: string; readonly bytes: Buffer },
): Promise<{ readonly token: string } | { readonly fault: ListFault }> {
	const list = await readList(file.bytes)
	if (typeof list === 'string') return { fault: list }
	const rows = list.rows.map((record) => ({ ...record, cells: maskedBatchCells(record.cells) }))
	const kept: Kept = { header: list.header, rows, sha256: sha256Bytes(file.bytes), batchId }
	const note = { fileName: file.name.slice(0, 200), mapping: BATCH_LIST, uploadedAt: ctx.now }
	return { token: await keepUpload(ctx.actor.accountId, note, Buffer.from(JSON.stringify(kept))) }
}

type Before = Awaited<ReturnType<typeof itemsOfBatch>>[number]

function sameItem(before: Before, { line: { data }, place, supervisorId }: Fresh): boolean {
	return (
		before.category === data.category &&
		before.violation_type === data.type &&
		before.matter === data.matter &&
		before.wanted === data.wanted &&
		before.topic === data.topic &&
		before.outlet_id === (place?.id ?? null) &&
		before.supervisor_id === supervisorId
	)
}

async function plan(
	ctx: Ctx,
	handle: Handle,
	batch: BatchRow,
	kept: Kept,
): Promise<Plan | { readonly missing: readonly string[] }> {
	const spec = specOf(batch.kind)
	const bound = spec.bind(kept.header)
	if (!bound.ok) return { missing: bound.error }
	const columns = bound.value
	const { lines, problems } = judgeList(spec, kept, columns, ctx.today)
	const { branchId } = ctx.actor
	const codes = [...new Set(lines.map(({ data }) => data.outletCode))].filter((code) => code !== '')
	const outlets = new Map((await outletsByCode(handle, branchId, codes)).map((one) => [one.code, one]))
	const supervisors = new Map((await supervisorsOf(handle, branchId)).map((one) => [one.code, one]))
	const types = await knownTypes(ctx, handle)
	const known = new Map((await itemsOfBatch(handle, batch.id)).map((row) => [row.request_key, row]))
	const fresh: Fresh[] = []
	let same = 0
	for (const line of lines) {
		const { data } = line
		const say = (field: BatchField, kind: RowProblem['kind'], value: string) => {
			const { index, title } = columns.at(field)
			problems.push({ row: line.row, line: line.line, column: title, index, value, kind, fatal: true })
		}
		const place = outlets.get(data.outletCode) ?? null
		const supervisor = supervisors.get(data.supervisor)
		const [noType, noPlace, noSupervisor] = [
			data.type !== null && !types.includes(data.type),
			data.outletCode !== '' && place === null,
			batch.kind === 'opinion' && !(supervisor && stillSupervises(supervisor, batch)),
		]
		if (noSupervisor) say('who', 'unknown-supervisor', data.supervisor)
		if (noPlace) say('outlet', 'unknown-outlet', data.outletCode)
		if (noType) say('category', 'unknown-value', data.type ?? '')
		if (noType || noPlace || noSupervisor) continue
		const one = { line, place, supervisorId: supervisor?.id ?? null }
		const before = known.get(keyOf(batch.id, data.number))
		if (!before) fresh.push(one)
		else if (sameItem(before, one)) same += 1
		else say('number', 'taken-before', data.number)
	}
	return { fresh, same, problems, absent: columns.absent }
}

async function opened(ctx: Ctx, batchId: string, token: string) {
	const upload = await keptUpload(ctx.actor.accountId, token)
	if (!upload || upload.note.mapping !== BATCH_LIST) return null
	const kept: Kept = JSON.parse(upload.bytes.toString('utf8'))
	return kept.batchId === batchId ? { kept, note: upload.note } : null
}

/** What an import of the upload would do; writes nothing. Refuses an upload that is gone or of another batch. */
export async function viewBatchList(ctx: Ctx, batchId: string, token: string): Promise<Outcome<ListView>> {
	const batch = await openBatchNow(ctx, ctx.read, batchId)
	if (!batch.ok) return batch
	const upload = await opened(ctx, batchId, token)
	if (!upload) return refuse('missing', 'not-found')
	const { kept, note } = upload
	const seen = await plan(ctx, ctx.read, batch.value, kept)
	const base = { token, fileName: note.fileName, uploadedAt: note.uploadedAt, rows: kept.rows.length }
	return ok(listView(base, 'missing' in seen ? seen : { ...seen, fresh: seen.fresh.length }))
}

/**
 * Imports a month's opinions or a survey's answers as a whole, or nothing when a row is bad: each row gets its number,
 * its line of the batch and its clock. A number of the list that came before with the same content adds nothing.
 */
export async function importBatchList(
	ctx: Ctx,
	batchId: string,
	token: string,
): Promise<Outcome<{ readonly rows: number; readonly fresh: number }>> {
	const upload = await opened(ctx, batchId, token)
	if (!upload) return refuse('missing', 'not-found')
	const { kept, note } = upload
	const done = await ctx.inTx<{ rows: number; fresh: number }>(ctx.actor.branchId, async (tx) => {
		const batch = await openBatchNow(ctx, tx, batchId)
		if (!batch.ok) return batch
		const seen = await plan(ctx, tx, batch.value, kept)
		if ('missing' in seen || seen.problems.length > 0) return refuse('invalid', 'import.has-errors')
		const result = { rows: kept.rows.length, fresh: seen.fresh.length }
		if (seen.fresh.length === 0) return ok(result)
		await write(ctx, tx, batch.value, seen.fresh)
		const file = { mapping: BATCH_LIST, name: note.fileName, sha256: kept.sha256 }
		await noteImport(ctx, tx, file, { rows: result.rows, items: result.fresh, batch: batchId })
		return ok(result)
	})
	if (done.ok) await dropUpload(ctx.actor.accountId, token)
	return done
}

async function write(ctx: Ctx, tx: Tx, batch: BatchRow, fresh: readonly Fresh[]): Promise<void> {
	const { last } = await progressOf(tx, batch.id)
	await addItems(
		ctx,
		tx,
		fresh.map((one, i) => newItem(batch, one, last + 1 + i)),
	)
}

function newItem(batch: BatchRow, { line: { data }, place, supervisorId }: Fresh, line: number): NewItem {
	return {
		kind: batch.kind,
		channel: batch.kind === 'opinion' ? 'SUPERVISOR' : 'SURVEY',
		externalNumber: null,
		complainedOn: batch.received_on,
		complainant: '',
		complainantHmac: null,
		place,
		category: data.category,
		type: data.type,
		matter: data.matter,
		wanted: data.wanted,
		replyBy: batch.kind === 'opinion' ? 'LETTER' : 'NONE',
		urgency: null,
		requestKey: keyOf(batch.id, data.number),
		batch: { id: batch.id, line },
		supervisorId,
		topic: data.topic,
	}
}
