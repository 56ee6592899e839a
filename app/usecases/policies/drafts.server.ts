import { type Action, scopeOf } from '#app/domain/access.ts'
import { policySchema } from '#app/domain/policy/policy.schema.ts'
import type { DeadlinePolicy } from '#app/domain/policy/policy.ts'
import { type PolicyForm, policyFromForm } from '#app/domain/policy/policy-form.schema.ts'
import { diffPolicies, policyFaults } from '#app/domain/policy/policy-rows.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import {
	insertPolicy,
	type PolicyRow,
	type PolicySet,
	policiesOf,
	policyIn,
	updatePolicy,
} from '#db/queries/policies.server.ts'
import { fromJson, toJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { branchWide } from '../calendars/drafts.server.ts'
import type { Ctx } from '../context.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { type Move, recordNew, transition } from '../transition.server.ts'

export const bodyOf = (row: Pick<PolicyRow, 'body_json'>): DeadlinePolicy =>
	policySchema.parse(JSON.parse(row.body_json))
export const editorsOf = (row: Pick<PolicyRow, 'editors_json'>): readonly string[] =>
	fromJson<string[]>(row.editors_json)

type Act = {
	readonly id: string
	readonly version: number
	readonly action: Action
	readonly decide: (row: PolicyRow, tx: Tx) => Promise<Outcome<Move<PolicySet>>>
}

/** An act on a version through the one door: permission, version, rule, event. */
export async function actOnPolicy(ctx: Ctx, act: Act): Promise<Outcome<{ id: string }>> {
	return transition<PolicyRow, PolicySet>(ctx, {
		subject: 'policy',
		id: act.id,
		version: act.version,
		readAction: 'reference.read',
		actions: [act.action],
		load: policyIn,
		save: updatePolicy,
		decide: async (row, tx) => (branchWide(ctx, act.action) ? act.decide(row, tx) : refuse('forbidden', 'not-allowed')),
	})
}

/** A new version, from the one in force; one is written at a time. */
export async function draftPolicy(ctx: Ctx): Promise<Outcome<{ id: string }>> {
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		if (!branchWide(ctx, 'policy.draft')) return refuse('forbidden', 'not-allowed')
		const known = await policiesOf(tx, ctx.actor.branchId)
		const open = known.find(({ state }) => state === 'DRAFT' || state === 'PROPOSED')
		if (open) return refuse('procedure', 'policy.draft-open', { no: open.no })
		const base = await policyOf(ctx, tx)
		const id = ctx.newId()
		const no = Math.max(0, ...known.map((one) => one.no)) + 1
		const body = toJson(base.body)
		await insertPolicy(tx, {
			id,
			branch_id: ctx.actor.branchId,
			no,
			state: 'DRAFT',
			base_id: base.versionId,
			body_json: body,
			sha256: sha256Hex(body),
			reason: '',
			drafted_by: ctx.actor.accountId,
			drafted_at: ctx.now,
			editors_json: toJson([ctx.actor.accountId]),
			in_force_by: null,
			in_force_at: null,
			ended_by: null,
			ended_at: null,
			end_reason: null,
		})
		await recordNew(ctx, tx, { subject: 'policy', id, event: { kind: 'policy.drafted', after: { no } } })
		return ok({ id })
	})
}

/** Other numbers for a version that is not handed in. */
export async function editPolicy(
	ctx: Ctx,
	command: { readonly id: string; readonly form: PolicyForm },
): Promise<Outcome<{ id: string }>> {
	return actOnPolicy(ctx, {
		id: command.id,
		version: command.form.version,
		action: 'policy.draft',
		decide: async (row, tx) => {
			if (row.state !== 'DRAFT') return refuse('procedure', 'wrong-state', { state: row.state, action: 'change' })
			const made = policyFromForm(command.form, bodyOf(row))
			if (!made) return refuse('invalid', 'policy.unsound', { path: 'ladders' })
			const fault = policyFaults(made)[0]
			if (fault !== undefined) return refuse('invalid', 'policy.unsound', { path: fault })
			const base = await policyOf(ctx, tx)
			const body = toJson(made)
			const editors = [...new Set([...editorsOf(row), ctx.actor.accountId])]
			const { lines } = diffPolicies(base.body, made)
			return ok({
				set: {
					body_json: body,
					sha256: sha256Hex(body),
					base_id: base.versionId,
					reason: command.form.reason,
					editors_json: toJson(editors),
				},
				event: {
					kind: 'policy.changed',
					before: { sha256: row.sha256 },
					after: { sha256: sha256Hex(body), changed: lines.length },
				},
			})
		},
	})
}

/** Where the actor may read policies. */
export const policyScope = (ctx: Ctx) => scopeOf(ctx.actor, 'reference.read')
