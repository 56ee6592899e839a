import { scopeOf } from '#app/domain/access.ts'
import { itemSubject } from '#app/domain/evidence.ts'
import { type DraftMerge, mergeDraft, type PostedAnswer, type StoredAnswer } from '#app/domain/inspection/draft.ts'
import { saveDraft } from '#app/domain/inspection/inspection.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type AnswerRow, answersOf, insertAnswer, inspectionIn, updateAnswer } from '#db/queries/inspections.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import {
	addStagedIn,
	type IncomingFile,
	keepFiles,
	type StagedFile,
	stageFiles,
} from '../evidence/add-evidence.server.ts'
import { sheetById } from '../reference/load.server.ts'
import { transitionIn } from '../transition.server.ts'
import { inspectionDoor } from './door.server.ts'
import { factsOf } from './facts.server.ts'

export type SheetPhoto = { readonly itemNo: number; readonly file: IncomingFile }
export type SheetSave = {
	readonly answers: readonly PostedAnswer[]
	readonly photos?: readonly SheetPhoto[]
}

/** What was kept: the new versions of the changed answers and the ids of the new photos, by item. */
export type SheetSaved = {
	readonly id: string
	readonly versions: readonly (readonly [number, number])[]
	readonly photos: readonly (readonly [number, string])[]
}

export function storedAnswer(row: AnswerRow): StoredAnswer {
	return {
		itemNo: row.item_no,
		result: row.result,
		note: row.note,
		correctedOnSpot: row.corrected_on_spot === 1,
		version: row.version,
	}
}

/**
 * Keeps a draft of the sheet: every changed answer and every photo, or nothing. An answer that somebody else changed
 * since the writer saw it refuses the whole draft ('stale', with who, when and which items).
 */
export async function saveSheet(ctx: Ctx, id: string, save: SheetSave): Promise<Outcome<SheetSaved>> {
	const photos = save.photos ?? []
	const staged = await stageFiles(
		ctx,
		photos.map((photo) => photo.file),
	)
	if (!staged.ok) return staged
	const saved = await ctx.inTx<SheetSaved>(ctx.actor.branchId, async (tx) => {
		const stored = await answersOf(tx, id)
		const merge = mergeDraft(stored.map(storedAnswer), save.answers)
		const written = await writeDraft(ctx, tx, id, stored, merge)
		if (!written.ok) return written
		const added = await addPhotos(ctx, tx, id, photos, staged.value)
		if (!added.ok) return added
		const versions = merge.changes.map(({ posted, stored: old }) => [posted.itemNo, (old?.version ?? 0) + 1] as const)
		return ok({ id, versions, photos: added.value })
	})
	if (saved.ok) await keepFiles(ctx, staged.value)
	return saved
}

async function writeDraft(
	ctx: Ctx,
	tx: Tx,
	id: string,
	stored: readonly AnswerRow[],
	merge: DraftMerge,
): Promise<Outcome<{ id: string }>> {
	if (merge.changes.length === 0 && merge.conflicts.length === 0) return mayWrite(ctx, tx, id, stored)
	const door = inspectionDoor(id, undefined, 'inspection.fill', async (row, inTx) => {
		const sheet = await sheetById(inTx, row.sheet_version_id)
		const after = new Map(stored.map((answer) => [answer.item_no, { ...storedAnswer(answer) }]))
		for (const { posted } of merge.changes)
			if (posted.result) after.set(posted.itemNo, { ...posted, result: posted.result })
		const answers = [...after.values()]
		const change = saveDraft(factsOf(ctx, row), { sheet: sheet.body, answers }, ctx.actor.accountId)
		if (!change.ok) return change
		if (merge.conflicts.length > 0) return conflictRefusal(inTx, stored, merge)
		return ok({
			set: {
				score_tenths: change.value.set.scoreTenths ?? null,
				failed_items: answers.filter((answer) => answer.result === 'fail').length,
			},
			event: {
				kind: 'inspection.saved',
				before: Object.fromEntries(
					merge.changes.map(({ posted, stored: old }) => [posted.itemNo, old?.result ?? null]),
				),
				after: Object.fromEntries(merge.changes.map(({ posted }) => [posted.itemNo, posted.result])),
			},
			also: (also) => writeAnswers(ctx, also, id, stored, merge),
		})
	})
	return transitionIn(ctx, tx, door)
}

/** A draft that says nothing new is judged like any other, and leaves no trace. */
async function mayWrite(ctx: Ctx, tx: Tx, id: string, stored: readonly AnswerRow[]): Promise<Outcome<{ id: string }>> {
	const row = await inspectionIn(tx, scopeOf(ctx.actor, 'inspection.fill'), id)
	if (!row) return refuse('missing', 'not-found')
	const sheet = await sheetById(tx, row.sheet_version_id)
	const answers = stored.map(storedAnswer)
	const may = saveDraft(factsOf(ctx, row), { sheet: sheet.body, answers }, ctx.actor.accountId)
	return may.ok ? ok({ id }) : may
}

async function conflictRefusal(tx: Tx, stored: readonly AnswerRow[], merge: DraftMerge) {
	const items = merge.conflicts.map((one) => one.posted.itemNo)
	const last = stored
		.filter((answer) => items.includes(answer.item_no))
		.sort((a, b) => (a.answered_at < b.answered_at ? 1 : -1))[0]
	const names = await namesOf(tx, [last?.answered_by ?? null])
	return refuse('stale', 'stale', {
		by: (last && names.get(last.answered_by)) ?? '',
		at: last?.answered_at ?? '',
		items: items.join(','),
	})
}

async function writeAnswers(
	ctx: Ctx,
	tx: Tx,
	inspectionId: string,
	stored: readonly AnswerRow[],
	merge: DraftMerge,
): Promise<void> {
	for (const { posted } of merge.changes) {
		const old = stored.find((answer) => answer.item_no === posted.itemNo)
		if (posted.result === null) continue
		const set = {
			result: posted.result,
			note: posted.note,
			corrected_on_spot: posted.correctedOnSpot ? 1 : 0,
			answered_by: ctx.actor.accountId,
			answered_at: ctx.now,
		} as const
		const { branchId } = ctx.actor
		const written = old
			? await updateAnswer(tx, old.id, old.version, set)
			: await insertAnswer(tx, {
					id: ctx.newId(),
					branch_id: branchId,
					inspection_id: inspectionId,
					item_no: posted.itemNo,
					...set,
				})
		// The branch has one writer at a time, so what was read in this transaction still stands.
		if (!written) throw new Error(`Answer ${posted.itemNo} of ${inspectionId} changed inside a transaction`)
	}
}

async function addPhotos(
	ctx: Ctx,
	tx: Tx,
	id: string,
	photos: readonly SheetPhoto[],
	staged: readonly StagedFile[],
): Promise<Outcome<(readonly [number, string])[]>> {
	const ids: [number, string][] = []
	for (const [i, photo] of photos.entries()) {
		const file = staged[i]
		const added = await addStagedIn(ctx, tx, itemSubject(id, photo.itemNo), file ? [file] : [])
		if (!added.ok) return added
		for (const evidenceId of added.value) ids.push([photo.itemNo, evidenceId])
	}
	return ok(ids)
}
