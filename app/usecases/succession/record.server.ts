import type { SuccessionAnswer } from '#app/domain/measure/measure-forms.schema.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { writeOutbox } from '#db/queries/outbox.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import { insertSuccession } from '#db/queries/successions.server.ts'
import { toJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'

export type Change = {
	readonly outletId: string | null
	readonly fromDealerId: string
	readonly toDealerId: string
	readonly before: object
}

const LEAST_REASON = 5

/** The answer to the question, complete; refused when it was not given, or gives no reason for leaving points behind. */
export function answered(answer: Partial<SuccessionAnswer>, about: string): Outcome<Answered> {
	const { successionKind: kind, pointsFollow, successionReason: reason = '' } = answer
	if (!kind || !pointsFollow) return refuse('invalid', 'succession.ask', { about })
	if (pointsFollow === 'no' && reason.length < LEAST_REASON) return refuse('invalid', 'reason-missing')
	return ok({ kind, follow: pointsFollow === 'yes', reason })
}

type Answered = {
	readonly kind: NonNullable<SuccessionAnswer['successionKind']>
	readonly follow: boolean
	readonly reason: string
}

/**
 * Keeps what happened when premises or a dealer changed hands. Points follow the legal person and the premises (domain 11,
 * trap 8); that they stay behind is only asked for here and needs a second person.
 */
export async function recordSuccession(ctx: Ctx, tx: Tx, change: Change, answer: Answered): Promise<string> {
	const { branchId, accountId } = ctx.actor
	const id = ctx.newId()
	const asked = !answer.follow
	const { kind } = answer
	await insertSuccession(tx, {
		id,
		branch_id: branchId,
		kind,
		outlet_id: change.outletId,
		from_dealer_id: change.fromDealerId,
		to_dealer_id: change.toDealerId,
		happened_on: ctx.today,
		state: asked ? 'ASKED' : 'FOLLOWS',
		reason: answer.reason,
		before_json: toJson(change.before),
		proposed_by: accountId,
		proposed_at: ctx.now,
		decided_by: null,
		decided_at: null,
		decision_reason: null,
	})
	const { outletId: outlet, fromDealerId: from, toDealerId: to } = change
	await appendEvents(tx, branchId, accountId, ctx.now, [
		{
			subjectKind: 'succession',
			subjectId: id,
			kind: asked ? 'succession.asked' : 'succession.recorded',
			before: change.before,
			after: { kind, outlet, from, to },
			reason: answer.reason || null,
		},
	])
	if (!asked) return id
	const name = (await dealerById(tx, change.toDealerId))?.name ?? ''
	const deciders = await holdersOf(tx, branchId, ['APPROVER'])
	await writeOutbox(
		tx,
		branchId,
		ctx.now,
		ctx.newId,
		deciders
			.filter((one) => one.id !== accountId)
			.map((one) => ({
				key: `succession:${id}`,
				kind: 'succession.to-decide' as const,
				accountId: one.id,
				subjectKind: 'succession' as const,
				subjectId: id,
				params: { name },
			})),
	)
	return id
}
