import { may } from '#app/domain/access.ts'
import { formOfPolicy } from '#app/domain/policy/policy-form.schema.ts'
import { diffPolicies, policyLines } from '#app/domain/policy/policy-rows.ts'
import { refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { openByPolicy, policiesOf, policyById, policyIn } from '#db/queries/policies.server.ts'
import type { Ctx } from '../context.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { bodyOf, editorsOf, policyScope } from './drafts.server.ts'

/** The version in force with its lines and ladders, and every version of the branch. */
export async function policiesPage(ctx: Ctx) {
	const [current, versions, open] = await Promise.all([
		policyOf(ctx, ctx.read),
		policiesOf(ctx.read, ctx.actor.branchId),
		openByPolicy(ctx.read, ctx.actor.branchId),
	])
	const writing = versions.find(({ state }) => state === 'DRAFT' || state === 'PROPOSED')
	return {
		current: { id: current.versionId, no: current.no, lines: policyLines(current.body), ladders: current.body.ladders },
		versions: versions.map((row) => ({ ...row, open: open.get(row.id) ?? 0 })),
		mayDraft: may(ctx.actor, 'policy.draft'),
		writing: writing?.id ?? null,
		today: ctx.today,
	}
}

/** One version, compared with the one in force, or with its predecessor once it has been in force itself. */
export async function policyPage(ctx: Ctx, id: string) {
	const row = await policyIn(ctx.read, policyScope(ctx), id)
	if (!row) return refuse('missing', 'not-found')
	const body = bodyOf(row)
	const current = await policyOf(ctx, ctx.read)
	const before = row.in_force_at !== null && row.base_id ? await policyById(ctx.read, row.base_id) : undefined
	const against = row.in_force_at === null ? current : before ? { no: before.no, body: bodyOf(before) } : null
	const editors = editorsOf(row)
	const names = await namesOf(ctx.read, [...editors, ...[row.in_force_by, row.ended_by].filter((one) => one !== null)])
	const open = (await openByPolicy(ctx.read, ctx.actor.branchId)).get(id) ?? 0
	const draft = may(ctx.actor, 'policy.draft')
	const decide = may(ctx.actor, 'policy.decide')
	const isEditor = editors.includes(ctx.actor.accountId)
	return ok({
		id,
		no: row.no,
		state: row.state,
		version: row.version,
		reason: row.end_reason ?? row.reason,
		at: row.in_force_at ?? row.drafted_at,
		lines: policyLines(body),
		ladders: body.ladders,
		against: against ? { no: against.no, ...diffPolicies(against.body, body) } : null,
		editors: editors.map((editor) => names.get(editor) ?? ''),
		decider: row.in_force_by ? (names.get(row.in_force_by) ?? '') : null,
		open,
		today: ctx.today,
		form: formOfPolicy(body),
		isEditor,
		may: {
			edit: draft && row.state === 'DRAFT',
			propose: draft && row.state === 'DRAFT',
			drop: draft && (row.state === 'DRAFT' || row.state === 'PROPOSED'),
			decide: decide && row.state === 'PROPOSED',
			retire: decide && row.state === 'SUPERSEDED',
		},
	})
}
