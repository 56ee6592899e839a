import type { Scope } from '#app/domain/access.ts'
import type { Instant } from '#app/domain/time.ts'
import type { CalendarDraftTable } from '../schema-calendars.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type CalendarDraftRow = { [K in keyof CalendarDraftTable]: K extends 'version' ? number : CalendarDraftTable[K] }
export type CalendarDraftSet = Partial<Omit<CalendarDraftRow, 'id' | 'branch_id' | 'version'>>

/** One change of the branch, for whom the permission holds anywhere in it: a calendar has no place of its own. */
export async function calendarDraftIn(handle: Handle, scope: Scope, id: string): Promise<CalendarDraftRow | undefined> {
	if (scope.places.length === 0) return undefined
	return handle
		.selectFrom('calendar_draft')
		.selectAll()
		.where('id', '=', id)
		.where('branch_id', '=', scope.branchId)
		.executeTakeFirst()
}

/** Changes of a branch, newest first, without their texts; by key from `after`. */
export async function calendarDraftsOf(
	handle: Handle,
	branchId: string,
	limit: number,
	after?: { readonly at: Instant; readonly id: string },
) {
	let query = handle
		.selectFrom('calendar_draft')
		.leftJoin('account', 'account.id', 'calendar_draft.drafted_by')
		.select([
			'calendar_draft.id',
			'calendar_draft.kind',
			'calendar_draft.title',
			'calendar_draft.year',
			'calendar_draft.state',
			'calendar_draft.example',
			'calendar_draft.drafted_at',
			'calendar_draft.published_at',
			'account.name as drafter',
		])
		.where('calendar_draft.branch_id', '=', branchId)
	if (after) {
		query = query.where((eb) =>
			eb.or([
				eb('calendar_draft.drafted_at', '<', after.at),
				eb.and([eb('calendar_draft.drafted_at', '=', after.at), eb('calendar_draft.id', '<', after.id)]),
			]),
		)
	}
	return query.orderBy('calendar_draft.drafted_at', 'desc').orderBy('calendar_draft.id', 'desc').limit(limit).execute()
}

export async function insertCalendarDraft(tx: Tx, row: Omit<CalendarDraftRow, 'version'>): Promise<void> {
	await tx.insertInto('calendar_draft').values(row).execute()
}

/** True when the row still had that version. */
export async function updateCalendarDraft(
	tx: Tx,
	id: string,
	version: number,
	set: CalendarDraftSet,
): Promise<boolean> {
	const done = await tx
		.updateTable('calendar_draft')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return done.numUpdatedRows === 1n
}

/** The highest number that a version of this calendar has. */
export async function lastCalendarNumber(handle: Handle, branchId: string, code: string): Promise<number> {
	const row = await handle
		.selectFrom('reference_version')
		.select((eb) => eb.fn.max('version').as('last'))
		.where('branch_id', '=', branchId)
		.where('kind', '=', 'calendar')
		.where('code', '=', code)
		.executeTakeFirst()
	return Number(row?.last ?? 0)
}
