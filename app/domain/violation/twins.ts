import type { LocalDate } from '../time.ts'

/** One act, one penalty (domain 4): the same dealer, outlet, fact and day may be the same act recorded twice. */

export type Occurrence = {
	readonly id: string
	readonly dealerId: string
	readonly outletId: string
	readonly typeCode: string
	readonly occurredOn: LocalDate
	readonly dismissed: boolean
	readonly historic: boolean
}

/** Violations that may be the same act as this one; a dismissed or imported one is not. */
export function twinsOf<T extends Occurrence>(
	fresh: Omit<Occurrence, 'dismissed' | 'historic'>,
	others: readonly T[],
): T[] {
	return others.filter(
		(one) =>
			one.id !== fresh.id &&
			!one.dismissed &&
			!one.historic &&
			one.dealerId === fresh.dealerId &&
			one.outletId === fresh.outletId &&
			one.typeCode === fresh.typeCode &&
			one.occurredOn === fresh.occurredOn,
	)
}

/** Twins that no reason on record speaks of; `named` are the ids that earlier reasons were given for. */
export function openTwins<T extends { readonly id: string }>(twins: readonly T[], named: ReadonlySet<string>): T[] {
	return twins.filter((one) => !named.has(one.id))
}
