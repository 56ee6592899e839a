import type { EditPerson } from '#app/domain/people.schema.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { personOf } from '#db/queries/accounts.server.ts'
import type { Ctx } from '../context.server.ts'
import { changePerson } from './person-door.server.ts'

/** Name, reach, superior and deputy of a person; nobody is the own superior or deputy. */
export async function editPerson(ctx: Ctx, id: string, form: EditPerson): Promise<Outcome<{ id: string }>> {
	return changePerson(ctx, id, form.version, async (_row, tx) => {
		if (form.superior === id || form.deputy === id) return refuse('invalid', 'same-person')
		for (const other of [form.superior, form.deputy])
			if (other !== null && !(await personOf(tx, ctx.actor.branchId, other))) return refuse('missing', 'not-found')
		const set = {
			name: form.name,
			phone: form.phone || null,
			email: form.email || null,
			superior_id: form.superior,
			deputy_id: form.deputy,
		}
		return ok({ set, event: { kind: 'account.changed' } })
	})
}
