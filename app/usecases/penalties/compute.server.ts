import { computePenalty, type PenaltyAmount } from '#app/domain/penalty/compute.ts'
import { factorsByCode } from '#app/domain/penalty/factors.ts'
import { type Recurrence, recurrence } from '#app/domain/penalty/recurrence.ts'
import { computeByVersion } from '#app/domain/penalty/rule-version.ts'
import type { Rulebook, Severity } from '#app/domain/penalty/rulebook.schema.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { earlierCases, type PenaltySet } from '#db/queries/penalties.server.ts'
import { flag, toJson } from '#db/sql.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { rulebookOn, type Versioned } from '../reference/load.server.ts'

/** What an amount rests on, of a stored case or of one that is being drafted. */
export type Basis = {
	readonly penaltyId: string
	readonly category: string
	readonly outletId: string
	readonly dealerId: string
	readonly occurredOn: LocalDate
	readonly severity: Severity
	readonly units: number
	readonly factors: readonly string[]
	readonly share: number
}

export type Computed = {
	readonly rulebook: Versioned<Rulebook>
	readonly amount: PenaltyAmount
	readonly repeats: Recurrence
}

function amountUnder(rulebook: Rulebook, basis: Basis, priors: number): Outcome<PenaltyAmount> {
	const factors = factorsByCode(rulebook, basis.factors)
	if (!factors.ok) return factors
	return computePenalty(rulebook, {
		severity: basis.severity,
		units: basis.units,
		priors,
		mitigating: factors.value.mitigating.map((one) => one.percent),
		aggravating: factors.value.aggravating.map((one) => one.percent),
		share: basis.share,
	})
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
	const repeats = await repeatsOf(handle, first.body, basis)
	const factors = factorsByCode(first.body, basis.factors)
	if (!factors.ok) return factors
	const milder = computeByVersion(
		first.versionId === last.versionId ? [first.body] : [first.body, last.body],
		{
			severity: basis.severity,
			units: basis.units,
			priors: repeats.priors,
			mitigating: factors.value.mitigating.map((one) => one.percent),
			aggravating: factors.value.aggravating.map((one) => one.percent),
			share: basis.share,
		},
		{ occurredOn: basis.occurredOn, today: ctx.today },
	)
	if (!milder.ok) return milder
	const rulebook = milder.value.rulebook === last.body ? last : first
	return ok({ rulebook, amount: milder.value.amount, repeats })
}

/** The same under the version that the case pins: for a recomputation after a revocation. */
export async function recomputeCase(
	handle: Handle,
	rulebook: Versioned<Rulebook>,
	basis: Basis,
): Promise<Outcome<Computed>> {
	const repeats = await repeatsOf(handle, rulebook.body, basis)
	const amount = amountUnder(rulebook.body, basis, repeats.priors)
	return amount.ok ? ok({ rulebook, amount: amount.value, repeats }) : amount
}

/** The columns that keep an amount with its working. */
export function computedColumns({ rulebook, amount, repeats }: Computed) {
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
