import { type Fen, isFen } from '../money.ts'
import { type Outcome, refuse } from '../refusal.ts'
import { ok } from '../result.ts'

/** The ledger of one dealer (domain 3.2): append-only double entry in fen, nothing is ever edited. */

export const LEDGER_KINDS = [
	'DEPOSIT_IN',
	'TOPUP_IN',
	'REFUND',
	'HOLD',
	'RELEASE',
	'DEDUCT',
	'COMMISSION',
	'COMMISSION_PAID',
	'OFFSET',
	'INVOICE',
	'COLLECT',
	'SURCHARGE',
	'REDRESS_PAID',
	'REVERSAL',
] as const
export type LedgerKind = (typeof LEDGER_KINDS)[number]

/** Money of different nature is kept apart (domain, point 2). */
export const STREAMS = ['deposit', 'penalty', 'clawback', 'redress', 'commission'] as const
export type Stream = (typeof STREAMS)[number]
/** The streams in which a dealer owes something. */
export type DebtStream = Extract<Stream, 'penalty' | 'clawback' | 'redress'>

/**
 * CASH is the clearing with the bank; the DEPOSIT accounts and COMMISSION_PAYABLE are owed to the dealer, RECEIVABLE
 * by him; PENALTY_INCOME, CLAWBACK and USER_REDRESS say what was levied in each stream.
 */
export const LEDGER_ACCOUNTS = [
	'CASH',
	'DEPOSIT_AVAILABLE',
	'DEPOSIT_HELD',
	'RECEIVABLE',
	'COMMISSION_PAYABLE',
	'PENALTY_INCOME',
	'CLAWBACK',
	'USER_REDRESS',
] as const
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number]

/** The account that takes what is levied in a stream. */
export const INCOME: Record<DebtStream, LedgerAccount> = {
	penalty: 'PENALTY_INCOME',
	clawback: 'CLAWBACK',
	redress: 'USER_REDRESS',
}

/** One side of a posting; exactly one of the two amounts is above zero. */
export type LedgerEntry = { readonly account: LedgerAccount; readonly debitFen: Fen; readonly creditFen: Fen }

type PlainKind = Exclude<LedgerKind, 'DEDUCT' | 'OFFSET' | 'INVOICE' | 'COLLECT' | 'REVERSAL'>

export type Posting =
	| { readonly kind: PlainKind; readonly fen: Fen }
	| {
			readonly kind: 'DEDUCT'
			readonly fromHeldFen: Fen
			readonly fromAvailableFen: Fen
			/** A penalty, unless said otherwise. */
			readonly stream?: DebtStream
	  }
	| { readonly kind: 'OFFSET' | 'INVOICE'; readonly fen: Fen; readonly stream: DebtStream }
	| { readonly kind: 'COLLECT'; readonly fen: Fen; readonly stream: DebtStream; readonly from: PaySource }
	/** The inverse of (a part of) an earlier posting. */
	| {
			readonly kind: 'REVERSAL'
			readonly fen: Fen
			readonly stream: Stream
			readonly from: LedgerAccount
			readonly to: LedgerAccount
	  }

/** What an invoice can be paid from. */
export const PAY_SOURCES = ['COMMISSION_PAYABLE', 'DEPOSIT_AVAILABLE', 'CASH'] as const
export type PaySource = (typeof PAY_SOURCES)[number]

export type Balances = { readonly balance: Fen; readonly held: Fen; readonly available: Fen }

/** What each account owes the dealer (credit less debit), in fen. */
export type AccountSums = Readonly<Record<LedgerAccount, Fen>>

export const NO_SUMS: AccountSums = {
	CASH: 0,
	DEPOSIT_AVAILABLE: 0,
	DEPOSIT_HELD: 0,
	RECEIVABLE: 0,
	COMMISSION_PAYABLE: 0,
	PENALTY_INCOME: 0,
	CLAWBACK: 0,
	USER_REDRESS: 0,
}

const debit = (account: LedgerAccount, fen: Fen): LedgerEntry => ({ account, debitFen: fen, creditFen: 0 })
const credit = (account: LedgerAccount, fen: Fen): LedgerEntry => ({ account, debitFen: 0, creditFen: fen })

type Flow = readonly [from: LedgerAccount, to: LedgerAccount]

/** The account that a posting of this kind takes from and the one it gives to. */
const FLOW: Record<PlainKind, Flow> = {
	DEPOSIT_IN: ['CASH', 'DEPOSIT_AVAILABLE'],
	TOPUP_IN: ['CASH', 'DEPOSIT_AVAILABLE'],
	REFUND: ['DEPOSIT_AVAILABLE', 'CASH'],
	HOLD: ['DEPOSIT_AVAILABLE', 'DEPOSIT_HELD'],
	RELEASE: ['DEPOSIT_HELD', 'DEPOSIT_AVAILABLE'],
	COMMISSION: ['CASH', 'COMMISSION_PAYABLE'],
	COMMISSION_PAID: ['COMMISSION_PAYABLE', 'CASH'],
	SURCHARGE: ['RECEIVABLE', 'PENALTY_INCOME'],
	REDRESS_PAID: ['USER_REDRESS', 'CASH'],
}

const PLAIN_STREAM: Record<PlainKind, Stream> = {
	DEPOSIT_IN: 'deposit',
	TOPUP_IN: 'deposit',
	REFUND: 'deposit',
	HOLD: 'penalty',
	RELEASE: 'penalty',
	COMMISSION: 'commission',
	COMMISSION_PAID: 'commission',
	SURCHARGE: 'penalty',
	REDRESS_PAID: 'redress',
}

/** The ways a posting can be taken back: each is the inverse of another kind (a hold that was used becomes available). */
const BACK: readonly Flow[] = [
	...Object.values(INCOME).flatMap((income): Flow[] => [
		[income, 'DEPOSIT_AVAILABLE'],
		[income, 'COMMISSION_PAYABLE'],
		[income, 'RECEIVABLE'],
	]),
	...PAY_SOURCES.map((source): Flow => ['RECEIVABLE', source]),
	['CASH', 'USER_REDRESS'],
]

/** The money a posting moves, in fen. */
export function postingFen(posting: Posting): Fen {
	return posting.kind === 'DEDUCT' ? posting.fromHeldFen + posting.fromAvailableFen : posting.fen
}

/** The stream that a posting belongs to. */
export function streamOf(posting: Posting): Stream {
	if (posting.kind === 'DEDUCT') return posting.stream ?? 'penalty'
	return 'stream' in posting ? posting.stream : PLAIN_STREAM[posting.kind]
}

function flowOf(posting: Exclude<Posting, { kind: 'DEDUCT' }>): Flow {
	switch (posting.kind) {
		case 'OFFSET':
			return ['COMMISSION_PAYABLE', INCOME[posting.stream]]
		case 'INVOICE':
			return ['RECEIVABLE', INCOME[posting.stream]]
		case 'COLLECT':
			return [posting.from, 'RECEIVABLE']
		case 'REVERSAL':
			return [posting.from, posting.to]
		default:
			return FLOW[posting.kind]
	}
}

/** The entries of a posting: debit equals credit, every amount above zero. Refuses anything but whole fen above zero. */
export function post(posting: Posting): Outcome<readonly LedgerEntry[]> {
	const total = postingFen(posting)
	if (!isFen(total) || total <= 0) return refuse('invalid', 'ledger.amount')
	if (posting.kind !== 'DEDUCT') {
		const [from, to] = flowOf(posting)
		if (posting.kind === 'REVERSAL' && !BACK.some((flow) => flow[0] === from && flow[1] === to))
			return refuse('invalid', 'ledger.reversal')
		return ok([debit(from, total), credit(to, total)])
	}
	const { fromHeldFen, fromAvailableFen } = posting
	if (!isFen(fromHeldFen) || !isFen(fromAvailableFen) || fromHeldFen < 0 || fromAvailableFen < 0)
		return refuse('invalid', 'ledger.amount')
	const sides: LedgerEntry[] = []
	if (fromHeldFen > 0) sides.push(debit('DEPOSIT_HELD', fromHeldFen))
	if (fromAvailableFen > 0) sides.push(debit('DEPOSIT_AVAILABLE', fromAvailableFen))
	return ok([...sides, credit(INCOME[posting.stream ?? 'penalty'], total)])
}

/** Sums by account (credit less debit) after further entries. */
export function addEntries(sums: AccountSums, entries: readonly LedgerEntry[]): AccountSums {
	const next = { ...sums }
	for (const entry of entries) next[entry.account] += entry.creditFen - entry.debitFen
	return next
}

/** Refuses a dealer's ledger with less than nothing available, held or payable, or with more collected than invoiced. */
export function checkSums(sums: AccountSums): Outcome<AccountSums> {
	if (sums.DEPOSIT_AVAILABLE < 0) return refuse('procedure', 'ledger.available-short')
	if (sums.DEPOSIT_HELD < 0) return refuse('procedure', 'ledger.held-short')
	if (sums.COMMISSION_PAYABLE < 0) return refuse('procedure', 'ledger.commission-short')
	if (sums.RECEIVABLE > 0) return refuse('procedure', 'ledger.receivable-short')
	if (!Object.values(sums).every(isFen)) return refuse('invalid', 'ledger.amount')
	return ok(sums)
}

/** The sums after a posting; refuses what `checkSums` refuses. */
export function applyTo(sums: AccountSums, posting: Posting): Outcome<AccountSums> {
	const entries = post(posting)
	return entries.ok ? checkSums(addEntries(sums, entries.value)) : entries
}

/** Balance, held and available of one dealer, from the sums of the accounts. */
export function balancesIn(sums: AccountSums): Balances {
	const { DEPOSIT_HELD: held, DEPOSIT_AVAILABLE: available } = sums
	return { balance: held + available, held, available }
}

/** The balances after a posting on the deposit alone; refuses what would make available or held negative. */
export function applyPosting(before: Balances, posting: Posting): Outcome<Balances> {
	const sums = { ...NO_SUMS, DEPOSIT_AVAILABLE: before.available, DEPOSIT_HELD: before.held }
	const after = applyTo(sums, posting)
	return after.ok ? ok(balancesIn(after.value)) : after
}

/** What a pre-notice holds: as much as is available; the rest is shown as uncovered (domain 3.2). */
export function holdForNotice(availableFen: Fen, amountFen: Fen): { readonly hold: Fen; readonly uncovered: Fen } {
	const hold = Math.max(0, Math.min(availableFen, amountFen))
	return { hold, uncovered: amountFen - hold }
}

/** Where the money of one case stands: held for it, deducted for it. */
export type CaseMoney = { readonly heldFen: Fen; readonly paidFen: Fen }

/** A stored posting of a case or a claim; `reversesId` names the posting that a REVERSAL takes back. */
export type Posted = {
	readonly id: string
	readonly kind: LedgerKind
	readonly reversesId: string | null
	readonly entries: readonly LedgerEntry[]
}

/** The whole account of one case or claim. */
export type CaseBook = CaseMoney & {
	/** Invoiced and not collected yet. */
	readonly receivableFen: Fen
	/** Levied: collected or invoiced, surcharge included. */
	readonly leviedFen: Fen
	/** The part of it that is a late surcharge. */
	readonly surchargeFen: Fen
}

/**
 * The money of one case or claim from its own entries: held for it, levied, invoiced and open; paid is what was levied
 * less what is open. What the operator paid to a user in advance is not part of what the dealer paid.
 */
export function caseBook(posted: readonly Posted[]): CaseBook {
	const kinds = new Map(posted.map((one) => [one.id, one.kind]))
	const reversed = (one: Posted) => (one.kind === 'REVERSAL' ? kinds.get(one.reversesId ?? '') : undefined)
	let surchargeFen = 0
	let sums = NO_SUMS
	for (const one of posted) {
		if (one.kind === 'REDRESS_PAID' || reversed(one) === 'REDRESS_PAID') continue
		sums = addEntries(sums, one.entries)
		const fen = one.entries.reduce((n, entry) => n + entry.creditFen, 0)
		if (one.kind === 'SURCHARGE') surchargeFen += fen
		if (reversed(one) === 'SURCHARGE') surchargeFen -= fen
	}
	const leviedFen = sums.PENALTY_INCOME + sums.CLAWBACK + sums.USER_REDRESS
	const receivableFen = 0 - sums.RECEIVABLE
	return { heldFen: sums.DEPOSIT_HELD, paidFen: leviedFen - receivableFen, receivableFen, leviedFen, surchargeFen }
}

/** Gives back what is held for a case and not needed any more; nothing when nothing is. */
export function releaseCase(money: CaseMoney, keepFen: Fen = 0): readonly Posting[] {
	const spare = money.heldFen - Math.max(0, keepFen)
	return spare > 0 ? [{ kind: 'RELEASE', fen: spare }] : []
}
