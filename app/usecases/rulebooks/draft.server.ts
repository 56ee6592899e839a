import { type Action, scopeOf } from '#app/domain/access.ts'
import type { Clause } from '#app/domain/penalty/clause.ts'
import { type ClauseValues, withValues } from '#app/domain/penalty/clause-form.schema.ts'
import { type Rulebook, rulebookSchema } from '#app/domain/penalty/rulebook.schema.ts'
import { diffRulebooks } from '#app/domain/penalty/rulebook-diff.ts'
import { type DraftFacts, type DraftSurroundings, editDraft, effectiveDay } from '#app/domain/penalty/rulebook-draft.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { Catalogue } from '#app/domain/violation/catalogue.schema.ts'
import { versionsOf } from '#db/queries/reference.server.ts'
import {
	type DraftRow,
	type DraftSet,
	draftIn,
	draftNamed,
	insertDraft,
	lastOccurrence,
	updateDraft,
} from '#db/queries/rulebook-drafts.server.ts'
import { fromJson, toJson } from '#db/sql.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentRulebook, currentTaxonomy } from '../reference/load.server.ts'
import { type Move, recordNew, transition } from '../transition.server.ts'

export type Draft = { readonly row: DraftRow; readonly body: Rulebook; readonly facts: DraftFacts }

export function draftOf(row: DraftRow): Draft {
	const facts = {
		state: row.state,
		code: row.code,
		effectiveFrom: row.effective_from,
		editorIds: fromJson<string[]>(row.editors_json),
		checkerId: row.checked_by,
	}
	return { row, body: rulebookSchema.parse(JSON.parse(row.body_json)), facts }
}

/** What a new effective date has to keep clear of. */
export async function surroundings(ctx: Ctx, handle: Handle): Promise<DraftSurroundings> {
	const versions = await versionsOf(handle, ctx.actor.branchId, 'rulebook')
	return {
		today: ctx.today,
		published: versions.map((one) => ({ code: one.code, effectiveFrom: one.effective_from })),
		lastOccurredOn: await lastOccurrence(handle, ctx.actor.branchId),
	}
}

/** A county's officer does not write the branch's rules. */
export function branchWide(ctx: Ctx, action: Action): boolean {
	return scopeOf(ctx.actor, action).places.some((place) => place.kind === 'branch')
}

type Act = {
	readonly id: string
	readonly version: number
	readonly action: Action
	readonly decide: (draft: Draft, tx: Tx) => Promise<Outcome<Move<DraftSet>>>
}

/** An act on a draft through the one door: permission, version, rule, event. */
export async function actOnDraft(ctx: Ctx, act: Act): Promise<Outcome<{ id: string }>> {
	return transition<DraftRow, DraftSet>(ctx, {
		subject: 'rulebook',
		id: act.id,
		version: act.version,
		readAction: 'reference.read',
		actions: [act.action],
		load: draftIn,
		save: updateDraft,
		decide: async (row, tx) =>
			branchWide(ctx, act.action) ? act.decide(draftOf(row), tx) : refuse('forbidden', 'not-allowed'),
	})
}

async function codeTaken(ctx: Ctx, tx: Tx, code: string, exceptId: string): Promise<boolean> {
	const versions = await versionsOf(tx, ctx.actor.branchId, 'rulebook')
	if (versions.some((one) => one.code === code)) return true
	const other = await draftNamed(tx, ctx.actor.branchId, code)
	return other !== undefined && other.id !== exceptId
}

/** Types of the catalogue that the version does not list yet: the level's base, no law named. */
function withTypes(book: Rulebook, catalogue: Catalogue): Rulebook {
	const listed = new Set(book.types.map((one) => one.code))
	const missing = catalogue.types.filter((type) => !listed.has(type.code))
	const fresh = missing.map(({ code, severity }) => ({
		code,
		severity,
		baseFen: null,
		chapter: 'COUNTER' as const,
		legal: [],
	}))
	return { ...book, types: [...book.types, ...fresh].sort((a, b) => (a.code < b.code ? -1 : 1)) }
}

/** A new draft, from the version in force. */
export async function startDraft(
	ctx: Ctx,
	command: { readonly code: string; readonly effectiveFrom: LocalDate },
): Promise<Outcome<{ id: string }>> {
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		if (!branchWide(ctx, 'rulebook.draft')) return refuse('forbidden', 'not-allowed')
		const { code, effectiveFrom } = command
		if (await codeTaken(ctx, tx, code, '')) return refuse('invalid', 'rulebook.code-taken', { code })
		const day = effectiveDay(effectiveFrom, await surroundings(ctx, tx))
		if (!day.ok) return day
		const base = await currentRulebook(ctx, tx)
		const body = withTypes(base.body, (await currentTaxonomy(ctx, tx)).body)
		const id = ctx.newId()
		const editors = [ctx.actor.accountId]
		await insertDraft(tx, {
			id,
			branch_id: ctx.actor.branchId,
			code,
			base_version_id: base.versionId,
			state: 'DRAFT',
			effective_from: effectiveFrom,
			body_json: toJson({ ...body, code, effectiveFrom }),
			drafted_by: ctx.actor.accountId,
			drafted_at: ctx.now,
			editors_json: toJson(editors),
			checked_by: null,
			checked_at: null,
			published_by: null,
			published_at: null,
			published_version_id: null,
			end_reason: null,
		})
		await recordNew(ctx, tx, {
			subject: 'rulebook',
			id,
			event: { kind: 'rulebook.drafted', after: { code, effective_from: effectiveFrom, base: base.code } },
		})
		return ok({ id })
	})
}

const editorsWith = ({ facts }: Draft, ctx: Ctx) => toJson([...new Set([...facts.editorIds, ctx.actor.accountId])])

/** Saves one page of the editor. `clauses` are those that the page showed; nothing changed is still a save. */
export async function saveDraftPart(
	ctx: Ctx,
	command: {
		readonly id: string
		readonly version: number
		readonly values: ClauseValues
		readonly clauses: (book: Rulebook) => readonly Clause[]
	},
): Promise<Outcome<{ id: string }>> {
	return actOnDraft(ctx, {
		...command,
		action: 'rulebook.draft',
		decide: async (draft) => {
			const allowed = editDraft(draft.facts)
			if (!allowed.ok) return allowed
			const made = withValues(draft.body, command.clauses(draft.body), command.values)
			const parsed = rulebookSchema.safeParse(made)
			if (!parsed.success) {
				const path = parsed.error.issues[0]?.path.map(String).join('.') ?? ''
				return refuse('invalid', 'rulebook.unreadable', { path })
			}
			const changes = diffRulebooks(draft.body, parsed.data)
			const said = (of: 'before' | 'after') => Object.fromEntries(changes.map((one) => [one.key, one[of]]))
			return ok({
				set: { body_json: toJson(parsed.data), editors_json: editorsWith(draft, ctx) },
				// The clauses that changed, not the whole text twice.
				event: { kind: 'rulebook.changed', before: said('before'), after: said('after') },
			})
		},
	})
}

/** Another code or effective date. */
export async function renameDraft(
	ctx: Ctx,
	command: {
		readonly id: string
		readonly version: number
		readonly code: string
		readonly effectiveFrom: LocalDate
	},
): Promise<Outcome<{ id: string }>> {
	return actOnDraft(ctx, {
		...command,
		action: 'rulebook.draft',
		decide: async (draft, tx) => {
			const allowed = editDraft(draft.facts)
			if (!allowed.ok) return allowed
			const { code, effectiveFrom } = command
			if (await codeTaken(ctx, tx, code, draft.row.id)) return refuse('invalid', 'rulebook.code-taken', { code })
			const day = effectiveDay(effectiveFrom, await surroundings(ctx, tx))
			if (!day.ok) return day
			const { row, body } = draft
			return ok({
				set: {
					code,
					effective_from: effectiveFrom,
					body_json: toJson({ ...body, code, effectiveFrom }),
					editors_json: editorsWith(draft, ctx),
				},
				event: {
					kind: 'rulebook.changed',
					before: { code: row.code, effective_from: row.effective_from },
					after: { code, effective_from: effectiveFrom },
				},
			})
		},
	})
}
