import type { Fen } from '../money.ts'
import {
	type DebtStream,
	INCOME,
	LEDGER_KINDS,
	type LedgerAccount,
	type LedgerEntry,
	type LedgerKind,
	PAY_SOURCES,
	type Posting,
	post,
	type Stream,
} from './ledger.ts'

/** The ledger's invariants over stored rows (trust 2.2); `verify` prints the first row that is wrong. */

export type LedgerTxn = {
	readonly id: string
	/** Position in the ledger; later postings have greater ones. */
	readonly seq: number
	readonly dealerId: string
	readonly kind: LedgerKind
	/** The case it belongs to; HOLD, RELEASE, DEDUCT and REVERSAL always have one. */
	readonly penaltyId: string | null
}
export type StoredEntry = LedgerEntry & { readonly txnId: string }

export type LedgerFaultKind =
	| 'duplicate-transaction'
	| 'entry-without-transaction'
	| 'transaction-without-entries'
	| 'amount-not-positive'
	| 'unbalanced'
	| 'wrong-accounts'
	| 'case-missing'
	| 'available-negative'
	| 'held-negative'
	| 'case-hold-negative'
	| 'reversed-more-than-deducted'

export type LedgerFault = { readonly fault: LedgerFaultKind; readonly txnId: string; readonly dealerId: string | null }

const CASE_KINDS: readonly LedgerKind[] = ['HOLD', 'RELEASE', 'DEDUCT', 'REVERSAL']

const sum = (entries: readonly LedgerEntry[], side: 'debitFen' | 'creditFen') =>
	entries.reduce((n, e) => n + e[side], 0)
const debited = (entries: readonly LedgerEntry[], account: LedgerAccount) =>
	entries.reduce((n, e) => (e.account === account ? n + e.debitFen : n), 0)
const net = (entries: readonly LedgerEntry[], account: LedgerAccount) =>
	entries.reduce((n, e) => (e.account === account ? n + e.creditFen - e.debitFen : n), 0)

const DEBTS = ['penalty', 'clawback', 'redress'] as const

/** The posting that stored entries stand for. */
export function postingOf(kind: LedgerKind, entries: readonly LedgerEntry[], stream: Stream = 'penalty'): Posting {
	const fen = sum(entries, 'creditFen')
	const credited = entries.find((entry) => entry.creditFen > 0)?.account ?? 'CASH'
	const from = entries.find((entry) => entry.debitFen > 0)?.account ?? 'CASH'
	const debt: DebtStream = DEBTS.find((one) => INCOME[one] === credited) ?? 'penalty'
	switch (kind) {
		case 'DEDUCT': {
			const parts = {
				fromHeldFen: debited(entries, 'DEPOSIT_HELD'),
				fromAvailableFen: debited(entries, 'DEPOSIT_AVAILABLE'),
			}
			return debt === 'penalty' ? { kind, ...parts } : { kind, ...parts, stream: debt }
		}
		case 'OFFSET':
		case 'INVOICE':
			return { kind, fen, stream: debt }
		case 'COLLECT': {
			const source = PAY_SOURCES.find((one) => one === from) ?? 'CASH'
			return { kind, fen, stream: DEBTS.find((one) => one === stream) ?? 'penalty', from: source }
		}
		case 'REVERSAL':
			return { kind, fen, stream, from, to: credited }
		default:
			return { kind, fen }
	}
}

function positive(entry: LedgerEntry): boolean {
	const { debitFen, creditFen } = entry
	if (!Number.isSafeInteger(debitFen) || !Number.isSafeInteger(creditFen)) return false
	return debitFen >= 0 && creditFen >= 0 && (debitFen === 0) !== (creditFen === 0)
}

const sides = (entries: readonly LedgerEntry[]) =>
	entries
		.map((e) => `${e.account} ${e.debitFen} ${e.creditFen}`)
		.sort()
		.join('|')

function faultOfShape(txn: LedgerTxn, entries: readonly LedgerEntry[]): LedgerFaultKind | null {
	if (entries.length === 0) return 'transaction-without-entries'
	if (!entries.every(positive)) return 'amount-not-positive'
	if (sum(entries, 'debitFen') !== sum(entries, 'creditFen')) return 'unbalanced'
	const expected = LEDGER_KINDS.includes(txn.kind) ? post(postingOf(txn.kind, entries)) : null
	if (!expected?.ok || sides(expected.value) !== sides(entries)) return 'wrong-accounts'
	if (CASE_KINDS.includes(txn.kind) && txn.penaltyId === null) return 'case-missing'
	return null
}

type Running = { available: Fen; held: Fen }
type RunningCase = { held: Fen; paid: Fen }

/** Every breach of the invariants, in the order of the ledger; empty when the ledger is sound. */
export function ledgerFaults(txns: readonly LedgerTxn[], entries: readonly StoredEntry[]): LedgerFault[] {
	const faults: LedgerFault[] = []
	const byTxn = new Map<string, StoredEntry[]>()
	for (const entry of entries) {
		const list = byTxn.get(entry.txnId)
		if (list) list.push(entry)
		else byTxn.set(entry.txnId, [entry])
	}
	const seen = new Set<string>()
	const dealers = new Map<string, Running>()
	const cases = new Map<string, RunningCase>()
	for (const txn of [...txns].sort((a, b) => a.seq - b.seq)) {
		const report = (fault: LedgerFaultKind) => faults.push({ fault, txnId: txn.id, dealerId: txn.dealerId })
		if (seen.has(txn.id)) report('duplicate-transaction')
		seen.add(txn.id)
		const own = byTxn.get(txn.id) ?? []
		const shape = faultOfShape(txn, own)
		if (shape) report(shape)
		const dealer = dealers.get(txn.dealerId) ?? { available: 0, held: 0 }
		dealers.set(txn.dealerId, dealer)
		dealer.available += net(own, 'DEPOSIT_AVAILABLE')
		dealer.held += net(own, 'DEPOSIT_HELD')
		if (dealer.available < 0) report('available-negative')
		if (dealer.held < 0) report('held-negative')
		if (txn.penaltyId === null) continue
		const one = cases.get(txn.penaltyId) ?? { held: 0, paid: 0 }
		cases.set(txn.penaltyId, one)
		one.held += net(own, 'DEPOSIT_HELD')
		one.paid += net(own, 'PENALTY_INCOME')
		if (one.held < 0) report('case-hold-negative')
		if (one.paid < 0) report('reversed-more-than-deducted')
	}
	for (const txnId of byTxn.keys())
		if (!seen.has(txnId)) faults.push({ fault: 'entry-without-transaction', txnId, dealerId: null })
	return faults
}
