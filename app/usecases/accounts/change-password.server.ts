import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { passwordRow, setPassword } from '#db/queries/accounts.server.ts'
import { revokeSessionsOf } from '#db/queries/sessions.server.ts'
import type { Ctx } from '../context.server.ts'
import { recordNew } from '../transition.server.ts'
import { isRefusedPassword } from './password-check.server.ts'
import { type Device, openSession } from './session.server.ts'

/**
 * Changes the actor's own password after the present one was given. Every session ends and a new one begins for this
 * device; its token is the answer. Refuses common passwords and those made of the person's own words.
 */
export async function changePassword(
	ctx: Ctx,
	form: { readonly current: string; readonly password: string },
	device: Device,
): Promise<Outcome<{ token: string }>> {
	const person = await passwordRow(ctx.read, ctx.actor.accountId)
	if (!person || !(await ctx.passwords.verify(form.current, person.password_hash)))
		return refuse('invalid', 'account.wrong-credentials')
	if (form.current === form.password || isRefusedPassword(form.password, person.login, person.name))
		return refuse('invalid', 'account.weak-password')
	const hash = await ctx.passwords.hash(form.password)
	return ctx.inTx<{ token: string }>(ctx.actor.branchId, async (tx) => {
		await setPassword(tx, person.id, hash, false)
		const ended = await revokeSessionsOf(tx, person.id, ctx.now)
		await recordNew(ctx, tx, {
			subject: 'account',
			id: person.id,
			event: { kind: 'account.password-changed', after: { ended } },
		})
		const token = await openSession(tx, ctx, ctx.now, { accountId: person.id, branchId: ctx.actor.branchId }, device)
		return ok({ token })
	})
}
