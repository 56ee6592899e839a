import { may, scopeOf } from '#app/domain/access.ts'
import type { Names } from '#app/domain/calendar.ts'
import { isPart, PARTS } from '#app/domain/penalty/clause.ts'
import { type Rulebook, rulebookSchema } from '#app/domain/penalty/rulebook.schema.ts'
import { type ClauseChange, diffRulebooks } from '#app/domain/penalty/rulebook-diff.ts'
import { type DraftAct, mayAct } from '#app/domain/penalty/rulebook-draft.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { type ReferenceRow, versionById, versionsOf } from '#db/queries/reference.server.ts'
import { acceptanceCounts, activeDealers } from '#db/queries/rulebook-acceptance.server.ts'
import { draftIn, draftsOf } from '#db/queries/rulebook-drafts.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentRulebook, rulebookById, taxonomyAt } from '../reference/load.server.ts'
import { branchWide, type Draft, draftOf } from './draft.server.ts'

export type VersionStanding = 'in-force' | 'ahead' | 'past'

function standingOf(versions: readonly ReferenceRow[], row: ReferenceRow, today: LocalDate): VersionStanding {
	if (row.effective_from > today) return 'ahead'
	// Newest first: the first that has begun is in force.
	return versions.find((one) => one.effective_from <= today)?.id === row.id ? 'in-force' : 'past'
}

/** Every version and draft of the branch. */
export async function versionsPage(ctx: Ctx) {
	const { branchId } = ctx.actor
	const versions = await versionsOf(ctx.read, branchId, 'rulebook')
	const counts = await acceptanceCounts(ctx.read, branchId)
	return {
		today: ctx.today,
		dealers: await activeDealers(ctx.read, branchId),
		versions: versions.map((row) => ({
			id: row.id,
			code: row.code,
			version: row.version,
			effectiveFrom: row.effective_from,
			standing: standingOf(versions, row, ctx.today),
			accepted: counts.get(row.id) ?? 0,
		})),
		drafts: (await draftsOf(ctx.read, branchId))
			.filter((one) => one.state !== 'PUBLISHED')
			.map((one) => ({
				id: one.id,
				code: one.code,
				state: one.state,
				effectiveFrom: one.effective_from,
				drafter: one.drafter ?? '',
			})),
		mayDraft: branchWide(ctx, 'rulebook.draft'),
		mayRehearse: may(ctx.actor, 'rulebook.rehearse'),
	}
}

/** Names of the types that a version speaks of. */
export async function typeNamesOn(ctx: Ctx, day: LocalDate): Promise<Readonly<Record<string, Names>>> {
	const known = await taxonomyAt(ctx, ctx.read, day)
	return Object.fromEntries(known.body.types.map((type) => [type.code, type.name]))
}

async function rulebookRow(ctx: Ctx, id: string): Promise<ReferenceRow | undefined> {
	const row = await versionById(ctx.read, id)
	return row?.kind === 'rulebook' && row.branch_id === ctx.actor.branchId ? row : undefined
}

/** One published version, whole. */
export async function versionPage(ctx: Ctx, id: string) {
	const row = await rulebookRow(ctx, id)
	if (!row) return refuse('missing', 'not-found')
	const versions = await versionsOf(ctx.read, ctx.actor.branchId, 'rulebook')
	const earlier = versions.find((one) => one.effective_from < row.effective_from)
	const counts = await acceptanceCounts(ctx.read, ctx.actor.branchId)
	return ok({
		id,
		code: row.code,
		version: row.version,
		sha256: row.sha256,
		effectiveFrom: row.effective_from,
		today: ctx.today,
		standing: standingOf(versions, row, ctx.today),
		body: (await rulebookById(ctx.read, id)).body,
		names: await typeNamesOn(ctx, row.effective_from),
		accepted: counts.get(id) ?? 0,
		dealers: await activeDealers(ctx.read, ctx.actor.branchId),
		earlier: earlier ? { id: earlier.id, code: earlier.code } : null,
		mayRegister: may(ctx.actor, 'register.read'),
		mayRehearse: may(ctx.actor, 'rulebook.rehearse'),
	})
}

/** For the form of a new draft. */
export async function newDraftPage(ctx: Ctx) {
	const base = await currentRulebook(ctx, ctx.read)
	const year = Number(ctx.today.slice(0, 4)) + 1
	return { base: base.code, code: `RB-${year}`, effectiveFrom: `${year}-01-01` }
}

async function loadDraft(ctx: Ctx, id: string): Promise<Outcome<Draft>> {
	const row = await draftIn(ctx.read, scopeOf(ctx.actor, 'reference.read'), id)
	return row ? ok(draftOf(row)) : refuse('missing', 'not-found')
}

function headOf({ row }: Draft) {
	return {
		id: row.id,
		code: row.code,
		state: row.state,
		version: row.version,
		effectiveFrom: row.effective_from,
	}
}

/** What the reader may do to a draft now; people's own bars are said when they try. */
function actsOf(ctx: Ctx, { row, facts }: Draft, changes: readonly ClauseChange[]) {
	const of = (act: DraftAct, permitted: boolean) => permitted && mayAct(row.state, act)
	const own = facts.editorIds.includes(ctx.actor.accountId)
	return {
		edit: of('edit', branchWide(ctx, 'rulebook.draft')),
		ask: of('edit', branchWide(ctx, 'rulebook.draft')) && changes.length > 0,
		check: of('check', branchWide(ctx, 'rulebook.check') && !own) && changes.length > 0,
		return: of('return', branchWide(ctx, 'rulebook.check')),
		publish: of('publish', branchWide(ctx, 'rulebook.publish')),
		drop: of('drop', branchWide(ctx, 'rulebook.draft')),
		rehearse: row.state !== 'DROPPED' && may(ctx.actor, 'rulebook.rehearse'),
	}
}

/** One draft: what changes, part by part, who had a hand in it, what may be done. */
export async function draftPage(ctx: Ctx, id: string) {
	const found = await loadDraft(ctx, id)
	if (!found.ok) return found
	const draft = found.value
	const { row, body, facts } = draft
	const base = await rulebookById(ctx.read, row.base_version_id)
	const changes = diffRulebooks(base.body, body)
	const names = await namesOf(ctx.read, [...facts.editorIds, row.checked_by, row.published_by])
	const nameOf = (who: string | null) => (who === null ? '' : (names.get(who) ?? ''))
	const events = await eventsOf(ctx.read, 'rulebook', id)
	return ok({
		...headOf(draft),
		today: ctx.today,
		base: { id: row.base_version_id, code: base.code },
		changes,
		parts: PARTS.map((part) => ({ part, changed: changes.filter((one) => one.part === part).length })),
		names: await typeNamesOn(ctx, ctx.today),
		people: {
			editors: facts.editorIds.map(nameOf),
			checker: nameOf(row.checked_by),
			publisher: nameOf(row.published_by),
		},
		publishedVersionId: row.published_version_id,
		endReason: row.end_reason,
		events: events.toReversed().map(({ at, kind, actorName, reason }) => ({ at, kind, by: actorName ?? '', reason })),
		acts: actsOf(ctx, draft, changes),
	})
}

/** One page of the editor. */
export async function draftPartPage(ctx: Ctx, id: string, part: string) {
	if (!isPart(part)) return refuse('missing', 'not-found')
	const found = await loadDraft(ctx, id)
	if (!found.ok) return found
	const draft = found.value
	const base = await rulebookById(ctx.read, draft.row.base_version_id)
	return ok({
		...headOf(draft),
		part,
		body: draft.body,
		base: { code: base.code },
		changed: diffRulebooks(base.body, draft.body).filter((one) => one.part === part).length,
		names: await typeNamesOn(ctx, ctx.today),
		open: mayAct(draft.row.state, 'edit'),
	})
}

/** What can be compared or rehearsed: drafts that are not out or dropped, and every version. */
export async function choicesOf(ctx: Ctx) {
	const { versions, drafts } = await versionsPage(ctx)
	const open = drafts.filter((one) => one.state !== 'DROPPED')
	return [
		...open.map(({ id, code, state }) => ({ id, code, state })),
		...versions.map(({ id, code }) => ({ id, code, state: 'PUBLISHED' as const })),
	]
}

async function bookOf(ctx: Ctx, id: string): Promise<{ code: string; body: Rulebook } | undefined> {
	const row = await rulebookRow(ctx, id)
	if (row) return { code: row.code, body: (await rulebookById(ctx.read, id)).body }
	const draft = await draftIn(ctx.read, scopeOf(ctx.actor, 'reference.read'), id)
	return draft && { code: draft.code, body: rulebookSchema.parse(JSON.parse(draft.body_json)) }
}

/** Two versions or drafts, clause by clause; without a choice the version in force and the newest other one. */
export async function comparePage(ctx: Ctx, query: { readonly a: string; readonly b: string }) {
	const choices = await choicesOf(ctx)
	const inForce = (await currentRulebook(ctx, ctx.read)).versionId
	const a = query.a || inForce
	const b = query.b || choices.find((one) => one.id !== a)?.id || a
	const [before, after] = [await bookOf(ctx, a), await bookOf(ctx, b)]
	if (!before || !after) return refuse('missing', 'not-found')
	return ok({
		a,
		b,
		codes: { a: before.code, b: after.code },
		choices,
		changes: diffRulebooks(before.body, after.body),
		names: await typeNamesOn(ctx, ctx.today),
	})
}
