import { dueOf } from '#app/domain/clock/engine.ts'
import type { Limit } from '#app/domain/due-date.ts'
import type { Declaration } from '#app/domain/penalty/conflict.ts'
import { defaultResult, extendReview, lapseReview } from '#app/domain/penalty/review-clock.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { insertReviewExtension } from '#db/queries/cascade.server.ts'
import { factsOfClock } from '#db/queries/clock-facts.server.ts'
import type { StoredClock } from '#db/queries/clocks.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { extendStored, withExtension } from '../clocks/move.server.ts'
import type { Ctx } from '../context.server.ts'
import { actOnCase, type PenaltyAct } from './act.server.ts'
import type { CaseFile } from './case-file.server.ts'
import { calendarOf } from './clocks.server.ts'
import { reviewWritten } from './review-result.server.ts'
import { tellDealer } from './tell.server.ts'

/** The running clock and its date with the announced days after the old one; null when none runs. */
export async function extendedReview(ctx: Ctx, tx: Tx | Ctx['read'], { row, rulebook, clocks }: CaseFile) {
	const running = (one: StoredClock) => one.kind === 'penalty.reviewDecision' && one.state === 'RUNNING'
	const old = clocks.find((one) => running(one) && one.round === row.round)
	const limit: Limit = { amount: rulebook.body.settings.review.extensionDays, unit: 'wd' }
	if (!old || limit.amount === 0) return null
	const more = { limit, namedOn: null, decidedAt: ctx.now }
	const due = dueOf(await calendarOf(ctx, tx), withExtension(await factsOfClock(tx, old), more))
	return { old, due, limit }
}

/** More time for the review, once, by who may decide it, with a reason; the dealer is told both dates (step 9). */
export async function extendReviewOf(
	ctx: Ctx,
	command: {
		readonly id: string
		readonly version: number
		readonly reason: string
		readonly declaration?: Declaration | undefined
	},
): Promise<Outcome<{ id: string }>> {
	return actOnCase(ctx, {
		...command,
		actions: ['penalty.extend-review'],
		decide: async (file, actor, tx) => {
			const { facts, row, rulebook } = file
			const { extensionDays } = rulebook.body.settings.review
			const moved = await extendedReview(ctx, tx, file)
			const dueAt = moved?.due.dueAt ?? ctx.now
			const asked = { now: ctx.now, extensionDays, dueAt, reason: command.reason }
			const change = extendReview(facts, asked, actor)
			if (!change.ok) return change
			if (!moved) return refuse('procedure', 'penalty.review-clock-over')
			const { old, due, limit } = moved
			const dates = { was: old.dueOn, until: due.dueOn }
			return ok({
				set: { state: change.value.to },
				event: {
					kind: 'penalty.review-extended',
					reason: command.reason,
					before: { review_due_on: old.dueOn },
					after: { review_due_on: due.dueOn },
				},
				tell: await tellDealer(tx, row, 'penalty.review-extended', `review-extended:${row.round}`, dates),
				also: async (within) => {
					const { reason } = command
					await extendStored(ctx, within, old, { limit, reason, askedBy: actor.personId, askedAt: ctx.now })
					await insertReviewExtension(within, {
						id: ctx.newId(),
						branch_id: row.branch_id,
						penalty_id: row.id,
						round: row.round,
						reason: command.reason,
						old_due_at: old.dueAt,
						new_due_at: due.dueAt,
						granted_by: actor.personId,
						granted_at: ctx.now,
					})
				},
			})
		},
	})
}

/** Stands in the record where a person would have given a reason; documents say it in the reader's language. */
const NOT_IN_TIME = '复核未在期限内作出'

/** The reviewer's clock ran out: the announced default, as the system's act, like a decision of a person (step 9). */
export function lapseReviewAct(ctx: Ctx, id: string): PenaltyAct {
	return {
		id,
		version: undefined,
		actions: ['penalty.clock'],
		decide: async (file, actor, tx) => {
			const announced = file.rulebook.body.settings.review.defaultOutcome
			const change = lapseReview(file.facts, { now: ctx.now, announced, systemId: actor.personId })
			if (!change.ok) return change
			const result = defaultResult(file.facts, announced)
			return reviewWritten(ctx, tx, file, change.value, { ...result, reason: NOT_IN_TIME, byDefault: true })
		},
	}
}
