import type { NoticeKind } from '#app/domain/case/events.ts'
import { diffPolicies, policyFaults } from '#app/domain/policy/policy-rows.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { OutboxDraft } from '#db/queries/outbox.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import { type PolicyRow, supersedePolicy } from '#db/queries/policies.server.ts'
import type { Ctx } from '../context.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { actOnPolicy, bodyOf, editorsOf } from './drafts.server.ts'

type Named = { readonly id: string; readonly version: number }

function told(
	row: PolicyRow,
	kind: NoticeKind,
	ids: readonly string[],
	params: Readonly<Record<string, string | number>> = {},
): OutboxDraft[] {
	return [...new Set(ids)].map((accountId) => ({
		key: `policy:${row.id}:${row.version}`,
		kind,
		accountId,
		subjectKind: 'policy',
		subjectId: row.id,
		params: { no: row.no, ...params },
	}))
}

const wrongState = (row: PolicyRow, action: string) => refuse('procedure', 'wrong-state', { state: row.state, action })

/** Hands a version in: an issuer who wrote none of it decides. */
export async function proposePolicy(ctx: Ctx, command: Named): Promise<Outcome<{ id: string }>> {
	return actOnPolicy(ctx, {
		...command,
		action: 'policy.draft',
		decide: async (row, tx) => {
			if (row.state !== 'DRAFT') return wrongState(row, 'propose')
			const base = await policyOf(ctx, tx)
			if (diffPolicies(base.body, bodyOf(row)).same) return refuse('procedure', 'policy.unchanged')
			const fault = policyFaults(bodyOf(row))[0]
			if (fault !== undefined) return refuse('procedure', 'policy.unsound', { path: fault })
			const editors = editorsOf(row)
			const people = (await holdersOf(tx, row.branch_id, ['ORDER_ISSUER'])).map(({ id }) => id)
			return ok({
				set: { state: 'PROPOSED' },
				event: { kind: 'policy.proposed', after: { no: row.no } },
				tell: told(
					row,
					'policy.to-decide',
					people.filter((id) => !editors.includes(id)),
					{ name: ctx.actor.name },
				),
			})
		},
	})
}

export async function returnPolicy(
	ctx: Ctx,
	command: Named & { readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return actOnPolicy(ctx, {
		...command,
		action: 'policy.decide',
		decide: async (row) => {
			if (row.state !== 'PROPOSED') return wrongState(row, 'return')
			const { reason } = command
			return ok({
				set: { state: 'DRAFT' },
				event: { kind: 'policy.returned', reason },
				tell: told(row, 'policy.returned', editorsOf(row), { name: ctx.actor.name, reason }),
			})
		},
	})
}

/** Gives a version up; it stays readable. */
export async function dropPolicy(
	ctx: Ctx,
	command: Named & { readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return actOnPolicy(ctx, {
		...command,
		action: 'policy.draft',
		decide: async (row) => {
			if (row.state !== 'DRAFT' && row.state !== 'PROPOSED') return wrongState(row, 'drop')
			const { reason } = command
			const ended = { ended_by: ctx.actor.accountId, ended_at: ctx.now, end_reason: reason }
			return ok({ set: { state: 'DROPPED', ...ended }, event: { kind: 'policy.dropped', reason } })
		},
	})
}

/**
 * In force from now on: orders that are issued pin it, those that were issued before keep theirs (domain 5.4). By an
 * issuer who wrote none of it, and only as successor of the version that it was compared with.
 */
export async function putInForce(ctx: Ctx, command: Named): Promise<Outcome<{ id: string }>> {
	return actOnPolicy(ctx, {
		...command,
		action: 'policy.decide',
		decide: async (row, tx) => {
			if (row.state !== 'PROPOSED') return wrongState(row, 'putInForce')
			const editors = editorsOf(row)
			if (editors.includes(ctx.actor.accountId)) return refuse('forbidden', 'policy.second-person')
			const base = await policyOf(ctx, tx)
			if (base.versionId !== row.base_id) return refuse('procedure', 'policy.base-moved')
			const fault = policyFaults(bodyOf(row))[0]
			if (fault !== undefined) return refuse('procedure', 'policy.unsound', { path: fault })
			const before = await supersedePolicy(tx, row.branch_id, ctx.actor.accountId, ctx.now)
			const officers = (await holdersOf(tx, row.branch_id, ['ORDER_OFFICER'])).map(({ id }) => id)
			return ok({
				set: { state: 'IN_FORCE', in_force_by: ctx.actor.accountId, in_force_at: ctx.now },
				event: { kind: 'policy.put-in-force', after: { no: row.no, sha256: row.sha256, before: before ?? '' } },
				tell: told(row, 'policy.in-force', [...editors, ...officers]),
			})
		},
	})
}
