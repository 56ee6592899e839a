import type { OrderActor, OrderFacts, OrderState } from '#app/domain/order/order.ts'
import { instantAt } from '#app/domain/time.ts'

/** An order of 15 working days issued on 2026-11-02 at 10:00, due 2026-11-23 18:00, in the given state. */
export function orderAt(state: OrderState, change: Partial<OrderFacts> = {}): OrderFacts {
	const issued = state !== 'DRAFT' && state !== 'PENDING_APPROVAL'
	const dueAt = instantAt('2026-11-23', 1080)
	return {
		id: 'order-1',
		state,
		urgency: 'NORMAL',
		leadDepartmentId: 'department-1',
		draftedBy: 'officer',
		issuedBy: issued ? 'issuer' : null,
		feedbackBy: ['SUBMITTED', 'RETURNED', 'COMPLETED', 'STRUCK_OFF', 'ASSESSED'].includes(state) ? 'handler' : null,
		completedBy: ['COMPLETED', 'STRUCK_OFF', 'ASSESSED'].includes(state) ? 'issuer' : null,
		affectedUsers: 0,
		complaintOn: null,
		statutoryOn: null,
		issuedAt: issued ? instantAt('2026-11-02', 600) : null,
		ackDueAt: issued ? instantAt('2026-11-03', 1080) : null,
		acknowledgedAt: issued && state !== 'ISSUED' ? instantAt('2026-11-02', 660) : null,
		dueAt: issued ? dueAt : null,
		dueOn: issued ? '2026-11-23' : null,
		originalDueAt: issued ? dueAt : null,
		originalDueOn: issued ? '2026-11-23' : null,
		submittedAt: ['SUBMITTED', 'COMPLETED', 'STRUCK_OFF', 'ASSESSED'].includes(state)
			? instantAt('2026-11-10', 600)
			: null,
		completedAt: ['COMPLETED', 'STRUCK_OFF', 'ASSESSED'].includes(state) ? instantAt('2026-11-11', 600) : null,
		overdueAt: null,
		round: 1,
		returnCount: 0,
		extensions: [],
		suspendedSince: null,
		suspendedUntil: null,
		...change,
	}
}

export const officer: OrderActor = { accountId: 'officer', duties: ['officer'] }
export const otherOfficer: OrderActor = { accountId: 'officer-2', duties: ['officer'] }
export const issuer: OrderActor = { accountId: 'issuer', duties: ['issuer'] }
export const otherIssuer: OrderActor = { accountId: 'issuer-2', duties: ['issuer'] }
export const handler: OrderActor = { accountId: 'handler', duties: ['handler'] }
