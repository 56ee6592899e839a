import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Instant } from '#app/domain/time.ts'
import { personOf, saveAccount } from '#db/queries/accounts.server.ts'
import { peopleChoices } from '#db/queries/people-list.server.ts'
import { liveSessionsOf } from '#db/queries/sessions.server.ts'
import type { Ctx } from '../context.server.ts'
import { recordNew, staleRefusal } from '../transition.server.ts'
import { type GrantView, grantViews } from './grant-views.server.ts'

export type SessionView = {
	readonly id: string
	readonly since: Instant
	readonly seen: Instant
	readonly address: string
	readonly device: string
	readonly mine: boolean
}

export type MyAccount = {
	readonly login: string
	readonly name: string
	readonly version: number
	readonly superior: string | null
	readonly deputyId: string | null
	readonly grants: readonly GrantView[]
	readonly sessions: readonly SessionView[]
	readonly colleagues: readonly { readonly id: string; readonly name: string; readonly login: string }[]
}

/** The actor's own account; `sessionId` is the session of this request. */
export async function myAccount(ctx: Ctx, sessionId: string): Promise<Outcome<MyAccount>> {
	const { accountId, branchId, grants } = ctx.actor
	const person = await personOf(ctx.read, branchId, accountId)
	if (!person) return refuse('missing', 'not-found')
	const sessions = await liveSessionsOf(ctx.read, accountId, ctx.now)
	// A dealer does not choose among the branch's staff.
	const staff = grants.some((grant) => grant.role !== 'DEALER_OWNER')
	const colleagues = staff ? await peopleChoices(ctx.read, branchId) : []
	return ok({
		login: person.login,
		name: person.name,
		version: person.version,
		superior: person.superiorName,
		deputyId: person.deputy_id,
		grants: await grantViews(ctx.read, accountId),
		colleagues: colleagues.filter((colleague) => colleague.id !== accountId),
		sessions: sessions.map((session) => ({
			id: session.id,
			since: session.created_at,
			seen: session.last_seen_at,
			address: session.address,
			device: session.user_agent,
			mine: session.id === sessionId,
		})),
	})
}

/** Who stands in for the actor; null for nobody. */
export async function chooseDeputy(
	ctx: Ctx,
	form: { readonly deputy: string | null; readonly version: number },
): Promise<Outcome<null>> {
	const { accountId, branchId } = ctx.actor
	return ctx.inTx<null>(branchId, async (tx) => {
		const person = await personOf(tx, branchId, accountId)
		if (!person) return refuse('missing', 'not-found')
		if (form.deputy === accountId) return refuse('invalid', 'same-person')
		if (form.deputy !== null && !(await personOf(tx, branchId, form.deputy))) return refuse('missing', 'not-found')
		if (!(await saveAccount(tx, accountId, form.version, { deputy_id: form.deputy })))
			return staleRefusal(tx, 'account', accountId)
		await recordNew(ctx, tx, {
			subject: 'account',
			id: accountId,
			event: {
				kind: 'account.changed',
				before: { deputy_id: person.deputy_id },
				after: { deputy_id: form.deputy },
			},
		})
		return ok(null)
	})
}
