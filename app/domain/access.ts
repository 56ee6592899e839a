/**
 * Who may do what, where. One total table (action × role), one scope per grant, separation of duties by person.
 * The administrator has no business rights; the auditor reads everything and changes no case (domain 8.1).
 */

import { PERMISSIONS, ROLES, type Role } from './permissions.ts'
import { assertNever } from './result.ts'

export { PERMISSIONS, ROLES, type Role }

/** Where a role holds. */
export type Place =
	| { readonly kind: 'branch' }
	| { readonly kind: 'county'; readonly countyId: string }
	| { readonly kind: 'grid'; readonly gridId: string }
	| { readonly kind: 'department'; readonly departmentId: string }
	| { readonly kind: 'dealer'; readonly dealerId: string }

export type Grant = { readonly role: Role; readonly place: Place }

export type Actor = {
	readonly accountId: string
	readonly branchId: string
	readonly name: string
	readonly grants: readonly Grant[]
}

/** The rows that an actor may touch with one action: the union of the places; none means nothing. */
export type Scope = { readonly branchId: string; readonly places: readonly Place[] }

export type Action = keyof typeof PERMISSIONS

/** Every action, for tests and tables. */
export const ACTIONS = Object.keys(PERMISSIONS).filter(isAction)

function isAction(name: string): name is Action {
	return name in PERMISSIONS
}

/** True when the table allows this role this action, wherever it holds. */
export function roleMay(role: Role, action: Action): boolean {
	const roles: readonly Role[] = PERMISSIONS[action]
	return roles.includes(role)
}

/** True when any of the actor's grants allows the action somewhere. */
export function may(actor: Actor, action: Action): boolean {
	return actor.grants.some((grant) => roleMay(grant.role, action))
}

export function hasRole(actor: Actor, role: Role): boolean {
	return actor.grants.some((grant) => grant.role === role)
}

/** Where the actor may do this: the places of the grants that allow it. */
export function scopeOf(actor: Actor, action: Action): Scope {
	const places = actor.grants.filter((grant) => roleMay(grant.role, action)).map((grant) => grant.place)
	return { branchId: actor.branchId, places: places.some((p) => p.kind === 'branch') ? [{ kind: 'branch' }] : places }
}

/** The scope columns of a row of the field. */
export type ScopedRow = {
	readonly branch_id: string
	readonly county_id: string
	readonly grid_id: string
	readonly dealer_id: string
}

/** True when the row lies in the scope. The same rule as `withinScope` in db/queries/scope.server.ts. */
export function covers(scope: Scope, row: ScopedRow): boolean {
	if (row.branch_id !== scope.branchId) return false
	return scope.places.some((place) => {
		switch (place.kind) {
			case 'branch':
				return true
			case 'county':
				return row.county_id === place.countyId
			case 'grid':
				return row.grid_id === place.gridId
			case 'dealer':
				return row.dealer_id === place.dealerId
			case 'department':
				return false
			default:
				return assertNever(place)
		}
	})
}
