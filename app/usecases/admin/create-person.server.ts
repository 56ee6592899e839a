import { may } from '#app/domain/access.ts'
import type { NewPerson } from '#app/domain/people.schema.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { insertAccount, loginTaken, personOf } from '#db/queries/accounts.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { barredAccount } from '../blacklist/guard.server.ts'
import type { Ctx } from '../context.server.ts'
import { recordNew } from '../transition.server.ts'
import { initialPassword } from './initial-password.server.ts'
import { giveRole, roleAt } from './place.server.ts'

/**
 * A new person with a first role and an initial password, which is the answer, shown once and to be changed at first
 * use. Refuses a login name that anybody has, also somebody disabled.
 */
export async function createPerson(ctx: Ctx, form: NewPerson): Promise<Outcome<{ id: string; password: string }>> {
	if (!may(ctx.actor, 'admin.accounts')) return refuse('forbidden', 'not-allowed')
	const password = initialPassword(ctx)
	const hash = await ctx.passwords.hash(password)
	return ctx.inTx<{ id: string; password: string }>(ctx.actor.branchId, async (tx) => {
		if (await loginTaken(tx, form.login)) return refuse('invalid', 'account.login-taken')
		const role = await roleAt(ctx, tx, form.role, form.place)
		if (!role.ok) return role
		const refused = await barredAccount(tx, ctx.actor.branchId, role.value.dealer_id, null)
		if (refused) return refused
		for (const id of [form.superior, form.deputy])
			if (id !== null && !(await personOf(tx, ctx.actor.branchId, id))) return refuse('missing', 'not-found')
		const id = await insert(ctx, tx, form, hash)
		await giveRole(ctx, tx, id, role.value, ctx.now)
		await recordNew(ctx, tx, {
			subject: 'account',
			id,
			event: { kind: 'account.created', after: { login: form.login, name: form.name } },
			alsoEvents: [{ subjectKind: 'account', subjectId: id, kind: 'account.role-granted', after: role.value }],
		})
		return ok({ id, password })
	})
}

async function insert(ctx: Ctx, tx: Tx, form: NewPerson, hash: string): Promise<string> {
	const id = ctx.newId()
	await insertAccount(tx, {
		id,
		branch_id: ctx.actor.branchId,
		login: form.login,
		name: form.name,
		kind: 'person',
		phone: form.phone || null,
		email: form.email || null,
		language: null,
		theme: null,
		password_hash: hash,
		must_change_password: 1,
		disabled_at: null,
		superior_id: form.superior,
		deputy_id: form.deputy,
		created_at: ctx.now,
	})
	return id
}
