import { scopeOf } from '#app/domain/access.ts'
import type { RowProblem } from '#app/domain/import/problems.ts'
import {
	bindSatisfactionList,
	SATISFACTION_LIST,
	type SatisfactionField,
	type SatisfactionRow,
	satisfactionRow,
} from '#app/domain/intake/satisfaction-list.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { sha256Bytes } from '#app/infra/hash.server.ts'
import { dropUpload, keepUpload, keptUpload } from '#app/infra/table/uploads.server.ts'
import { outletsByCode } from '#db/queries/intake-links.server.ts'
import { insertValues, valuesIn } from '#db/queries/satisfaction.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { type ImportedFile, noteImport } from './import-note.server.ts'
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
import type { ItemPlace } from './new-items.server.ts'
import { satisfactionAt } from './satisfaction.server.ts'

const SPEC: ListSpec<SatisfactionField, SatisfactionRow> = {
	bind: bindSatisfactionList,
	read: satisfactionRow,
	keyOf: (data) => `${data.outletCode} ${data.month}`,
	keyField: 'outlet',
}

type Kept = KeptList & { readonly sha256: string }
type Fresh = { readonly line: ListLine<SatisfactionRow>; readonly place: ItemPlace }
const shownOf = (seen: Plan | { readonly missing: readonly string[] }) =>
	'missing' in seen ? seen : { ...seen, fresh: seen.fresh.length }

type Plan = {
	readonly fresh: readonly Fresh[]
	readonly same: number
	readonly problems: readonly RowProblem[]
	readonly absent: readonly string[]
}

/** Takes a month's list in for a look. Answers the token of the upload. */
export async function takeSatisfaction(
	ctx: Ctx,
	file: { readonly name: string; readonly bytes: Buffer },
): Promise<{ readonly token: string } | { readonly fault: ListFault }> {
	const list = await readList(file.bytes)
	if (typeof list === 'string') return { fault: list }
	const kept: Kept = { ...list, sha256: sha256Bytes(file.bytes) }
	const note = { fileName: file.name.slice(0, 200), mapping: SATISFACTION_LIST, uploadedAt: ctx.now }
	return { token: await keepUpload(ctx.actor.accountId, note, Buffer.from(JSON.stringify(kept))) }
}

async function plan(ctx: Ctx, handle: Handle, kept: Kept): Promise<Plan | { readonly missing: readonly string[] }> {
	const bound = bindSatisfactionList(kept.header)
	if (!bound.ok) return { missing: bound.error }
	const columns = bound.value
	const { lines, problems } = judgeList(SPEC, kept, columns, ctx.today)
	const codes = [...new Set(lines.map(({ data }) => data.outletCode))]
	const outlets = new Map((await outletsByCode(handle, ctx.actor.branchId, codes)).map((one) => [one.code, one]))
	const months = [...new Set(lines.map(({ data }) => data.month))]
	const ids = [...outlets.values()].map(({ id }) => id)
	const known = new Map((await valuesIn(handle, ids, months)).map((row) => [`${row.outlet_id} ${row.month}`, row]))
	const fresh: Fresh[] = []
	let same = 0
	for (const line of lines) {
		const { data } = line
		const say = (field: SatisfactionField, kind: RowProblem['kind'], value: string) => {
			const { index, title } = columns.at(field)
			problems.push({ row: line.row, line: line.line, column: title, index, value, kind, fatal: true })
		}
		const place = outlets.get(data.outletCode)
		if (!place) {
			say('outlet', 'unknown-outlet', data.outletCode)
			continue
		}
		const before = known.get(`${place.id} ${data.month}`)
		if (!before) fresh.push({ line, place })
		else if (before.basis_points === data.points) same += 1
		else say('percent', 'value-differs', data.outletCode)
	}
	return { fresh, same, problems, absent: columns.absent }
}

async function opened(ctx: Ctx, token: string) {
	const upload = await keptUpload(ctx.actor.accountId, token)
	if (!upload || upload.note.mapping !== SATISFACTION_LIST) return null
	const kept: Kept = JSON.parse(upload.bytes.toString('utf8'))
	return { kept, note: upload.note }
}

/** What an import of the upload would do; writes nothing. Refuses an upload that is gone. */
export async function viewSatisfaction(ctx: Ctx, token: string): Promise<Outcome<ListView>> {
	const upload = await opened(ctx, token)
	if (!upload) return refuse('missing', 'not-found')
	const { kept, note } = upload
	const base = { token, fileName: note.fileName, uploadedAt: note.uploadedAt, rows: kept.rows.length }
	return ok(listView(base, shownOf(await plan(ctx, ctx.read, kept))))
}

/**
 * Imports the month's values as a whole or not at all. A value that is there already stays; another value for the same
 * outlet and month is a correction and refused here, since corrections carry a reason.
 */
export async function importSatisfaction(
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
		const file = { mapping: SATISFACTION_LIST, name: note.fileName, sha256: kept.sha256 }
		if (seen.fresh.length > 0) await write(ctx, tx, file, seen.fresh)
		return ok({ rows: kept.rows.length, fresh: seen.fresh.length })
	})
	if (done.ok) await dropUpload(ctx.actor.accountId, token)
	return done
}

async function write(ctx: Ctx, tx: Tx, file: ImportedFile, fresh: readonly Fresh[]): Promise<void> {
	const run = await noteImport(ctx, tx, file, { rows: fresh.length })
	await insertValues(
		tx,
		fresh.map(({ line: { data }, place }) => ({
			id: ctx.newId(),
			branch_id: ctx.actor.branchId,
			county_id: place.county_id,
			grid_id: place.grid_id,
			dealer_id: place.dealer_id,
			outlet_id: place.id,
			month: data.month,
			n: 1,
			basis_points: data.points,
			answers: data.answers,
			in_force: 1,
			reason: '',
			import_id: run,
			recorded_by: ctx.actor.accountId,
			recorded_at: ctx.now,
		})),
	)
	for (const outletId of new Set(fresh.map(({ place }) => place.id))) await satisfactionAt(ctx, tx, outletId)
}
