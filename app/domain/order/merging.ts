import type { Outcome } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import type { LocalDate } from '../time.ts'
import { ALL_CLOCKS_END, isIssuingSide, reasonOf, step } from './acts.ts'
import type { OrderActor, OrderChange, OrderFacts } from './order.ts'
import { gate } from './order.ts'

/** To MERGED into another order that is still open, before completion; by the issuing side. */
export function merge(
	facts: OrderFacts,
	actor: OrderActor,
	target: Pick<OrderFacts, 'id' | 'state'>,
	reason: string,
): Outcome<OrderChange> {
	const next = gate(facts, 'merge')
	if (!next.ok) return next
	if (!isIssuingSide(facts, actor)) return refuse('forbidden', 'order.not-issuing-side')
	if (target.id !== facts.id && target.state === 'SUBMITTED') return refuse('procedure', 'order.merge-submitted')
	if (target.id === facts.id || !gate(target, 'absorb').ok) return refuse('procedure', 'order.merge-target')
	const why = reasonOf(reason)
	return why.ok ? step(facts, 'merge', 'order.merged', { reason: why.value, clocks: ALL_CLOCKS_END }) : why
}

/** What orders bring along when they go into another one. */
type Carried = Pick<OrderFacts, 'complaintOn' | 'statutoryOn'>

/**
 * The other side of a merger: the target takes over the earliest complaint, whose statutory date rules it from now
 * (domain 5.4). `complaintOn` of the change is what is to be counted with.
 */
export function absorb(
	facts: OrderFacts,
	actor: OrderActor,
	sources: readonly Carried[],
	reason: string,
): Outcome<OrderChange & { readonly complaintOn: LocalDate | null }> {
	const next = gate(facts, 'absorb')
	if (!next.ok) return next
	if (!isIssuingSide(facts, actor)) return refuse('forbidden', 'order.not-issuing-side')
	const why = reasonOf(reason)
	if (!why.ok) return why
	const complaints = [facts, ...sources].map(({ complaintOn }) => complaintOn).filter((day) => day !== null)
	const change = step(facts, 'absorb', 'order.absorbed', { reason: why.value })
	return change.ok ? ok({ ...change.value, complaintOn: complaints.sort()[0] ?? null }) : change
}
