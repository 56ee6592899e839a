import { may, scopeOf } from '#app/domain/access.ts'
import type { Posting } from '#app/domain/ledger/ledger.ts'
import { isPeriod, type Period } from '#app/domain/ledger/period.ts'
import type { DealerPreview, PreviewPosting, SettlementPreview } from '#app/domain/ledger/preview.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { decisionsOf } from '#db/queries/decisions.server.ts'
import { appendTxn } from '#db/queries/ledger.server.ts'
import { insertRun, type ProposalRow, proposalIn, runOfPeriod, updateProposal } from '#db/queries/settlements.server.ts'
import { toJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { followClaims } from '../claims/follow.server.ts'
import type { Ctx } from '../context.server.ts'
import { sendLetter } from '../notices/send-letter.server.ts'
import { transitionIn } from '../transition.server.ts'
import { computeSettlement } from './compute.server.ts'
import { followCase, followPlans } from './follow.server.ts'
import { hashOf } from './propose.server.ts'

/**
 * Second signature, by another person: everything is computed again and refused when anything has changed since it was
 * proposed; then it is posted, once. Asked again by the same person (an answer was lost) it answers the run that was.
 */
export async function confirmSettlement(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number },
): Promise<Outcome<{ id: string }>> {
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const known = await proposalIn(tx, scopeOf(ctx.actor, 'ledger.read'), command.id)
		const again = known?.state === 'CONFIRMED' && known.decided_by === ctx.actor.accountId
		if (again && may(ctx.actor, 'ledger.settle')) return ok({ id: command.id })
		return transitionIn(ctx, tx, {
			subject: 'settlement',
			id: command.id,
			version: command.version,
			readAction: 'ledger.read',
			actions: ['ledger.settle'],
			load: proposalIn,
			decide: async (row, within) => {
				const preview = await unchanged(ctx, within, row)
				if (!preview.ok) return preview
				// The run has the proposal's id: one settlement, one history.
				await insertRun(within, runOf(ctx, row, preview.value))
				return ok({
					set: { state: 'CONFIRMED' as const, decided_by: ctx.actor.accountId, decided_at: ctx.now, run_id: row.id },
					event: {
						kind: 'settlement.posted',
						after: { period: row.period, hash: row.sha256, ...preview.value.totals },
					},
					also: (inner) => postAll(ctx, inner, row.id, preview.value),
				})
			},
			save: updateProposal,
		})
	})
}

/** The proposal as it would be computed now; refuses the proposer, a period that was settled and any change. */
async function unchanged(ctx: Ctx, tx: Tx, row: ProposalRow): Promise<Outcome<SettlementPreview>> {
	const { period } = row
	if (row.state !== 'PROPOSED') return refuse('procedure', 'settlement.decided', { period })
	if (row.proposed_by === ctx.actor.accountId) return refuse('procedure', 'settlement.same-person')
	if (!isPeriod(period) || (await runOfPeriod(tx, row.branch_id, period)))
		return refuse('procedure', 'settlement.settled', { period })
	const preview = await computeSettlement(ctx, tx, period, row.as_of)
	if (!preview.ok) return preview
	return hashOf(preview.value) === row.sha256 ? preview : refuse('procedure', 'settlement.changed', { period })
}

function runOf(ctx: Ctx, row: ProposalRow, { totals }: SettlementPreview) {
	return {
		id: row.id,
		branch_id: row.branch_id,
		period: row.period,
		started_by: ctx.actor.accountId,
		started_at: ctx.now,
		cases: totals.cases,
		deducted_fen: totals.fromCommissionFen + totals.fromDepositFen,
		outstanding_fen: totals.outstandingFen,
		totals_json: toJson(totals),
	}
}

/** Posts in the order in which the rule has counted; what the ledger refuses here is a fault of the program. */
async function postAll(ctx: Ctx, tx: Tx, runId: string, preview: SettlementPreview): Promise<void> {
	for (const dealer of preview.dealers) {
		for (const [no, one] of dealer.postings.entries())
			await postOne(ctx, tx, runId, preview.period, dealer, { no, one })
		for (const line of dealer.lines) {
			if (line.stream === 'penalty') await followCase(ctx, tx, preview.period, line)
			await followPlans(ctx, tx, line)
		}
		if (dealer.postings.length > 0) await tell(ctx, tx, preview.period, dealer)
	}
	await followClaims(ctx, tx)
}

async function postOne(
	ctx: Ctx,
	tx: Tx,
	runId: string,
	period: Period,
	dealer: DealerPreview,
	{ no, one }: { readonly no: number; readonly one: PreviewPosting },
): Promise<void> {
	const { debtId, stream, posting } = one
	const penaltyId = stream === 'penalty' ? debtId : null
	const done = await appendTxn(tx, {
		id: ctx.newId(),
		branchId: ctx.actor.branchId,
		dealerId: dealer.dealerId,
		posting,
		penaltyId,
		claimId: stream === 'penalty' ? null : debtId,
		decisionId: penaltyId === null ? null : await decisionOf(tx, penaltyId),
		settlementRunId: runId,
		voucher: `JS-${period}`,
		key: `settlement:${runId}:${dealer.dealerId}:${no}:${keyOf(posting)}`,
		postedOn: ctx.today,
		period,
		by: ctx.actor.accountId,
		at: ctx.now,
	})
	if (!done.ok)
		throw new Error(`The ledger refused ${posting.kind} of ${debtId ?? dealer.dealerId}: ${done.error.rule}`)
}

const keyOf = (posting: Posting) => posting.kind

async function decisionOf(tx: Tx, penaltyId: string): Promise<string | null> {
	const decisions = await decisionsOf(tx, penaltyId)
	return decisions.findLast((one) => one.kind === 'DECISION' || one.kind === 'REVIEW')?.id ?? null
}

async function tell(ctx: Ctx, tx: Tx, period: Period, dealer: DealerPreview): Promise<void> {
	await sendLetter(ctx, tx, {
		kind: 'settlement-statement',
		dealerId: dealer.dealerId,
		period,
		body: {
			rows: dealer.lines.map((line) => ({
				stream: line.stream,
				number: line.number,
				claimedFen: line.dueFen + line.surchargeFen,
				commissionFen: line.fromCommissionFen,
				depositFen: line.fromDepositFen,
				invoicedFen: line.outstandingFen,
			})),
			commissionFen: dealer.commission.payableFen,
			paidOutFen: dealer.commission.paidOutFen,
		},
	})
}
