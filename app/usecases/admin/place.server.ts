import { ROLES, type Role } from '#app/domain/access.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { grantableRoles, mayHoldAt, type PlaceKind } from '#app/domain/role-places.ts'
import type { Instant } from '#app/domain/time.ts'
import { insertGrant } from '#db/queries/grants.server.ts'
import { dealerPlaces, departmentsOf, unitsOf } from '#db/queries/organisation.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'

/** A place of the branch as a form offers it; `value` is 'branch', 'unit:<id>', 'department:<id>' or 'dealer:<id>'. */
export type PlaceChoice = { readonly value: string; readonly name: string; readonly kind: PlaceKind }

/** Every place of the branch where a role can hold. */
export async function placeChoices(handle: Handle, branchId: string): Promise<PlaceChoice[]> {
	const units = await unitsOf(handle, branchId)
	const departments = await departmentsOf(handle, branchId)
	const dealers = await dealerPlaces(handle, branchId)
	return [
		{ value: 'branch', name: '', kind: 'branch' },
		...units.map((unit) => ({
			value: `unit:${unit.id}`,
			name: `${unit.code} ${unit.name}`,
			kind: unit.kind === 'county' ? ('county' as const) : ('grid' as const),
		})),
		...departments.map((row) => ({
			value: `department:${row.id}`,
			name: `${row.code} ${row.name}`,
			kind: 'department' as const,
		})),
		...dealers.map((row) => ({ value: `dealer:${row.id}`, name: `${row.code} ${row.name}`, kind: 'dealer' as const })),
	]
}

export type RoleAt = {
	readonly role: Role
	readonly org_unit_id: string | null
	readonly department_id: string | null
	readonly dealer_id: string | null
}

/** The role at the place as the table keeps it; refuses a role that cannot hold there and places of other branches. */
export async function roleAt(ctx: Ctx, tx: Tx, role: string, place: string): Promise<Outcome<RoleAt>> {
	const known = ROLES.find((one) => one === role && grantableRoles().includes(one))
	const choice = (await placeChoices(tx, ctx.actor.branchId)).find((one) => one.value === place)
	if (!known || !choice) return refuse('missing', 'not-found')
	if (!mayHoldAt(known, choice.kind)) return refuse('invalid', 'account.role-place')
	const id = place.includes(':') ? place.slice(place.indexOf(':') + 1) : null
	return ok({
		role: known,
		org_unit_id: place.startsWith('unit:') ? id : null,
		department_id: place.startsWith('department:') ? id : null,
		dealer_id: place.startsWith('dealer:') ? id : null,
	})
}

/** Writes the grant; the caller records it. */
export async function giveRole(ctx: Ctx, tx: Tx, accountId: string, at: RoleAt, now: Instant): Promise<void> {
	await insertGrant(tx, {
		id: ctx.newId(),
		branch_id: ctx.actor.branchId,
		account_id: accountId,
		...at,
		granted_by: ctx.actor.accountId,
		granted_at: now,
		revoked_at: null,
	})
}
