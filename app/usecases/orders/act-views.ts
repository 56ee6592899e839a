import type { OrderActName } from '#app/domain/order/act-names.ts'
import type { Outcome, Refusal } from '#app/domain/refusal.ts'

/** An act that this person's role has; shut with the reason for which it cannot be done now. */
export type OrderActView = { readonly act: OrderActName; readonly shut: Refusal | null }

/** Whether the rules would let it be done: a reason is thought to be given. */
export const GIVEN = '—'
export const shutBy = (outcome: Outcome<unknown>): Refusal | null => (outcome.ok ? null : outcome.error)

export type Candidate = readonly [OrderActName, boolean, () => Refusal | null]

export function chosen(candidates: readonly Candidate[]): OrderActView[] {
	return candidates.filter(([, shown]) => shown).map(([act, , shut]) => ({ act, shut: shut() }))
}
