import { ROLES } from '#app/domain/access.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { mayHoldTogether } from '#app/domain/role-places.ts'
import { countHolders, grantsWithPlaces, revokeGrant } from '#db/queries/grants.server.ts'
import { revokeSessionsOf } from '#db/queries/sessions.server.ts'
import { barredAccount } from '../blacklist/guard.server.ts'
import type { Ctx } from '../context.server.ts'
import { changePerson } from './person-door.server.ts'
import { giveRole, roleAt } from './place.server.ts'

type Grant = { readonly version: number; readonly role: string; readonly place: string }

/** Gives a person a role at a place; every session ends, so that the next page shows the new rights. */
export async function grantRole(ctx: Ctx, id: string, form: Grant): Promise<Outcome<{ id: string }>> {
	return changePerson(ctx, id, form.version, async (_row, tx) => {
		const role = await roleAt(ctx, tx, form.role, form.place)
		if (!role.ok) return role
		const refused = await barredAccount(tx, ctx.actor.branchId, role.value.dealer_id, id)
		if (refused) return refused
		const held = await grantsWithPlaces(tx, id)
		const same = held.some(
			(grant) =>
				grant.role === role.value.role &&
				grant.org_unit_id === role.value.org_unit_id &&
				grant.department_id === role.value.department_id &&
				grant.dealer_id === role.value.dealer_id,
		)
		if (same) return refuse('invalid', 'already-done')
		const roles = ROLES.filter((known) => held.some((grant) => grant.role === known))
		if (!mayHoldTogether(roles, role.value.role)) return refuse('invalid', 'account.roles-apart')
		return ok({
			set: {},
			event: { kind: 'account.role-granted', after: role.value },
			also: async (inner) => {
				await giveRole(ctx, inner, id, role.value, ctx.now)
				await revokeSessionsOf(inner, id, ctx.now)
			},
		})
	})
}

/** Takes a role back; the branch's last administrator keeps it, or nobody could ever open a door again. */
export async function revokeRole(
	ctx: Ctx,
	id: string,
	form: { readonly version: number; readonly grant: string },
): Promise<Outcome<{ id: string }>> {
	return changePerson(ctx, id, form.version, async (_row, tx) => {
		const grant = (await grantsWithPlaces(tx, id)).find((held) => held.id === form.grant)
		if (!grant) return refuse('missing', 'not-found')
		if (grant.role === 'ADMINISTRATOR' && (await countHolders(tx, ctx.actor.branchId, 'ADMINISTRATOR')) < 2)
			return refuse('procedure', 'account.last-administrator')
		const { role, org_unit_id, department_id, dealer_id } = grant
		return ok({
			set: {},
			event: { kind: 'account.role-revoked', before: { role, org_unit_id, department_id, dealer_id }, after: {} },
			also: async (inner) => {
				await revokeGrant(inner, id, form.grant, ctx.now)
				await revokeSessionsOf(inner, id, ctx.now)
			},
		})
	})
}
