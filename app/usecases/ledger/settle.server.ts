import { may } from '#app/domain/access.ts'
import { type Balances, postingFen } from '#app/domain/ledger/ledger.ts'
import { checkPeriod, type Period, periodEnd, type SettledCase, settleDealer } from '#app/domain/ledger/period.ts'
import type { Fen } from '#app/domain/money.ts'
import { settle as settleRule } from '#app/domain/penalty/review.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { decisionsOf } from '#db/queries/decisions.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { appendTxn, balancesOf, caseMoneyOf } from '#db/queries/ledger.server.ts'
import { writeOutbox } from '#db/queries/outbox.server.ts'
import { penaltyById, updatePenalty } from '#db/queries/penalties.server.ts'
import { casesToSettle, type DueCase, insertRun, runOfPeriod, setRunTotals } from '#db/queries/settlements.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { followIn } from '../penalties/act.server.ts'
import { closeWhenDone } from '../penalties/close.server.ts'
import { tellDealer } from '../penalties/tell.server.ts'

export type DealerSettlement = {
	readonly dealerId: string
	readonly dealerName: string
	readonly before: Balances
	readonly cases: readonly (DueCase & { readonly settled: SettledCase })[]
}

/** What the period would post, computed by the very function that posts it. */
export async function computeSettlement(
	handle: Handle,
	branchId: string,
	period: Period,
): Promise<Outcome<DealerSettlement[]>> {
	const byDealer = new Map<string, DueCase[]>()
	for (const one of await casesToSettle(handle, branchId, periodEnd(period)))
		byDealer.set(one.dealerId, [...(byDealer.get(one.dealerId) ?? []), one])
	const dealers: DealerSettlement[] = []
	for (const [dealerId, cases] of byDealer) {
		const before = await balancesOf(handle, dealerId)
		const input = []
		for (const one of cases)
			input.push({ penaltyId: one.id, amountFen: one.amountFen, money: await caseMoneyOf(handle, one.id) })
		const result = settleDealer(input, before)
		if (!result.ok) return result
		const settled = new Map(result.value.map((one) => [one.penaltyId, one]))
		const lines = cases.flatMap((one) => {
			const own = settled.get(one.id)
			return own ? [{ ...one, settled: own }] : []
		})
		dealers.push({ dealerId, dealerName: cases[0]?.dealerName ?? '', before, cases: lines })
	}
	return ok(dealers)
}

export type SettlementResult = {
	readonly runId: string
	readonly period: Period
	/** True when the period had been settled before: nothing was posted. */
	readonly already: boolean
	readonly cases: number
	readonly deductedFen: Fen
	readonly outstandingFen: Fen
}

/**
 * Posts every final case of the period once, however often it is started (domain 3.2): the second start answers the
 * first run. What stays outstanding is picked up by the run of a later period.
 */
export async function runSettlement(
	ctx: Ctx,
	command: { readonly period: string },
): Promise<Outcome<SettlementResult>> {
	if (!may(ctx.actor, 'ledger.settle')) return refuse('forbidden', 'not-allowed')
	const period = checkPeriod(command.period, ctx.today)
	if (!period.ok) return period
	const { branchId, accountId } = ctx.actor
	return ctx.inTx<SettlementResult>(branchId, async (tx) => {
		const known = await runOfPeriod(tx, branchId, period.value)
		if (known)
			return ok({
				runId: known.id,
				period: period.value,
				already: true,
				cases: known.cases,
				deductedFen: known.deducted_fen,
				outstandingFen: known.outstanding_fen,
			})
		const dealers = await computeSettlement(tx, branchId, period.value)
		if (!dealers.ok) return dealers
		const run = {
			id: ctx.newId(),
			branch_id: branchId,
			period: period.value,
			started_by: accountId,
			started_at: ctx.now,
		}
		await insertRun(tx, { ...run, cases: 0, deducted_fen: 0, outstanding_fen: 0, totals_json: null })
		const totals = { cases: 0, deducted_fen: 0, outstanding_fen: 0 }
		for (const dealer of dealers.value) {
			const posted = await postDealer(ctx, tx, run.id, period.value, dealer)
			if (!posted.ok) return posted
			totals.cases += dealer.cases.length
			totals.deducted_fen += dealer.cases.reduce((sum, one) => sum + one.settled.deductedFen, 0)
			totals.outstanding_fen += dealer.cases.reduce((sum, one) => sum + one.settled.outstandingFen, 0)
		}
		await setRunTotals(tx, run.id, totals)
		await appendEvents(tx, branchId, accountId, ctx.now, [
			{
				subjectKind: 'settlement',
				subjectId: run.id,
				kind: 'settlement.posted',
				after: { period: period.value, ...totals },
			},
		])
		return ok({
			runId: run.id,
			period: period.value,
			already: false,
			cases: totals.cases,
			deductedFen: totals.deducted_fen,
			outstandingFen: totals.outstanding_fen,
		})
	})
}

/** Releases of all cases first, then the deductions: the order in which the rule has counted. */
async function postDealer(
	ctx: Ctx,
	tx: Tx,
	runId: string,
	period: Period,
	dealer: DealerSettlement,
): Promise<Outcome<null>> {
	for (const kind of ['RELEASE', 'DEDUCT'] as const)
		for (const one of dealer.cases)
			for (const posting of one.settled.postings.filter((each) => each.kind === kind)) {
				const decision = (await decisionsOf(tx, one.id)).findLast((each) => each.kind !== 'WAIVER')
				const posted = await appendTxn(tx, {
					id: ctx.newId(),
					branchId: ctx.actor.branchId,
					dealerId: dealer.dealerId,
					posting,
					penaltyId: one.id,
					decisionId: decision?.id ?? null,
					settlementRunId: runId,
					voucher: `JS-${period}`,
					key: `settlement:${runId}:${one.id}:${kind}`,
					postedOn: ctx.today,
					by: ctx.actor.accountId,
					at: ctx.now,
				})
				if (!posted.ok) return posted
			}
	for (const one of dealer.cases) {
		const written = await writeCase(ctx, tx, period, one)
		if (!written.ok) return written
	}
	return ok(null)
}

type SettledLine = DealerSettlement['cases'][number]

async function writeCase(ctx: Ctx, tx: Tx, period: Period, line: SettledLine): Promise<Outcome<unknown>> {
	const { settled } = line
	const money = { settled_fen: settled.paidFen, outstanding_fen: settled.outstandingFen }
	const after = {
		...money,
		period,
		deducted_fen: settled.postings.filter(isDeduct).reduce((n, p) => n + postingFen(p), 0),
	}
	if (settled.outstandingFen > 0) {
		const row = await penaltyById(tx, line.id)
		if (!row || (settled.deductedFen === 0 && row.outstanding_fen === settled.outstandingFen)) return ok(null)
		if (!(await updatePenalty(tx, line.id, row.version, money))) return refuse('stale', 'stale')
		await appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, [
			{ subjectKind: 'penalty', subjectId: line.id, kind: 'penalty.part-settled', after },
		])
		const tell = await tellDealer(tx, row, 'penalty.settled', `part-settled:${period}`, { period })
		await writeOutbox(tx, ctx.actor.branchId, ctx.now, ctx.newId, tell)
		return ok(null)
	}
	const moved = await followIn(ctx, tx, {
		id: line.id,
		decide: async (file) => {
			const change = settleRule({ ...file.facts, outstandingFen: settled.outstandingFen })
			if (!change.ok) return change
			return ok({
				set: { ...money, state: change.value.to, settled_at: ctx.now },
				event: { kind: 'penalty.settled', after },
				tell: await tellDealer(tx, file.row, 'penalty.settled', 'settled', { period }),
			})
		},
	})
	return moved.ok ? closeWhenDone(ctx, tx, line.id) : moved
}

const isDeduct = (posting: SettledCase['postings'][number]) => posting.kind === 'DEDUCT'
