import type { Fen } from '../money.ts'
import type { DebtStream } from './ledger.ts'

/**
 * What a dealer owes beside penalties, for a settlement to collect: a refund to users that is recovered, or a
 * commission claw-back. Collected and invoiced come from the ledger's entries of the claim, never from a column.
 */
export type Claim = {
	readonly stream: Exclude<DebtStream, 'penalty'>
	/** The `claim_id` of its postings. */
	readonly id: string
	readonly dealerId: string
	readonly number: string
	/** The amount that stands, in fen. */
	readonly amountFen: Fen
	readonly collectedFen: Fen
	/** Invoiced and still open. */
	readonly invoicedFen: Fen
}
