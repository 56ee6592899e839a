import type { Scope } from '#app/domain/access.ts'
import type { AnswerResult } from '#app/domain/inspection/sheet.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { InspectionAnswerTable, InspectionTable } from '../schema.ts'
import { decodeCursor, type Page, pageOf } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { withinScope } from './scope.server.ts'

export type InspectionRow = { [K in keyof InspectionTable]: K extends 'version' ? number : InspectionTable[K] }
type StoredAnswer = { [K in keyof InspectionAnswerTable]: K extends 'version' ? number : InspectionAnswerTable[K] }
/** An answer in the words of the rules: 'pass', 'fail', 'na'. */
export type AnswerRow = Omit<StoredAnswer, 'answer'> & { result: AnswerResult }

const STORED: Record<AnswerResult, StoredAnswer['answer']> = { pass: 'PASS', fail: 'FAIL', na: 'NA' }
const RESULT: Record<StoredAnswer['answer'], AnswerResult> = { PASS: 'pass', FAIL: 'fail', NA: 'na' }

export type InspectionFilter = {
	readonly state?: string | undefined
	readonly type?: string | undefined
	readonly outletId?: string | undefined
	/** Of this person, as first or second inspector. */
	readonly inspectorId?: string | undefined
	/** First and last day of the visit. */
	readonly from?: LocalDate | undefined
	readonly to?: LocalDate | undefined
	readonly q?: string | undefined
}

export type InspectionListRow = {
	id: string
	number: string
	type: string
	state: string
	occurredOn: LocalDate
	plannedOn: LocalDate | null
	scoreTenths: number | null
	failedItems: number
	historic: 0 | 1
	outletId: string
	outletName: string
	dealerName: string
	inspectorName: string | null
}

/** One inspection within the scope; undefined when there is none or it lies outside. */
export async function inspectionIn(handle: Handle, scope: Scope, id: string): Promise<InspectionRow | undefined> {
	return handle
		.selectFrom('inspection')
		.selectAll()
		.where('id', '=', id)
		.where((eb) => withinScope(eb, 'inspection', scope))
		.executeTakeFirst()
}

function filtered(handle: Handle, scope: Scope, filter: InspectionFilter) {
	let query = handle.selectFrom('inspection').where((eb) => withinScope(eb, 'inspection', scope))
	const { state, type, outletId, inspectorId, from, to, q } = filter
	if (state) query = query.where('inspection.state', '=', state)
	if (type) query = query.where('inspection.type', '=', type)
	if (outletId) query = query.where('inspection.outlet_id', '=', outletId)
	if (inspectorId)
		query = query.where((eb) =>
			eb.or([eb('inspection.inspector_id', '=', inspectorId), eb('inspection.second_inspector_id', '=', inspectorId)]),
		)
	if (from) query = query.where('inspection.occurred_on', '>=', from)
	if (to) query = query.where('inspection.occurred_on', '<=', to)
	if (q) query = query.where('inspection.number', '=', q)
	return query
}

/** A page of inspections, latest visit first. */
export async function inspectionsPage(
	handle: Handle,
	scope: Scope,
	filter: InspectionFilter,
	cursor: string | null,
	size: number,
): Promise<Page<InspectionListRow>> {
	const before = decodeCursor(cursor, 2)
	let query = filtered(handle, scope, filter)
	if (before) {
		// The cursor was made by this very list, from a date and an id.
		const [day, id] = [String(before[0]) as LocalDate, String(before[1])]
		query = query.where((eb) =>
			eb.or([
				eb('inspection.occurred_on', '<', day),
				eb.and([eb('inspection.occurred_on', '=', day), eb('inspection.id', '<', id)]),
			]),
		)
	}
	const rows = await query
		.innerJoin('outlet', 'outlet.id', 'inspection.outlet_id')
		.innerJoin('dealer', 'dealer.id', 'inspection.dealer_id')
		.leftJoin('account', 'account.id', 'inspection.inspector_id')
		.select([
			'inspection.id',
			'inspection.number',
			'inspection.type',
			'inspection.state',
			'inspection.occurred_on as occurredOn',
			'inspection.planned_on as plannedOn',
			'inspection.score_tenths as scoreTenths',
			'inspection.failed_items as failedItems',
			'inspection.historic',
			'inspection.outlet_id as outletId',
			'outlet.name as outletName',
			'dealer.name as dealerName',
			'account.name as inspectorName',
		])
		.orderBy('inspection.occurred_on', 'desc')
		.orderBy('inspection.id', 'desc')
		.limit(size + 1)
		.execute()
	return pageOf(rows, size, (row) => [row.occurredOn, row.id])
}

export async function countInspections(handle: Handle, scope: Scope, filter: InspectionFilter): Promise<number> {
	const row = await filtered(handle, scope, filter)
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

/** The answers of an inspection by item number. The caller has checked that the inspection may be read. */
export async function answersOf(handle: Handle, inspectionId: string): Promise<AnswerRow[]> {
	const rows = await handle
		.selectFrom('inspection_answer')
		.selectAll()
		.where('inspection_id', '=', inspectionId)
		.orderBy('item_no')
		.execute()
	return rows.map(({ answer, ...row }) => ({ ...row, result: RESULT[answer] }))
}

/** Adds an answer; false when somebody answered this item in the meantime. */
export async function insertAnswer(tx: Tx, { result, ...row }: Omit<AnswerRow, 'version'>): Promise<boolean> {
	const done = await tx
		.insertInto('inspection_answer')
		.values({ ...row, answer: STORED[result] })
		.onConflict((oc) => oc.columns(['inspection_id', 'item_no']).doNothing())
		.executeTakeFirst()
	return done.numInsertedOrUpdatedRows === 1n
}

export type AnswerSet = Pick<AnswerRow, 'result' | 'note' | 'corrected_on_spot' | 'answered_by' | 'answered_at'>

/** Changes an answer; false when it no longer has this version. */
export async function updateAnswer(tx: Tx, id: string, version: number, set: AnswerSet): Promise<boolean> {
	const { result, ...rest } = set
	const done = await tx
		.updateTable('inspection_answer')
		.set({ ...rest, answer: STORED[result], version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return done.numUpdatedRows === 1n
}

export async function insertInspection(tx: Tx, row: Omit<InspectionRow, 'version'>): Promise<void> {
	await tx.insertInto('inspection').values(row).execute()
}

/** True when the row still had this version. */
export async function updateInspection(
	tx: Tx,
	id: string,
	version: number,
	set: Partial<Omit<InspectionRow, 'id' | 'version'>>,
): Promise<boolean> {
	const result = await tx
		.updateTable('inspection')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** Confirmed violations that rest on the inspection. */
export async function confirmedOn(handle: Handle, inspectionId: string): Promise<number> {
	const row = await handle
		.selectFrom('violation')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('inspection_id', '=', inspectionId)
		.where('state', '=', 'CONFIRMED')
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

/** Does the plan belong to this outlet? For re-inspections. */
export async function planIsOf(handle: Handle, planId: string, outletId: string): Promise<boolean> {
	const row = await handle
		.selectFrom('plan')
		.select('id')
		.where('id', '=', planId)
		.where('outlet_id', '=', outletId)
		.executeTakeFirst()
	return row !== undefined
}

/** The day of the visit of a finding's inspection. */
export async function occurredOnOf(handle: Handle, inspectionId: string): Promise<LocalDate> {
	const row = await handle
		.selectFrom('inspection')
		.select('occurred_on')
		.where('id', '=', inspectionId)
		.executeTakeFirstOrThrow()
	return row.occurred_on
}
