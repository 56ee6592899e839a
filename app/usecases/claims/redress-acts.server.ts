import { scopeOf } from '#app/domain/access.ts'
import { keptNumber } from '#app/domain/claim/activation-list.ts'
import {
	approveAdvance,
	assessRedress,
	cancelRedress,
	proposeAdvance,
	proveRedress,
	type RedressBasis,
	recourseOf,
	redressAmount,
	verifyRedress,
} from '#app/domain/claim/redress.ts'
import type { Fen } from '#app/domain/money.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { appendTxn } from '#db/queries/ledger.server.ts'
import { violationById, violationIn } from '#db/queries/violations.server.ts'
import type { Ctx } from '../context.server.ts'
import { addStagedIn, type IncomingFile, keepFiles, stageFiles } from '../evidence/add-evidence.server.ts'
import { transition, transitionIn } from '../transition.server.ts'
import { oweOne } from './owe-redress.server.ts'
import {
	flagsAfter,
	lateFlags,
	redressDoor,
	redressFacts,
	redressSubject,
	stopRefundClocks,
} from './redress-door.server.ts'
import { tellOwners, tellStaff } from './tell.server.ts'

type Step = { readonly id: string; readonly version: number }
type Done = Promise<Outcome<{ id: string }>>

/** A refund by hand: of a confirmed violation, with the user's number masked at once. */
export function oweRedress(
	ctx: Ctx,
	command: {
		readonly violationId: string
		readonly user: string
		readonly basis: RedressBasis
		readonly priceFen: Fen
	},
): Done {
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const violation = await violationIn(tx, scopeOf(ctx.actor, 'redress.record'), command.violationId)
		if (!violation) return refuse('missing', 'not-found')
		if (violation.state !== 'CONFIRMED') return refuse('procedure', 'redress.not-confirmed')
		const { basis, priceFen } = command
		const row = await oweOne(ctx, tx, violation, { user: keptNumber(command.user), basis, priceFen })
		return ok({ id: row.id })
	})
}

/** Price and basis, while nothing was paid or proved. */
export function assessRedressAmount(
	ctx: Ctx,
	command: Step & { readonly basis: RedressBasis; readonly priceFen: Fen; readonly reason: string },
): Done {
	return transition(
		ctx,
		redressDoor(command.id, command.version, ['redress.record'], async (row, tx) => {
			const allowed = assessRedress(redressFacts(row))
			if (!allowed.ok) return allowed
			const violation = await violationById(tx, row.violation_id)
			const amount = redressAmount(command.basis, command.priceFen)
			return ok({
				set: {
					basis: command.basis,
					price_fen: command.priceFen,
					amount_fen: amount,
					recourse_fen: recourseOf(amount, violation?.dealer_share ?? 100),
				},
				event: { kind: 'redress.assessed', reason: command.reason },
			})
		}),
	)
}

/** The dealer, or staff for him, shows that the user was paid on a day; somebody else verifies it. Needs a file. */
export async function proveRedressPaid(
	ctx: Ctx,
	command: Step & { readonly paidOn: LocalDate; readonly note: string },
	files: readonly IncomingFile[],
): Done {
	const staged = await stageFiles(ctx, files)
	if (!staged.ok) return staged
	const done = await ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const dealer = scopeOf(ctx.actor, 'desk.claims').places.length > 0
		const readAction = dealer ? 'desk.read' : 'redress.read'
		const moved = await transitionIn(
			ctx,
			tx,
			redressDoor(
				command.id,
				command.version,
				['redress.record', 'desk.claims'],
				async (row, within) => {
					const allowed = proveRedress(redressFacts(row), command.paidOn, ctx.today)
					if (!allowed.ok) return allowed
					const by = ctx.actor.accountId
					return ok({
						set: {
							proof_note: command.note,
							proved_by: by,
							proved_at: ctx.now,
							proved_on: command.paidOn,
							proof_refused: null,
						},
						event: { kind: 'redress.proved', after: { proved_on: command.paidOn } },
						tell: await tellStaff(
							within,
							redressSubject(row),
							'redress.to-verify',
							['COMPLIANCE_OFFICER'],
							{},
							`${row.version}`,
							[by],
						),
					})
				},
				readAction,
			),
		)
		if (!moved.ok) return moved
		const added = await addStagedIn(ctx, tx, { kind: 'redress', id: command.id }, staged.value)
		return added.ok ? moved : added
	})
	if (done.ok) await keepFiles(ctx, staged.value)
	return done
}

/** Somebody else than who handed it in accepts the proof, or refuses it with a reason. */
export function verifyRedressProof(
	ctx: Ctx,
	command: Step & { readonly verdict: 'accept' | 'refuse'; readonly reason: string },
): Done {
	return transition(
		ctx,
		redressDoor(command.id, command.version, ['redress.verify'], async (row, tx) => {
			const allowed = verifyRedress(redressFacts(row), ctx.actor.accountId)
			if (!allowed.ok) return allowed
			const paidOn = row.proved_on ?? ctx.today
			if (command.verdict === 'refuse')
				return ok({
					set: { proved_by: null, proved_at: null, proved_on: null, proof_note: null, proof_refused: command.reason },
					event: { kind: 'redress.proof-refused', reason: command.reason },
					tell: await tellOwners(
						tx,
						redressSubject(row),
						'redress.proof-refused',
						{ reason: command.reason },
						`${row.version}`,
					),
				})
			return ok({
				set: {
					state: 'PAID_BY_DEALER',
					verified_by: ctx.actor.accountId,
					verified_at: ctx.now,
					...flagsAfter(row, paidOn),
					...lateFlags(row, paidOn, ctx.now),
				},
				event: { kind: 'redress.paid-by-dealer', reason: command.reason || null },
				tell: await tellOwners(tx, redressSubject(row), 'redress.verified'),
				also: (within) => stopRefundClocks(within, row, { paidOn }),
			})
		}),
	)
}

/** The operator shall pay the user first (domain 3.2, 先行赔付). */
export function proposeRedressAdvance(ctx: Ctx, command: Step & { readonly reason: string }): Done {
	return transition(
		ctx,
		redressDoor(command.id, command.version, ['redress.record'], async (row, tx) => {
			const allowed = proposeAdvance(redressFacts(row))
			if (!allowed.ok) return allowed
			const by = ctx.actor.accountId
			const tell = await tellStaff(tx, redressSubject(row), 'redress.to-approve', ['APPROVER'], {}, `${row.version}`, [
				by,
			])
			return ok({
				set: { advance_by: by, advance_at: ctx.now },
				event: { kind: 'redress.advance-proposed', reason: command.reason },
				tell,
			})
		}),
	)
}

/**
 * A second person approves the payment in advance with its voucher: it is posted, and the dealer's share of it becomes a
 * claim that the settlement collects first. Or declines it: the refund is owed as before.
 */
export function approveRedressAdvance(
	ctx: Ctx,
	command: Step &
		(
			| { readonly verdict: 'approve'; readonly voucher: string; readonly paidOn: LocalDate }
			| { readonly verdict: 'decline'; readonly reason: string }
		),
): Done {
	return transition(
		ctx,
		redressDoor(command.id, command.version, ['redress.approve'], async (row, tx) => {
			const allowed = approveAdvance(redressFacts(row), ctx.actor.accountId)
			if (!allowed.ok) return allowed
			if (command.verdict === 'decline')
				return ok({
					set: { advance_by: null, advance_at: null },
					event: { kind: 'redress.advance-declined', reason: command.reason },
				})
			const { voucher, paidOn } = command
			if (paidOn > ctx.today) return refuse('invalid', 'redress.day-ahead', { today: ctx.today })
			const posted = await appendTxn(tx, {
				id: ctx.newId(),
				branchId: row.branch_id,
				dealerId: row.dealer_id,
				posting: { kind: 'REDRESS_PAID', fen: row.amount_fen },
				claimId: row.id,
				voucher,
				key: `redress:${row.id}:paid`,
				postedOn: paidOn,
				by: ctx.actor.accountId,
				at: ctx.now,
			})
			if (!posted.ok) return posted
			return ok({
				set: {
					state: 'PAID_IN_ADVANCE',
					approved_by: ctx.actor.accountId,
					approved_at: ctx.now,
					voucher,
					...flagsAfter(row, paidOn),
					...lateFlags(row, paidOn, ctx.now),
				},
				event: { kind: 'redress.paid-in-advance', after: { voucher, paid_on: paidOn, amount_fen: row.amount_fen } },
				tell: await tellOwners(tx, redressSubject(row), 'redress.advanced'),
				also: (within) => stopRefundClocks(within, row, { paidOn }),
			})
		}),
	)
}

/** No money is owed to this user after all. */
export function cancelRedressTask(ctx: Ctx, command: Step & { readonly reason: string }): Done {
	return transition(
		ctx,
		redressDoor(command.id, command.version, ['redress.verify'], (row) => {
			const allowed = cancelRedress(redressFacts(row))
			if (!allowed.ok) return allowed
			return ok({
				set: {
					state: 'CANCELLED',
					end_reason: command.reason,
					ended_by: ctx.actor.accountId,
					ended_at: ctx.now,
				},
				event: { kind: 'redress.cancelled', reason: command.reason },
				also: (within) => stopRefundClocks(within, row, { cancelledAt: ctx.now }),
			})
		}),
	)
}
