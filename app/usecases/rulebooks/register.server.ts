import { may, scopeOf } from '#app/domain/access.ts'
import { diffRulebooks } from '#app/domain/penalty/rulebook-diff.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { dealerIn } from '#db/queries/dealers.server.ts'
import { versionById, versionsOf } from '#db/queries/reference.server.ts'
import { acceptanceOf, acceptanceRegister, acceptancesOf } from '#db/queries/rulebook-acceptance.server.ts'
import type { Ctx } from '../context.server.ts'
import { rulebookById } from '../reference/load.server.ts'
import { typeNamesOn } from './pages.server.ts'

const PAGE = 50

/** Who accepted a version and who did not, within the reader's scope. */
export async function registerPage(
	ctx: Ctx,
	versionId: string,
	query: { readonly only: 'all' | 'missing' | 'accepted'; readonly cursor: string | null },
) {
	const row = await versionById(ctx.read, versionId)
	if (row?.kind !== 'rulebook' || row.branch_id !== ctx.actor.branchId) return refuse('missing', 'not-found')
	const scope = scopeOf(ctx.actor, 'register.read')
	return ok({
		id: row.id,
		code: row.code,
		version: row.version,
		today: ctx.today,
		only: query.only,
		...(await acceptanceRegister(ctx.read, scope, versionId, query.only, query.cursor, PAGE)),
		mayRecord: may(ctx.actor, 'rulebook.record-acceptance'),
	})
}

/** For recording a signature on paper. */
export async function paperPage(ctx: Ctx, versionId: string, dealerId: string) {
	const row = await versionById(ctx.read, versionId)
	const dealer = await dealerIn(ctx.read, scopeOf(ctx.actor, 'rulebook.record-acceptance'), dealerId)
	if (row?.kind !== 'rulebook' || row.branch_id !== ctx.actor.branchId || !dealer) return refuse('missing', 'not-found')
	return ok({ id: row.id, code: row.code, dealer: { id: dealer.id, name: dealer.name, contact: dealer.contact_name } })
}

/** The acceptances on a dealer's page; the caller has checked that the dealer may be read. */
export async function dealerAcceptances(ctx: Ctx, dealerId: string) {
	const accepted = await acceptancesOf(ctx.read, dealerId)
	const versions = await versionsOf(ctx.read, ctx.actor.branchId, 'rulebook')
	const missing = versions.filter((one) => !accepted.some(({ versionId }) => versionId === one.id))
	return { accepted, missing: missing.map(({ id, code }) => ({ id, code })) }
}

function ownDealer(ctx: Ctx): Outcome<string> {
	const place = scopeOf(ctx.actor, 'desk.read').places.find((one) => one.kind === 'dealer')
	return place?.kind === 'dealer' ? ok(place.dealerId) : refuse('forbidden', 'not-allowed')
}

/** The versions that bind or will bind the dealer: in force today, and those to come; newest first. */
export async function deskRulebooks(ctx: Ctx) {
	const dealer = ownDealer(ctx)
	if (!dealer.ok) return dealer
	const versions = await versionsOf(ctx.read, ctx.actor.branchId, 'rulebook')
	const accepted = await acceptancesOf(ctx.read, dealer.value)
	const inForce = versions.find((one) => one.effective_from <= ctx.today)
	const shown = versions.filter(
		(one) => one.effective_from > ctx.today || one.id === inForce?.id || accepted.some((a) => a.versionId === one.id),
	)
	return ok({
		today: ctx.today,
		versions: shown.map((one) => {
			const own = accepted.find((a) => a.versionId === one.id)
			return {
				id: one.id,
				code: one.code,
				effectiveFrom: one.effective_from,
				accepted: own ? { on: own.acceptedOn, by: own.acceptedName } : null,
			}
		}),
	})
}

/** The text that the dealer accepts, what differs from the version before it, and its hash. */
export async function deskRulebook(ctx: Ctx, id: string) {
	const dealer = ownDealer(ctx)
	if (!dealer.ok) return dealer
	const row = await versionById(ctx.read, id)
	if (row?.kind !== 'rulebook' || row.branch_id !== ctx.actor.branchId) return refuse('missing', 'not-found')
	const versions = await versionsOf(ctx.read, ctx.actor.branchId, 'rulebook')
	const earlier = versions.find((one) => one.effective_from < row.effective_from)
	const { body } = await rulebookById(ctx.read, id)
	const own = await acceptanceOf(ctx.read, dealer.value, id)
	return ok({
		id,
		code: row.code,
		version: row.version,
		effectiveFrom: row.effective_from,
		sha256: row.sha256,
		today: ctx.today,
		body,
		names: await typeNamesOn(ctx, row.effective_from),
		accepted: own ? { on: own.accepted_on, by: own.accepted_name } : null,
		earlier: earlier
			? { code: earlier.code, changes: diffRulebooks((await rulebookById(ctx.read, earlier.id)).body, body) }
			: null,
	})
}
