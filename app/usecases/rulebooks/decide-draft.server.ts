import type { NoticeKind } from '#app/domain/case/events.ts'
import { checkDraft, dropDraft, editDraft, returnDraft } from '#app/domain/penalty/rulebook-draft.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { OutboxDraft } from '#db/queries/outbox.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import type { DraftRow } from '#db/queries/rulebook-drafts.server.ts'
import type { Ctx } from '../context.server.ts'
import { rulebookById } from '../reference/load.server.ts'
import { actOnDraft } from './draft.server.ts'

type Named = { readonly id: string; readonly version: number }

function told(
	row: DraftRow,
	kind: NoticeKind,
	ids: readonly string[],
	params: Readonly<Record<string, string>> = {},
): OutboxDraft[] {
	return ids.map((accountId) => ({
		key: `rulebook:${row.id}:${row.version}`,
		kind,
		accountId,
		subjectKind: 'rulebook',
		subjectId: row.id,
		params: { code: row.code, ...params },
	}))
}

/** Asks those who may check it and wrote none of it. */
export async function askForCheck(ctx: Ctx, command: Named): Promise<Outcome<{ id: string }>> {
	return actOnDraft(ctx, {
		...command,
		action: 'rulebook.draft',
		decide: async ({ row, facts }, tx) => {
			const open = editDraft(facts)
			if (!open.ok) return open
			const checkers = await holdersOf(tx, row.branch_id, ['APPROVER'])
			const ids = checkers.map((one) => one.id).filter((id) => !facts.editorIds.includes(id))
			return ok({
				set: {},
				event: { kind: 'rulebook.check-asked', after: { code: row.code } },
				tell: told(row, 'rulebook.to-check', ids),
			})
		},
	})
}

/** A second person, who wrote none of it, agrees with the draft as it stands; from here on it cannot be edited. */
export async function approveDraft(ctx: Ctx, command: Named): Promise<Outcome<{ id: string }>> {
	return actOnDraft(ctx, {
		...command,
		action: 'rulebook.check',
		decide: async ({ row, facts, body }, tx) => {
			const base = await rulebookById(tx, row.base_version_id)
			const allowed = checkDraft(facts, base.body, body, ctx.actor.accountId)
			if (!allowed.ok) return allowed
			return ok({
				set: { state: 'CHECKED', checked_by: ctx.actor.accountId, checked_at: ctx.now },
				event: { kind: 'rulebook.checked' },
				tell: told(row, 'rulebook.checked', facts.editorIds, { name: ctx.actor.name }),
			})
		},
	})
}

/** The checked draft goes back to be written on; it has to be checked anew. */
export async function sendDraftBack(
	ctx: Ctx,
	command: Named & { readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return actOnDraft(ctx, {
		...command,
		action: 'rulebook.check',
		decide: async ({ row, facts }) => {
			const allowed = returnDraft(facts, command.reason)
			if (!allowed.ok) return allowed
			const { reason } = command
			return ok({
				set: { state: 'DRAFT', checked_by: null, checked_at: null },
				event: { kind: 'rulebook.returned', reason },
				tell: told(row, 'rulebook.returned', facts.editorIds, { name: ctx.actor.name, reason }),
			})
		},
	})
}

/** Gives a draft up; it stays readable. */
export async function abandonDraft(
	ctx: Ctx,
	command: Named & { readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return actOnDraft(ctx, {
		...command,
		action: 'rulebook.draft',
		decide: async ({ facts }) => {
			const allowed = dropDraft(facts, command.reason)
			if (!allowed.ok) return allowed
			return ok({
				set: { state: 'DROPPED', end_reason: command.reason },
				event: { kind: 'rulebook.dropped', reason: command.reason },
			})
		},
	})
}
