import { scopeOf } from '#app/domain/access.ts'
import type { RowProblem } from '#app/domain/import/problems.ts'
import { causeCode } from '#app/domain/intake/cluster.ts'
import { plainNumber } from '#app/domain/intake/complainant.ts'
import {
	bindComplaintList,
	COMPLAINT_LIST,
	type ComplaintColumns,
	type ComplaintField,
	type ComplaintRow,
	complaintRow,
	maskedComplaintCells,
} from '#app/domain/intake/complaint-list.ts'
import { type ComplaintChannel, isComplaintChannel } from '#app/domain/intake/sources.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { sha256Bytes } from '#app/infra/hash.server.ts'
import { dropUpload, keepUpload, keptUpload } from '#app/infra/table/uploads.server.ts'
import { type IntakeRow, intakeByExternal } from '#db/queries/intake.server.ts'
import { outletsByCode } from '#db/queries/intake-links.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { keyedHash } from '../persons/keyed-hash.server.ts'
import { clusterAt } from './clusters.server.ts'
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

const SPEC: ListSpec<ComplaintField, ComplaintRow> = {
	bind: bindComplaintList,
	read: complaintRow,
	keyOf: (data) => data.external,
	keyField: 'external',
}

/** No full number is left in it: masked cells, and the keyed hashes of whole numbers by row. */
type Kept = KeptList & {
	readonly sha256: string
	readonly channel: ComplaintChannel
	readonly hashes: Readonly<Record<string, string>>
}

/** Takes a hotline's list in for a look; full numbers are masked before anything is kept. Answers the upload's token. */
export async function takeComplaints(
	ctx: Ctx,
	channel: ComplaintChannel,
	file: { readonly name: string; readonly bytes: Buffer },
): Promise<{ readonly token: string } | { readonly fault: ListFault }> {
	const list = await readList(file.bytes)
	if (typeof list === 'string') return { fault: list }
	const bound = bindComplaintList(list.header)
	const kept: Kept = bound.ok
		? { ...(await maskedList(ctx, list, bound.value)), sha256: sha256Bytes(file.bytes), channel }
		: { header: list.header, rows: [], sha256: '', channel, hashes: {} }
	const note = { fileName: file.name.slice(0, 200), mapping: COMPLAINT_LIST, uploadedAt: ctx.now }
	return { token: await keepUpload(ctx.actor.accountId, note, Buffer.from(JSON.stringify(kept))) }
}

async function maskedList(ctx: Ctx, list: KeptList, columns: ComplaintColumns) {
	const at = columns.at('complainant').index
	const hashes: Record<string, string> = {}
	const plain = list.rows.flatMap(({ row, cells }) => {
		const number = plainNumber(cells[at] ?? '')
		return number === null ? [] : [{ row, number }]
	})
	if (plain.length > 0) {
		const done = await ctx.inTx<null>(ctx.actor.branchId, async (tx) => {
			for (const { row, number } of plain) hashes[row] = await keyedHash(ctx, tx, `user:${number}`)
			return ok(null)
		})
		if (!done.ok) throw new Error('The numbers could not be hashed')
	}
	const rows = list.rows.map((record) => ({ ...record, cells: maskedComplaintCells(columns, record.cells) }))
	return { header: list.header, rows, hashes }
}

type Fresh = { readonly line: ListLine<ComplaintRow>; readonly place: ItemPlace | null }
const shownOf = (seen: Plan | { readonly missing: readonly string[] }) =>
	'missing' in seen ? seen : { ...seen, fresh: seen.fresh.length }

type Plan = {
	readonly fresh: readonly Fresh[]
	readonly same: number
	readonly problems: readonly RowProblem[]
	readonly absent: readonly string[]
}

function sameComplaint(before: IntakeRow, row: ComplaintRow, place: ItemPlace | null): boolean {
	return (
		before.complained_on === row.on &&
		before.category === row.category &&
		before.violation_type === row.type &&
		before.matter === row.matter &&
		before.outlet_id === (place?.id ?? null)
	)
}

async function plan(ctx: Ctx, handle: Handle, kept: Kept): Promise<Plan | { readonly missing: readonly string[] }> {
	const bound = bindComplaintList(kept.header)
	if (!bound.ok) return { missing: bound.error }
	const columns = bound.value
	const { lines, problems } = judgeList(SPEC, kept, columns, ctx.today)
	const { branchId } = ctx.actor
	const codes = [...new Set(lines.map(({ data }) => data.outletCode))].filter((code) => code !== '')
	const outlets = new Map((await outletsByCode(handle, branchId, codes)).map((one) => [one.code, one]))
	const externals = lines.map(({ data }) => data.external)
	const known = new Map(
		(await intakeByExternal(handle, branchId, kept.channel, externals)).map((row) => [row.external_number ?? '', row]),
	)
	const types = lines.some(({ data }) => data.type !== null) ? await knownTypes(ctx, handle) : []
	const fresh: Fresh[] = []
	let same = 0
	for (const line of lines) {
		const { data } = line
		const say = (field: ComplaintField, kind: RowProblem['kind'], value: string) => {
			const { index, title } = columns.at(field)
			problems.push({ row: line.row, line: line.line, column: title, index, value, kind, fatal: true })
		}
		const place = outlets.get(data.outletCode) ?? null
		if (data.outletCode !== '' && place === null) {
			say('outlet', 'unknown-outlet', data.outletCode)
			continue
		}
		if (data.type !== null && !types.includes(data.type)) {
			say('category', 'unknown-value', data.type)
			continue
		}
		const before = known.get(data.external)
		if (!before) fresh.push({ line, place })
		else if (sameComplaint(before, data, place)) same += 1
		else say('external', 'taken-before', data.external)
	}
	return { fresh, same, problems, absent: columns.absent }
}

async function opened(ctx: Ctx, token: string) {
	const upload = await keptUpload(ctx.actor.accountId, token)
	if (!upload || upload.note.mapping !== COMPLAINT_LIST) return null
	const kept: Kept = JSON.parse(upload.bytes.toString('utf8'))
	return isComplaintChannel(kept.channel) ? { kept, note: upload.note } : null
}

/** What an import of the upload would do; writes nothing. Refuses an upload that is gone. */
export async function viewComplaints(
	ctx: Ctx,
	token: string,
): Promise<Outcome<ListView & { readonly channel: ComplaintChannel }>> {
	const upload = await opened(ctx, token)
	if (!upload) return refuse('missing', 'not-found')
	const { kept, note } = upload
	const base = { token, fileName: note.fileName, uploadedAt: note.uploadedAt, rows: kept.rows.length }
	return ok({ ...listView(base, shownOf(await plan(ctx, ctx.read, kept))), channel: kept.channel })
}

/**
 * Imports a hotline's list as a whole, or nothing of it when a row is bad. A number that the hotline has given before
 * with the same content creates nothing, so the same list may come again. Clusters are looked for at the end.
 */
export async function importComplaints(
	ctx: Ctx,
	token: string,
): Promise<Outcome<{ readonly rows: number; readonly fresh: number }>> {
	const upload = await opened(ctx, token)
	if (!upload) return refuse('missing', 'not-found')
	if (scopeOf(ctx.actor, 'intake.register').places.every((place) => place.kind !== 'branch'))
		return refuse('forbidden', 'not-allowed')
	const { kept, note } = upload
	const done = await ctx.inTx<{ rows: number; fresh: number }>(ctx.actor.branchId, async (tx) => {
		const seen = await plan(ctx, tx, kept)
		if ('missing' in seen || seen.problems.length > 0) return refuse('invalid', 'import.has-errors')
		await write(ctx, tx, kept, seen.fresh)
		const file = { mapping: COMPLAINT_LIST, name: note.fileName, sha256: kept.sha256 }
		if (seen.fresh.length > 0)
			await noteImport(ctx, tx, file, { rows: kept.rows.length, complaints: seen.fresh.length, channel: kept.channel })
		return ok({ rows: kept.rows.length, fresh: seen.fresh.length })
	})
	if (done.ok) await dropUpload(ctx.actor.accountId, token)
	return done
}

async function write(ctx: Ctx, tx: Tx, kept: Kept, fresh: readonly Fresh[]): Promise<void> {
	await addItems(
		ctx,
		tx,
		fresh.map((one) => newItem(kept, one)),
	)
	const causes = new Map(
		fresh.flatMap(({ line: { data }, place }) =>
			place ? [[`${place.id} ${causeCode(data)}`, { outletId: place.id, cause: data }] as const] : [],
		),
	)
	for (const { outletId, cause } of causes.values()) await clusterAt(ctx, tx, outletId, cause)
}

function newItem(kept: Kept, { line, place }: Fresh): NewItem {
	const { data } = line
	return {
		kind: 'complaint',
		channel: kept.channel,
		externalNumber: data.external,
		complainedOn: data.on,
		complainant: data.complainant,
		complainantHmac: kept.hashes[line.row] ?? null,
		place,
		category: data.category,
		type: data.type,
		matter: data.matter,
		wanted: data.wanted,
		replyBy: data.replyBy,
		urgency: null,
		// The hotline's number makes the second import of the same list find the first.
		requestKey: `${kept.channel}:${data.external}`,
	}
}
