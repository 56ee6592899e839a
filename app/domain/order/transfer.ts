import type { Outcome } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import { reasonOf, step } from './acts.ts'
import type { OrderActor, OrderChange, OrderFacts } from './order.ts'
import { gate } from './order.ts'

/** A department, or one person of it; with nobody named, whoever works there may accept. */
export type Successor = { readonly departmentId: string; readonly accountId: string | null }

/** Who answers for an order now: the lead department, and its handler once somebody has signed. */
export type Owner = { readonly departmentId: string; readonly accountId: string | null }

export type PendingTransfer = { readonly askedBy: string; readonly to: Successor }

/** What a person is to an order, beside the duties. */
export type Standing = {
	/** Works for the lead department. */
	readonly owns: boolean
	/** Works for the department that was asked. */
	readonly asked: boolean
}

/**
 * 转派: names a successor; the owner stays the owner until the successor accepts (domain 5.6). By the lead department or
 * the issuing side's duties. `helping`: departments with an open assisting task.
 */
export function askTransfer(
	facts: OrderFacts,
	actor: OrderActor,
	standing: Pick<Standing, 'owns'>,
	owner: Owner,
	asked: { readonly to: Successor; readonly reason: string },
	pending: PendingTransfer | null,
	helping: readonly string[],
): Outcome<OrderChange> {
	const next = gate(facts, 'reassign')
	if (!next.ok) return next
	const issuing = actor.duties.includes('issuer') || actor.duties.includes('officer')
	if (!standing.owns && !issuing) return refuse('forbidden', 'order.not-owner')
	if (pending !== null) return refuse('procedure', 'order.transfer-pending')
	const { to } = asked
	const sameDepartment = to.departmentId === owner.departmentId
	if (sameDepartment && (to.accountId === null || to.accountId === owner.accountId)) {
		return refuse('invalid', 'order.transfer-same')
	}
	if (!sameDepartment && helping.includes(to.departmentId)) return refuse('procedure', 'order.transfer-assists')
	const why = reasonOf(asked.reason)
	return why.ok ? step(facts, 'reassign', 'order.transfer-asked', { reason: why.value }) : why
}

/** The successor accepts, and owns the order from now; or refuses with a reason, and it stays where it is. */
export function answerTransfer(
	facts: OrderFacts,
	actor: OrderActor,
	standing: Pick<Standing, 'asked'>,
	pending: PendingTransfer | null,
	answer: { readonly accept: boolean; readonly reason: string },
): Outcome<OrderChange> {
	const next = gate(facts, 'reassign')
	if (!next.ok) return next
	if (pending === null) return refuse('procedure', 'order.transfer-none')
	const { to, askedBy } = pending
	const named = to.accountId === null ? standing.asked : to.accountId === actor.accountId
	if (!named) return refuse('forbidden', 'order.transfer-successor')
	if (actor.accountId === askedBy) return refuse('forbidden', 'order.transfer-own')
	if (answer.accept) {
		return step(facts, 'reassign', 'order.transfer-accepted', { set: { leadDepartmentId: to.departmentId } })
	}
	const why = reasonOf(answer.reason)
	return why.ok ? step(facts, 'reassign', 'order.transfer-refused', { reason: why.value }) : why
}

/** Whoever asked takes the transfer back before it is answered. */
export function takeBackTransfer(
	facts: OrderFacts,
	actor: OrderActor,
	pending: PendingTransfer | null,
): Outcome<OrderChange> {
	const next = gate(facts, 'reassign')
	if (!next.ok) return next
	if (pending === null) return refuse('procedure', 'order.transfer-none')
	if (pending.askedBy !== actor.accountId) return refuse('forbidden', 'order.not-transfer-asker')
	return step(facts, 'reassign', 'order.transfer-withdrawn')
}

/** Nobody answered within the limit: the order comes back to the owner, who never lost it. */
export function lapseTransfer(facts: OrderFacts, pending: PendingTransfer | null): Outcome<OrderChange> {
	const next = gate(facts, 'reassign')
	if (!next.ok) return next
	if (pending === null) return refuse('procedure', 'order.transfer-none')
	return step(facts, 'reassign', 'order.transfer-lapsed')
}
