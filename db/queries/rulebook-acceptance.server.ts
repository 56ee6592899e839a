import type { Scope } from '#app/domain/access.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { RulebookAcceptanceTable } from '../schema.ts'
import { decodeCursor, type Page, pageOf } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { dealersWithin } from './scope.server.ts'

export type AcceptanceRow = RulebookAcceptanceTable

/** The dealer's acceptance of a version of the rulebook; there is at most one. */
export async function acceptanceOf(
	handle: Handle,
	dealerId: string,
	rulebookVersionId: string,
): Promise<AcceptanceRow | undefined> {
	return handle
		.selectFrom('rulebook_acceptance')
		.selectAll()
		.where('dealer_id', '=', dealerId)
		.where('rulebook_version_id', '=', rulebookVersionId)
		.executeTakeFirst()
}

/** A new acceptance; the unique index refuses a second one. */
export async function insertAcceptance(tx: Tx, row: AcceptanceRow): Promise<void> {
	await tx.insertInto('rulebook_acceptance').values(row).execute()
}

/** How many dealers accepted each version of the branch. */
export async function acceptanceCounts(handle: Handle, branchId: string): Promise<Map<string, number>> {
	const rows = await handle
		.selectFrom('rulebook_acceptance')
		.select((eb) => ['rulebook_version_id', eb.fn.countAll<number>().as('n')])
		.where('branch_id', '=', branchId)
		.groupBy('rulebook_version_id')
		.execute()
	return new Map(rows.map((row) => [row.rulebook_version_id, Number(row.n)]))
}

export type RegisterLine = {
	readonly dealerId: string
	readonly code: string
	readonly name: string
	readonly acceptedOn: LocalDate | null
	readonly acceptedName: string | null
	readonly how: RulebookAcceptanceTable['how'] | null
	readonly note: string | null
}

/** A page of active dealers with their acceptance of a version: by code. */
export async function acceptanceRegister(
	handle: Handle,
	scope: Scope,
	versionId: string,
	only: 'all' | 'missing' | 'accepted',
	cursor: string | null,
	size: number,
): Promise<Page<RegisterLine>> {
	const after = decodeCursor(cursor, 1)
	let query = handle
		.selectFrom('dealer')
		.leftJoin('rulebook_acceptance', (join) =>
			join
				.onRef('rulebook_acceptance.dealer_id', '=', 'dealer.id')
				.on('rulebook_acceptance.rulebook_version_id', '=', versionId),
		)
		.select([
			'dealer.id as dealerId',
			'dealer.code',
			'dealer.name',
			'rulebook_acceptance.accepted_on as acceptedOn',
			'rulebook_acceptance.accepted_name as acceptedName',
			'rulebook_acceptance.how',
			'rulebook_acceptance.note',
		])
		.where((eb) => dealersWithin(eb, scope))
		.where('dealer.status', '=', 'ACTIVE')
	if (only !== 'all') query = query.where('rulebook_acceptance.id', only === 'missing' ? 'is' : 'is not', null)
	if (after) query = query.where('dealer.code', '>', String(after[0]))
	const rows = await query
		.orderBy('dealer.code')
		.limit(size + 1)
		.execute()
	return pageOf(rows, size, (row) => [row.code])
}

/** The acceptances of one dealer that the caller may read, newest first. */
export async function acceptancesOf(handle: Handle, dealerId: string) {
	return handle
		.selectFrom('rulebook_acceptance')
		.innerJoin('reference_version', 'reference_version.id', 'rulebook_acceptance.rulebook_version_id')
		.select([
			'rulebook_acceptance.rulebook_version_id as versionId',
			'reference_version.code',
			'reference_version.version',
			'rulebook_acceptance.accepted_on as acceptedOn',
			'rulebook_acceptance.accepted_at as acceptedAt',
			'rulebook_acceptance.accepted_name as acceptedName',
			'rulebook_acceptance.how',
			'rulebook_acceptance.note',
			'rulebook_acceptance.sha256',
		])
		.where('rulebook_acceptance.dealer_id', '=', dealerId)
		.orderBy('reference_version.effective_from', 'desc')
		.limit(50)
		.execute()
}

/** Every owner's account of every active dealer: those who are told of a new version. */
export async function ownersOfDealers(handle: Handle, branchId: string): Promise<string[]> {
	const rows = await handle
		.selectFrom('role_grant')
		.innerJoin('dealer', 'dealer.id', 'role_grant.dealer_id')
		.select('role_grant.account_id as id')
		.distinct()
		.where('role_grant.branch_id', '=', branchId)
		.where('role_grant.role', '=', 'DEALER_OWNER')
		.where('role_grant.revoked_at', 'is', null)
		.where('dealer.status', '=', 'ACTIVE')
		.execute()
	return rows.map((row) => row.id)
}

/** Active dealers of the branch. */
export async function activeDealers(handle: Handle, branchId: string): Promise<number> {
	const row = await handle
		.selectFrom('dealer')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('branch_id', '=', branchId)
		.where('status', '=', 'ACTIVE')
		.executeTakeFirst()
	return Number(row?.n ?? 0)
}
