import { scopeOf } from '#app/domain/access.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type LocalDate, localDateOf } from '#app/domain/time.ts'
import { dealerIn } from '#db/queries/dealers.server.ts'
import { versionById } from '#db/queries/reference.server.ts'
import { acceptanceOf, insertAcceptance } from '#db/queries/rulebook-acceptance.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { recordNew } from '../transition.server.ts'

type Accepted = {
	readonly dealerId: string
	readonly versionId: string
	/** Hash of the text that was shown; must be the version's own. */
	readonly sha256: string | null
	readonly name: string
	readonly on: LocalDate
	readonly how: 'desk' | 'paper'
	readonly note: string
}

/** The dealer accepts a version on the own desk: it binds from today on. The hash is that of the text on the page. */
export async function acceptRulebook(
	ctx: Ctx,
	command: { readonly versionId: string; readonly sha256: string; readonly fullName: string },
): Promise<Outcome<{ id: string }>> {
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const place = scopeOf(ctx.actor, 'desk.answer').places.find((one) => one.kind === 'dealer')
		if (place?.kind !== 'dealer') return refuse('forbidden', 'not-allowed')
		const { versionId, sha256 } = command
		return keep(ctx, tx, {
			dealerId: place.dealerId,
			versionId,
			sha256,
			name: command.fullName,
			on: ctx.today,
			how: 'desk',
			note: '',
		})
	})
}

/** Staff record what a dealer signed on paper; it binds from the day that the paper bears. */
export async function recordAcceptance(
	ctx: Ctx,
	command: {
		readonly dealerId: string
		readonly versionId: string
		readonly name: string
		readonly on: LocalDate
		/** Where the paper lies. */
		readonly note: string
	},
): Promise<Outcome<{ id: string }>> {
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		if (!(await dealerIn(tx, scopeOf(ctx.actor, 'rulebook.record-acceptance'), command.dealerId)))
			return refuse('missing', 'not-found')
		return keep(ctx, tx, { ...command, sha256: null, how: 'paper' })
	})
}

async function keep(ctx: Ctx, tx: Tx, accepted: Accepted): Promise<Outcome<{ id: string }>> {
	const version = await versionById(tx, accepted.versionId)
	if (version?.kind !== 'rulebook' || version.branch_id !== ctx.actor.branchId) return refuse('missing', 'not-found')
	if (accepted.sha256 !== null && accepted.sha256 !== version.sha256)
		return refuse('procedure', 'rulebook.text-changed')
	// What shipped was the branch's paper rulebook before; a version made here cannot have been signed before it was out.
	const published = localDateOf(version.published_at)
	const first = version.effective_from < published ? null : published
	if (accepted.on > ctx.today || (first !== null && accepted.on < first))
		return refuse('invalid', 'rulebook.paper-day', { from: first ?? '…', to: ctx.today })
	if (await acceptanceOf(tx, accepted.dealerId, version.id)) return refuse('procedure', 'rulebook.accepted')
	const id = ctx.newId()
	await insertAcceptance(tx, {
		id,
		branch_id: ctx.actor.branchId,
		dealer_id: accepted.dealerId,
		rulebook_version_id: version.id,
		accepted_by: ctx.actor.accountId,
		accepted_name: accepted.name,
		accepted_on: accepted.on,
		accepted_at: ctx.now,
		sha256: version.sha256,
		how: accepted.how,
		note: accepted.note,
	})
	await recordNew(ctx, tx, {
		subject: 'dealer',
		id: accepted.dealerId,
		event: {
			kind: 'dealer.rulebook-accepted',
			after: {
				rulebook: version.code,
				version: version.version,
				sha256: version.sha256,
				how: accepted.how,
				name: accepted.name,
				on: accepted.on,
				note: accepted.note,
			},
		},
	})
	return ok({ id })
}
