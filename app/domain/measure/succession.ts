import type { LocalDate } from '../time.ts'

/** What happened when premises or a dealer changed hands. */
export const SUCCESSION_KINDS = ['SOLD', 'MOVED', 'RENAMED', 'NEW_PERSON', 'TAKEN_OVER'] as const
export type SuccessionKind = (typeof SUCCESSION_KINDS)[number]

/** ASKED: somebody asked that the points stay behind; they follow until a second person agrees. */
export const SUCCESSION_STATES = ['FOLLOWS', 'ASKED', 'RELEASED', 'REFUSED'] as const
export type SuccessionState = (typeof SUCCESSION_STATES)[number]

export type Succession = {
	readonly id: string
	/** The premises; null when the whole dealer is meant. */
	readonly outletId: string | null
	readonly fromDealerId: string
	readonly toDealerId: string
	readonly happenedOn: LocalDate
	readonly state: SuccessionState
}

/** A case as far as succession asks: who had it, where, when it happened. */
export type Carried = { readonly dealerId: string; readonly outletId: string; readonly occurredOn: LocalDate }

const follows = (one: Succession) => one.state !== 'RELEASED'
const order = (a: Succession, b: Succession) => a.happenedOn.localeCompare(b.happenedOn) || a.id.localeCompare(b.id)
const concerns = (one: Succession, record: Carried) => one.outletId === null || one.outletId === record.outletId

/** The dealer's own case, unless a second person agreed that a new owner begins anew. */
function own(record: Carried, dealerId: string, all: readonly Succession[]): boolean {
	if (record.dealerId !== dealerId) return false
	return !all.some(
		(one) =>
			one.fromDealerId === dealerId &&
			one.toDealerId === dealerId &&
			!follows(one) &&
			record.occurredOn < one.happenedOn,
	)
}

function carriedBy(record: Carried, dealerId: string, all: readonly Succession[]): Succession | undefined {
	return all.find(
		(one, i) =>
			one.toDealerId === dealerId &&
			one.fromDealerId !== dealerId &&
			follows(one) &&
			record.occurredOn < one.happenedOn &&
			concerns(one, record) &&
			(own(record, one.fromDealerId, all) || carriedBy(record, one.fromDealerId, all.slice(0, i)) !== undefined),
	)
}

/**
 * Whether a case counts for a dealer (domain 11, trap 8): points go with the legal person and with the premises. What
 * came with premises leaves again when they are handed on. Takes every succession of the dealers concerned.
 */
export function countsFor(record: Carried, dealerId: string, successions: readonly Succession[]): boolean {
	const all = [...successions].sort(order)
	if (own(record, dealerId, all)) return true
	if (record.dealerId === dealerId) return false
	const came = carriedBy(record, dealerId, all)
	if (!came) return false
	if (came.outletId === null) return true
	const handedOn = all.some(
		(one) =>
			one.outletId === came.outletId &&
			one.fromDealerId === dealerId &&
			one.toDealerId !== dealerId &&
			follows(one) &&
			order(came, one) < 0,
	)
	return !handedOn
}

/** Whether a case still counts for its premises: not when a new dealer was agreed to begin anew there. */
export function countsForOutlet(record: Carried, successions: readonly Succession[]): boolean {
	return !successions.some(
		(one) => one.outletId === record.outletId && !follows(one) && record.occurredOn < one.happenedOn,
	)
}
