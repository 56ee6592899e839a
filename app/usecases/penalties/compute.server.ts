import { type AmountBasis, amountUnder } from '#app/domain/penalty/basis.ts'
import type { PenaltyAmount } from '#app/domain/penalty/compute.ts'
import { type NewCase, type Recurrence, recurrence } from '#app/domain/penalty/recurrence.ts'
import { computeByVersion, type VersionReason } from '#app/domain/penalty/rule-version.ts'
import type { Rulebook } from '#app/domain/penalty/rulebook.schema.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { earlierCases, type PenaltySet } from '#db/queries/penalties.server.ts'
import { flag, toJson } from '#db/sql.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { rulebookOn, type Versioned } from '../reference/load.server.ts'

/** What an amount rests on, of a stored case or of one that is being drafted. */
export type Basis = NewCase & AmountBasis

export type Computed = {
	readonly rulebook: Versioned<Rulebook>
	readonly amount: PenaltyAmount
	readonly repeats: Recurrence
	readonly why: VersionReason
}

/** Which earlier decisions of the dealer count today under a version of the rulebook. */
export async function repeatsOf(handle: Handle, rulebook: Rulebook, basis: Basis): Promise<Recurrence> {
	return recurrence(rulebook, basis, await earlierCases(handle, basis.dealerId, basis.penaltyId))
}

/**
 * The amount with its working under the rulebook in force on the day it happened, or under today's where that is
 * milder (domain 3.2). Refuses when no version was in force on that day, and factors that the version does not name.
 */
export async function computeCase(ctx: Ctx, handle: Handle, basis: Basis): Promise<Outcome<Computed>> {
	const { branchId } = ctx.actor
	const first = await rulebookOn(handle, branchId, basis.occurredOn)
	if (!first) return refuse('procedure', 'penalty.no-rulebook', { date: basis.occurredOn })
	const last = (await rulebookOn(handle, branchId, ctx.today)) ?? first
	const earlier = await earlierCases(handle, basis.dealerId, basis.penaltyId)
	// Each version counts repetition by its own rule.
	const compute = (rulebook: Rulebook) => amountUnder(rulebook, basis, recurrence(rulebook, basis, earlier).priors)
	const versions = first.versionId === last.versionId ? [first.body] : [first.body, last.body]
	const applied = computeByVersion(versions, compute, { occurredOn: basis.occurredOn, today: ctx.today })
	if (!applied.ok) return applied
	const { amount, why } = applied.value
	const rulebook = why === 'milder' ? last : first
	return ok({ rulebook, amount, why, repeats: recurrence(rulebook.body, basis, earlier) })
}

/** The columns that keep an amount with its working. */
export function computedColumns({ rulebook, amount, repeats }: Pick<Computed, 'rulebook' | 'amount' | 'repeats'>) {
	return {
		rulebook_version_id: rulebook.versionId,
		priors_json: toJson(repeats.counted.map((one) => one.penaltyId)),
		multiplier_percent: amount.multiplierPercent,
		factor_percent: amount.factorPercent,
		capped: flag(amount.capped),
		working_json: toJson(amount.working),
		amount_fen: amount.amountFen,
		points: amount.points,
	} satisfies PenaltySet
}
