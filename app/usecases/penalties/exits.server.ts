import type { Declaration } from '#app/domain/penalty/conflict.ts'
import { agreeWaiver, lapse, proposeWaiver, refuseWaiver, revoke, withdraw } from '#app/domain/penalty/exits.ts'
import type { PenaltyChange } from '#app/domain/penalty/facts.ts'
import { decidingRole } from '#app/domain/penalty/facts.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { DecisionRow } from '#db/queries/decisions.server.ts'
import { insertDecision } from '#db/queries/decisions.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { startPlanClockIn } from '../plans/start-clock.server.ts'
import { actOnCase, type PenaltyAct } from './act.server.ts'
import { asSeen, cascadeOf, GONE, tellPlan } from './cascade.server.ts'
import type { CaseFile } from './case-file.server.ts'
import { bringAbout, documentOf } from './effects.server.ts'
import { tellDealer, tellRoles } from './tell.server.ts'

type Reasoned = {
	readonly id: string
	readonly version: number
	readonly reason: string
	readonly declaration?: Declaration | undefined
}

/** The four ways out of a case before or after its decision (domain 4). */
const ended = (ctx: Ctx, reason: string) => ({
	end_reason: reason,
	ended_by: ctx.actor.accountId,
	ended_at: ctx.now,
	outstanding_fen: 0,
})

async function keepEnd(ctx: Ctx, tx: Tx, { row }: CaseFile, kind: DecisionRow['kind'], reason: string): Promise<void> {
	await insertDecision(tx, {
		id: ctx.newId(),
		branch_id: row.branch_id,
		penalty_id: row.id,
		round: row.round,
		kind,
		amount_fen: 0,
		points: 0,
		reason,
		decided_by: ctx.actor.accountId,
		decided_at: ctx.now,
	})
}

async function numberOf(ctx: Ctx, tx: Tx, file: CaseFile, change: PenaltyChange, reason: string): Promise<string> {
	const notice = await documentOf(ctx, tx, file, change, { amountFen: 0, points: 0, reason })
	return notice?.number ?? file.row.number
}

/** First signature under "education only", with the reason that goes into the letter. */
export async function proposeWaiverOf(ctx: Ctx, command: Reasoned): Promise<Outcome<{ id: string }>> {
	return actOnCase(ctx, {
		...command,
		actions: ['penalty.propose-waiver'],
		decide: async ({ facts, row }, actor, tx) => {
			const change = proposeWaiver(facts, command, actor)
			if (!change.ok) return change
			const role = decidingRole(facts.severity)
			return ok({
				set: { state: change.value.to, waiver_proposed_by: actor.personId, end_reason: command.reason },
				event: { kind: 'penalty.waiver-proposed', reason: command.reason },
				tell: await tellRoles(tx, row, 'penalty.waiver-to-agree', [role], 'waiver', [row.opened_by, actor.personId]),
			})
		},
	})
}

/** Second signature: an education letter, no deduction, no points; the plan's days count from the letter. */
export async function agreeWaiverOf(ctx: Ctx, command: Omit<Reasoned, 'reason'>): Promise<Outcome<{ id: string }>> {
	return actOnCase(ctx, {
		...command,
		actions: ['penalty.decide-l1', 'penalty.decide-l2-l3'],
		decide: async (file, actor, tx) => {
			const change = agreeWaiver(file.facts, { today: ctx.today }, actor)
			if (!change.ok) return change
			const { row } = file
			const reason = row.end_reason ?? ''
			const number = await numberOf(ctx, tx, file, change.value, reason)
			return ok({
				set: { ...ended(ctx, reason), state: change.value.to, amount_fen: 0, points: 0 },
				event: { kind: 'penalty.waived', reason, after: { notice: number } },
				tell: await tellDealer(tx, row, 'penalty.education', 'waived', { notice: number }),
				also: async (within) => {
					await keepEnd(ctx, within, file, 'WAIVER', reason)
					await bringAbout(ctx, within, file, change.value, { voucher: number, reason })
				},
			})
		},
	})
}

/** The second person does not agree: the case goes on where it stands, and its checker is told why. */
export async function refuseWaiverOf(ctx: Ctx, command: Reasoned): Promise<Outcome<{ id: string }>> {
	return actOnCase(ctx, {
		...command,
		actions: ['penalty.decide-l1', 'penalty.decide-l2-l3'],
		decide: async ({ facts, row }, actor) => {
			const change = refuseWaiver(facts, command, actor)
			if (!change.ok) return change
			const proposer = row.waiver_proposed_by
			return ok({
				set: { state: change.value.to, waiver_proposed_by: null, end_reason: null },
				event: { kind: 'penalty.waiver-refused', reason: command.reason },
				tell: proposer
					? [
							{
								key: `penalty:${row.id}:waiver-refused`,
								kind: 'penalty.waiver-refused',
								accountId: proposer,
								subjectKind: 'penalty',
								subjectId: row.id,
								params: { number: row.number },
							},
						]
					: [],
			})
		},
	})
}

/** Given up before a decision: the hold is released, the plan cancelled; a dealer who was told is told again. */
export async function withdrawCase(ctx: Ctx, command: Reasoned): Promise<Outcome<{ id: string }>> {
	return actOnCase(ctx, {
		...command,
		actions: ['penalty.withdraw'],
		decide: async (file, actor, tx) => {
			const change = withdraw(file.facts, command, actor)
			if (!change.ok) return change
			const { row } = file
			const number = await numberOf(ctx, tx, file, change.value, command.reason)
			const told = row.noticed_at !== null
			return ok({
				set: { ...ended(ctx, command.reason), state: change.value.to },
				event: { kind: 'penalty.withdrawn', reason: command.reason, after: { notice: told ? number : null } },
				tell: told ? await tellDealer(tx, row, 'penalty.withdrawn', 'withdrawn', { notice: number }) : [],
				also: async (within) =>
					bringAbout(ctx, within, file, change.value, { voucher: number, reason: command.reason }),
			})
		},
	})
}

/**
 * A decision proves wrong: money, points, measures and later multipliers are restored in one transaction, as the page
 * has shown them (domain 4); `seen` is what the page was known by.
 */
export async function revokeCase(
	ctx: Ctx,
	command: Reasoned & { readonly seen?: string },
): Promise<Outcome<{ id: string }>> {
	return actOnCase(ctx, {
		...command,
		actions: ['penalty.revoke'],
		decide: async (file, actor, tx) => {
			const change = revoke(file.facts, command, actor)
			if (!change.ok) return change
			const plan = asSeen(await cascadeOf(ctx, tx, file, 'REVOKED', GONE), command.seen)
			if (!plan.ok) return plan
			const { row } = file
			const number = await numberOf(ctx, tx, file, change.value, command.reason)
			const { reason } = command
			return ok({
				set: { ...ended(ctx, reason), state: change.value.to, settled_fen: plan.value.money.after.paidFen },
				event: { kind: 'penalty.revoked', reason, after: { notice: number, ...tellPlan(plan.value) } },
				tell: await tellDealer(tx, row, 'penalty.revoked', 'revoked', { notice: number }),
				also: async (within) => {
					await keepEnd(ctx, within, file, 'REVOCATION', reason)
					await bringAbout(ctx, within, file, change.value, { voucher: number, reason, plan: plan.value })
				},
			})
		},
	})
}

/** The limitation passed without a decision; what is left is education, so the plan's days start if they never did. */
export function lapseAct(ctx: Ctx, id: string): PenaltyAct {
	return {
		id,
		version: undefined,
		actions: ['penalty.clock'],
		decide: async (file) => {
			const change = lapse(file.facts, { today: ctx.today })
			if (!change.ok) return change
			const { row } = file
			return ok({
				set: { ...ended(ctx, `limitation ${row.limitation_on}`), state: change.value.to },
				event: { kind: 'penalty.lapsed', after: { limitation_on: row.limitation_on } },
				also: async (within) => {
					await bringAbout(ctx, within, file, change.value, { voucher: row.number, reason: '' })
					if (row.served_at === null) await startPlanClockIn(ctx, within, row.id, ctx.now)
				},
			})
		},
	}
}
