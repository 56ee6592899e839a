import type { Fen } from '../money.ts'
import { addDays, type LocalDate } from '../time.ts'
import { type CaseBook, caseBook, type DebtStream, type Posted, type Posting } from './ledger.ts'
import type { Period } from './period.ts'
import type { SettledDealer, SettledDebt } from './settle.ts'
import type { Surcharge, SurchargeFacts } from './surcharge.ts'

/** What a settlement would post, as it is shown, kept and confirmed; its hash names exactly this. */

export type PreviewLine = SettledDebt & {
	readonly number: string
	/** The outlet of a case; null for a claim. */
	readonly outletName: string | null
	readonly amountFen: Fen
	/** What a payment plan lets be collected now; null without one. */
	readonly limitFen: Fen | null
	/** The plan that this run finds broken. */
	readonly brokenPlan: boolean
	/** The working of the whole surcharge; null when there is none. */
	readonly surcharge: Surcharge | null
}

export type PreviewPosting = {
	readonly debtId: string | null
	readonly stream: DebtStream | null
	readonly posting: Posting
}

export type DealerPreview = {
	readonly dealerId: string
	readonly dealerCode: string
	readonly dealerName: string
	readonly commission: SettledDealer['commission']
	readonly lines: readonly PreviewLine[]
	readonly postings: readonly PreviewPosting[]
}

export type SettlementTotals = {
	readonly dealers: number
	readonly cases: number
	readonly claims: number
	readonly commissionFen: Fen
	readonly fromCommissionFen: Fen
	readonly fromDepositFen: Fen
	readonly releasedFen: Fen
	readonly surchargeFen: Fen
	readonly invoicedFen: Fen
	readonly paidOutFen: Fen
	readonly outstandingFen: Fen
}

export type SettlementPreview = {
	readonly period: Period
	readonly asOf: LocalDate
	readonly penaltiesPercent: number
	readonly dealers: readonly DealerPreview[]
	readonly totals: SettlementTotals
}

/** The sums of a preview, in fen. */
export function totalsOf(dealers: readonly DealerPreview[]): SettlementTotals {
	const lines = dealers.flatMap((dealer) => dealer.lines)
	const sum = (of: (line: PreviewLine) => Fen) => lines.reduce((total, line) => total + of(line), 0)
	const sumDealers = (of: (dealer: DealerPreview) => Fen) => dealers.reduce((total, dealer) => total + of(dealer), 0)
	const cases = lines.filter((line) => line.stream === 'penalty').length
	return {
		dealers: dealers.length,
		cases,
		claims: lines.length - cases,
		commissionFen: sumDealers((dealer) => dealer.commission.payableFen),
		fromCommissionFen: sum((line) => line.fromCommissionFen),
		fromDepositFen: sum((line) => line.fromDepositFen),
		releasedFen: sum((line) => line.releasedFen),
		surchargeFen: sum((line) => line.surchargeFen),
		invoicedFen: sum((line) => line.invoicedFen),
		paidOutFen: sumDealers((dealer) => dealer.commission.paidOutFen),
		outstandingFen: sum((line) => line.outstandingFen),
	}
}

/** The facts of a case's late surcharge, from its postings with their days: payments go to the principal first. */
export function surchargeFacts(
	posted: readonly (Posted & { readonly postedOn: LocalDate })[],
	of: Pick<SurchargeFacts, 'principalFen' | 'pauses' | 'asOf'>,
): SurchargeFacts {
	const byDay = [...posted].sort((a, b) => (a.postedOn < b.postedOn ? -1 : a.postedOn > b.postedOn ? 1 : 0))
	const days = [...new Set(byDay.map((one) => one.postedOn))]
	const openOf = (book: CaseBook) => Math.max(0, book.leviedFen - book.surchargeFen - book.paidFen)
	const steps = days.map((on) => ({ on, openFen: openOf(caseBook(byDay.filter((one) => one.postedOn <= on))) }))
	// A day is late once it is over: what is paid on it, by this very settlement too, is paid in time for it.
	return {
		...of,
		asOf: addDays(of.asOf, -1),
		invoicedOn: byDay.find((one) => one.kind === 'INVOICE')?.postedOn ?? null,
		steps,
	}
}
