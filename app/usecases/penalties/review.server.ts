import type { EventKind } from '#app/domain/case/events.ts'
import type { PenaltyActor, PenaltyChange } from '#app/domain/penalty/facts.ts'
import {
	decideReview,
	type ReviewGround,
	type ReviewOutcome,
	requestReview,
	withdrawReview,
} from '#app/domain/penalty/review.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { maskNumbersIn } from '#app/domain/violation/mask.ts'
import { insertDecision, insertReview, updateReview } from '#db/queries/decisions.server.ts'
import type { PenaltySet } from '#db/queries/penalties.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { addStagedIn, type IncomingFile, keepFiles, stageFiles } from '../evidence/add-evidence.server.ts'
import { actOfDealerIn, actOnCase, type Written } from './act.server.ts'
import type { CaseFile } from './case-file.server.ts'
import { answerClocks, calendarOf, caseClock, runClocks } from './clocks.server.ts'
import { bringAbout, documentOf } from './effects.server.ts'
import { makeFinalIn } from './final.server.ts'
import { releaseDownTo } from './money.server.ts'
import { REVIEW_SERVICE } from './service-rounds.ts'
import { tellDealer, tellRoles } from './tell.server.ts'

export type RequestReview = {
	readonly id: string
	readonly version: number
	readonly ground: ReviewGround
	readonly statement: string
}

/** The dealer asks for a review of the decision, once, inside the window; the money stays on hold (domain 4, step 8). */
export async function askForReview(
	ctx: Ctx,
	command: RequestReview,
	files: readonly IncomingFile[] = [],
): Promise<Outcome<{ id: string }>> {
	const staged = await stageFiles(ctx, files)
	if (!staged.ok) return staged
	const statement = maskNumbersIn(command.statement.trim())
	const done = await ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const asked = await actOfDealerIn(ctx, tx, {
			id: command.id,
			version: command.version,
			actions: ['desk.review'],
			decide: async ({ facts, row }, actor, within) => {
				const change = requestReview(facts, { today: ctx.today, reason: statement })
				if (!change.ok) return change
				const decision = caseClock(await calendarOf(ctx, within), row.id, 'reviewDecision', ctx.today, row.round)
				return ok({
					set: { state: change.value.to, review_ground: command.ground },
					event: { kind: 'penalty.review-requested', reason: statement, after: { ground: command.ground } },
					tell: await tellRoles(within, row, 'penalty.review-received', ['REVIEWER'], `review:${row.round}`),
					also: async (inner) => {
						await keepReview(
							ctx,
							inner,
							{ id: row.id, round: row.round, by: actor.personId },
							command.ground,
							statement,
						)
						await answerClocks(ctx, inner, row.id, ['penalty.review'])
						await runClocks(ctx, inner, [decision])
					},
				})
			},
		})
		if (!asked.ok) return asked
		const added = await addStagedIn(ctx, tx, { kind: 'defence', id: command.id }, staged.value)
		return added.ok ? asked : added
	})
	if (done.ok) await keepFiles(ctx, staged.value)
	return done
}

async function keepReview(
	ctx: Ctx,
	tx: Tx,
	of: { readonly id: string; readonly round: number; readonly by: string },
	ground: ReviewGround,
	statement: string,
): Promise<void> {
	await insertReview(tx, {
		id: ctx.newId(),
		branch_id: ctx.actor.branchId,
		penalty_id: of.id,
		round: of.round,
		ground,
		statement,
		requested_by: of.by,
		requested_at: ctx.now,
		outcome: null,
		amount_fen: null,
		reason: null,
		decided_by: null,
		decided_at: null,
		withdrawn_at: null,
	})
}

/** The dealer takes the request back: the decision stands and is final at once. */
export async function takeReviewBack(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number },
): Promise<Outcome<{ id: string }>> {
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const withdrawn = await actOfDealerIn(ctx, tx, {
			...command,
			actions: ['desk.review'],
			decide: async ({ facts, row }) => {
				const change = withdrawReview(facts)
				if (!change.ok) return change
				return ok({
					set: { state: change.value.to },
					event: { kind: 'penalty.review-withdrawn' },
					also: async (within) => {
						await updateReview(within, row.id, row.round, { withdrawn_at: ctx.now })
						await answerClocks(ctx, within, row.id, ['penalty.reviewDecision'])
					},
				})
			},
		})
		return withdrawn.ok ? makeFinalIn(ctx, tx, command.id) : withdrawn
	})
}

export type DecideReview = {
	readonly id: string
	readonly version: number
	readonly outcome: ReviewOutcome
	readonly amountFen?: number
	readonly points?: number
	readonly reason: string
}

const EVENT: Record<ReviewOutcome, EventKind> = {
	UPHELD: 'penalty.review-upheld',
	VARIED: 'penalty.review-varied',
	REVOKED: 'penalty.revoked',
	RETURNED: 'penalty.review-returned',
}

/** Somebody who took no part decides: upheld, varied downward, revoked, or returned for a new decision (step 9). */
export async function decideReviewOf(ctx: Ctx, command: DecideReview): Promise<Outcome<{ id: string }>> {
	return actOnCase(ctx, {
		id: command.id,
		version: command.version,
		actions: ['penalty.decide-review'],
		decide: async (file, actor, tx) => reviewed(ctx, tx, file, actor, command),
	})
}

/** The columns of each outcome. */
function setOf(ctx: Ctx, file: CaseFile, change: PenaltyChange, command: DecideReview): PenaltySet {
	const { row } = file
	const by = { reviewed_by: ctx.actor.accountId, reviewed_at: ctx.now, review_outcome: command.outcome } as const
	switch (command.outcome) {
		case 'UPHELD':
			return by
		case 'VARIED': {
			const amount = change.set.decidedFen ?? row.amount_fen
			return { ...by, amount_fen: amount, decided_amount_fen: amount, points: change.set.decidedPoints ?? row.points }
		}
		case 'REVOKED':
			return { ...by, outstanding_fen: 0, end_reason: command.reason, ended_by: ctx.actor.accountId, ended_at: ctx.now }
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

async function reviewed(
	ctx: Ctx,
	tx: Tx,
	file: CaseFile,
	actor: PenaltyActor,
	command: DecideReview,
): Promise<Outcome<Written>> {
	const { facts, row } = file
	const change = decideReview(facts, command, actor)
	if (!change.ok) return change
	const set = setOf(ctx, file, change.value, command)
	const amountFen = command.outcome === 'REVOKED' ? 0 : (set.amount_fen ?? row.amount_fen)
	const points = command.outcome === 'REVOKED' ? 0 : (set.points ?? row.points)
	const said = { amountFen, points, reason: command.reason, review: command.outcome }
	const number = (await documentOf(ctx, tx, file, change.value, said))?.number ?? row.number
	return ok({
		set: { ...set, state: change.value.to },
		event: {
			kind: EVENT[command.outcome],
			reason: command.reason,
			after: { outcome: command.outcome, notice: number, amount_fen: amountFen, points },
		},
		tell: await tellDealer(tx, row, 'penalty.review-decided', `review:${row.round}`, { notice: number }),
		also: async (within) => {
			await keepOutcome(ctx, within, file, command, { amountFen, points })
			await answerClocks(ctx, within, row.id, ['penalty.reviewDecision'])
			await clocksAfter(ctx, within, file, command.outcome)
			if (command.outcome === 'VARIED') await releaseDownTo(ctx, within, row, amountFen, `review:${row.round}`, number)
			await bringAbout(ctx, within, file, change.value, { voucher: number, reason: command.reason })
		},
	})
}

async function keepOutcome(
	ctx: Ctx,
	tx: Tx,
	{ row }: CaseFile,
	command: DecideReview,
	stands: { readonly amountFen: number; readonly points: number },
): Promise<void> {
	const { outcome, reason } = command
	const by = { decided_by: ctx.actor.accountId, decided_at: ctx.now }
	await updateReview(tx, row.id, row.round, { outcome, amount_fen: stands.amountFen, reason, ...by })
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
	const calendar = await calendarOf(ctx, tx)
	if (outcome === 'RETURNED')
		await runClocks(ctx, tx, [caseClock(calendar, row.id, 'decision', ctx.today, row.round + 1)])
	if (outcome === 'UPHELD' || outcome === 'VARIED')
		await runClocks(ctx, tx, [caseClock(calendar, row.id, 'service', ctx.today, REVIEW_SERVICE + row.round)])
}
