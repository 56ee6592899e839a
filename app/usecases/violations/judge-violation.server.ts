import { LEAST_REASON } from '#app/domain/penalty/checklist.ts'
import type { Declaration } from '#app/domain/penalty/conflict.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Uplift } from '#app/domain/violation/uplift.ts'
import { confirmViolation, dismissViolation } from '#app/domain/violation/violation.ts'
import { findingIn, updateFinding } from '#db/queries/findings.server.ts'
import type { OutboxDraft } from '#db/queries/outbox.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import { insertUplift } from '#db/queries/violation-gate.server.ts'
import { type ViolationRow, violationById } from '#db/queries/violations.server.ts'
import { flag, toJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { oweRedressIn } from '../claims/owe-redress.server.ts'
import type { Ctx } from '../context.server.ts'
import { keepDeclaration, keepReason } from '../penalties/declare.server.ts'
import { draftPenaltyIn } from '../penalties/draft-penalty.server.ts'
import { openPlanIn } from '../plans/open-plan.server.ts'
import { type Move, transition, transitionIn } from '../transition.server.ts'
import { type ViolationSet, violationActor, violationDoor, violationFacts } from './door.server.ts'
import { askOfTwins, keepTwinReason, occurrenceOf } from './twins.server.ts'
import { upliftFor } from './uplift.server.ts'

export type Judged = { readonly id: string; readonly penaltyId: string | null; readonly planId: string | null }

export type ConfirmViolation = {
	readonly id: string
	readonly version: number
	readonly declaration?: Declaration | undefined
	/** Why a case that looks like one on record is another act. */
	readonly twinReason?: string | undefined
	/** 'keep' leaves the severity of the type, with a reason; the rule applies otherwise. */
	readonly uplift?: 'apply' | 'keep' | undefined
	readonly upliftReason?: string | undefined
}

/**
 * A second person confirms: from here on it counts. In the same transaction the penalty is drafted and the remediation
 * plan opened; a share of 0 for the dealer makes neither, but a supervision order (domain 3.2). Refuses a possible twin
 * that nobody told apart, and a severity kept against the rule without a reason.
 */
export async function confirmViolationCase(ctx: Ctx, command: ConfirmViolation): Promise<Outcome<Judged>> {
	return ctx.inTx<Judged>(ctx.actor.branchId, async (tx) => {
		const confirmed = await transitionIn(
			ctx,
			tx,
			violationDoor(command.id, command.version, 'violation.check', (row, within) =>
				confirmMove(ctx, within, row, command),
			),
		)
		return confirmed.ok ? openCase(ctx, tx, command.id) : confirmed
	})
}

async function confirmMove(
	ctx: Ctx,
	tx: Tx,
	row: ViolationRow,
	command: ConfirmViolation,
): Promise<Outcome<Move<ViolationSet>>> {
	const actor = await violationActor(ctx, tx, row.id, command.declaration)
	const twins = await askOfTwins(ctx, tx, occurrenceOf(row), command.twinReason)
	const facts = await violationFacts(tx, row)
	const change = confirmViolation(twins.ok ? { ...facts, twinNumber: null } : facts, { today: ctx.today }, actor)
	if (!change.ok) return change
	if (!twins.ok) return twins
	const uplift = await upliftFor(ctx, tx, row)
	const kept = uplift !== null && command.uplift === 'keep'
	const why = (command.upliftReason ?? '').trim()
	if (kept && why.length < LEAST_REASON) return refuse('invalid', 'violation.uplift-reason')
	const raised = uplift !== null && !kept ? uplift : null
	const subject = { kind: 'violation', id: row.id } as const
	return ok({
		set: {
			state: change.value.to,
			checked_by: ctx.actor.accountId,
			checked_at: ctx.now,
			severity: raised?.to ?? row.severity,
		},
		event: { kind: 'violation.confirmed', reason: raised ? `${raised.rule} ${raised.from} → ${raised.to}` : null },
		tell: raised?.exitReview ? await tellPanel(tx, row) : [],
		also: async (within) => {
			if (command.declaration) await keepDeclaration(ctx, within, subject, command.declaration)
			await keepTwinReason(ctx, within, row.id, command.twinReason, twins.value)
			if (kept)
				await keepReason(ctx, within, subject, 'uplift', why, { rule: uplift.rule, from: uplift.from, to: uplift.to })
			if (raised) await keepUplift(ctx, within, row, raised)
		},
	})
}

async function keepUplift(ctx: Ctx, tx: Tx, row: ViolationRow, uplift: Uplift): Promise<void> {
	await insertUplift(tx, {
		id: ctx.newId(),
		branch_id: row.branch_id,
		violation_id: row.id,
		rule: uplift.rule,
		from_severity: uplift.from,
		to_severity: uplift.to,
		exit_review: flag(uplift.exitReview),
		params_json: toJson(uplift.params),
		decided_by: ctx.actor.accountId,
		decided_at: ctx.now,
	})
}

/** So many farmed numbers in a month: the panel looks at ending the co-operation (domain 2, notes). */
async function tellPanel(tx: Tx, row: ViolationRow): Promise<OutboxDraft[]> {
	const holders = await holdersOf(tx, row.branch_id, ['PANEL_MEMBER'])
	return holders.map((one) => ({
		key: `violation:${row.id}:exit-review`,
		kind: 'violation.exit-review',
		accountId: one.id,
		subjectKind: 'violation',
		subjectId: row.id,
		params: { number: row.number },
	}))
}

async function openCase(ctx: Ctx, tx: Tx, id: string): Promise<Outcome<Judged>> {
	const violation = await violationById(tx, id)
	if (!violation || violation.dealer_share === 0) return ok({ id, penaltyId: null, planId: null })
	await oweRedressIn(ctx, tx, violation)
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
