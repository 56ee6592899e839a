import { scopeOf } from '#app/domain/access.ts'
import {
	asksExitReview,
	type ClawbackCause,
	type ClawbackResult,
	clawbackOf,
	isFarming,
	OBJECTION_DAYS,
} from '#app/domain/claim/clawback.ts'
import { addWorkingDays } from '#app/domain/due-date.ts'
import { isPeriod } from '#app/domain/ledger/period.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { yearOf } from '#app/domain/time.ts'
import { activationsOf } from '#db/queries/activations.server.ts'
import { type ClawbackRow, farmingCaseOf, insertClawback } from '#db/queries/clawbacks.server.ts'
import { dealerIn } from '#db/queries/dealers.server.ts'
import { nextNumber, numberText } from '#db/queries/numbers.server.ts'
import type { OutboxDraft } from '#db/queries/outbox.server.ts'
import { penaltyById } from '#db/queries/penalties.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar, currentRulebook } from '../reference/load.server.ts'
import { recordNew } from '../transition.server.ts'
import { tellOwners, tellStaff } from './tell.server.ts'

export type ClawbackAsk = {
	readonly dealerId: string
	/** 'YYYY-MM' */
	readonly month: string
	readonly cause: ClawbackCause
	/** The L4 case; for cause GRAVE only. */
	readonly penaltyId?: string | undefined
}

export type Computed = ClawbackResult & {
	/** Chosen by the rule, but held by another claim that is alive. */
	readonly claimed: number
	readonly farming: boolean
	readonly exitReview: boolean
	readonly rulebookVersionId: string
	readonly rule: { readonly badShareAbovePercent: number; readonly badCountAbove: number }
}

/** What a month gives for a cause, less what another claim holds already. Refuses a month that is none. */
export async function computeClawback(ctx: Ctx, handle: Handle, ask: ClawbackAsk): Promise<Outcome<Computed>> {
	if (!isPeriod(ask.month)) return refuse('invalid', 'claim.month')
	const rulebook = await currentRulebook(ctx, handle)
	const { clawback: rule, settings } = rulebook.body
	const rows = await activationsOf(handle, ask.dealerId, ask.month)
	const holder = new Map(rows.map((row) => [row.id, row.claimedBy]))
	const list = rows.map((row) => ({
		id: row.id,
		recordKey: row.record_key,
		activatedOn: row.activated_on,
		commissionFen: row.commission_fen,
		unpaidFen: row.unpaid_fen,
		bad: row.bad,
	}))
	const result = clawbackOf(ask.cause, list, rule)
	const free = result.records.filter((one) => !holder.get(one.id))
	const farmed = list.filter((one) => one.bad === 'FARMED').length
	return ok({
		...result,
		records: free,
		amountFen: free.reduce((sum, one) => sum + one.commissionFen, 0),
		cancelledFen: free.reduce((sum, one) => sum + one.unpaidFen, 0),
		claimed: result.records.length - free.length,
		farming: isFarming(list.length, farmed, rule),
		exitReview: ask.cause === 'SIM_FARMING' && asksExitReview(farmed, settings.uplift.farmingExitCount),
		rulebookVersionId: rulebook.versionId,
		rule,
	})
}

const UNDECIDED = ['WITHDRAWN', 'REVOKED', 'WAIVED', 'LAPSED']

/** The L4 case behind a claim on all bad records: decided, standing, of this dealer. */
async function graveCase(handle: Handle, ask: ClawbackAsk): Promise<boolean> {
	const row = ask.penaltyId ? await penaltyById(handle, ask.penaltyId) : undefined
	if (!row || row.dealer_id !== ask.dealerId || row.severity !== 'L4') return false
	return row.decided_at !== null && !UNDECIDED.includes(row.state)
}

/**
 * Proposes to take back commission of a month. The dealer is told and may object before a second person confirms.
 * Refuses a month without anything to claim, and a GRAVE claim without a decided L4 case of the dealer.
 */
export async function proposeClawback(
	ctx: Ctx,
	ask: ClawbackAsk & { readonly reason: string },
): Promise<Outcome<{ id: string; number: string }>> {
	return ctx.inTx<{ id: string; number: string }>(ctx.actor.branchId, async (tx) => {
		const dealer = await dealerIn(tx, scopeOf(ctx.actor, 'claim.propose'), ask.dealerId)
		if (!dealer) {
			const readable = await dealerIn(tx, scopeOf(ctx.actor, 'claim.read'), ask.dealerId)
			return readable ? refuse('forbidden', 'not-allowed') : refuse('missing', 'not-found')
		}
		if (ask.cause === 'GRAVE' && !(await graveCase(tx, ask))) return refuse('invalid', 'claim.case-not-grave')
		const computed = await computeClawback(ctx, tx, ask)
		if (!computed.ok) return computed
		if (computed.value.records.length === 0) return refuse('procedure', 'claim.nothing-to-claim')
		return ok(await write(ctx, tx, ask, computed.value))
	})
}

async function rowOf(ctx: Ctx, tx: Tx, ask: ClawbackAsk & { reason: string }, computed: Computed) {
	const year = yearOf(ctx.today)
	const number = numberText('KH', year, await nextNumber(tx, ctx.actor.branchId, 'clawback', year))
	const calendar = await currentCalendar(ctx, tx)
	const row: Omit<ClawbackRow, 'version'> = {
		id: ctx.newId(),
		branch_id: ctx.actor.branchId,
		dealer_id: ask.dealerId,
		number,
		period: ask.month,
		cause: ask.cause,
		penalty_id: ask.cause === 'GRAVE' ? (ask.penaltyId ?? null) : null,
		rulebook_version_id: computed.rulebookVersionId,
		total_records: computed.total,
		bad_records: computed.bad,
		allowed_records: computed.allowed,
		records: computed.records.length,
		amount_fen: computed.amountFen,
		cancelled_fen: computed.cancelledFen,
		exit_review: computed.exitReview ? 1 : 0,
		state: 'DRAFT',
		reason: ask.reason,
		made_by: ctx.actor.accountId,
		made_at: ctx.now,
		objection_until: addWorkingDays(calendar, ctx.today, OBJECTION_DAYS),
		objection: null,
		objected_by: null,
		objected_at: null,
		answer: null,
		answered_by: null,
		answered_at: null,
		confirmed_by: null,
		confirmed_at: null,
		collected_at: null,
		end_reason: null,
		ended_by: null,
		ended_at: null,
	}
	return row
}

/** As many farmed numbers as ask for an exit, and no case: only a case brings the exit before the panel (domain 2, notes). */
async function tellExitCase(tx: Tx, row: Omit<ClawbackRow, 'version'>): Promise<OutboxDraft[]> {
	if (row.exit_review !== 1 || (await farmingCaseOf(tx, row))) return []
	const subject = { kind: 'clawback', id: row.id, branchId: row.branch_id, dealerId: row.dealer_id } as const
	const params = { period: row.period, units: row.bad_records }
	return tellStaff(tx, { ...subject, number: row.number }, 'clawback.exit-case', ['COMPLIANCE_OFFICER'], params)
}

async function write(ctx: Ctx, tx: Tx, ask: ClawbackAsk & { reason: string }, computed: Computed) {
	const row = await rowOf(ctx, tx, ask, computed)
	await insertClawback(
		tx,
		row,
		computed.records.map((one) => ({
			id: ctx.newId(),
			branch_id: row.branch_id,
			clawback_id: row.id,
			activation_id: one.id,
			amount_fen: one.commissionFen,
			cancelled_fen: one.unpaidFen,
			live: 1,
		})),
	)
	const subject = { kind: 'clawback', id: row.id, branchId: row.branch_id, dealerId: row.dealer_id } as const
	const told = { ...subject, number: row.number }
	await recordNew(ctx, tx, {
		subject: 'clawback',
		id: row.id,
		event: {
			kind: 'clawback.proposed',
			reason: ask.reason,
			after: {
				number: row.number,
				period: row.period,
				cause: row.cause,
				total: row.total_records,
				bad: row.bad_records,
				records: row.records,
				amount_fen: row.amount_fen,
				cancelled_fen: row.cancelled_fen,
				exit_review: row.exit_review,
			},
		},
		tell: [
			...(await tellOwners(tx, told, 'clawback.proposed', { period: row.period, day: row.objection_until })),
			...(await tellStaff(tx, told, 'clawback.to-confirm', ['APPROVER'], {}, '', [ctx.actor.accountId])),
			...(await tellExitCase(tx, row)),
		],
	})
	return { id: row.id, number: row.number }
}
