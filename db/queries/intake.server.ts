import { type ExpressionBuilder, sql } from 'kysely'
import type { Place, Scope } from '#app/domain/access.ts'
import type { IntakeKind, IntakeState } from '#app/domain/intake/item.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import type { Database } from '../schema.ts'
import { decodeCursor, type Page, type Predicate, pageOf } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { contains } from './like.server.ts'

type Row = Database['intake_item']
export type IntakeRow = { [K in keyof Row]: K extends 'version' ? number : Row[K] }
export type IntakeSet = Partial<Omit<IntakeRow, 'id' | 'branch_id' | 'version'>>
type Eb = ExpressionBuilder<Database, 'intake_item'>

/** The text of the partial indexes, so that SQLite sees that it may use them. */
const WAITING = sql<boolean>`intake_item.state in ('OPEN', 'ORDERED', 'VIOLATION')`

/** The branch's, those of outlets in the place, and for a department those that an issued order of its own answers. */
export function intakeWithin(eb: Eb, scope: Scope): Predicate {
	const ofPlace = (place: Place): Predicate => {
		switch (place.kind) {
			case 'branch':
				return sql<boolean>`1 = 1`
			case 'county':
				return sql<boolean>`intake_item.county_id = ${place.countyId}`
			case 'grid':
				return sql<boolean>`intake_item.grid_id = ${place.gridId}`
			case 'dealer':
				return sql<boolean>`1 = 0`
			case 'department':
				return sql<boolean>`exists (select 1 from supervision_order o where o.id = intake_item.order_id
					and o.issued_at is not null and o.confidential = 0 and o.lead_department_id = ${place.departmentId})`
		}
	}
	if (scope.places.length === 0) return sql<boolean>`1 = 0`
	return eb.and([eb('intake_item.branch_id', '=', scope.branchId), eb.or(scope.places.map(ofPlace))])
}

/** One item within the scope; undefined when there is none or it lies outside. */
export async function intakeIn(handle: Handle, scope: Scope, id: string): Promise<IntakeRow | undefined> {
	return handle
		.selectFrom('intake_item')
		.selectAll()
		.where('id', '=', id)
		.where((eb) => intakeWithin(eb, scope))
		.executeTakeFirst()
}

export async function intakeById(handle: Handle, id: string): Promise<IntakeRow | undefined> {
	return handle.selectFrom('intake_item').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function intakeByNumber(handle: Handle, scope: Scope, number: string): Promise<IntakeRow | undefined> {
	return handle
		.selectFrom('intake_item')
		.selectAll()
		.where('branch_id', '=', scope.branchId)
		.where('number', '=', number)
		.where((eb) => intakeWithin(eb, scope))
		.executeTakeFirst()
}

/** The item that the same form made before. */
export async function intakeByRequest(handle: Handle, branchId: string, requestKey: string) {
	return handle
		.selectFrom('intake_item')
		.select(['id', 'number', 'received_by as receivedBy'])
		.where('branch_id', '=', branchId)
		.where('request_key', '=', requestKey)
		.executeTakeFirst()
}

/** Items of a channel by the numbers that it gave them. */
export async function intakeByExternal(
	handle: Handle,
	branchId: string,
	channel: string,
	numbers: readonly string[],
): Promise<IntakeRow[]> {
	const found: IntakeRow[] = []
	for (let i = 0; i < numbers.length; i += 500)
		found.push(
			...(await handle
				.selectFrom('intake_item')
				.selectAll()
				.where('branch_id', '=', branchId)
				.where('channel', '=', sql<'SURVEY'>`${channel}`)
				.where('external_number', 'in', numbers.slice(i, i + 500))
				.execute()),
		)
	return found
}

export async function insertIntake(tx: Tx, rows: readonly Omit<IntakeRow, 'version'>[]): Promise<void> {
	for (let i = 0; i < rows.length; i += 100)
		await tx
			.insertInto('intake_item')
			.values(rows.slice(i, i + 100))
			.execute()
}

/** True when the row still had this version. */
export async function updateIntake(tx: Tx, id: string, version: number, set: IntakeSet): Promise<boolean> {
	const result = await tx
		.updateTable('intake_item')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** Items that an order answers, oldest first. */
export async function intakeOfOrder(handle: Handle, orderId: string): Promise<IntakeRow[]> {
	return handle.selectFrom('intake_item').selectAll().where('order_id', '=', orderId).orderBy('number').execute()
}

/** What the same person said before within the scope, newest first; for the check of duplicates. */
export async function sameComplainant(
	handle: Handle,
	scope: Scope,
	hmac: string,
	since: LocalDate,
	except: string,
): Promise<{ id: string; number: string; state: IntakeState; complained_on: LocalDate }[]> {
	return handle
		.selectFrom('intake_item')
		.select(['id', 'number', 'state', 'complained_on'])
		.where('branch_id', '=', scope.branchId)
		.where((eb) => intakeWithin(eb, scope))
		.where('complainant_hmac', '=', hmac)
		.where('complained_on', '>=', since)
		.where('id', '<>', except)
		.orderBy('complained_on', 'desc')
		.orderBy('number', 'desc')
		.limit(10)
		.execute()
}

export const INTAKE_VIEWS = ['open', 'mine', 'late', 'accept', 'answered', 'all'] as const
export type IntakeView = (typeof INTAKE_VIEWS)[number]

export type IntakeFilter = {
	readonly view: IntakeView
	readonly kind?: IntakeKind | undefined
	readonly channel?: string | undefined
	readonly category?: string | undefined
	readonly state?: IntakeState | undefined
	readonly outlet?: string | undefined
	readonly batch?: string | undefined
	readonly proposal?: string | undefined
	readonly from?: LocalDate | undefined
	readonly to?: LocalDate | undefined
	readonly q?: string | undefined
}
export type IntakeAsker = { readonly scope: Scope; readonly accountId: string; readonly now: Instant }

function inView(eb: Eb, view: IntakeView, asker: IntakeAsker): Predicate {
	switch (view) {
		case 'open':
			return WAITING
		case 'mine':
			return eb.and([WAITING, eb('intake_item.owner_id', '=', asker.accountId)])
		case 'late':
			return eb.and([WAITING, eb('intake_item.due_at', '<', asker.now)])
		case 'accept':
			return eb.and([WAITING, eb('intake_item.successor_id', '=', asker.accountId)])
		case 'answered':
			return eb('intake_item.state', 'in', ['ANSWERED', 'MERGED', 'DECLINED'])
		case 'all':
			return sql<boolean>`1 = 1`
	}
}

function matches(eb: Eb, filter: IntakeFilter, asker: IntakeAsker): Predicate {
	const parts = [inView(eb, filter.view, asker), intakeWithin(eb, asker.scope)]
	if (filter.kind) parts.push(eb('intake_item.kind', '=', filter.kind))
	if (filter.channel) parts.push(sql<boolean>`intake_item.channel = ${filter.channel}`)
	if (filter.category) parts.push(eb('intake_item.category', '=', filter.category))
	if (filter.state) parts.push(eb('intake_item.state', '=', filter.state))
	if (filter.outlet) parts.push(eb('intake_item.outlet_id', '=', filter.outlet))
	if (filter.batch) parts.push(eb('intake_item.batch_id', '=', filter.batch))
	if (filter.proposal) parts.push(eb('intake_item.proposal_id', '=', filter.proposal))
	if (filter.from) parts.push(eb('intake_item.complained_on', '>=', filter.from))
	if (filter.to) parts.push(eb('intake_item.complained_on', '<=', filter.to))
	if (filter.q) parts.push(contains('intake_item.search_text', filter.q))
	return eb.and(parts)
}

function linesOf(handle: Handle, filter: IntakeFilter, asker: IntakeAsker) {
	return handle
		.selectFrom('intake_item')
		.leftJoin('outlet', 'outlet.id', 'intake_item.outlet_id')
		.leftJoin('account', 'account.id', 'intake_item.owner_id')
		.select([
			'intake_item.id',
			'intake_item.number',
			'intake_item.kind',
			'intake_item.state',
			'intake_item.channel',
			'intake_item.external_number as external',
			'intake_item.complained_on as complainedOn',
			'intake_item.received_at as receivedAt',
			'intake_item.complainant',
			'intake_item.category',
			'intake_item.matter',
			'intake_item.urgency',
			'intake_item.batch_line as line',
			'intake_item.due_at as dueAt',
			'intake_item.due_on as dueOn',
			'intake_item.raw_due_on as rawDueOn',
			'intake_item.due_provisional as provisional',
			'intake_item.overdue_at as overdueAt',
			'intake_item.answered_at as answeredAt',
			'intake_item.proposed_at as proposedAt',
			'intake_item.proposal_id as proposalId',
			'outlet.name as outletName',
			'account.name as ownerName',
		])
		.where((eb) => matches(eb, filter, asker))
}
export type IntakeLine = Awaited<ReturnType<ReturnType<typeof linesOf>['execute']>>[number]

/** Views of what waits are in the order of the due moment; the others newest first. */
export async function intakePage(
	handle: Handle,
	filter: IntakeFilter,
	asker: IntakeAsker,
	cursor: string | null,
	size: number,
): Promise<Page<IntakeLine>> {
	const after = decodeCursor(cursor, 2)
	const waiting = filter.view !== 'answered' && filter.view !== 'all'
	const column = waiting ? ('intake_item.due_at' as const) : ('intake_item.received_at' as const)
	let query = linesOf(handle, filter, asker)
	if (after) {
		const [key, from] = [sql`(${sql.ref(column)}, intake_item.id)`, sql`(${String(after[0])}, ${String(after[1])})`]
		query = query.where(waiting ? sql<boolean>`${key} > ${from}` : sql<boolean>`${key} < ${from}`)
	}
	const rows = await query
		.orderBy(column, waiting ? 'asc' : 'desc')
		.orderBy('intake_item.id', waiting ? 'asc' : 'desc')
		.limit(size + 1)
		.execute()
	return pageOf(rows, size, (row) => [waiting ? row.dueAt : row.receivedAt, row.id])
}

/** The lines of a batch in the order of their numbers. */
export async function linesOfBatch(handle: Handle, batchId: string, asker: IntakeAsker): Promise<IntakeLine[]> {
	return linesOf(handle, { view: 'all', batch: batchId }, asker).orderBy('intake_item.batch_line').execute()
}

/** How many items each of these views holds. */
export async function intakeCounts(
	handle: Handle,
	asker: IntakeAsker,
	filter: Omit<IntakeFilter, 'view'>,
): Promise<Record<IntakeView, number>> {
	const counts = { open: 0, mine: 0, late: 0, accept: 0, answered: 0, all: 0 }
	for (const view of INTAKE_VIEWS) {
		// The long lists are counted by nobody on every page.
		if (view === 'answered' || view === 'all') continue
		const row = await handle
			.selectFrom('intake_item')
			.select((eb) => eb.fn.countAll<number>().as('n'))
			.where((eb) => matches(eb, { ...filter, view }, asker))
			.executeTakeFirstOrThrow()
		counts[view] = Number(row.n)
	}
	return counts
}

/** What the rate of answers in time is made of: complaints by the month of the complaint. */
export async function countedComplaints(handle: Handle, scope: Scope, from: LocalDate, to: LocalDate) {
	return handle
		.selectFrom('intake_item')
		.select([
			'intake_item.state',
			'intake_item.due_at as dueAt',
			'intake_item.overdue_at as overdueAt',
			'intake_item.answered_at as answeredAt',
		])
		.where('intake_item.kind', '=', 'complaint')
		.where('intake_item.complained_on', '>=', from)
		.where('intake_item.complained_on', '<=', to)
		.where((eb) => intakeWithin(eb, scope))
		.execute()
}
