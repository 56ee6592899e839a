import { scopeOf } from '#app/domain/access.ts'
import type { Declaration } from '#app/domain/penalty/conflict.ts'
import {
	decideReview,
	type ReviewGround,
	type ReviewOutcome,
	type ReviewResult,
	requestReview,
	withdrawReview,
} from '#app/domain/penalty/review.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { maskNumbersIn } from '#app/domain/violation/mask.ts'
import { insertReview, updateReview } from '#db/queries/decisions.server.ts'
import { penaltyIn } from '#db/queries/penalties.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { addStagedIn, type IncomingFile, keepFiles, stageFiles } from '../evidence/add-evidence.server.ts'
import { actOfDealerIn, actOnCase } from './act.server.ts'
import { caseFileOf, penaltyActor } from './case-file.server.ts'
import { answerClocks, caseClock, countingOf, runClocks } from './clocks.server.ts'
import { makeFinalIn } from './final.server.ts'
import { reviewWritten } from './review-result.server.ts'
import { tellRoles } from './tell.server.ts'

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
				const decision = caseClock(await countingOf(ctx, within), row.id, 'reviewDecision', ctx.today, row.round)
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
		by_default: 0,
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
	/** What the page of consequences was known by; undefined when there was none. */
	readonly seen?: string
	readonly declaration?: Declaration | undefined
}

/** Somebody who took no part decides: upheld, varied downward, revoked, or returned for a new decision (step 9). */
export async function decideReviewOf(ctx: Ctx, command: DecideReview): Promise<Outcome<{ id: string }>> {
	return actOnCase(ctx, {
		id: command.id,
		version: command.version,
		actions: ['penalty.decide-review'],
		declaration: command.declaration,
		decide: async (file, actor, tx) => {
			const change = decideReview(file.facts, { ...command, now: ctx.now }, actor)
			return change.ok ? reviewWritten(ctx, tx, file, change.value, command) : change
		},
	})
}

/** Whether a choice could be signed, before its consequences are shown: the rule alone, nothing is written. */
export async function checkReviewChoice(ctx: Ctx, id: string, result: ReviewResult): Promise<Outcome<null>> {
	const row = await penaltyIn(ctx.read, scopeOf(ctx.actor, 'penalty.decide-review'), id)
	if (!row || row.historic === 1) return refuse('missing', 'not-found')
	const file = await caseFileOf(ctx.read, row)
	// Reason and declaration are asked with the signature, on the page that shows what follows.
	const actor = penaltyActor(ctx.actor, file)
	const signer = { ...actor, declared: actor.declared ?? ('none' as const) }
	const change = decideReview(file.facts, { ...result, now: ctx.now, reason: '-' }, signer)
	return change.ok ? ok(null) : change
}
