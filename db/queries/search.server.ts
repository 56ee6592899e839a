import type { Scope } from '#app/domain/access.ts'
import type { Handle } from '../tx.server.ts'
import { contains, numbered } from './like.server.ts'
import { type OrderReach, withinReach } from './orders.server.ts'
import { withinScope } from './scope.server.ts'

/** One found thing: its number, what it is about, where, and its state. */
export type SearchHit = {
	readonly id: string
	readonly number: string
	readonly title: string
	readonly sub: string
	readonly state: string
	/** The page that shows it, when it has none of its own. */
	readonly of?: string
}

/** Penalties whose number begins with the text, latest first; at most `limit`. The same holds for the others below. */
export async function penaltiesByNumber(
	handle: Handle,
	scope: Scope,
	text: string,
	limit: number,
): Promise<SearchHit[]> {
	const rows = await handle
		.selectFrom('penalty')
		.where((eb) => withinScope(eb, 'penalty', scope))
		.where(numbered('penalty.number', text))
		.innerJoin('outlet', 'outlet.id', 'penalty.outlet_id')
		.select(['penalty.id', 'penalty.number', 'penalty.state', 'outlet.name', 'penalty.violation_type'])
		.orderBy('penalty.number', 'desc')
		.limit(limit)
		.execute()
	return rows.map((row) => ({
		id: row.id,
		number: row.number,
		title: row.name,
		sub: row.violation_type ?? '',
		state: row.state,
	}))
}

export async function violationsByNumber(
	handle: Handle,
	scope: Scope,
	text: string,
	limit: number,
): Promise<SearchHit[]> {
	const rows = await handle
		.selectFrom('violation')
		.where((eb) => withinScope(eb, 'violation', scope))
		.where(numbered('violation.number', text))
		.innerJoin('outlet', 'outlet.id', 'violation.outlet_id')
		.select(['violation.id', 'violation.number', 'violation.state', 'outlet.name', 'violation.violation_type'])
		.orderBy('violation.number', 'desc')
		.limit(limit)
		.execute()
	return rows.map((row) => ({
		id: row.id,
		number: row.number,
		title: row.name,
		sub: row.violation_type,
		state: row.state,
	}))
}

export async function inspectionsByNumber(
	handle: Handle,
	scope: Scope,
	text: string,
	limit: number,
): Promise<SearchHit[]> {
	const rows = await handle
		.selectFrom('inspection')
		.where((eb) => withinScope(eb, 'inspection', scope))
		.where(numbered('inspection.number', text))
		.innerJoin('outlet', 'outlet.id', 'inspection.outlet_id')
		.select(['inspection.id', 'inspection.number', 'inspection.state', 'outlet.name', 'inspection.occurred_on'])
		.orderBy('inspection.number', 'desc')
		.limit(limit)
		.execute()
	return rows.map((row) => ({
		id: row.id,
		number: row.number,
		title: row.name,
		sub: row.occurred_on,
		state: row.state,
	}))
}

export async function findingsByNumber(
	handle: Handle,
	scope: Scope,
	text: string,
	limit: number,
): Promise<SearchHit[]> {
	const rows = await handle
		.selectFrom('finding')
		.where((eb) => withinScope(eb, 'finding', scope))
		.where(numbered('finding.number', text))
		.innerJoin('outlet', 'outlet.id', 'finding.outlet_id')
		.select(['finding.id', 'finding.number', 'finding.state', 'finding.inspection_id', 'finding.text', 'outlet.name'])
		.orderBy('finding.number', 'desc')
		.limit(limit)
		.execute()
	return rows.map((row) => ({
		id: row.id,
		number: row.number,
		title: row.name,
		sub: row.text,
		state: row.state,
		of: row.inspection_id,
	}))
}

export async function plansByNumber(handle: Handle, scope: Scope, text: string, limit: number): Promise<SearchHit[]> {
	const rows = await handle
		.selectFrom('plan')
		.where((eb) => withinScope(eb, 'plan', scope))
		.where(numbered('plan.number', text))
		.innerJoin('outlet', 'outlet.id', 'plan.outlet_id')
		.select(['plan.id', 'plan.number', 'plan.state', 'outlet.name', 'plan.violation_type'])
		.orderBy('plan.number', 'desc')
		.limit(limit)
		.execute()
	return rows.map((row) => ({
		id: row.id,
		number: row.number,
		title: row.name,
		sub: row.violation_type,
		state: row.state,
	}))
}

/** Orders by number, document number or words of their matter. */
export async function ordersByText(
	handle: Handle,
	reach: OrderReach,
	text: string,
	limit: number,
): Promise<SearchHit[]> {
	const rows = await handle
		.selectFrom('supervision_order')
		.where((eb) => withinReach(eb, reach))
		.where((eb) => eb.or([numbered('supervision_order.number', text), contains('supervision_order.search_text', text)]))
		.select(['id', 'number', 'title', 'state', 'document_number'])
		.orderBy('drafted_at', 'desc')
		.limit(limit)
		.execute()
	return rows.map((row) => ({
		id: row.id,
		number: row.number ?? '',
		title: row.title,
		sub: row.document_number ?? '',
		state: row.state,
	}))
}
