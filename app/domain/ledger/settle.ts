import type { Fen } from '../money.ts'
import type { Outcome } from '../refusal.ts'
import { ok } from '../result.ts'
import { type AccountSums, applyTo, type CaseBook, type DebtStream, type Posting, postingFen } from './ledger.ts'

/** What a settlement collects from one dealer (domain 3.2, collection order). */

/** A penalty case or a claim that is due. */
export type Debt = {
	/** The penalty's or the claim's id. */
	readonly id: string
	readonly stream: DebtStream
	/** The amount that stands, without surcharge (fen). */
	readonly amountFen: Fen
	readonly book: Pick<CaseBook, 'heldFen' | 'paidFen' | 'receivableFen' | 'leviedFen' | 'surchargeFen'>
	/** The late surcharge up to now, what was posted of it before included (fen). */
	readonly surchargeFen: Fen
	/** The most that may be collected now: the due parts of a payment plan; null for everything. */
	readonly limitFen: Fen | null
}

export type ToSettle = {
	readonly sums: AccountSums
	/** Commission of the period that is payable to the dealer (fen). */
	readonly commissionFen: Fen
	/** At most this part of it goes to penalties. */
	readonly penaltiesPercent: number
	readonly debts: readonly Debt[]
}

export type SettledDebt = {
	readonly id: string
	readonly stream: DebtStream
	/** What was owed before this run, surcharge included. */
	readonly dueFen: Fen
	/** Surcharge that this run adds. */
	readonly surchargeFen: Fen
	readonly fromCommissionFen: Fen
	readonly fromDepositFen: Fen
	readonly releasedFen: Fen
	/** Invoiced by this run; carried forward with what was invoiced before. */
	readonly invoicedFen: Fen
	readonly collectedFen: Fen
	readonly outstandingFen: Fen
	/** Collected altogether. */
	readonly paidFen: Fen
}

/** A posting of a run: of a debt, or of the dealer's commission (null). */
export type RunPosting = { readonly debtId: string | null; readonly posting: Posting }

export type SettledDealer = {
	readonly debts: readonly SettledDebt[]
	readonly commission: {
		readonly payableFen: Fen
		/** The most of it that penalties may take. */
		readonly penaltiesFen: Fen
		readonly usedFen: Fen
		readonly paidOutFen: Fen
	}
	/** In the order in which they are posted; no account is below zero in between. */
	readonly postings: readonly RunPosting[]
	readonly after: AccountSums
}

/** The user's money first, then commission that was never earned, then penalties (domain 3.2, user money). */
const ORDER: readonly DebtStream[] = ['redress', 'clawback', 'penalty']

type Work = {
	readonly debt: Debt
	readonly due: Fen
	readonly addedSurcharge: Fen
	/** Levied and still open, not levied yet, still to be collected now. */
	receivable: Fen
	fresh: Fen
	want: Fen
	held: Fen
	commission: Fen
	deposit: Fen
	released: Fen
	invoiced: Fen
}

function workOf(debt: Debt): Work {
	const { book } = debt
	const addedSurcharge = Math.max(0, debt.surchargeFen - book.surchargeFen)
	const receivable = book.receivableFen + addedSurcharge
	const fresh = Math.max(0, debt.amountFen - (book.leviedFen - book.surchargeFen))
	const due = receivable + fresh
	const want = debt.limitFen === null ? due : Math.min(due, Math.max(0, debt.limitFen))
	const held = book.heldFen
	return {
		debt,
		due,
		addedSurcharge,
		receivable,
		fresh,
		want,
		held,
		commission: 0,
		deposit: 0,
		released: 0,
		invoiced: 0,
	}
}

/** Takes `fen` of a debt, what was invoiced first; says how much was invoiced and how much is new. */
function take(work: Work, fen: Fen): { readonly old: Fen; readonly fresh: Fen } {
	const old = Math.min(fen, work.receivable)
	const fresh = fen - old
	work.receivable -= old
	work.fresh -= fresh
	work.want -= fen
	return { old, fresh }
}

/**
 * Settles one dealer: surcharge; then commission (recourse and claw-back up to all of it, penalties up to their part);
 * what it covers is released; then each case's own hold, then what is available; the rest is invoiced and carried
 * forward; the rest of the commission is paid out. What is collected in sum does not depend on the order of the debts
 * within a stream: every hold that its case does not need is released before anything available is taken.
 */
export function settleDealer(input: ToSettle): Outcome<SettledDealer> {
	const works = ORDER.flatMap((stream) => input.debts.filter((debt) => debt.stream === stream)).map(workOf)
	const postings: RunPosting[] = []
	const say = (work: Work | null, posting: Posting) => {
		if (postingFen(posting) > 0) postings.push({ debtId: work?.debt.id ?? null, posting })
	}
	for (const work of works) say(work, { kind: 'SURCHARGE', fen: work.addedSurcharge })
	const commission = offsetAll(works, input, say)
	// What a case does not need of its hold is free for the others before anything available is taken.
	for (const work of works) {
		work.released = Math.max(0, work.held - Math.min(work.want, work.fresh))
		say(work, { kind: 'RELEASE', fen: work.released })
	}
	let available = input.sums.DEPOSIT_AVAILABLE + works.reduce((sum, work) => sum + work.released, 0)
	for (const work of works) available -= depositFor(work, available, say)
	for (const work of works) {
		work.invoiced = work.fresh
		say(work, { kind: 'INVOICE', fen: work.fresh, stream: work.debt.stream })
	}
	say(null, { kind: 'COMMISSION_PAID', fen: commission.paidOutFen })
	const after = postings.reduce<Outcome<AccountSums>>(
		(sums, one) => (sums.ok ? applyTo(sums.value, one.posting) : sums),
		ok(input.sums),
	)
	if (!after.ok) return after
	return ok({ debts: works.map(settledOf), commission, postings, after: after.value })
}

type Say = (work: Work | null, posting: Posting) => void

/** Commission payable against what is owed, stream by stream. */
function offsetAll(works: readonly Work[], input: ToSettle, say: Say): SettledDealer['commission'] {
	const payableFen = Math.max(0, Math.min(input.commissionFen, input.sums.COMMISSION_PAYABLE))
	const penaltiesFen = Math.floor((payableFen * input.penaltiesPercent) / 100)
	let left = payableFen
	let leftForPenalties = penaltiesFen
	for (const work of works) {
		const penalty = work.debt.stream === 'penalty'
		const fen = Math.min(work.want, left, penalty ? leftForPenalties : left)
		left -= fen
		if (penalty) leftForPenalties -= fen
		work.commission = fen
		const { stream } = work.debt
		const { old, fresh } = take(work, fen)
		say(work, { kind: 'COLLECT', fen: old, stream, from: 'COMMISSION_PAYABLE' })
		say(work, { kind: 'OFFSET', fen: fresh, stream })
	}
	return { payableFen, penaltiesFen, usedFen: payableFen - left, paidOutFen: left }
}

/** Takes a debt's own hold, then what is available; answers what it took of the latter. */
function depositFor(work: Work, available: Fen, say: Say): Fen {
	const { stream } = work.debt
	const fromHeld = work.held - work.released
	work.fresh -= fromHeld
	work.want -= fromHeld
	const fromAvailable = Math.min(work.want, available)
	const { old, fresh } = take(work, fromAvailable)
	say(work, { kind: 'DEDUCT', fromHeldFen: fromHeld, fromAvailableFen: fresh, stream })
	say(work, { kind: 'COLLECT', fen: old, stream, from: 'DEPOSIT_AVAILABLE' })
	work.deposit = fromHeld + fromAvailable
	return fromAvailable
}

function settledOf(work: Work): SettledDebt {
	const collectedFen = work.commission + work.deposit
	return {
		id: work.debt.id,
		stream: work.debt.stream,
		dueFen: work.due - work.addedSurcharge,
		surchargeFen: work.addedSurcharge,
		fromCommissionFen: work.commission,
		fromDepositFen: work.deposit,
		releasedFen: work.released,
		invoicedFen: work.invoiced,
		collectedFen,
		outstandingFen: work.due - collectedFen,
		paidFen: work.debt.book.paidFen + collectedFen,
	}
}
