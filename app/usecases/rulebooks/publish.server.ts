import type { Rulebook } from '#app/domain/penalty/rulebook.schema.ts'
import { publishDraft } from '#app/domain/penalty/rulebook-draft.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Catalogue } from '#app/domain/violation/catalogue.schema.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import type { EventDraft } from '#db/queries/events.server.ts'
import { insertVersion, versionsOf } from '#db/queries/reference.server.ts'
import { ownersOfDealers } from '#db/queries/rulebook-acceptance.server.ts'
import { toJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { taxonomyById } from '../reference/load.server.ts'
import { actOnDraft, surroundings } from './draft.server.ts'

type Made = { readonly row: Parameters<typeof insertVersion>[1]; readonly event: EventDraft }

function versionOf(
	ctx: Ctx,
	kind: 'rulebook' | 'taxonomy',
	code: string,
	version: number,
	effectiveFrom: Rulebook['effectiveFrom'],
	content: unknown,
): Made {
	const body = toJson(content)
	const sha256 = sha256Hex(body)
	const id = ctx.newId()
	return {
		row: {
			id,
			branch_id: ctx.actor.branchId,
			kind,
			code,
			version,
			effective_from: effectiveFrom,
			status: 'PUBLISHED',
			body_json: body,
			sha256,
			published_at: ctx.now,
		},
		event: {
			subjectKind: 'reference',
			subjectId: id,
			kind: 'reference.published',
			after: { kind, code, version, effective_from: effectiveFrom, sha256 },
		},
	}
}

/** The catalogue with the severities of the version; null when they are the same. */
async function catalogueOf(ctx: Ctx, tx: Tx, book: Rulebook): Promise<Made | null> {
	const [newest] = await versionsOf(tx, ctx.actor.branchId, 'taxonomy')
	if (!newest) return null
	const { body }: { body: Catalogue } = await taxonomyById(tx, newest.id)
	const severityOf = new Map(book.types.map((one) => [one.code, one.severity]))
	const types = body.types.map((type) => ({ ...type, severity: severityOf.get(type.code) ?? type.severity }))
	if (types.every((type, i) => type.severity === body.types[i]?.severity)) return null
	return versionOf(ctx, 'taxonomy', newest.code, newest.version + 1, book.effectiveFrom, { ...body, types })
}

/**
 * Publishes a checked draft: a version that nothing changes any more, the types' severities with it where they differ,
 * and a message to every dealer who will have to accept it. Answers the id of the version.
 */
export async function publishVersion(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number },
): Promise<Outcome<{ id: string; versionId: string }>> {
	let versionId = ''
	const done = await actOnDraft(ctx, {
		...command,
		action: 'rulebook.publish',
		decide: async ({ row, facts, body }, tx) => {
			const allowed = publishDraft(facts, await surroundings(ctx, tx))
			if (!allowed.ok) return allowed
			const book = { ...body, code: row.code, effectiveFrom: row.effective_from }
			const rulebook = versionOf(ctx, 'rulebook', row.code, 1, row.effective_from, book)
			const catalogue = await catalogueOf(ctx, tx, book)
			versionId = rulebook.row.id
			const owners = await ownersOfDealers(tx, ctx.actor.branchId)
			// The draft's row points to the version: it has to be there first.
			await insertVersion(tx, rulebook.row)
			if (catalogue) await insertVersion(tx, catalogue.row)
			return ok({
				set: {
					state: 'PUBLISHED',
					published_by: ctx.actor.accountId,
					published_at: ctx.now,
					published_version_id: versionId,
				},
				event: { kind: 'rulebook.published' },
				alsoEvents: [rulebook.event, ...(catalogue ? [catalogue.event] : [])],
				tell: owners.map((accountId) => ({
					key: `rulebook:${versionId}`,
					kind: 'rulebook.published',
					accountId,
					subjectKind: 'reference',
					subjectId: versionId,
					params: { code: row.code, from: row.effective_from },
				})),
			})
		},
	})
	return done.ok ? ok({ id: done.value.id, versionId }) : done
}
