import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { countHolders, grantsWithPlaces } from '#db/queries/grants.server.ts'
import { revokeSessionsOf } from '#db/queries/sessions.server.ts'
import { clearThrottle } from '#db/queries/throttle.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { initialPassword } from './initial-password.server.ts'
import { changePerson } from './person-door.server.ts'

type Done = Promise<Outcome<{ id: string }>>

async function isLastAdministrator(ctx: Ctx, tx: Tx, id: string): Promise<boolean> {
	const held = await grantsWithPlaces(tx, id)
	if (!held.some((grant) => grant.role === 'ADMINISTRATOR')) return false
	return (await countHolders(tx, ctx.actor.branchId, 'ADMINISTRATOR')) < 2
}

/** Shuts an account at once: no sign-in, every session and token dead. Records stay. */
export async function disablePerson(ctx: Ctx, id: string, version: number): Done {
	return changePerson(ctx, id, version, async (row, tx) => {
		if (row.disabled_at !== null) return refuse('procedure', 'already-done')
		if (id === ctx.actor.accountId) return refuse('procedure', 'same-person')
		if (await isLastAdministrator(ctx, tx, id)) return refuse('procedure', 'account.last-administrator')
		return ok({
			set: { disabled_at: ctx.now },
			event: { kind: 'account.disabled' },
			also: async (inner) => {
				await revokeSessionsOf(inner, id, ctx.now)
			},
		})
	})
}

export async function enablePerson(ctx: Ctx, id: string, version: number): Done {
	return changePerson(ctx, id, version, (row) =>
		row.disabled_at === null
			? refuse('procedure', 'already-done')
			: ok({ set: { disabled_at: null }, event: { kind: 'account.enabled' } }),
	)
}

/** A new initial password, which is the answer, shown once; a shut name opens, every session ends. */
export async function resetPassword(
	ctx: Ctx,
	id: string,
	version: number,
): Promise<Outcome<{ id: string; password: string }>> {
	const password = initialPassword(ctx)
	const hash = await ctx.passwords.hash(password)
	const done = await changePerson(ctx, id, version, (row) =>
		ok({
			set: { password_hash: hash, must_change_password: 1 },
			// The hash is no one's business, not even the log's.
			event: { kind: 'account.password-reset', before: {}, after: {} },
			tell: [
				{
					key: `reset:${ctx.now}`,
					kind: 'account.password-reset',
					accountId: id,
					subjectKind: 'account',
					subjectId: id,
				},
			],
			also: async (inner) => {
				await revokeSessionsOf(inner, id, ctx.now)
				await clearThrottle(inner, sha256Hex(row.login))
			},
		}),
	)
	return done.ok ? ok({ id, password }) : done
}

export async function signOutPerson(ctx: Ctx, id: string, version: number): Done {
	return changePerson(ctx, id, version, () =>
		ok({
			set: {},
			event: { kind: 'account.signed-out-everywhere', before: {}, after: {} },
			also: async (inner) => {
				await revokeSessionsOf(inner, id, ctx.now)
			},
		}),
	)
}
