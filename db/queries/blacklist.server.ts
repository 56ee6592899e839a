import type { BlacklistEntryTable, BlacklistVoteTable, DealerPersonTable } from '../schema.ts'
import { decodeCursor, type Page, pageOf } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { contains } from './like.server.ts'

export type EntryRow = { [K in keyof BlacklistEntryTable]: K extends 'version' ? number : BlacklistEntryTable[K] }
export type EntrySet = Partial<Omit<EntryRow, 'id' | 'version'>>
export type EntryVoteRow = { [K in keyof BlacklistVoteTable]: BlacklistVoteTable[K] }
export type PersonRow = { [K in keyof DealerPersonTable]: K extends 'version' ? number : DealerPersonTable[K] }
export type PersonSet = Partial<Omit<PersonRow, 'id' | 'version'>>

/** One entry of the branch. The caller may read the blacklist. */
export async function entryById(handle: Handle, branchId: string, id: string): Promise<EntryRow | undefined> {
	return handle
		.selectFrom('blacklist_entry')
		.selectAll()
		.where('id', '=', id)
		.where('branch_id', '=', branchId)
		.executeTakeFirst()
}

export type BarredBy = {
	readonly creditCode?: string | null
	readonly dealerId?: string | null
	readonly idHmacs?: readonly string[]
}

/** The first entry in force for a credit code, a dealer or a person; undefined when nothing bars. */
export async function barringEntry(handle: Handle, branchId: string, by: BarredBy): Promise<EntryRow | undefined> {
	const { creditCode, dealerId, idHmacs = [] } = by
	if (!creditCode && !dealerId && idHmacs.length === 0) return undefined
	return handle
		.selectFrom('blacklist_entry')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('state', '=', 'IN_FORCE')
		.where((eb) =>
			eb.or([
				...(creditCode ? [eb.and([eb('kind', '=', 'DEALER'), eb('credit_code', '=', creditCode)])] : []),
				...(dealerId ? [eb.and([eb('kind', '=', 'DEALER'), eb('dealer_id', '=', dealerId)])] : []),
				...(idHmacs.length > 0 ? [eb('id_hmac', 'in', idHmacs)] : []),
			]),
		)
		.orderBy('listed_at')
		.limit(1)
		.executeTakeFirst()
}

/** A listed person of this name: who is not that person shows it by the identity number. */
export async function namesakeEntry(handle: Handle, branchId: string, name: string): Promise<EntryRow | undefined> {
	return handle
		.selectFrom('blacklist_entry')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('state', '=', 'IN_FORCE')
		.where('kind', '=', 'PERSON')
		.where('name', '=', name)
		.orderBy('listed_at')
		.limit(1)
		.executeTakeFirst()
}

export async function insertEntry(tx: Tx, row: Omit<EntryRow, 'version'>): Promise<void> {
	await tx.insertInto('blacklist_entry').values(row).execute()
}

/** True when the row still had this version. */
export async function updateEntry(tx: Tx, id: string, version: number, set: EntrySet): Promise<boolean> {
	const result = await tx
		.updateTable('blacklist_entry')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** The entries that one exit brought about. */
export async function entriesOfMeasure(handle: Handle, measureId: string): Promise<EntryRow[]> {
	return handle
		.selectFrom('blacklist_entry')
		.selectAll()
		.where('measure_id', '=', measureId)
		.orderBy('number')
		.execute()
}

/** The dealer's entries and those of its people, newest first. */
export async function entriesOfDealer(handle: Handle, dealerId: string): Promise<EntryRow[]> {
	return handle
		.selectFrom('blacklist_entry')
		.selectAll()
		.where('dealer_id', '=', dealerId)
		.orderBy('listed_at', 'desc')
		.limit(50)
		.execute()
}

/** A page of the branch's blacklist, newest first. */
export async function entriesPage(
	handle: Handle,
	branchId: string,
	filter: {
		readonly q?: string | undefined
		readonly kind?: EntryRow['kind'] | undefined
		readonly state?: EntryRow['state'] | undefined
	},
	cursor: string | null,
	size: number,
): Promise<Page<EntryRow & { readonly dealerName: string }>> {
	const after = decodeCursor(cursor, 2)
	let query = handle
		.selectFrom('blacklist_entry')
		.innerJoin('dealer', 'dealer.id', 'blacklist_entry.dealer_id')
		.selectAll('blacklist_entry')
		.select('dealer.name as dealerName')
		.where('blacklist_entry.branch_id', '=', branchId)
	const { q, kind, state } = filter
	if (q)
		query = query.where((eb) =>
			eb.or([
				contains('dealer.search_text', q),
				eb('blacklist_entry.name', '=', q),
				eb('blacklist_entry.number', '=', q.toUpperCase()),
			]),
		)
	if (kind) query = query.where('blacklist_entry.kind', '=', kind)
	if (state) query = query.where('blacklist_entry.state', '=', state)
	if (after) {
		// The cursor was made by this very list.
		const [at, id] = [String(after[0]) as EntryRow['listed_at'], String(after[1])]
		query = query.where((eb) =>
			eb.or([
				eb('blacklist_entry.listed_at', '<', at),
				eb.and([eb('blacklist_entry.listed_at', '=', at), eb('blacklist_entry.id', '<', id)]),
			]),
		)
	}
	const rows = await query
		.orderBy('blacklist_entry.listed_at', 'desc')
		.orderBy('blacklist_entry.id', 'desc')
		.limit(size + 1)
		.execute()
	return pageOf(rows, size, (row) => [row.listed_at, row.id])
}

export async function entryVotesOf(handle: Handle, entryId: string) {
	return handle
		.selectFrom('blacklist_vote')
		.leftJoin('account', 'account.id', 'blacklist_vote.voter_id')
		.selectAll('blacklist_vote')
		.select('account.name as voterName')
		.where('entry_id', '=', entryId)
		.orderBy('voted_at')
		.orderBy('blacklist_vote.id')
		.execute()
}

export async function insertEntryVote(tx: Tx, row: EntryVoteRow): Promise<void> {
	await tx.insertInto('blacklist_vote').values(row).execute()
}

/** The people of a dealer, present ones first. */
export async function personsOf(
	handle: Handle,
	dealerId: string,
): Promise<(PersonRow & { readonly login: string | null })[]> {
	return handle
		.selectFrom('dealer_person')
		.leftJoin('account', 'account.id', 'dealer_person.account_id')
		.selectAll('dealer_person')
		.select('account.login')
		.where('dealer_id', '=', dealerId)
		.orderBy((eb) => eb.case().when('until_on', 'is', null).then(0).else(1).end())
		.orderBy('since_on')
		.orderBy('dealer_person.id')
		.limit(500)
		.execute()
}

export async function personById(handle: Handle, branchId: string, id: string): Promise<PersonRow | undefined> {
	return handle
		.selectFrom('dealer_person')
		.selectAll()
		.where('id', '=', id)
		.where('branch_id', '=', branchId)
		.executeTakeFirst()
}

/** Hashes of the identity numbers of whoever an account belongs to. */
export async function hmacsOfAccount(handle: Handle, accountId: string): Promise<string[]> {
	const rows = await handle.selectFrom('dealer_person').select('id_hmac').where('account_id', '=', accountId).execute()
	return rows.flatMap((row) => row.id_hmac ?? [])
}

/** Does somebody present have this staff number? */
export async function staffTaken(handle: Handle, branchId: string, staffNo: string): Promise<boolean> {
	const row = await handle
		.selectFrom('dealer_person')
		.select('id')
		.where('branch_id', '=', branchId)
		.where('staff_no', '=', staffNo)
		.where('until_on', 'is', null)
		.executeTakeFirst()
	return row !== undefined
}

export async function insertPerson(tx: Tx, row: Omit<PersonRow, 'version'>): Promise<void> {
	await tx.insertInto('dealer_person').values(row).execute()
}

/** True when the row still had this version. */
export async function updatePerson(tx: Tx, id: string, version: number, set: PersonSet): Promise<boolean> {
	const result = await tx
		.updateTable('dealer_person')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}
