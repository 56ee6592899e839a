import { type Fen, isFen } from '../money.ts'
import { type Outcome, refuse } from '../refusal.ts'
import { assertNever, ok } from '../result.ts'

/** The deposit ledger of one dealer (domain 3.2): append-only double entry in fen, nothing is ever edited. */

export const LEDGER_KINDS = ['DEPOSIT_IN', 'HOLD', 'RELEASE', 'DEDUCT', 'TOPUP_IN', 'REFUND', 'REVERSAL'] as const
export type LedgerKind = (typeof LEDGER_KINDS)[number]

/** CASH is the operator's; the two DEPOSIT accounts are owed to the dealer; PENALTY_INCOME is what was deducted. */
export const LEDGER_ACCOUNTS = ['CASH', 'DEPOSIT_AVAILABLE', 'DEPOSIT_HELD', 'PENALTY_INCOME'] as const
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number]

/** One side of a posting; exactly one of the two amounts is above zero. */
export type LedgerEntry = { readonly account: LedgerAccount; readonly debitFen: Fen; readonly creditFen: Fen }

export type Posting =
	| { readonly kind: Exclude<LedgerKind, 'DEDUCT'>; readonly fen: Fen }
	| { readonly kind: 'DEDUCT'; readonly fromHeldFen: Fen; readonly fromAvailableFen: Fen }

export type Balances = { readonly balance: Fen; readonly held: Fen; readonly available: Fen }

export const EMPTY: Balances = { balance: 0, held: 0, available: 0 }

const debit = (account: LedgerAccount, fen: Fen): LedgerEntry => ({ account, debitFen: fen, creditFen: 0 })
const credit = (account: LedgerAccount, fen: Fen): LedgerEntry => ({ account, debitFen: 0, creditFen: fen })

/** The account that a posting of this kind takes from and the one it gives to. */
const FLOW: Record<Exclude<LedgerKind, 'DEDUCT'>, readonly [from: LedgerAccount, to: LedgerAccount]> = {
	DEPOSIT_IN: ['CASH', 'DEPOSIT_AVAILABLE'],
	TOPUP_IN: ['CASH', 'DEPOSIT_AVAILABLE'],
	REFUND: ['DEPOSIT_AVAILABLE', 'CASH'],
	HOLD: ['DEPOSIT_AVAILABLE', 'DEPOSIT_HELD'],
	RELEASE: ['DEPOSIT_HELD', 'DEPOSIT_AVAILABLE'],
	REVERSAL: ['PENALTY_INCOME', 'DEPOSIT_AVAILABLE'],
}

/** The money a posting moves, in fen. */
export function postingFen(posting: Posting): Fen {
	return posting.kind === 'DEDUCT' ? posting.fromHeldFen + posting.fromAvailableFen : posting.fen
}

/** The entries of a posting: debit equals credit, every amount above zero. Refuses anything but whole fen above zero. */
export function post(posting: Posting): Outcome<readonly LedgerEntry[]> {
	const total = postingFen(posting)
	if (!isFen(total) || total <= 0) return refuse('invalid', 'ledger.amount')
	if (posting.kind !== 'DEDUCT') {
		const [from, to] = FLOW[posting.kind]
		return ok([debit(from, total), credit(to, total)])
	}
	const { fromHeldFen, fromAvailableFen } = posting
	if (!isFen(fromHeldFen) || !isFen(fromAvailableFen) || fromHeldFen < 0 || fromAvailableFen < 0)
		return refuse('invalid', 'ledger.amount')
	const sides: LedgerEntry[] = []
	if (fromHeldFen > 0) sides.push(debit('DEPOSIT_HELD', fromHeldFen))
	if (fromAvailableFen > 0) sides.push(debit('DEPOSIT_AVAILABLE', fromAvailableFen))
	return ok([...sides, credit('PENALTY_INCOME', total)])
}

/** What an account owes the dealer after these entries (credit less debit), in fen. */
export function owed(entries: readonly LedgerEntry[], account: LedgerAccount): Fen {
	return entries.reduce((sum, entry) => (entry.account === account ? sum + entry.creditFen - entry.debitFen : sum), 0)
}

/** Balance, held and available of one dealer, from the entries alone. */
export function balances(entries: readonly LedgerEntry[]): Balances {
	const held = owed(entries, 'DEPOSIT_HELD')
	const available = owed(entries, 'DEPOSIT_AVAILABLE')
	return { balance: held + available, held, available }
}

function move(posting: Posting): { available: Fen; held: Fen } {
	switch (posting.kind) {
		case 'DEPOSIT_IN':
		case 'TOPUP_IN':
		case 'REVERSAL':
			return { available: posting.fen, held: 0 }
		case 'REFUND':
			return { available: -posting.fen, held: 0 }
		case 'HOLD':
			return { available: -posting.fen, held: posting.fen }
		case 'RELEASE':
			return { available: posting.fen, held: -posting.fen }
		case 'DEDUCT':
			return { available: -posting.fromAvailableFen, held: -posting.fromHeldFen }
		default:
			return assertNever(posting)
	}
}

/** The balances after a posting; refuses what would make available or held negative. */
export function applyPosting(before: Balances, posting: Posting): Outcome<Balances> {
	const entries = post(posting)
	if (!entries.ok) return entries
	const change = move(posting)
	const available = before.available + change.available
	const held = before.held + change.held
	if (available < 0) return refuse('procedure', 'ledger.available-short')
	if (held < 0) return refuse('procedure', 'ledger.held-short')
	if (!isFen(available + held)) return refuse('invalid', 'ledger.amount')
	return ok({ balance: available + held, held, available })
}

/** What a pre-notice holds: as much as is available; the rest is shown as uncovered (domain 3.2). */
export function holdForNotice(availableFen: Fen, amountFen: Fen): { readonly hold: Fen; readonly uncovered: Fen } {
	const hold = Math.max(0, Math.min(availableFen, amountFen))
	return { hold, uncovered: amountFen - hold }
}

/** Where the money of one case stands: held for it, deducted for it. */
export type CaseMoney = { readonly heldFen: Fen; readonly paidFen: Fen }

/** The money of one case from its own postings in order. */
export function caseMoney(postings: readonly Posting[]): CaseMoney {
	let heldFen = 0
	let paidFen = 0
	for (const posting of postings) {
		if (posting.kind === 'HOLD') heldFen += posting.fen
		if (posting.kind === 'RELEASE') heldFen -= posting.fen
		if (posting.kind === 'REVERSAL') paidFen -= posting.fen
		if (posting.kind !== 'DEDUCT') continue
		heldFen -= posting.fromHeldFen
		paidFen += postingFen(posting)
	}
	return { heldFen, paidFen }
}

export type Settlement = { readonly postings: readonly Posting[]; readonly outstandingFen: Fen }

/**
 * Collects a final amount: first from what is held for this case, then from what is available; the rest stays
 * outstanding and what the amount does not need is released. Running it again posts only what has become possible.
 */
export function settleCase(amountFen: Fen, money: CaseMoney, now: Balances): Outcome<Settlement> {
	if (!isFen(amountFen) || amountFen < 0) return refuse('invalid', 'ledger.amount')
	if (money.heldFen > now.held) return refuse('procedure', 'ledger.held-short')
	const due = Math.max(0, amountFen - money.paidFen)
	const fromHeldFen = Math.min(money.heldFen, due)
	const fromAvailableFen = Math.min(now.available, due - fromHeldFen)
	const spare = money.heldFen - fromHeldFen
	const postings: Posting[] = []
	if (fromHeldFen + fromAvailableFen > 0) postings.push({ kind: 'DEDUCT', fromHeldFen, fromAvailableFen })
	if (spare > 0) postings.push({ kind: 'RELEASE', fen: spare })
	return ok({ postings, outstandingFen: due - fromHeldFen - fromAvailableFen })
}

/** Gives back what is held for a case and not needed any more; nothing when nothing is. */
export function releaseCase(money: CaseMoney, keepFen: Fen = 0): readonly Posting[] {
	const spare = money.heldFen - Math.max(0, keepFen)
	return spare > 0 ? [{ kind: 'RELEASE', fen: spare }] : []
}

/** A revocation restores everything: RELEASE of what is held, REVERSAL of what was deducted (domain 3.2). */
export function reverseCase(money: CaseMoney): readonly Posting[] {
	const back: readonly Posting[] = money.paidFen > 0 ? [{ kind: 'REVERSAL', fen: money.paidFen }] : []
	return [...releaseCase(money), ...back]
}
