import { may } from '#app/domain/access.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import {
	departmentCodeTaken,
	insertDepartment,
	insertUnit,
	unitCodeTaken,
	unitsOf,
} from '#db/queries/organisation.server.ts'
import type { Ctx } from '../context.server.ts'
import { recordNew } from '../transition.server.ts'

type Named = { readonly code: string; readonly name: string }
type Done = Promise<Outcome<{ id: string }>>

/** A county of the branch, or a grid of a county when `parent` names one. */
export async function addUnit(ctx: Ctx, form: Named & { readonly parent: string | null }): Done {
	if (!may(ctx.actor, 'admin.accounts')) return refuse('forbidden', 'not-allowed')
	const { branchId } = ctx.actor
	return ctx.inTx<{ id: string }>(branchId, async (tx) => {
		const county = (await unitsOf(tx, branchId)).find((unit) => unit.id === form.parent && unit.kind === 'county')
		if (form.parent !== null && !county) return refuse('missing', 'not-found')
		if (await unitCodeTaken(tx, branchId, form.code)) return refuse('invalid', 'register.code-taken')
		const id = ctx.newId()
		const kind = county ? ('grid' as const) : ('county' as const)
		const { code, name } = form
		await insertUnit(tx, {
			id,
			branch_id: branchId,
			kind,
			parent_id: form.parent,
			county_id: form.parent ?? id,
			code,
			name,
		})
		await recordNew(ctx, tx, {
			subject: 'organisation',
			id,
			event: { kind: 'organisation.unit-added', after: { kind, code, name, parent: form.parent } },
		})
		return ok({ id })
	})
}

export async function addDepartment(ctx: Ctx, form: Named): Done {
	if (!may(ctx.actor, 'admin.accounts')) return refuse('forbidden', 'not-allowed')
	const { branchId } = ctx.actor
	return ctx.inTx<{ id: string }>(branchId, async (tx) => {
		if (await departmentCodeTaken(tx, branchId, form.code)) return refuse('invalid', 'register.code-taken')
		const id = ctx.newId()
		const { code, name } = form
		await insertDepartment(tx, { id, branch_id: branchId, code, name, head_account_id: null })
		await recordNew(ctx, tx, {
			subject: 'organisation',
			id,
			event: { kind: 'organisation.department-added', after: { code, name } },
		})
		return ok({ id })
	})
}
