import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { confirmViolation, dismissViolation } from '#app/domain/violation/violation.ts'
import { findingIn, updateFinding } from '#db/queries/findings.server.ts'
import { violationById } from '#db/queries/violations.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { draftPenaltyIn } from '../penalties/draft-penalty.server.ts'
import { openPlanIn } from '../plans/open-plan.server.ts'
import { transition, transitionIn } from '../transition.server.ts'
import { violationDoor, violationFacts } from './door.server.ts'

export type Judged = { readonly id: string; readonly penaltyId: string | null; readonly planId: string | null }

/**
 * A second person confirms: from here on it counts. In the same transaction the penalty is drafted and the remediation
 * plan opened; a share of 0 for the dealer makes neither, but a supervision order (domain 3.2).
 */
export async function confirmViolationCase(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number },
): Promise<Outcome<Judged>> {
	return ctx.inTx<Judged>(ctx.actor.branchId, async (tx) => {
		const confirmed = await transitionIn(
			ctx,
			tx,
			violationDoor(command.id, command.version, 'violation.check', async (row, within) => {
				const facts = await violationFacts(within, row)
				const change = confirmViolation(facts, { today: ctx.today }, ctx.actor.accountId)
				if (!change.ok) return change
				const set = { state: change.value.to, checked_by: ctx.actor.accountId, checked_at: ctx.now }
				return ok({ set, event: { kind: 'violation.confirmed' } })
			}),
		)
		return confirmed.ok ? openCase(ctx, tx, command.id) : confirmed
	})
}

async function openCase(ctx: Ctx, tx: Tx, id: string): Promise<Outcome<Judged>> {
	const violation = await violationById(tx, id)
	if (!violation || violation.dealer_share === 0) return ok({ id, penaltyId: null, planId: null })
	const penalty = await draftPenaltyIn(ctx, tx, violation)
	if (!penalty.ok) return penalty
	const plan = await openPlanIn(ctx, tx, violation, penalty.value.id)
	return ok({ id, penaltyId: penalty.value.id, planId: plan.id })
}

/** Not a violation after all, with a reason; its finding is closed with it. */
export async function dismissViolationDraft(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number; readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return transition(
		ctx,
		violationDoor(command.id, command.version, 'violation.check', async (row, tx) => {
			const change = dismissViolation(await violationFacts(tx, row), command, ctx.actor.accountId)
			if (!change.ok) return change
			return ok({
				set: {
					state: change.value.to,
					checked_by: ctx.actor.accountId,
					checked_at: ctx.now,
					dismiss_reason: command.reason,
				},
				event: { kind: 'violation.dismissed', reason: command.reason },
				tell: [
					{
						key: `violation:${row.id}`,
						kind: 'violation.dismissed',
						accountId: row.opened_by,
						subjectKind: 'violation',
						subjectId: row.id,
						params: { number: row.number },
					},
				],
				also: async (within) => closeFindingOf(ctx, within, row.finding_id, command.reason),
			})
		}),
	)
}

/** The checker has judged the finding with its violation, wherever it lies in the branch. */
async function closeFindingOf(ctx: Ctx, tx: Tx, findingId: string | null, reason: string): Promise<void> {
	const everywhere = { branchId: ctx.actor.branchId, places: [{ kind: 'branch' }] } as const
	const finding = findingId === null ? undefined : await findingIn(tx, everywhere, findingId)
	if (finding) await updateFinding(tx, finding.id, finding.version, { state: 'CLOSED', close_reason: reason })
}
