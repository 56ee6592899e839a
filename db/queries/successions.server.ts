import type { Succession } from '#app/domain/measure/succession.ts'
import type { SuccessionTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type SuccessionRow = { [K in keyof SuccessionTable]: K extends 'version' ? number : SuccessionTable[K] }

const STEPS = 20

export function successionOf(row: SuccessionRow): Succession {
	return {
		id: row.id,
		outletId: row.outlet_id,
		fromDealerId: row.from_dealer_id,
		toDealerId: row.to_dealer_id,
		happenedOn: row.happened_on,
		state: row.state,
	}
}

/** Every succession from which a dealer's points may come, and those by which they may have left; none for most. */
export async function successionsBehind(handle: Handle, dealerId: string): Promise<Succession[]> {
	const found = new Map<string, Succession>()
	const known = new Set<string>()
	let frontier = [dealerId]
	for (let step = 0; frontier.length > 0 && step < STEPS; step++) {
		for (const id of frontier) known.add(id)
		const rows = await handle
			.selectFrom('succession')
			.selectAll()
			.where((eb) => eb.or([eb('to_dealer_id', 'in', frontier), eb('from_dealer_id', 'in', frontier)]))
			.limit(1000)
			.execute()
		for (const row of rows) found.set(row.id, successionOf(row))
		frontier = [...new Set(rows.map((row) => row.from_dealer_id))].filter((id) => !known.has(id))
	}
	return [...found.values()]
}

/** The successions of one outlet, oldest first. */
export async function successionsOfOutlet(handle: Handle, outletId: string): Promise<SuccessionRow[]> {
	return handle
		.selectFrom('succession')
		.selectAll()
		.where('outlet_id', '=', outletId)
		.orderBy('happened_on')
		.orderBy('id')
		.limit(200)
		.execute()
}

/** The successions that a dealer had part in, newest first. */
export async function successionsOfDealer(handle: Handle, dealerId: string): Promise<SuccessionRow[]> {
	return handle
		.selectFrom('succession')
		.selectAll()
		.where((eb) => eb.or([eb('to_dealer_id', '=', dealerId), eb('from_dealer_id', '=', dealerId)]))
		.orderBy('happened_on', 'desc')
		.orderBy('id', 'desc')
		.limit(100)
		.execute()
}

export async function successionById(handle: Handle, branchId: string, id: string): Promise<SuccessionRow | undefined> {
	return handle
		.selectFrom('succession')
		.selectAll()
		.where('id', '=', id)
		.where('branch_id', '=', branchId)
		.executeTakeFirst()
}

export async function insertSuccession(tx: Tx, row: Omit<SuccessionRow, 'version'>): Promise<void> {
	await tx.insertInto('succession').values(row).execute()
}

/** True when the row still had this version. */
export async function updateSuccession(
	tx: Tx,
	id: string,
	version: number,
	set: Partial<Omit<SuccessionRow, 'id' | 'version'>>,
): Promise<boolean> {
	const result = await tx
		.updateTable('succession')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** Which cases may count for a dealer: the own ones, and those of everybody and every place behind it. */
export async function casesBehind(handle: Handle, dealerId: string) {
	const successions = await successionsBehind(handle, dealerId)
	const whole = successions.filter((one) => one.outletId === null).map((one) => one.fromDealerId)
	const outletIds = [...new Set(successions.flatMap((one) => one.outletId ?? []))]
	return { successions, dealerIds: [...new Set([dealerId, ...whole])], outletIds }
}

/** Premises of former dealers at the same address: closed, terminated or blacklisted; spaces do not count. */
export async function formerOutletsAt(handle: Handle, branchId: string, address: string, exceptDealerId: string) {
	const plain = address.normalize('NFKC').replace(/\s/g, '')
	const rows = await handle
		.selectFrom('outlet')
		.innerJoin('dealer', 'dealer.id', 'outlet.dealer_id')
		.select([
			'outlet.id',
			'outlet.code',
			'outlet.name',
			'outlet.address',
			'outlet.dealer_id',
			'dealer.name as dealerName',
		])
		.where('outlet.branch_id', '=', branchId)
		.where('outlet.dealer_id', '<>', exceptDealerId)
		.where((eb) =>
			eb.or([
				eb('outlet.status', '=', 'CLOSED'),
				eb('dealer.status', '=', 'TERMINATED'),
				eb.exists(
					eb
						.selectFrom('blacklist_entry')
						.select('blacklist_entry.id')
						.whereRef('blacklist_entry.dealer_id', '=', 'outlet.dealer_id')
						.where('blacklist_entry.state', '=', 'IN_FORCE'),
				),
			]),
		)
		.orderBy('outlet.code')
		.limit(500)
		.execute()
	return rows.filter((row) => row.address.normalize('NFKC').replace(/\s/g, '') === plain)
}
