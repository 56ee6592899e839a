import { ROLES, type Role } from '#app/domain/access.ts'
import { grantsWithPlaces } from '#db/queries/grants.server.ts'
import type { Handle } from '#db/tx.server.ts'

export type GrantView = {
	readonly id: string
	readonly role: Role
	/** Name of county, grid, department or dealer; null for the whole branch. */
	readonly place: string | null
}

type Named = {
	readonly role: string
	readonly unitName: string | null
	readonly departmentName: string | null
	readonly dealerName: string | null
}

/** A grant as pages show it; null for a role that this version does not know. */
export function roleAndPlace(row: Named): { role: Role; place: string | null } | null {
	const role = ROLES.find((known) => known === row.role)
	return role ? { role, place: row.dealerName ?? row.departmentName ?? row.unitName } : null
}

/** The roles that a person holds now. The caller has checked that they may be read. */
export async function grantViews(handle: Handle, accountId: string): Promise<GrantView[]> {
	const rows = await grantsWithPlaces(handle, accountId)
	return rows.flatMap((row) => {
		const view = roleAndPlace(row)
		return view ? [{ id: row.id, ...view }] : []
	})
}
