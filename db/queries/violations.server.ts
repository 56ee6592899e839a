import { sql } from 'kysely'
import type { Scope } from '#app/domain/access.ts'
import type { ViolationTable } from '../schema.ts'
import { decodeCursor, likePattern, type Page, pageOf } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { withinScope } from './scope.server.ts'

export type ViolationRow = { [K in keyof ViolationTable]: K extends 'version' ? number : ViolationTable[K] }

/** One violation within the scope; undefined when there is none or it lies outside. */
export async function violationIn(handle: Handle, scope: Scope, id: string): Promise<ViolationRow | undefined> {
	return handle
		.selectFrom('violation')
		.selectAll()
		.where('id', '=', id)
		.where((eb) => withinScope(eb, 'violation', scope))
		.executeTakeFirst()
}

/** One violation whoever asks: for a case that has been opened from it already. */
export async function violationById(handle: Handle, id: string): Promise<ViolationRow | undefined> {
	return handle.selectFrom('violation').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertViolation(tx: Tx, row: Omit<ViolationRow, 'version'>): Promise<void> {
	await tx.insertInto('violation').values(row).execute()
}

/** True when the row still had this version. */
export async function updateViolation(
	tx: Tx,
	id: string,
	version: number,
	set: Partial<Omit<ViolationRow, 'id' | 'version'>>,
): Promise<boolean> {
	const result = await tx
		.updateTable('violation')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

export type ViolationFilter = {
	readonly state?: ViolationRow['state'] | undefined
	readonly severity?: ViolationRow['severity'] | undefined
	readonly category?: string | undefined
	readonly source?: string | undefined
	/** Part of a number, an outlet's or a dealer's name or its initials. */
	readonly q?: string | undefined
}

export type ViolationListRow = Pick<
	ViolationRow,
	| 'id'
	| 'number'
	| 'state'
	| 'source'
	| 'violation_type'
	| 'severity'
	| 'occurred_on'
	| 'facts'
	| 'opened_at'
	| 'taxonomy_version_id'
> & {
	outletName: string
	dealerName: string
	openedByName: string | null
	penaltyId: string | null
	penaltyNumber: string | null
}

function filtered(handle: Handle, scope: Scope, filter: ViolationFilter) {
	let query = handle
		.selectFrom('violation')
		.where((eb) => withinScope(eb, 'violation', scope))
		.where('violation.historic', '=', 0)
		.innerJoin('outlet', 'outlet.id', 'violation.outlet_id')
		.innerJoin('dealer', 'dealer.id', 'violation.dealer_id')
	const { state, severity, category, source, q } = filter
	if (state) query = query.where('violation.state', '=', state)
	if (severity) query = query.where('violation.severity', '=', severity)
	if (category) query = query.where('violation.violation_type', 'like', `${category}%`)
	if (source) query = query.where('violation.source', '=', source)
	if (q) {
		const like = likePattern(q)
		query = query.where(
			sql<boolean>`(outlet.search_text like ${like} escape '\\' or dealer.search_text like ${like} escape '\\' or lower(violation.number) like ${like} escape '\\')`,
		)
	}
	return query
}

/** A page of violations, newest first; `cursor` is the opaque text of the page before. */
export async function violationsPage(
	handle: Handle,
	scope: Scope,
	filter: ViolationFilter,
	cursor: string | null,
	size: number,
): Promise<Page<ViolationListRow>> {
	const after = decodeCursor(cursor, 2)
	let query = filtered(handle, scope, filter)
	if (after) {
		const [at, id] = [after[0], String(after[1])]
		query = query.where(
			sql<boolean>`(violation.opened_at < ${at} or (violation.opened_at = ${at} and violation.id < ${id}))`,
		)
	}
	const rows = await query
		.leftJoin('account', 'account.id', 'violation.opened_by')
		.leftJoin('penalty', (join) =>
			join.onRef('penalty.violation_id', '=', 'violation.id').on('penalty.state', 'not in', ['WITHDRAWN', 'REVOKED']),
		)
		.select([
			'violation.id',
			'violation.number',
			'violation.state',
			'violation.source',
			'violation.violation_type',
			'violation.severity',
			'violation.occurred_on',
			'violation.facts',
			'violation.opened_at',
			'violation.taxonomy_version_id',
			'outlet.name as outletName',
			'dealer.name as dealerName',
			'account.name as openedByName',
			'penalty.id as penaltyId',
			'penalty.number as penaltyNumber',
		])
		.orderBy('violation.opened_at', 'desc')
		.orderBy('violation.id', 'desc')
		.limit(size + 1)
		.execute()
	return pageOf(rows, size, (row) => [row.opened_at, row.id])
}

export async function countViolations(handle: Handle, scope: Scope, filter: ViolationFilter): Promise<number> {
	const row = await filtered(handle, scope, filter)
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

/** Outlets of the scope for the form's choice: by name, at most 500. */
export async function outletChoices(handle: Handle, scope: Scope) {
	return handle
		.selectFrom('outlet')
		.where((eb) => withinScope(eb, 'outlet', scope))
		.innerJoin('dealer', 'dealer.id', 'outlet.dealer_id')
		.select(['outlet.id', 'outlet.code', 'outlet.name', 'dealer.name as dealerName'])
		.where('outlet.status', '<>', 'CLOSED')
		.where('outlet.source', '=', 'REGISTERED')
		.orderBy('outlet.name')
		.limit(500)
		.execute()
}
