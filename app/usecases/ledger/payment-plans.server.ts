import { may, scopeOf } from '#app/domain/access.ts'
import { checkParts, equalParts, partStates } from '#app/domain/ledger/instalment.ts'
import type { PaymentPlanView } from '#app/domain/ledger/plan-view.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { addMonths, type LocalDate } from '#app/domain/time.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { bookOf, type DebtKey } from '#db/queries/ledger.server.ts'
import { writeOutbox } from '#db/queries/outbox.server.ts'
import {
	insertPlan,
	type PaymentPlan,
	type PaymentPlanRow,
	paymentPlanIn,
	paymentPlansOf,
	plansOfDealer,
	plansOfDebt,
	updatePaymentPlan,
} from '#db/queries/payment-plans.server.ts'
import { type PenaltyRow, penaltyById, penaltyIn, toldPenaltyIn } from '#db/queries/penalties.server.ts'
import { holdersOf, namesOf } from '#db/queries/people.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { transition } from '../transition.server.ts'

export type AskPlan = {
	readonly penaltyId: string
	readonly reason: string
	/** Equal monthly parts from the first day; one part is a deferral. */
	readonly count: number
	readonly firstOn: LocalDate
}

/** A final case within reach: of the dealer himself, or of staff who may ask for him. */
async function finalCase(ctx: Ctx, handle: Handle, id: string, byDealer: boolean): Promise<Outcome<PenaltyRow>> {
	const row = byDealer
		? await toldPenaltyIn(handle, scopeOf(ctx.actor, 'desk.read'), id)
		: await penaltyIn(handle, scopeOf(ctx.actor, 'penalty.read'), id)
	if (!row || row.historic === 1) return refuse('missing', 'not-found')
	if (!may(ctx.actor, byDealer ? 'desk.instalments' : 'ledger.ask-plan')) return refuse('forbidden', 'not-allowed')
	if (row.state !== 'FINAL' || row.outstanding_fen <= 0) return refuse('procedure', 'instalment.nothing')
	const open = (await plansOfDebt(handle, { penaltyId: id })).some(
		(one) => one.state === 'ASKED' || one.state === 'GRANTED',
	)
	return open ? refuse('procedure', 'instalment.open') : ok(row)
}

/** What the form needs: the case and what is open of it. */
export async function askPlanForm(ctx: Ctx, penaltyId: string, byDealer: boolean) {
	const row = await finalCase(ctx, ctx.read, penaltyId, byDealer)
	if (!row.ok) return row
	const { id, number, outstanding_fen: outstandingFen } = row.value
	return ok({ id, number, outstandingFen, today: ctx.today })
}

/** The dealer asks for instalments or a deferral, or staff record the wish, with the reason. The approver decides. */
export async function askPlan(ctx: Ctx, command: AskPlan, byDealer: boolean): Promise<Outcome<{ id: string }>> {
	const { branchId, accountId } = ctx.actor
	return ctx.inTx<{ id: string }>(branchId, async (tx) => {
		const row = await finalCase(ctx, tx, command.penaltyId, byDealer)
		if (!row.ok) return row
		const total = row.value.outstanding_fen
		const days = Array.from({ length: command.count }, (_, i) => addMonths(command.firstOn, i))
		const parts = equalParts(total, days)
		const checked = checkParts(parts, total, ctx.today)
		if (!checked.ok) return checked
		const id = ctx.newId()
		const { paidFen } = await bookOf(tx, { penaltyId: row.value.id })
		const kind = parts.length > 1 ? ('INSTALMENT' as const) : ('DEFERRAL' as const)
		const plan = {
			id,
			branch_id: branchId,
			dealer_id: row.value.dealer_id,
			penalty_id: row.value.id,
			claim_id: null,
			kind,
			state: 'ASKED' as const,
			by_dealer: byDealer ? (1 as const) : (0 as const),
			reason: command.reason,
			total_fen: total,
			base_paid_fen: paidFen,
			asked_by: accountId,
			asked_at: ctx.now,
			decided_by: null,
			decided_at: null,
			decision_reason: null,
			ended_at: null,
		}
		const rows = parts.map((part) => ({
			id: ctx.newId(),
			branch_id: branchId,
			plan_id: id,
			no: part.no,
			due_on: part.dueOn,
			amount_fen: part.amountFen,
		}))
		await insertPlan(tx, plan, rows)
		const after = { case: row.value.number, kind, total_fen: total, parts: parts.length }
		await appendEvents(tx, branchId, accountId, ctx.now, [
			{ subjectKind: 'payment-plan', subjectId: id, kind: 'payment-plan.asked', reason: command.reason, after },
		])
		const approvers = await holdersOf(tx, branchId, ['APPROVER'])
		await tell(
			ctx,
			tx,
			id,
			'to-decide',
			row.value.number,
			approvers.map((one) => one.id).filter((one) => one !== accountId),
		)
		return ok({ id })
	})
}

async function tell(
	ctx: Ctx,
	tx: Tx,
	id: string,
	what: 'to-decide' | 'decided',
	number: string,
	ids: readonly string[],
) {
	const drafts = ids.map((accountId) => ({
		key: `payment-plan:${id}:${what}`,
		kind: `payment-plan.${what}` as const,
		accountId,
		subjectKind: 'payment-plan' as const,
		subjectId: id,
		params: { number },
	}))
	await writeOutbox(tx, ctx.actor.branchId, ctx.now, ctx.newId, drafts)
}

export type DecidePlan = {
	readonly id: string
	readonly version: number
	readonly verdict: 'grant' | 'refuse'
	readonly reason: string
}

/** The approver grants or refuses, never the person who asked; what has been paid since counts towards the first part. */
export async function decidePlan(ctx: Ctx, command: DecidePlan): Promise<Outcome<{ id: string }>> {
	return transition(ctx, {
		subject: 'payment-plan',
		id: command.id,
		version: command.version,
		readAction: 'ledger.read',
		actions: ['ledger.decide-plan'],
		load: paymentPlanIn,
		decide: async (row, tx) => {
			if (row.state !== 'ASKED') return refuse('procedure', 'instalment.decided')
			if (row.asked_by === ctx.actor.accountId) return refuse('procedure', 'same-person')
			const granted = command.verdict === 'grant'
			const penalty = row.penalty_id === null ? undefined : await penaltyById(tx, row.penalty_id)
			if (granted && penalty && penalty.outstanding_fen <= 0) return refuse('procedure', 'instalment.nothing')
			const owners = await holdersOf(tx, row.branch_id, ['DEALER_OWNER'], { dealerId: row.dealer_id })
			return ok({
				set: {
					state: granted ? ('GRANTED' as const) : ('REFUSED' as const),
					decided_by: ctx.actor.accountId,
					decided_at: ctx.now,
					decision_reason: command.reason,
				},
				event: { kind: granted ? 'payment-plan.granted' : 'payment-plan.refused', reason: command.reason },
				also: (within) =>
					tell(
						ctx,
						within,
						row.id,
						'decided',
						penalty?.number ?? '',
						owners.map((one) => one.id),
					),
			})
		},
		save: updatePaymentPlan,
	})
}

const debtOf = (row: PaymentPlanRow): DebtKey =>
	row.penalty_id === null ? { claimId: row.claim_id ?? '' } : { penaltyId: row.penalty_id }

async function shown(handle: Handle, plan: PaymentPlan, today: LocalDate): Promise<PaymentPlanView> {
	const { paidFen } = await bookOf(handle, debtOf(plan))
	const penalty = plan.penalty_id === null ? undefined : await penaltyById(handle, plan.penalty_id)
	return {
		id: plan.id,
		version: plan.version,
		kind: plan.kind,
		state: plan.state,
		byDealer: plan.by_dealer === 1,
		reason: plan.reason,
		totalFen: plan.total_fen,
		askedAt: plan.asked_at,
		decidedAt: plan.decided_at,
		decisionReason: plan.decision_reason,
		penaltyId: plan.penalty_id,
		number: penalty?.number ?? '',
		dealerId: plan.dealer_id,
		parts: partStates(plan.parts, Math.max(0, paidFen - plan.base_paid_fen), today),
	}
}

/** The plans of one case, the latest first, for its page and the desk. */
export async function plansOfCase(ctx: Ctx, penaltyId: string): Promise<PaymentPlanView[]> {
	const plans = await plansOfDebt(ctx.read, { penaltyId })
	return Promise.all(plans.toReversed().map((plan) => shown(ctx.read, plan, ctx.today)))
}

/** The plans of a dealer, the latest first. */
export async function paymentPlansOfDealer(ctx: Ctx, dealerId: string): Promise<PaymentPlanView[]> {
	const plans = await plansOfDealer(ctx.read, dealerId)
	return Promise.all(plans.map((plan) => shown(ctx.read, plan, ctx.today)))
}

/** One plan with who asked, for the person who decides. */
export async function paymentPlanPage(ctx: Ctx, id: string) {
	const row = await paymentPlanIn(ctx.read, scopeOf(ctx.actor, 'ledger.read'), id)
	if (!row) return refuse('missing', 'not-found')
	const plan = (await plansOfDebt(ctx.read, debtOf(row))).find((one) => one.id === id)
	if (!plan) return refuse('missing', 'not-found')
	const names = await namesOf(ctx.read, [row.asked_by, row.decided_by])
	return ok({
		...(await shown(ctx.read, plan, ctx.today)),
		askedBy: names.get(row.asked_by) ?? '',
		decidedBy: row.decided_by === null ? null : (names.get(row.decided_by) ?? ''),
		mayDecide: row.state === 'ASKED' && row.asked_by !== ctx.actor.accountId && may(ctx.actor, 'ledger.decide-plan'),
	})
}

/** Every plan of the branch, those that wait first. */
export async function paymentPlanList(ctx: Ctx) {
	if (!scopeOf(ctx.actor, 'ledger.read').places.some((place) => place.kind === 'branch'))
		return refuse('forbidden', 'not-allowed')
	const rows = await paymentPlansOf(ctx.read, ctx.actor.branchId)
	const waiting = rows.filter((row) => row.state === 'ASKED')
	return ok({ rows: [...waiting, ...rows.filter((row) => row.state !== 'ASKED')] })
}
