import type { Fen } from '../money.ts'
import type { LocalDate } from '../time.ts'
import {
	type AccountSums,
	addEntries,
	type DebtStream,
	type LedgerEntry,
	type LedgerKind,
	type Stream,
} from './ledger.ts'

/** The statement of one dealer for one month: what stood, what was posted, what stands; from the entries alone. */

export type StatementPosting = {
	readonly id: string
	readonly kind: LedgerKind
	readonly stream: Stream
	readonly postedOn: LocalDate
	readonly voucher: string
	/** Number of the case or claim, and its id; null for the dealer's own money. */
	readonly debtId: string | null
	readonly number: string | null
	readonly isCase: boolean
	readonly entries: readonly LedgerEntry[]
}

/** What the dealer has and owes, in fen: deposit with its held part, commission to be paid out, invoices to be paid. */
export type StatementStand = {
	readonly depositFen: Fen
	readonly heldFen: Fen
	readonly commissionFen: Fen
	readonly receivableFen: Fen
}

export type StatementLine = Omit<StatementPosting, 'entries'> & { readonly change: StatementStand }

/** What was levied and collected of one case or claim in the month. */
export type StatementDebt = {
	readonly debtId: string
	readonly number: string
	readonly stream: DebtStream
	readonly isCase: boolean
	readonly leviedFen: Fen
	readonly fromCommissionFen: Fen
	readonly fromDepositFen: Fen
	readonly fromBankFen: Fen
	readonly givenBackFen: Fen
	/** Open at the end of the month. */
	readonly openFen: Fen
}

export type Statement = {
	readonly opening: StatementStand
	readonly lines: readonly StatementLine[]
	readonly change: StatementStand
	readonly closing: StatementStand
	readonly debts: readonly StatementDebt[]
}

export function standOf(sums: AccountSums): StatementStand {
	return {
		depositFen: sums.DEPOSIT_AVAILABLE + sums.DEPOSIT_HELD,
		heldFen: sums.DEPOSIT_HELD,
		commissionFen: sums.COMMISSION_PAYABLE,
		receivableFen: 0 - sums.RECEIVABLE,
	}
}

const difference = (a: StatementStand, b: StatementStand): StatementStand => ({
	depositFen: a.depositFen - b.depositFen,
	heldFen: a.heldFen - b.heldFen,
	commissionFen: a.commissionFen - b.commissionFen,
	receivableFen: a.receivableFen - b.receivableFen,
})

/** The statement from the sums before the month, its postings in order and what each debt has open at its end. */
export function statementOf(
	before: AccountSums,
	postings: readonly StatementPosting[],
	openAtEnd: ReadonlyMap<string, Fen>,
): Statement {
	let sums = before
	const lines = postings.map(({ entries, ...posting }): StatementLine => {
		const from = standOf(sums)
		sums = addEntries(sums, entries)
		return { ...posting, change: difference(standOf(sums), from) }
	})
	const opening = standOf(before)
	const closing = standOf(sums)
	return { opening, lines, change: difference(closing, opening), closing, debts: debtsOf(postings, openAtEnd) }
}

const taken = (entries: readonly LedgerEntry[], ...accounts: string[]) =>
	entries.reduce((sum, entry) => (accounts.includes(entry.account) ? sum + entry.debitFen - entry.creditFen : sum), 0)

function debtsOf(postings: readonly StatementPosting[], openAtEnd: ReadonlyMap<string, Fen>): StatementDebt[] {
	const debts = new Map<string, StatementDebt>()
	for (const { kind, stream, debtId, number, isCase, entries } of postings) {
		if (debtId === null || stream === 'deposit' || stream === 'commission') continue
		if (kind === 'HOLD' || kind === 'RELEASE' || kind === 'REDRESS_PAID') continue
		const old = debts.get(debtId)
		const levied = -taken(entries, 'PENALTY_INCOME', 'CLAWBACK', 'USER_REDRESS')
		const [commission, deposit, bank] = [
			taken(entries, 'COMMISSION_PAYABLE'),
			taken(entries, 'DEPOSIT_AVAILABLE', 'DEPOSIT_HELD'),
			taken(entries, 'CASH'),
		]
		const back = kind === 'REVERSAL' ? -(commission + deposit + bank) : 0
		const took = kind === 'REVERSAL' ? 0 : 1
		debts.set(debtId, {
			debtId,
			number: number ?? '',
			stream,
			isCase,
			leviedFen: (old?.leviedFen ?? 0) + levied,
			fromCommissionFen: (old?.fromCommissionFen ?? 0) + commission * took,
			fromDepositFen: (old?.fromDepositFen ?? 0) + deposit * took,
			fromBankFen: (old?.fromBankFen ?? 0) + bank * took,
			givenBackFen: (old?.givenBackFen ?? 0) + back,
			openFen: openAtEnd.get(debtId) ?? 0,
		})
	}
	return [...debts.values()]
}
