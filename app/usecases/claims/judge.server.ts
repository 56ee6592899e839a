import type { Action } from '#app/domain/access.ts'
import {
	answerObjection,
	type ClawbackFacts,
	confirmClawback,
	endClawback,
	objectTo,
} from '#app/domain/claim/clawback.ts'
import type { LedgerAccount, Posting } from '#app/domain/ledger/ledger.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import {
	type ClawbackRow,
	type ClawbackSet,
	clawbackIn,
	releaseRecords,
	updateClawback,
} from '#db/queries/clawbacks.server.ts'
import { appendTxn, postedOf } from '#db/queries/ledger.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { type Door, transition } from '../transition.server.ts'
import { tellOwners, tellStaff } from './tell.server.ts'

type ClawbackDoor = Door<ClawbackRow, ClawbackSet>
type Step = { readonly id: string; readonly version: number }

export function clawbackFacts(row: ClawbackRow): ClawbackFacts {
	return {
		state: row.state,
		madeBy: row.made_by,
		objectionUntil: row.objection_until,
		objected: row.objected_at !== null,
		answered: row.answered_at !== null,
	}
}

export function clawbackDoor(
	id: string,
	version: number | undefined,
	actions: readonly Action[],
	decide: ClawbackDoor['decide'],
	readAction: Action = 'claim.read',
): ClawbackDoor {
	return { subject: 'clawback', id, version, readAction, actions, load: clawbackIn, decide, save: updateClawback }
}

export const subjectOf = (row: ClawbackRow) =>
	({ kind: 'clawback', id: row.id, branchId: row.branch_id, dealerId: row.dealer_id, number: row.number }) as const

/** The dealer's text against a claim that nobody has confirmed yet; once. */
export function objectToClawback(
	ctx: Ctx,
	command: Step & { readonly text: string },
): Promise<Outcome<{ id: string }>> {
	return transition(
		ctx,
		clawbackDoor(
			command.id,
			command.version,
			['desk.claims'],
			async (row, tx) => {
				const allowed = objectTo(clawbackFacts(row), ctx.today)
				if (!allowed.ok) return allowed
				return ok({
					set: { objection: command.text, objected_by: ctx.actor.accountId, objected_at: ctx.now },
					event: { kind: 'clawback.objected', reason: command.text },
					tell: await tellStaff(tx, subjectOf(row), 'clawback.objected', ['COMPLIANCE_OFFICER', 'APPROVER']),
				})
			},
			'desk.read',
		),
	)
}

/** The staff's answer to the dealer's text. */
export function answerClawback(ctx: Ctx, command: Step & { readonly text: string }): Promise<Outcome<{ id: string }>> {
	return transition(
		ctx,
		clawbackDoor(command.id, command.version, ['claim.propose', 'claim.confirm'], async (row, tx) => {
			const allowed = answerObjection(clawbackFacts(row))
			if (!allowed.ok) return allowed
			return ok({
				set: { answer: command.text, answered_by: ctx.actor.accountId, answered_at: ctx.now },
				event: { kind: 'clawback.answered', reason: command.text },
				tell: await tellOwners(tx, subjectOf(row), 'clawback.answered'),
			})
		}),
	)
}

/** A second person confirms: from here on it is a claim that the settlement collects. */
export function confirmClawbackClaim(ctx: Ctx, command: Step): Promise<Outcome<{ id: string }>> {
	return transition(
		ctx,
		clawbackDoor(command.id, command.version, ['claim.confirm'], async (row, tx) => {
			const allowed = confirmClawback(clawbackFacts(row), ctx.actor.accountId, ctx.today)
			if (!allowed.ok) return allowed
			return ok({
				set: { state: 'CONFIRMED', confirmed_by: ctx.actor.accountId, confirmed_at: ctx.now },
				event: { kind: 'clawback.confirmed', after: { state: 'CONFIRMED', amount_fen: row.amount_fen } },
				tell: await tellOwners(tx, subjectOf(row), 'clawback.confirmed'),
			})
		}),
	)
}

/** Not claimed after all: the records are free again. */
export function dropClawback(ctx: Ctx, command: Step & { readonly reason: string }): Promise<Outcome<{ id: string }>> {
	return transition(
		ctx,
		clawbackDoor(command.id, command.version, ['claim.propose', 'claim.confirm'], async (row, tx) => {
			const allowed = endClawback(clawbackFacts(row), 'drop', ctx.actor.accountId)
			if (!allowed.ok) return allowed
			return ok({
				set: {
					state: 'DROPPED',
					end_reason: command.reason,
					ended_by: ctx.actor.accountId,
					ended_at: ctx.now,
				},
				event: { kind: 'clawback.dropped', reason: command.reason },
				tell: await tellOwners(tx, subjectOf(row), 'clawback.dropped'),
				also: (within) => releaseRecords(within, row.id),
			})
		}),
	)
}

/** Where money that a claim took goes back to, by the posting that took it. */
function backOf(
	kind: string,
	debited: LedgerAccount,
): { readonly from: LedgerAccount; readonly to: LedgerAccount } | null {
	switch (kind) {
		case 'OFFSET':
			return { from: 'CLAWBACK', to: 'COMMISSION_PAYABLE' }
		case 'DEDUCT':
			return { from: 'CLAWBACK', to: 'DEPOSIT_AVAILABLE' }
		case 'INVOICE':
			return { from: 'CLAWBACK', to: 'RECEIVABLE' }
		case 'COLLECT':
			return { from: 'RECEIVABLE', to: debited }
		default:
			return null
	}
}

/** Posts the inverse of everything that was collected or invoiced for the claim, the latest first. */
async function reversePostings(ctx: Ctx, tx: Tx, row: ClawbackRow): Promise<Outcome<null>> {
	for (const posted of (await postedOf(tx, { claimId: row.id })).toReversed()) {
		const debit = posted.entries.find((entry) => entry.debitFen > 0)
		const back = debit ? backOf(posted.kind, debit.account) : null
		if (!back) continue
		const fen = posted.entries.reduce((sum, entry) => sum + entry.creditFen, 0)
		const posting: Posting = { kind: 'REVERSAL', fen, stream: 'clawback', ...back }
		const done = await appendTxn(tx, {
			id: ctx.newId(),
			branchId: row.branch_id,
			dealerId: row.dealer_id,
			posting,
			claimId: row.id,
			reversesId: posted.id,
			voucher: row.number,
			key: `clawback:${row.id}:reverse:${posted.id}`,
			postedOn: ctx.today,
			by: ctx.actor.accountId,
			at: ctx.now,
		})
		if (!done.ok) return done
	}
	return ok(null)
}

/** A confirmed claim is taken back as an act of its own: what was collected is posted back, the records are free again. */
export function reverseClawback(
	ctx: Ctx,
	command: Step & { readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return transition(
		ctx,
		clawbackDoor(command.id, command.version, ['claim.confirm'], async (row, tx) => {
			const allowed = endClawback(clawbackFacts(row), 'reverse', ctx.actor.accountId)
			if (!allowed.ok) return allowed
			const posted = await reversePostings(ctx, tx, row)
			if (!posted.ok) return posted
			return ok({
				set: { state: 'REVERSED', end_reason: command.reason, ended_by: ctx.actor.accountId, ended_at: ctx.now },
				event: { kind: 'clawback.reversed', reason: command.reason, after: { state: 'REVERSED' } },
				tell: await tellOwners(tx, subjectOf(row), 'clawback.reversed'),
				also: (within) => releaseRecords(within, row.id),
			})
		}),
	)
}
