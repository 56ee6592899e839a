import { defenceOver, type GivenReasons } from '#app/domain/penalty/checklist.ts'
import type { Declaration } from '#app/domain/penalty/conflict.ts'
import { decide, vote } from '#app/domain/penalty/decision.ts'
import { exceedsLoss } from '#app/domain/penalty/excess.ts'
import type { PenaltyActor, PenaltyFacts } from '#app/domain/penalty/facts.ts'
import { fairnessSide, type LikeCases } from '#app/domain/penalty/fairness.ts'
import { panelOutcome } from '#app/domain/penalty/panel.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { insertDecision } from '#db/queries/decisions.server.ts'
import { insertVote } from '#db/queries/penalties.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { actOnCase, actOnCaseIn, followIn, type Written } from './act.server.ts'
import { type CaseFile, decisionServiceRound } from './case-file.server.ts'
import { answerClocks, caseClock, countingOf, runClocks } from './clocks.server.ts'
import { keepReason } from './declare.server.ts'
import { documentOf } from './effects.server.ts'
import { likeCasesOf } from './like-cases.server.ts'
import { aboveMilder, milderNow } from './milder.server.ts'
import { releaseDownTo } from './money.server.ts'
import { tellDealer, tellRoles } from './tell.server.ts'

export type Decide = {
	readonly id: string
	readonly version: number
	readonly amountFen: number
	/** The points of the notice when left out; never more. */
	readonly points?: number
	readonly reason: string
	/** Why above the loss, why outside the quartiles; empty where neither is the case. */
	readonly excessReason?: string
	readonly fairnessReason?: string
	readonly declaration?: Declaration | undefined
}

type Given = Pick<Decide, 'excessReason' | 'fairnessReason'>
const givenOf = ({ excessReason, fairnessReason }: Given): GivenReasons => ({
	excess: excessReason ?? '',
	fairness: fairnessReason ?? '',
})

/** The reasons that this amount needed, with what stood when they were given. */
async function keepReasons(
	ctx: Ctx,
	tx: Tx,
	{ facts, row }: CaseFile,
	amountFen: number,
	like: LikeCases | null,
	given: GivenReasons,
): Promise<void> {
	const subject = { kind: 'penalty', id: row.id } as const
	const { lossFen, excessPercent, fairness } = facts
	if (exceedsLoss(amountFen, lossFen, excessPercent))
		await keepReason(ctx, tx, subject, 'excess', given.excess, { amountFen, lossFen: lossFen ?? 0, excessPercent })
	if (like !== null && fairnessSide(amountFen, like, fairness) !== 'inside')
		await keepReason(ctx, tx, subject, 'fairness', given.fairness, { amountFen, ...like })
}

async function decided(
	ctx: Ctx,
	tx: Tx,
	file: CaseFile,
	actor: PenaltyActor,
	command: Pick<Decide, 'amountFen' | 'points' | 'reason'> & Given,
): Promise<Outcome<Written>> {
	const { facts, row } = file
	// Whoever returned the case as its reviewer does not decide it anew.
	if (file.reviews.some((one) => one.decided_by === actor.personId)) return refuse('forbidden', 'same-person')
	const milder = await milderNow(ctx, tx, file)
	const above = aboveMilder(command.amountFen, milder)
	if (above) return above
	const round = decisionServiceRound(row.round)
	const service = caseClock(await countingOf(ctx, tx), row.id, 'service', ctx.today, round)
	const like = await likeCasesOf(ctx, tx, file)
	const given = givenOf(command)
	const points = milder ? { points: Math.min(command.points ?? row.points, milder.amount.points) } : {}
	const change = decide(
		facts,
		{ ...command, ...points, today: ctx.today, serviceLapseOn: service.dueOn, like, given },
		actor,
	)
	if (!change.ok) return change
	const { decidedFen, decidedPoints } = change.value.set
	const said = { amountFen: decidedFen ?? command.amountFen, points: decidedPoints ?? 0, reason: command.reason }
	const notice = await documentOf(ctx, tx, file, change.value, said)
	const number = notice?.number ?? row.number
	return ok({
		set: {
			state: change.value.to,
			decided_by: actor.personId,
			decided_at: ctx.now,
			decided_amount_fen: said.amountFen,
			amount_fen: said.amountFen,
			points: said.points,
			decision_served_at: null,
			decision_served_on: null,
			review_until: null,
			reviewed_by: null,
			reviewed_at: null,
			review_ground: null,
		},
		event: {
			kind: 'penalty.decided',
			reason: command.reason,
			after: { notice: number, amount_fen: said.amountFen, points: said.points },
		},
		tell: await tellDealer(tx, row, 'penalty.decision', `decision:${row.round}`, { notice: number }),
		also: async (within) => {
			await insertDecision(within, {
				id: ctx.newId(),
				branch_id: row.branch_id,
				penalty_id: row.id,
				round: row.round,
				kind: 'DECISION',
				amount_fen: said.amountFen,
				points: said.points,
				reason: command.reason,
				decided_by: actor.personId,
				decided_at: ctx.now,
			})
			// The members of a panel gave theirs with their votes.
			if (facts.severity !== 'L4') await keepReasons(ctx, within, file, said.amountFen, like, given)
			await answerClocks(ctx, within, row.id, ['penalty.decision', 'penalty.defence', 'penalty.limitation'])
			await runClocks(ctx, within, [service])
			await releaseDownTo(ctx, within, row, said.amountFen, `decision:${row.round}`, number)
		},
	})
}

/** The decision of an L1 to L3 case: never above the pre-notice, every argument answered (domain 4, step 6). */
export async function decideCase(ctx: Ctx, command: Decide): Promise<Outcome<{ id: string }>> {
	return actOnCase(ctx, {
		id: command.id,
		version: command.version,
		// Which of them decides this severity is asked by the rule.
		actions: ['penalty.decide-l1', 'penalty.decide-l2-l3', 'penalty.vote'],
		declaration: command.declaration,
		decide: async (file, actor, tx) => decided(ctx, tx, file, actor, command),
	})
}

export type CastVote = {
	readonly id: string
	readonly version: number
	/** 0 drops the case. */
	readonly amountFen: number
	readonly reason: string
	/** What stands in the record where the majority decides otherwise; the reason when left out. */
	readonly dissent?: string
	readonly excessReason?: string
	readonly fairnessReason?: string
	readonly declaration?: Declaration | undefined
}

/**
 * A panel member votes on an L4 case, once. The vote that completes a panel whose majority imposes an amount decides
 * the case in the same transaction; a panel that drops it leaves it to be withdrawn.
 */
export async function voteOnCase(ctx: Ctx, command: CastVote): Promise<Outcome<{ id: string; decided: boolean }>> {
	return ctx.inTx<{ id: string; decided: boolean }>(ctx.actor.branchId, async (tx) => {
		let carried = 0
		const voted = await actOnCaseIn(ctx, tx, {
			id: command.id,
			version: command.version,
			actions: ['penalty.vote'],
			declaration: command.declaration,
			decide: async (file, actor, within) => {
				const { facts, row } = file
				const early = tooEarly(facts, ctx.today)
				if (early) return early
				// Whoever returned the case as its reviewer does not decide it anew.
				if (file.reviews.some((one) => one.decided_by === actor.personId)) return refuse('forbidden', 'same-person')
				const { amountFen } = command
				const above = aboveMilder(amountFen, await milderNow(ctx, within, file))
				if (above) return above
				const [like, given] = [await likeCasesOf(ctx, within, file), givenOf(command)]
				const change = vote(facts, { personId: actor.personId, amountFen, like, given }, actor)
				if (!change.ok) return change
				const outcome = panelOutcome(change.value.set.votes ?? [], facts.panelSeats)
				if (outcome.kind === 'imposed') carried = outcome.amountFen
				return ok({
					set: { state: change.value.to },
					event: { kind: 'penalty.voted', reason: command.reason, after: { amount_fen: command.amountFen } },
					// Nobody decides a dropped case: who can withdraw it is told.
					tell:
						outcome.kind === 'dropped'
							? await tellRoles(within, row, 'penalty.panel-dropped', ['COMPLIANCE_OFFICER'], `dropped:${row.round}`)
							: [],
					also: async (inner) => {
						await keepReasons(ctx, inner, file, amountFen, like, given)
						await insertVote(inner, {
							id: ctx.newId(),
							branch_id: row.branch_id,
							penalty_id: row.id,
							round: row.round,
							voter_id: actor.personId,
							amount_fen: command.amountFen,
							reason: command.reason,
							dissent: command.dissent?.trim() || null,
							voted_at: ctx.now,
						})
					},
				})
			},
		})
		if (!voted.ok) return voted
		if (carried === 0) return ok({ id: command.id, decided: false })
		const made = await followIn(ctx, tx, {
			id: command.id,
			decide: async (file, actor, within) => {
				// A milder version may have come into force between two votes.
				const limit = (await milderNow(ctx, within, file))?.amount.amountFen ?? carried
				const reason = carryingReason(file, carried) ?? command.reason
				return decided(ctx, within, file, actor, { amountFen: Math.min(carried, limit), reason })
			},
		})
		return made.ok ? ok({ id: command.id, decided: true }) : made
	})
}

/** The document gives the reason of a member who voted for the result; dissent stays in the record. */
function carryingReason({ row, votes }: CaseFile, carriedFen: number): string | undefined {
	return votes.findLast((one) => one.round === row.round && one.amount_fen === carriedFen)?.reason
}

/** The panel votes on a complete file: the defence is over and answered, so that the last vote can decide. */
function tooEarly(facts: PenaltyFacts, today: LocalDate) {
	if (facts.state !== 'DEFENCE') return null
	if (facts.extension === 'ASKED') return refuse('procedure', 'penalty.extension-open')
	const open = facts.argumentCount - facts.answeredCount
	if (!defenceOver(facts, today)) return refuse('procedure', 'penalty.window-open', { until: facts.defenceDueOn ?? '' })
	return open > 0 ? refuse('procedure', 'penalty.arguments-unanswered', { count: open }) : null
}
