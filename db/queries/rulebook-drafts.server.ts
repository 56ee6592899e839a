import type { Scope } from '#app/domain/access.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { RulebookDraftTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type DraftRow = { [K in keyof RulebookDraftTable]: K extends 'version' ? number : RulebookDraftTable[K] }
export type DraftSet = Partial<Omit<DraftRow, 'id' | 'branch_id' | 'version'>>

/** One draft of the branch, for whom the permission holds anywhere in it: a rulebook has no place of its own. */
export async function draftIn(handle: Handle, scope: Scope, id: string): Promise<DraftRow | undefined> {
	if (scope.places.length === 0) return undefined
	return handle
		.selectFrom('rulebook_draft')
		.selectAll()
		.where('id', '=', id)
		.where('branch_id', '=', scope.branchId)
		.executeTakeFirst()
}

/** The drafts of a branch, newest first, without their bodies; at most 100. */
export async function draftsOf(handle: Handle, branchId: string) {
	return handle
		.selectFrom('rulebook_draft')
		.leftJoin('account', 'account.id', 'rulebook_draft.drafted_by')
		.select([
			'rulebook_draft.id',
			'rulebook_draft.code',
			'rulebook_draft.state',
			'rulebook_draft.effective_from',
			'rulebook_draft.drafted_at',
			'rulebook_draft.published_version_id',
			'account.name as drafter',
		])
		.where('rulebook_draft.branch_id', '=', branchId)
		.orderBy('rulebook_draft.drafted_at', 'desc')
		.orderBy('rulebook_draft.id', 'desc')
		.limit(100)
		.execute()
}

/** The draft with a code that is not dropped; by id, too, for the command line. */
export async function draftNamed(handle: Handle, branchId: string, name: string): Promise<DraftRow | undefined> {
	return handle
		.selectFrom('rulebook_draft')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where((eb) => eb.or([eb('id', '=', name), eb.and([eb('code', '=', name), eb('state', '<>', 'DROPPED')])]))
		.executeTakeFirst()
}

export async function insertDraft(tx: Tx, row: Omit<DraftRow, 'version'>): Promise<void> {
	await tx.insertInto('rulebook_draft').values(row).execute()
}

/** True when the row still had that version. */
export async function updateDraft(tx: Tx, id: string, version: number, set: DraftSet): Promise<boolean> {
	const done = await tx
		.updateTable('rulebook_draft')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return done.numUpdatedRows === 1n
}

/** The latest day on which anything occurred that became or may become a case; null when there is nothing. */
export async function lastOccurrence(handle: Handle, branchId: string): Promise<LocalDate | null> {
	const of = async (table: 'violation' | 'penalty') => {
		const row = await handle
			.selectFrom(table)
			.select((eb) => eb.fn.max('occurred_on').as('last'))
			.where('branch_id', '=', branchId)
			.executeTakeFirst()
		return row?.last ?? null
	}
	const days = [await of('violation'), await of('penalty')].filter((day) => day !== null)
	return days.sort().at(-1) ?? null
}
