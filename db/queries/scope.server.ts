import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Place, Scope } from '#app/domain/access.ts'
import type { Database } from '../schema.ts'

type ScopedTable =
	| 'outlet'
	| 'inspection'
	| 'finding'
	| 'violation'
	| 'penalty'
	| 'plan'
	| 'redress'
	| 'self_report'
	| 'order_proposal'
	| 'window_satisfaction'

/**
 * The rows of a table of the field that the scope covers: branch, county, grid or dealer. A department sees none.
 * Takes the expression builder and the table (its name or alias must be the table's own). Same rule as `covers`.
 */
export function withinScope<T extends ScopedTable>(
	eb: ExpressionBuilder<Database, T>,
	table: T,
	scope: Scope,
): Expression<SqlBool> {
	const column = (name: string) => sql.ref<string>(`${table}.${name}`)
	const ofPlace = (place: Place): Expression<SqlBool> => {
		switch (place.kind) {
			case 'branch':
				return sql<SqlBool>`1 = 1`
			case 'county':
				return sql<SqlBool>`${column('county_id')} = ${place.countyId}`
			case 'grid':
				return sql<SqlBool>`${column('grid_id')} = ${place.gridId}`
			case 'dealer':
				return sql<SqlBool>`${column('dealer_id')} = ${place.dealerId}`
			case 'department':
				return sql<SqlBool>`1 = 0`
		}
	}
	if (scope.places.length === 0) return sql<SqlBool>`1 = 0`
	return eb.and([sql<SqlBool>`${column('branch_id')} = ${scope.branchId}`, eb.or(scope.places.map(ofPlace))])
}

/** Dealers: those of the branch, those with an outlet in the place, or the own one. */
export function dealersWithin(eb: ExpressionBuilder<Database, 'dealer'>, scope: Scope): Expression<SqlBool> {
	const ofPlace = (place: Place): Expression<SqlBool> => {
		switch (place.kind) {
			case 'branch':
				return sql<SqlBool>`1 = 1`
			case 'county':
				return sql<SqlBool>`exists (select 1 from outlet o where o.dealer_id = dealer.id and o.county_id = ${place.countyId})`
			case 'grid':
				return sql<SqlBool>`exists (select 1 from outlet o where o.dealer_id = dealer.id and o.grid_id = ${place.gridId})`
			case 'dealer':
				return sql<SqlBool>`dealer.id = ${place.dealerId}`
			case 'department':
				return sql<SqlBool>`1 = 0`
		}
	}
	if (scope.places.length === 0) return sql<SqlBool>`1 = 0`
	return eb.and([eb('dealer.branch_id', '=', scope.branchId), eb.or(scope.places.map(ofPlace))])
}

/** Orders: those of the branch, or those that the department leads, assists or is asked to take over. */
export function ordersWithin(eb: ExpressionBuilder<Database, 'supervision_order'>, scope: Scope): Expression<SqlBool> {
	const ofPlace = (place: Place): Expression<SqlBool> => {
		switch (place.kind) {
			case 'branch':
				return sql<SqlBool>`1 = 1`
			case 'department':
				// A department learns of an order when it is issued.
				return sql<SqlBool>`supervision_order.issued_at is not null and (supervision_order.lead_department_id = ${place.departmentId}
					or supervision_order.transfer_to_id = ${place.departmentId}
					or exists (select 1 from order_assist a where a.order_id = supervision_order.id and a.department_id = ${place.departmentId} and a.taken_back_at is null))`
			case 'county':
				// A county reads of the orders about its own outlets.
				return sql<SqlBool>`supervision_order.issued_at is not null and supervision_order.outlet_id in (select id from outlet where county_id = ${place.countyId})`
			case 'grid':
			case 'dealer':
				return sql<SqlBool>`1 = 0`
		}
	}
	if (scope.places.length === 0) return sql<SqlBool>`1 = 0`
	return eb.and([eb('supervision_order.branch_id', '=', scope.branchId), eb.or(scope.places.map(ofPlace))])
}
