import type { Instant, LocalDate } from '#app/domain/time.ts'
import type { Handle } from '../tx.server.ts'

/** Every branch, by code. */
export async function branchIds(handle: Handle): Promise<string[]> {
	const rows = await handle.selectFrom('branch').select('id').orderBy('code').execute()
	return rows.map((row) => row.id)
}

/** The superiors of these people, for an escalation. */
export async function superiorsOf(handle: Handle, ids: readonly string[]): Promise<string[]> {
	if (ids.length === 0) return []
	const rows = await handle.selectFrom('account').select('superior_id').where('id', 'in', ids).execute()
	return rows.flatMap((row) => (row.superior_id === null ? [] : [row.superior_id]))
}

export type FateRow = {
	findingId: string
	inspectionId: string
	number: string
	text: string
	outlet: string
	findingState: string
	violationId: string | null
	violationState: string | null
	penaltyId: string | null
	penaltyState: string | null
	planState: string | null
}

/** What became of the findings that a person logged since a moment, newest first. */
export async function fateOfFindings(
	handle: Handle,
	inspectorId: string,
	since: Instant,
	limit: number,
): Promise<{ rows: FateRow[]; count: number }> {
	const base = handle
		.selectFrom('finding as f')
		.innerJoin('inspection as i', 'i.id', 'f.inspection_id')
		.where('i.inspector_id', '=', inspectorId)
		.where('f.created_at', '>=', since)
		.where('f.historic', '=', 0)
	const rows = await base
		.innerJoin('outlet as o', 'o.id', 'f.outlet_id')
		.leftJoin('violation as v', (join) => join.onRef('v.finding_id', '=', 'f.id').on('v.state', '<>', 'DISMISSED'))
		.leftJoin('penalty as p', (join) =>
			join.onRef('p.violation_id', '=', 'v.id').on('p.state', 'not in', ['WITHDRAWN', 'REVOKED', 'LAPSED']),
		)
		.leftJoin('plan as pl', 'pl.violation_id', 'v.id')
		.select([
			'f.id as findingId',
			'i.id as inspectionId',
			'f.number',
			'f.text',
			'o.name as outlet',
			'f.state as findingState',
			'v.id as violationId',
			'v.state as violationState',
			'p.id as penaltyId',
			'p.state as penaltyState',
			'pl.state as planState',
		])
		.orderBy('f.created_at', 'desc')
		.orderBy('f.number', 'desc')
		.limit(limit)
		.execute()
	const counted = await base.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
	return { rows, count: Number(counted.n) }
}

/** Outlets of a channel manager and how many of them were visited from a day on. */
export async function monthProgress(handle: Handle, managerId: string, from: LocalDate) {
	const own = await handle
		.selectFrom('outlet')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('channel_manager_id', '=', managerId)
		.where('status', '=', 'ACTIVE')
		.executeTakeFirstOrThrow()
	const visited = await handle
		.selectFrom('inspection')
		.innerJoin('outlet', 'outlet.id', 'inspection.outlet_id')
		.select((eb) => eb.fn.count<number>('inspection.outlet_id').distinct().as('n'))
		.where('outlet.channel_manager_id', '=', managerId)
		.where('outlet.status', '=', 'ACTIVE')
		.where('inspection.state', '=', 'SUBMITTED')
		.where('inspection.occurred_on', '>=', from)
		.executeTakeFirstOrThrow()
	return { outlets: Number(own.n), visited: Number(visited.n) }
}

/** The last samples that an auditor drew. */
export async function lastSamples(handle: Handle, accountId: string, limit: number) {
	return handle
		.selectFrom('audit_sample')
		.select(['id', 'seed', 'drawn_at'])
		.where('drawn_by', '=', accountId)
		.orderBy('drawn_at', 'desc')
		.limit(limit)
		.execute()
}
