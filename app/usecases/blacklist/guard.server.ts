import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { type BarredBy, barringEntry, type EntryRow, hmacsOfAccount } from '#db/queries/blacklist.server.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import type { Handle } from '#db/tx.server.ts'

export function refusedBy(entry: EntryRow): Outcome<never> {
	const rule = entry.kind === 'DEALER' ? 'blacklist.dealer' : 'blacklist.person'
	return refuse('procedure', rule, { name: entry.name, number: entry.number, until: entry.until_on })
}

/** The refusal of whoever is on the blacklist, with the entry's number; null when nothing bars. */
export async function barred(handle: Handle, branchId: string, by: BarredBy): Promise<Outcome<never> | null> {
	const entry = await barringEntry(handle, branchId, by)
	return entry ? refusedBy(entry) : null
}

/** An account for a dealer: neither the dealer nor the person to whom the account belongs may be listed. */
export async function barredAccount(
	handle: Handle,
	branchId: string,
	dealerId: string | null,
	accountId: string | null,
) {
	if (dealerId === null) return null
	const idHmacs = accountId === null ? [] : await hmacsOfAccount(handle, accountId)
	return barred(handle, branchId, { dealerId, idHmacs })
}

/** No new business with a dealer that is listed or whose co-operation has ended. */
export async function noBusinessWith(handle: Handle, dealerId: string): Promise<Outcome<never> | null> {
	const dealer = await dealerById(handle, dealerId)
	if (!dealer) return refuse('missing', 'not-found')
	const listed = await barred(handle, dealer.branch_id, { dealerId })
	return listed ?? (dealer.status === 'TERMINATED' ? refuse('procedure', 'exit.terminated') : null)
}
