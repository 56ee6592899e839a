import { type CascadeCause, type CascadePlan, type LaterFact, planCascade } from '#app/domain/penalty/cascade.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { ledgerLines, standingMeasures } from '#db/queries/cascade.server.ts'
import { postedOf } from '#db/queries/ledger.server.ts'
import { casesCounting, earlierCases, type PenaltyRow } from '#db/queries/penalties.server.ts'
import { pointsRecords } from '#db/queries/points.server.ts'
import { fromJson, toJson } from '#db/sql.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { rulebookById } from '../reference/load.server.ts'
import type { CaseFile } from './case-file.server.ts'
import { basisOf } from './draft-penalty.server.ts'

/** What a lower result will do, from what is stored now; the act writes the very plan that the page has shown. */
export async function cascadeOf(
	ctx: Ctx,
	handle: Handle,
	{ row, rulebook }: CaseFile,
	cause: CascadeCause,
	result: { readonly amountFen: number; readonly points: number },
): Promise<CascadePlan> {
	const later = cause === 'REVOKED' ? await casesCounting(handle, row.branch_id, row.id) : []
	return planCascade({
		cause,
		on: ctx.today,
		subject: {
			id: row.id,
			number: row.number,
			outletId: row.outlet_id,
			amountFen: row.decided_amount_fen ?? row.amount_fen,
			points: row.points,
			isFinal: row.final_at !== null,
			isTold: row.notice_amount_fen !== null,
		},
		result,
		posted: await postedOf(handle, { penaltyId: row.id }),
		ledger: await ledgerLines(handle, row.id),
		rulebook: rulebook.body,
		records: await pointsRecords(handle, { dealerId: row.dealer_id }),
		measures: await standingMeasures(handle, row.dealer_id),
		later: await laterFacts(handle, later),
	})
}

async function laterFacts(handle: Handle, rows: readonly PenaltyRow[]): Promise<LaterFact[]> {
	const facts: LaterFact[] = []
	for (const row of rows) {
		// An imported case has no level and counts nothing.
		if (row.severity === null || row.rulebook_version_id === null) continue
		facts.push({
			...basisOf(row, row.severity),
			number: row.number,
			state: row.state,
			counted: fromJson<string[]>(row.priors_json),
			amountFen: row.amount_fen,
			points: row.points,
			rulebook: (await rulebookById(handle, row.rulebook_version_id)).body,
			earlier: await earlierCases(handle, row.dealer_id, row.id),
		})
	}
	return facts
}

/** What the page that was looked at is known by: the hash of its plan. */
export function seenHash(plan: CascadePlan): string {
	return sha256Hex(toJson(plan))
}

/** Anything that has changed since the page was shown is looked at again; undefined when nobody looked (the clock). */
export function asSeen(plan: CascadePlan, seen: string | undefined): Outcome<CascadePlan> {
	return seen === undefined || seen === seenHash(plan) ? ok(plan) : refuse('stale', 'penalty.cascade-changed')
}

/** What is left of a revoked decision. */
export const GONE = { amountFen: 0, points: 0 } as const

/** The figures of a plan for the log. */
export function tellPlan(plan: CascadePlan) {
	const { money, measures, later } = plan
	return {
		amount_fen: plan.case.after.amountFen,
		points: plan.case.after.points,
		released_fen: money.before.heldFen - money.after.heldFen,
		reversed_fen: money.before.paidFen - money.after.paidFen,
		measures: measures.map((one) => one.id),
		later: later.map((one) => one.number),
	}
}
