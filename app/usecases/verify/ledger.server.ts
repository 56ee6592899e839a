import { type LedgerFaultKind, ledgerFaults, postingOf } from '#app/domain/ledger/faults.ts'
import { postingFen } from '#app/domain/ledger/ledger.ts'
import { deductionsWithoutDecision, ledgerDealers, ledgerImbalance, ledgerOf } from '#db/queries/verify.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, MAX_FAULTS, plural } from './check.ts'

const SENTENCES: Record<LedgerFaultKind, string> = {
	'duplicate-transaction': 'stands twice',
	'entry-without-transaction': 'has entries and no transaction of the same dealer',
	'transaction-without-entries': 'has no entries',
	'amount-not-positive': 'has an entry that is not above zero on exactly one side',
	unbalanced: 'is not balanced: debit and credit differ',
	'wrong-accounts': 'posts to accounts that its kind does not move',
	'wrong-stream': 'stands in another stream than its accounts',
	'case-missing': 'names no case or claim',
	'available-negative': 'makes the available deposit negative',
	'held-negative': 'makes the held deposit negative',
	'commission-negative': 'pays out or sets off more commission than was stated',
	'receivable-negative': 'collects more than was invoiced',
	'case-hold-negative': 'takes more from the hold of its case than was held',
	'case-receivable-negative': 'collects more than was invoiced for its case',
	'reversed-more-than-deducted': 'gives back more than was levied for its case',
	'reverses-nothing': 'takes back a posting that is not there, or of another case',
	'reversed-more-than-posted': 'takes back more than was posted',
}

/** The ledger's invariants (trust 2.2), dealer by dealer. */
export async function checkLedger(handle: Handle): Promise<Check> {
	const faults = new Faults()
	const dealers = await ledgerDealers(handle)
	let looked = 0
	for (const dealerId of dealers) {
		if (faults.full) break
		looked += await checkDealer(handle, dealerId, faults)
	}
	const off = await ledgerImbalance(handle)
	if (off !== 0) faults.add('ledger_entry', `debit exceeds credit by ${off} fen over all accounts`)
	for (const row of await deductionsWithoutDecision(handle, MAX_FAULTS))
		faults.add(`ledger_txn ${row.id}`, `a deduction for case ${row.penalty_id ?? '?'} that names no decision of it`)
	return {
		name: 'ledger',
		looked: `${plural(looked, 'transaction')} of ${plural(dealers.length, 'dealer')}`,
		faults: faults.list,
		notes: [],
	}
}

async function checkDealer(handle: Handle, dealerId: string, faults: Faults): Promise<number> {
	const { txns, entries } = await ledgerOf(handle, dealerId)
	const stored = entries.map((row) => ({
		txnId: row.txn_id,
		account: row.account,
		debitFen: row.debit_fen,
		creditFen: row.credit_fen,
	}))
	// The order of the ledger is that of its entries.
	const place = new Map<string, number>()
	const byTxn = new Map<string, typeof stored>()
	for (const [i, entry] of stored.entries()) {
		if (!place.has(entry.txnId)) place.set(entry.txnId, i)
		const own = byTxn.get(entry.txnId)
		if (own) own.push(entry)
		else byTxn.set(entry.txnId, [entry])
	}
	const facts = txns.map((row) => ({
		id: row.id,
		seq: place.get(row.id) ?? entries.length,
		dealerId,
		kind: row.kind,
		stream: row.stream,
		penaltyId: row.penalty_id,
		claimId: row.claim_id,
		reversesId: row.reverses_id,
	}))
	for (const fault of ledgerFaults(facts, stored)) faults.add(`ledger_txn ${fault.txnId}`, SENTENCES[fault.fault])
	for (const row of txns) {
		const posted = postingFen(postingOf(row.kind, byTxn.get(row.id) ?? [], row.stream))
		if (posted !== row.amount_fen)
			faults.add(`ledger_txn ${row.id}`, `says ${row.amount_fen} fen, its entries move ${posted} fen`)
	}
	return txns.length
}
