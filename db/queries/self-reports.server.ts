import { sql } from 'kysely'
import type { Scope } from '#app/domain/access.ts'
import type { FoundBefore } from '#app/domain/desk/self-report.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import type { DeskTables } from '../schema-desk.ts'
import { decodeCursor, type Page, pageOf } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { withinScope } from './scope.server.ts'

type Table = DeskTables['self_report']
export type SelfReportRow = { [K in keyof Table]: K extends 'version' ? number : Table[K] }

/** One report within the scope; undefined when there is none or it lies outside. */
export async function selfReportIn(handle: Handle, scope: Scope, id: string): Promise<SelfReportRow | undefined> {
	return handle
		.selectFrom('self_report')
		.selectAll()
		.where('id', '=', id)
		.where((eb) => withinScope(eb, 'self_report', scope))
		.executeTakeFirst()
}

/** The report that this very form made before; a form sent twice is one report. */
export async function selfReportByRequest(handle: Handle, branchId: string, requestKey: string) {
	return handle
		.selectFrom('self_report')
		.select(['id', 'number', 'reported_by as reportedBy'])
		.where('branch_id', '=', branchId)
		.where('request_key', '=', requestKey)
		.executeTakeFirst()
}

export async function insertSelfReport(tx: Tx, row: Omit<SelfReportRow, 'version'>): Promise<void> {
	await tx.insertInto('self_report').values(row).execute()
}

/** True when the row still had this version. */
export async function updateSelfReport(
	tx: Tx,
	id: string,
	version: number,
	set: Partial<Omit<SelfReportRow, 'id' | 'version'>>,
): Promise<boolean> {
	const result = await tx
		.updateTable('self_report')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

export type SelfReportLine = Pick<
	SelfReportRow,
	'id' | 'number' | 'state' | 'matter' | 'occurred_on' | 'reported_at' | 'factor_set'
> & { readonly outletName: string; readonly dealerName: string }

/** A page of reports, newest first; `cursor` is the opaque text of the page before. */
export async function selfReportsPage(
	handle: Handle,
	scope: Scope,
	state: SelfReportRow['state'] | null,
	cursor: string | null,
	size: number,
): Promise<Page<SelfReportLine>> {
	const after = decodeCursor(cursor, 2)
	let query = handle
		.selectFrom('self_report')
		.where((eb) => withinScope(eb, 'self_report', scope))
		.innerJoin('outlet', 'outlet.id', 'self_report.outlet_id')
		.innerJoin('dealer', 'dealer.id', 'self_report.dealer_id')
	if (state) query = query.where('self_report.state', '=', state)
	if (after) {
		const [at, id] = [after[0], String(after[1])]
		query = query.where(
			sql<boolean>`(self_report.reported_at < ${at} or (self_report.reported_at = ${at} and self_report.id < ${id}))`,
		)
	}
	const rows = await query
		.select([
			'self_report.id',
			'self_report.number',
			'self_report.state',
			'self_report.matter',
			'self_report.occurred_on',
			'self_report.reported_at',
			'self_report.factor_set',
			'outlet.name as outletName',
			'dealer.name as dealerName',
		])
		.orderBy('self_report.reported_at', 'desc')
		.orderBy('self_report.id', 'desc')
		.limit(size + 1)
		.execute()
	return pageOf(rows, size, (row) => [row.reported_at, row.id])
}

export type Matter = {
	readonly outletId: string
	readonly typeCode: string
	readonly occurredOn: LocalDate
	readonly reportedAt: Instant
	readonly reportedOn: LocalDate
}

/**
 * What the branch had of this outlet, type and day before the report: violations, findings, complaint orders, and an
 * inspection of the outlet that was going on when the report came (domain 3.2, self-reported).
 */
export async function foundBefore(handle: Handle, matter: Matter): Promise<FoundBefore[]> {
	const { outletId, typeCode, occurredOn, reportedAt, reportedOn } = matter
	const { rows } = await sql<FoundBefore>`
		select 'violation' as kind, v.number as number, v.opened_at as at from violation v
			where v.outlet_id = ${outletId} and v.violation_type = ${typeCode} and v.occurred_on = ${occurredOn}
			and v.state <> 'DISMISSED' and v.opened_at < ${reportedAt}
		union all
		select 'finding', f.number, f.created_at from finding f join inspection i on i.id = f.inspection_id
			where f.outlet_id = ${outletId} and f.violation_type = ${typeCode} and i.occurred_on = ${occurredOn}
			and f.state <> 'CLOSED' and f.created_at < ${reportedAt}
		union all
		select 'inspection', i.number, i.started_at from inspection i
			where i.outlet_id = ${outletId} and i.occurred_on = ${reportedOn} and i.state in ('IN_PROGRESS', 'SUBMITTED')
			and i.started_at < ${reportedAt} and (i.submitted_at is null or i.submitted_at > ${reportedAt})
		union all
		select 'order', coalesce(o.number, ''), o.drafted_at from supervision_order o
			where o.outlet_id = ${outletId} and o.drafted_at < ${reportedAt} and o.historic = 0
			and o.state not in ('WITHDRAWN', 'MERGED')
			and (o.complaint_on = ${occurredOn} or o.category in (${typeCode}, ${typeCode.slice(0, 1)})
				or exists (select 1 from violation w where w.id = o.violation_id and w.violation_type = ${typeCode}
					and w.occurred_on = ${occurredOn}))
		order by 3, 2 limit 20`.execute(handle)
	return rows
}

/** The case that came of a report, once the dealer has been told of it. */
export async function toldCaseOf(handle: Handle, violationId: string) {
	return handle
		.selectFrom('penalty')
		.select(['id', 'number'])
		.where('violation_id', '=', violationId)
		.where('noticed_at', 'is not', null)
		.orderBy('opened_at', 'desc')
		.limit(1)
		.executeTakeFirst()
}
