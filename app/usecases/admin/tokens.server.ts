import { type Actor, may } from '#app/domain/access.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { personByLogin } from '#db/queries/accounts.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { insertToken, revokeToken } from '#db/queries/tokens.server.ts'
import type { Ctx, Deps } from '../context.server.ts'
import { recordNew } from '../transition.server.ts'

type Wanted = { readonly login: string; readonly label: string }

/**
 * A new bearer token for an account; the token is the answer, shown once, only its hash is kept. `by` is null on the
 * command line, where whoever may read the database's file may make one.
 */
export async function makeToken(
	deps: Deps,
	by: Actor | null,
	wanted: Wanted,
): Promise<Outcome<{ id: string; token: string }>> {
	const person = await personByLogin(deps.read, wanted.login.trim().toLowerCase())
	if (!person || (by && person.branch_id !== by.branchId)) return refuse('missing', 'not-found')
	if (person.disabled_at !== null) return refuse('procedure', 'account.disabled')
	const now = deps.now()
	return deps.inTx<{ id: string; token: string }>(person.branch_id, async (tx) => {
		const id = deps.newId()
		const token = `fx_${deps.secret(32)}`
		await insertToken(tx, {
			id,
			branch_id: person.branch_id,
			account_id: person.id,
			token_hash: sha256Hex(token),
			label: wanted.label,
			created_at: now,
			last_used_at: null,
			revoked_at: null,
		})
		await appendEvents(tx, person.branch_id, by?.accountId ?? null, now, [
			{
				subjectKind: 'token',
				subjectId: id,
				kind: 'token.created',
				after: { account: person.id, label: wanted.label },
			},
		])
		return ok({ id, token })
	})
}

/** The same from the administrator's page. */
export async function createToken(ctx: Ctx, wanted: Wanted): Promise<Outcome<{ id: string; token: string }>> {
	if (!may(ctx.actor, 'admin.tokens')) return refuse('forbidden', 'not-allowed')
	return makeToken({ ...ctx, now: () => ctx.now }, ctx.actor, wanted)
}

export async function revokeTokenOf(ctx: Ctx, id: string): Promise<Outcome<{ id: string }>> {
	if (!may(ctx.actor, 'admin.tokens')) return refuse('forbidden', 'not-allowed')
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		if (!(await revokeToken(tx, ctx.actor.branchId, id, ctx.now))) return refuse('missing', 'not-found')
		await recordNew(ctx, tx, { subject: 'token', id, event: { kind: 'token.revoked' } })
		return ok({ id })
	})
}
