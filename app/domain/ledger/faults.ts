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
	streamOf,
} from './ledger.ts'

/** The ledger's invariants over stored rows (trust 2.2); `verify` prints the first row that is wrong. */

export type LedgerTxn = {
	readonly id: string
	/** Position in the ledger; later postings have greater ones. */
	readonly seq: number
	readonly dealerId: string
	readonly kind: LedgerKind
	readonly stream: Stream
	/** The case or claim it belongs to; what is levied, held or taken back always has one. */
	readonly penaltyId: string | null
	readonly claimId: string | null
	/** The posting that a REVERSAL takes back. */
	readonly reversesId: string | null
}
export type StoredEntry = LedgerEntry & { readonly txnId: string }

export type LedgerFaultKind =
	| 'duplicate-transaction'
	| 'entry-without-transaction'
	| 'transaction-without-entries'
	| 'amount-not-positive'
	| 'unbalanced'
	| 'wrong-accounts'
	| 'wrong-stream'
	| 'case-missing'
	| 'available-negative'
	| 'held-negative'
	| 'commission-negative'
	| 'receivable-negative'
	| 'case-hold-negative'
	| 'case-receivable-negative'
	| 'reversed-more-than-deducted'
	| 'reverses-nothing'
	| 'reversed-more-than-posted'

export type LedgerFault = { readonly fault: LedgerFaultKind; readonly txnId: string; readonly dealerId: string | null }

const OWN_KINDS: readonly LedgerKind[] = ['HOLD', 'RELEASE', 'SURCHARGE']
const DEBT_KINDS: readonly LedgerKind[] = ['DEDUCT', 'OFFSET', 'INVOICE', 'COLLECT']

/** A penalty's posting names its case, a claim's posting its claim. */
function ownerMissing({ kind, stream, penaltyId, claimId }: LedgerTxn): boolean {
	if (OWN_KINDS.includes(kind)) return penaltyId === null
	if (kind === 'REDRESS_PAID') return claimId === null
	if (kind === 'REVERSAL') return penaltyId === null && claimId === null
	if (!DEBT_KINDS.includes(kind)) return false
	return stream === 'penalty' ? penaltyId === null : claimId === null
}

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
	if (!LEDGER_KINDS.includes(txn.kind)) return 'wrong-accounts'
	const posting = postingOf(txn.kind, entries, txn.stream)
	const expected = post(posting)
	if (!expected.ok || sides(expected.value) !== sides(entries)) return 'wrong-accounts'
	if (streamOf(posting) !== txn.stream) return 'wrong-stream'
	if (ownerMissing(txn)) return 'case-missing'
	return null
}

type Running = { available: Fen; held: Fen; commission: Fen; receivable: Fen }
type RunningCase = { held: Fen; levied: Fen; receivable: Fen }

/** Runs through a ledger in its order, with what each dealer, case and posting has left. */
class Reader {
	readonly faults: LedgerFault[] = []
	private readonly seen = new Map<string, LedgerTxn>()
	private readonly dealers = new Map<string, Running>()
	private readonly debts = new Map<string, RunningCase>()
	/** What may still be taken back of a posting; deductions of a case stand for each other. */
	private readonly left = new Map<string, Fen>()

	read(txn: LedgerTxn, own: readonly StoredEntry[]): void {
		const report = (fault: LedgerFaultKind) => this.faults.push({ fault, txnId: txn.id, dealerId: txn.dealerId })
		if (this.seen.has(txn.id)) report('duplicate-transaction')
		this.seen.set(txn.id, txn)
		const shape = faultOfShape(txn, own)
		if (shape) report(shape)
		this.dealer(txn, own, report)
		this.debt(txn, own, report)
		this.reversal(txn, own, report)
	}

	knows(txnId: string): boolean {
		return this.seen.has(txnId)
	}

	private dealer(txn: LedgerTxn, own: readonly StoredEntry[], report: (fault: LedgerFaultKind) => void): void {
		const dealer = this.dealers.get(txn.dealerId) ?? { available: 0, held: 0, commission: 0, receivable: 0 }
		this.dealers.set(txn.dealerId, dealer)
		dealer.available += net(own, 'DEPOSIT_AVAILABLE')
		dealer.held += net(own, 'DEPOSIT_HELD')
		dealer.commission += net(own, 'COMMISSION_PAYABLE')
		dealer.receivable -= net(own, 'RECEIVABLE')
		if (dealer.available < 0) report('available-negative')
		if (dealer.held < 0) report('held-negative')
		if (dealer.commission < 0) report('commission-negative')
		if (dealer.receivable < 0) report('receivable-negative')
	}

	private debt(txn: LedgerTxn, own: readonly StoredEntry[], report: (fault: LedgerFaultKind) => void): void {
		const id = txn.penaltyId ?? txn.claimId
		if (id === null || txn.kind === 'REDRESS_PAID') return
		const one = this.debts.get(id) ?? { held: 0, levied: 0, receivable: 0 }
		this.debts.set(id, one)
		one.held += net(own, 'DEPOSIT_HELD')
		one.receivable -= net(own, 'RECEIVABLE')
		const back = this.seen.get(txn.reversesId ?? '')?.kind === 'REDRESS_PAID'
		if (!back) for (const account of Object.values(INCOME)) one.levied += net(own, account)
		if (one.held < 0) report('case-hold-negative')
		if (one.receivable < 0) report('case-receivable-negative')
		if (one.levied < 0) report('reversed-more-than-deducted')
	}

	private reversal(txn: LedgerTxn, own: readonly StoredEntry[], report: (fault: LedgerFaultKind) => void): void {
		const fen = sum(own, 'creditFen')
		const key = (of: LedgerTxn) => (of.kind === 'DEDUCT' ? `${of.penaltyId ?? of.claimId} DEDUCT` : of.id)
		if (txn.kind !== 'REVERSAL') {
			this.left.set(key(txn), (this.left.get(key(txn)) ?? 0) + fen)
			return
		}
		const of = this.seen.get(txn.reversesId ?? '')
		const same = of && of.kind !== 'REVERSAL' && of.dealerId === txn.dealerId && of.stream === txn.stream
		if (!same || of.penaltyId !== txn.penaltyId || of.claimId !== txn.claimId) {
			report('reverses-nothing')
			return
		}
		const left = (this.left.get(key(of)) ?? 0) - fen
		this.left.set(key(of), left)
		if (left < 0) report('reversed-more-than-posted')
	}
}

/** Every breach of the invariants, in the order of the ledger; empty when the ledger is sound. */
export function ledgerFaults(txns: readonly LedgerTxn[], entries: readonly StoredEntry[]): LedgerFault[] {
	const byTxn = new Map<string, StoredEntry[]>()
	for (const entry of entries) {
		const list = byTxn.get(entry.txnId)
		if (list) list.push(entry)
		else byTxn.set(entry.txnId, [entry])
	}
	const reader = new Reader()
	for (const txn of [...txns].sort((a, b) => a.seq - b.seq)) reader.read(txn, byTxn.get(txn.id) ?? [])
	const lost = [...byTxn.keys()].filter((txnId) => !reader.knows(txnId))
	return [
		...reader.faults,
		...lost.map((txnId): LedgerFault => ({ fault: 'entry-without-transaction', txnId, dealerId: null })),
	]
}
