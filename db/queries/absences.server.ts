import type { Instant, LocalDate } from '#app/domain/time.ts'
import type { AccountAbsenceTable } from '../schema-ladder.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type AbsenceRow = AccountAbsenceTable

/** What a message needs to know of a person to find somebody who is there. */
export type Reporting = {
	readonly id: string
	readonly name: string
	readonly superiorId: string | null
	/** Named for good; an absence may name another. */
	readonly deputyId: string | null
	readonly disabled: boolean
}

export async function reportingOf(handle: Handle, ids: readonly string[]): Promise<Reporting[]> {
	if (ids.length === 0) return []
	const rows = await handle
		.selectFrom('account')
		.select(['id', 'name', 'superior_id', 'deputy_id', 'disabled_at'])
		.where('id', 'in', ids)
		.execute()
	return rows.map((row) => ({
		id: row.id,
		name: row.name,
		superiorId: row.superior_id,
		deputyId: row.deputy_id,
		disabled: row.disabled_at !== null,
	}))
}

/** Absences of these people that hold on a day; of several the one that was entered last comes first. */
export async function absencesOn(handle: Handle, ids: readonly string[], on: LocalDate): Promise<AbsenceRow[]> {
	if (ids.length === 0) return []
	return handle
		.selectFrom('account_absence')
		.selectAll()
		.where('account_id', 'in', ids)
		.where('from_on', '<=', on)
		.where('until_on', '>=', on)
		.where('ended_at', 'is', null)
		.orderBy('entered_at', 'desc')
		.orderBy('id', 'desc')
		.execute()
}

/** Absences of one person that are not over on a day, the nearest first. */
export async function absencesOf(handle: Handle, accountId: string, from: LocalDate): Promise<AbsenceRow[]> {
	return handle
		.selectFrom('account_absence')
		.selectAll()
		.where('account_id', '=', accountId)
		.where('until_on', '>=', from)
		.where('ended_at', 'is', null)
		.orderBy('from_on')
		.orderBy('id')
		.limit(100)
		.execute()
}

/** Absences of a branch that are not over on a day, the nearest first. */
export async function openAbsences(handle: Handle, branchId: string, from: LocalDate): Promise<AbsenceRow[]> {
	return handle
		.selectFrom('account_absence')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('until_on', '>=', from)
		.where('ended_at', 'is', null)
		.orderBy('until_on')
		.orderBy('id')
		.limit(200)
		.execute()
}

export async function absenceById(handle: Handle, branchId: string, id: string): Promise<AbsenceRow | undefined> {
	return handle
		.selectFrom('account_absence')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('id', '=', id)
		.executeTakeFirst()
}

export async function insertAbsence(tx: Tx, row: AbsenceRow): Promise<void> {
	await tx.insertInto('account_absence').values(row).execute()
}

/** Takes an absence back, once; true when it still stood. */
export async function endAbsence(tx: Tx, id: string, by: string, at: Instant): Promise<boolean> {
	const result = await tx
		.updateTable('account_absence')
		.set({ ended_by: by, ended_at: at })
		.where('id', '=', id)
		.where('ended_at', 'is', null)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}
