import type { EventKind } from '#app/domain/case/events.ts'
import type { CascadePlan } from '#app/domain/penalty/cascade.ts'
import type { PenaltyChange } from '#app/domain/penalty/facts.ts'
import type { ReviewOutcome, ReviewResult } from '#app/domain/penalty/review.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { insertDecision, updateReview } from '#db/queries/decisions.server.ts'
import type { PenaltySet } from '#db/queries/penalties.server.ts'
import { flag } from '#db/sql.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import type { Written } from './act.server.ts'
import { asSeen, cascadeOf, GONE, tellPlan } from './cascade.server.ts'
import type { CaseFile } from './case-file.server.ts'
import { answerClocks, caseClock, countingOf, runClocks } from './clocks.server.ts'
import { bringAbout, documentOf } from './effects.server.ts'
import { REVIEW_SERVICE } from './service-rounds.ts'
import { tellDealer } from './tell.server.ts'

export type ReviewDecided = ReviewResult & {
	readonly reason: string
	readonly seen?: string
	/** Nobody decided in time: the announced default, worded as such. */
	readonly byDefault?: boolean
}

const EVENT: Record<ReviewOutcome, EventKind> = {
	UPHELD: 'penalty.review-upheld',
	VARIED: 'penalty.review-varied',
	REVOKED: 'penalty.revoked',
	RETURNED: 'penalty.review-returned',
}

/** What a review that revokes or varies will do; null for one that changes no figure. */
export async function reviewPlan(
	ctx: Ctx,
	handle: Handle,
	file: CaseFile,
	result: ReviewResult,
): Promise<CascadePlan | null> {
	const { row } = file
	if (result.outcome === 'REVOKED') return cascadeOf(ctx, handle, file, 'REVOKED', GONE)
	if (result.outcome !== 'VARIED') return null
	const amountFen = result.amountFen ?? row.decided_amount_fen ?? row.amount_fen
	return cascadeOf(ctx, handle, file, 'VARIED', { amountFen, points: result.points ?? row.points })
}

type Stands = { readonly amountFen: number; readonly points: number }

/** Row, document, decision, clocks, money, points, measures and later cases of a review's outcome (step 9). */
export async function reviewWritten(
	ctx: Ctx,
	tx: Tx,
	file: CaseFile,
	change: PenaltyChange,
	decided: ReviewDecided,
): Promise<Outcome<Written>> {
	const { row } = file
	const { outcome, reason, byDefault = false } = decided
	const found = await reviewPlan(ctx, tx, file, decided)
	if (!found && decided.seen) return refuse('stale', 'penalty.cascade-changed')
	const plan = found ? asSeen(found, decided.seen) : ok(null)
	if (!plan.ok) return plan
	const stands: Stands = plan.value?.case.after ?? { amountFen: row.amount_fen, points: row.points }
	const said = { ...stands, reason, review: outcome, byDefault }
	const number = (await documentOf(ctx, tx, file, change, said))?.number ?? row.number
	const figures = plan.value ? tellPlan(plan.value) : { amount_fen: stands.amountFen, points: stands.points }
	return ok({
		set: { ...setOf(ctx, file, outcome, stands, reason), state: change.to },
		event: {
			kind: byDefault ? 'penalty.review-defaulted' : EVENT[outcome],
			reason: byDefault ? null : reason,
			after: { outcome, notice: number, ...figures },
		},
		tell: await tellDealer(
			tx,
			row,
			byDefault ? 'penalty.review-defaulted' : 'penalty.review-decided',
			`review:${row.round}`,
			{ notice: number },
		),
		also: async (within) => {
			await keepOutcome(ctx, within, file, decided, stands)
			await answerClocks(ctx, within, row.id, ['penalty.reviewDecision'])
			await clocksAfter(ctx, within, file, outcome)
			await bringAbout(ctx, within, file, change, {
				voucher: number,
				reason,
				...(plan.value ? { plan: plan.value } : {}),
			})
		},
	})
}

/** The columns of each outcome. */
function setOf(
	ctx: Ctx,
	{ row }: CaseFile,
	outcome: ReviewOutcome,
	{ amountFen, points }: Stands,
	reason: string,
): PenaltySet {
	const by = { reviewed_by: ctx.actor.accountId, reviewed_at: ctx.now, review_outcome: outcome } as const
	switch (outcome) {
		case 'UPHELD':
			return by
		case 'VARIED':
			return { ...by, amount_fen: amountFen, decided_amount_fen: amountFen, points }
		case 'REVOKED':
			return { ...by, outstanding_fen: 0, end_reason: reason, ended_by: ctx.actor.accountId, ended_at: ctx.now }
		case 'RETURNED':
			// The reviewer is kept with the review; the columns belong to the round that begins.
			return {
				review_outcome: 'RETURNED',
				round: row.round + 1,
				decided_amount_fen: null,
				decided_by: null,
				decided_at: null,
				decision_served_at: null,
				decision_served_on: null,
				review_until: null,
				review_ground: null,
			}
	}
}

async function keepOutcome(ctx: Ctx, tx: Tx, { row }: CaseFile, decided: ReviewDecided, stands: Stands) {
	const { outcome, reason } = decided
	const by = { decided_by: ctx.actor.accountId, decided_at: ctx.now }
	const by_default = flag(decided.byDefault ?? false)
	await updateReview(tx, row.id, row.round, { outcome, amount_fen: stands.amountFen, reason, by_default, ...by })
	await insertDecision(tx, {
		id: ctx.newId(),
		branch_id: row.branch_id,
		penalty_id: row.id,
		round: row.round,
		kind: outcome === 'REVOKED' ? 'REVOCATION' : 'REVIEW',
		amount_fen: stands.amountFen,
		points: stands.points,
		reason,
		...by,
	})
}

/** A result that stands waits for its service; a returned case waits for a new decision. */
async function clocksAfter(ctx: Ctx, tx: Tx, { row }: CaseFile, outcome: ReviewOutcome): Promise<void> {
	const counting = await countingOf(ctx, tx)
	if (outcome === 'RETURNED')
		await runClocks(ctx, tx, [caseClock(counting, row.id, 'decision', ctx.today, row.round + 1)])
	if (outcome === 'UPHELD' || outcome === 'VARIED')
		await runClocks(ctx, tx, [caseClock(counting, row.id, 'service', ctx.today, REVIEW_SERVICE + row.round)])
}
