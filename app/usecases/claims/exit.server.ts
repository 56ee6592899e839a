import { scopeOf } from '#app/domain/access.ts'
import { cancelExit, confirmExit, type ExitFacts, exitRefund, payExit, refundDay } from '#app/domain/claim/exit.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type LocalDate, yearOf } from '#app/domain/time.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { dealerIn, updateDealer } from '#db/queries/dealers.server.ts'
import {
	type ExitRow,
	type ExitSet,
	exitIn,
	exitOfDealer,
	exitsToEnd,
	insertExit,
	updateExit,
} from '#db/queries/exits.server.ts'
import { appendTxn } from '#db/queries/ledger.server.ts'
import { nextNumber, numberText } from '#db/queries/numbers.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentRulebook } from '../reference/load.server.ts'
import { type Door, recordNew, transition, transitionIn } from '../transition.server.ts'
import { exitMoney, openItemsOf } from './open-items.server.ts'
import { tellOwners, tellStaff } from './tell.server.ts'

type ExitDoor = Door<ExitRow, ExitSet>
type Step = { readonly id: string; readonly version: number }

const subjectOf = (row: Pick<ExitRow, 'id' | 'branch_id' | 'dealer_id' | 'number'>) =>
	({ kind: 'exit', id: row.id, branchId: row.branch_id, dealerId: row.dealer_id, number: row.number }) as const

export function exitFacts(row: ExitRow): ExitFacts {
	return { state: row.state, proposedBy: row.proposed_by, refundOn: row.refund_on }
}

function exitDoor(
	id: string,
	version: number | undefined,
	actions: ExitDoor['actions'],
	decide: ExitDoor['decide'],
): ExitDoor {
	return { subject: 'exit', id, version, readAction: 'claim.read', actions, load: exitIn, decide, save: updateExit }
}

/** Starts a dealer's exit on a day from today on; a second person confirms it. One exit per dealer. */
export function proposeExit(
	ctx: Ctx,
	command: { readonly dealerId: string; readonly exitOn: LocalDate; readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const dealer = await dealerIn(tx, scopeOf(ctx.actor, 'exit.propose'), command.dealerId)
		if (!dealer) {
			const readable = await dealerIn(tx, scopeOf(ctx.actor, 'claim.read'), command.dealerId)
			return readable ? refuse('forbidden', 'not-allowed') : refuse('missing', 'not-found')
		}
		if (dealer.status === 'TERMINATED') return refuse('procedure', 'exit.terminated')
		if (await exitOfDealer(tx, dealer.id)) return refuse('procedure', 'exit.running')
		if (command.exitOn < ctx.today) return refuse('invalid', 'exit.day-before', { today: ctx.today })
		const rulebook = await currentRulebook(ctx, tx)
		const year = yearOf(ctx.today)
		const row: Omit<ExitRow, 'version'> = {
			id: ctx.newId(),
			branch_id: dealer.branch_id,
			dealer_id: dealer.id,
			number: numberText('TC', year, await nextNumber(tx, dealer.branch_id, 'exit', year)),
			reason: command.reason,
			state: 'PROPOSED',
			exit_on: command.exitOn,
			refund_on: refundDay(command.exitOn, rulebook.body.settings.exit.refundAfterDays),
			proposed_by: ctx.actor.accountId,
			proposed_at: ctx.now,
			confirmed_by: null,
			confirmed_at: null,
			terminated_at: null,
			refunded_fen: 0,
			paid_by: null,
			paid_at: null,
			end_reason: null,
			ended_by: null,
			ended_at: null,
		}
		await insertExit(tx, row)
		await recordNew(ctx, tx, {
			subject: 'exit',
			id: row.id,
			event: {
				kind: 'exit.proposed',
				reason: command.reason,
				after: { number: row.number, exit_on: row.exit_on, refund_on: row.refund_on },
			},
			tell: await tellStaff(tx, subjectOf(row), 'exit.to-confirm', ['APPROVER'], {}, '', [ctx.actor.accountId]),
		})
		return ok({ id: row.id })
	})
}

/** A second person confirms; on the day of exit (at once, when it has come) the dealer is terminated. */
export function confirmDealerExit(ctx: Ctx, command: Step): Promise<Outcome<{ id: string }>> {
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const rulebook = await currentRulebook(ctx, tx)
		const moved = await transitionIn(
			ctx,
			tx,
			exitDoor(command.id, command.version, ['exit.confirm'], async (row, within) => {
				const allowed = confirmExit(exitFacts(row), ctx.actor.accountId)
				if (!allowed.ok) return allowed
				// A day that passed while the proposal waited becomes today: nobody is terminated in the past.
				const exitOn = row.exit_on < ctx.today ? ctx.today : row.exit_on
				const refundOn = refundDay(exitOn, rulebook.body.settings.exit.refundAfterDays)
				return ok({
					set: {
						state: 'CONFIRMED',
						exit_on: exitOn,
						refund_on: refundOn,
						confirmed_by: ctx.actor.accountId,
						confirmed_at: ctx.now,
					},
					event: { kind: 'exit.confirmed' },
					tell: await tellOwners(within, subjectOf(row), 'exit.confirmed', { day: refundOn }),
				})
			}),
		)
		if (!moved.ok) return moved
		const row = await exitIn(tx, { branchId: ctx.actor.branchId, places: [{ kind: 'branch' }] }, command.id)
		return row && row.exit_on <= ctx.today ? terminateIn(ctx, tx, row, 'exit.confirm') : moved
	})
}

/** The agreement ends: dealer TERMINATED, in one transaction with the exit. */
async function terminateIn(
	ctx: Ctx,
	tx: Tx,
	exit: ExitRow,
	action: 'exit.confirm' | 'claim.clock',
): Promise<Outcome<{ id: string }>> {
	return transitionIn(
		ctx,
		tx,
		exitDoor(exit.id, undefined, [action], async (row, within) => {
			if (row.state !== 'CONFIRMED') return refuse('procedure', 'already-done')
			const dealer = await dealerById(within, row.dealer_id)
			if (!dealer) return refuse('missing', 'not-found')
			if (!(await updateDealer(within, dealer.id, dealer.version, { status: 'TERMINATED' })))
				return refuse('stale', 'stale')
			return ok({
				set: { state: 'TERMINATED', terminated_at: ctx.now },
				event: { kind: 'exit.terminated' },
				alsoEvents: [
					{
						subjectKind: 'dealer',
						subjectId: dealer.id,
						kind: 'dealer.changed',
						before: { status: dealer.status },
						after: { status: 'TERMINATED' },
						reason: row.number,
					},
				],
			})
		}),
	)
}

/** Confirmed exits whose day has come. */
export async function sweepExits(ctx: Ctx): Promise<number> {
	let done = 0
	for (const row of await exitsToEnd(ctx.read, ctx.actor.branchId, ctx.today)) {
		const ended = await ctx.inTx(ctx.actor.branchId, (tx) => terminateIn(ctx, tx, row, 'claim.clock'))
		if (ended.ok) done += 1
	}
	return done
}

/** Not after all, with a reason; only before the dealer is terminated. */
export function cancelDealerExit(
	ctx: Ctx,
	command: Step & { readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return transition(
		ctx,
		exitDoor(command.id, command.version, ['exit.propose', 'exit.confirm'], (row) => {
			const allowed = cancelExit(exitFacts(row))
			if (!allowed.ok) return allowed
			return ok({
				set: { state: 'CANCELLED', end_reason: command.reason, ended_by: ctx.actor.accountId, ended_at: ctx.now },
				event: { kind: 'exit.cancelled', reason: command.reason },
			})
		}),
	)
}

/**
 * Pays back what is available less what is open, with the bank's voucher, by somebody else than who proposed the exit and
 * not before its day. What is still held or open is paid by the same act later; then the exit is over.
 */
export function payExitRefund(
	ctx: Ctx,
	command: Step & { readonly voucher: string; readonly paidOn: LocalDate },
): Promise<Outcome<{ id: string }>> {
	return transition(
		ctx,
		exitDoor(command.id, command.version, ['exit.confirm'], async (row, tx) => {
			if (command.paidOn > ctx.today) return refuse('invalid', 'exit.day-ahead', { today: ctx.today })
			const items = await openItemsOf(tx, row.dealer_id)
			const money = exitRefund(await exitMoney(tx, row.dealer_id), items)
			const allowed = payExit(exitFacts(row), ctx.actor.accountId, ctx.today, money.payableFen)
			if (!allowed.ok) return allowed
			const posted = await appendTxn(tx, {
				id: ctx.newId(),
				branchId: row.branch_id,
				dealerId: row.dealer_id,
				posting: { kind: 'REFUND', fen: money.payableFen },
				voucher: command.voucher,
				key: `exit:${row.id}:refund:${row.version}`,
				postedOn: command.paidOn,
				by: ctx.actor.accountId,
				at: ctx.now,
			})
			if (!posted.ok) return posted
			const over = items.length === 0 && money.heldFen === 0
			return ok({
				set: {
					state: over ? 'REFUNDED' : 'TERMINATED',
					refunded_fen: row.refunded_fen + money.payableFen,
					paid_by: ctx.actor.accountId,
					paid_at: ctx.now,
				},
				event: {
					kind: 'exit.refunded',
					after: { amount_fen: money.payableFen, voucher: command.voucher, open_fen: money.openFen, items },
				},
				tell: await tellOwners(tx, subjectOf(row), 'exit.refunded', {}, `${row.version}`),
			})
		}),
	)
}
