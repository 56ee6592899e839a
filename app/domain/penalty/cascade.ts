import { type GiveBack, giveBack } from '../ledger/give-back.ts'
import { type CaseBook, caseBook, type Posted, type Posting, post, releaseCase } from '../ledger/ledger.ts'
import type { Fen } from '../money.ts'
import type { LocalDate } from '../time.ts'
import { graveCases } from './ladder.ts'
import type { PenaltyState } from './machine.ts'
import { type PointsRecord, pointsOn } from './points.ts'
import { type Recomputable, recomputeCase } from './recompute.ts'
import type { EarlierCase } from './recurrence.ts'
import type { Rulebook } from './rulebook.schema.ts'

/**
 * What a lower result brings about (domain 4, revocation cascade): money, points, measures, later cases. One plan,
 * shown before it is confirmed and written as it was shown.
 */

/** What happened to the case: its decision revoked, varied by a review, or computed again without an earlier one. */
export const CASCADE_CAUSES = ['REVOKED', 'VARIED', 'RECOMPUTED'] as const
export type CascadeCause = (typeof CASCADE_CAUSES)[number]

type Figures = { readonly amountFen: Fen; readonly points: number }

export type CascadeCase = Figures & {
	readonly id: string
	readonly number: string
	readonly outletId: string
	/** The amount may be collected: what is paid above the new one comes back, the rest stays due. */
	readonly isFinal: boolean
	/** A pre-notice has told of it: there may be a hold. */
	readonly isTold: boolean
}

/** A posting of the case that stands in the ledger. */
export type LedgerLine = {
	readonly id: string
	readonly kind: string
	readonly amountFen: Fen
	readonly voucher: string
	readonly postedOn: LocalDate
}

export type MeasureFact = {
	readonly id: string
	readonly kind: string
	readonly state: string
	/** 0: it did not come from points. */
	readonly threshold: number
	readonly cause: string | null
	readonly penaltyId: string
	readonly caseNumber: string
	readonly proposedOn: LocalDate
}

export type LaterFact = Recomputable & {
	readonly number: string
	readonly state: PenaltyState
	readonly rulebook: Rulebook
	/** The dealer's cases as they stand now. */
	readonly earlier: readonly EarlierCase[]
}

export type CascadeInput = {
	readonly cause: CascadeCause
	readonly on: LocalDate
	readonly subject: CascadeCase
	readonly result: Figures
	/** The postings of the case, oldest first, and how pages show them. */
	readonly posted: readonly Posted[]
	readonly ledger: readonly LedgerLine[]
	readonly rulebook: Rulebook
	/** Every case of the dealer. */
	readonly records: readonly PointsRecord[]
	/** The dealer's measures that are proposed or in force. */
	readonly measures: readonly MeasureFact[]
	readonly later: readonly LaterFact[]
}

export type MoneyPlan = {
	readonly before: CaseBook
	readonly after: CaseBook
	/** What is held and not needed any more. */
	readonly releases: readonly Posting[]
	/** Each takes back an earlier posting, wholly or in part, to the account from which it came. */
	readonly reversals: readonly GiveBack[]
	/** The postings that are taken back. */
	readonly reversed: readonly LedgerLine[]
	/** Still to be collected afterwards, surcharge included; null before the case is final. */
	readonly outstandingFen: Fen | null
}

export type PointsChange = {
	readonly before: number
	readonly after: number
	readonly pendingBefore: number
	readonly pendingAfter: number
	/** Once every later case has been computed again. */
	readonly afterLater: number
}

/** Why a measure is looked at: its own case is gone, its threshold is no longer reached, or not two grave cases. */
export type MeasureWhy = 'own' | 'points' | 'grave'
export type MeasurePlan = Omit<MeasureFact, 'cause'> & {
	readonly why: MeasureWhy
	/** The dealer's points on the day of the measure, with what was decided and with what stands now. */
	readonly pointsThen: number
	readonly pointsNow: number
}

export type LaterPlan = {
	readonly id: string
	readonly number: string
	readonly state: PenaltyState
	readonly now: Figures & { readonly priors: number }
	readonly would: Figures & { readonly priors: number }
}

export type CascadePlan = {
	readonly cause: CascadeCause
	readonly case: { readonly id: string; readonly number: string; readonly before: Figures; readonly after: Figures }
	readonly money: MoneyPlan
	readonly points: {
		readonly dealer: PointsChange
		readonly outlet: PointsChange
		/** Thresholds of the ladder that the dealer's points no longer reach. */
		readonly uncrossed: readonly { readonly atPoints: number; readonly measure: string }[]
	}
	/** Each gets a review task. */
	readonly measures: readonly MeasurePlan[]
	/** Each gets a recompute task; none where the decision stands with another amount. */
	readonly later: readonly LaterPlan[]
	/** Measures that the recomputations would touch in their turn. */
	readonly afterLater: readonly MeasurePlan[]
}

const EMPTY_FIGURES: Figures = { amountFen: 0, points: 0 }

/** What the change will do, from what stands now. Pure: the same facts always give the same plan. */
export function planCascade(input: CascadeInput): CascadePlan {
	const { cause, subject, on, rulebook } = input
	const result = cause === 'REVOKED' ? EMPTY_FIGURES : input.result
	const later = cause === 'REVOKED' ? input.later.map((one) => planLater(one, subject.id)) : []
	const changed = substitute(input.records, subject.id, result.points, cause === 'REVOKED')
	const settled = later.reduce((records, one) => substitute(records, one.id, one.would.points, false), changed)
	const months = rulebook.points.windowMonths
	const change = (keep: (record: PointsRecord) => boolean): PointsChange => {
		const [before, after] = [
			pointsOn(input.records.filter(keep), on, months),
			pointsOn(changed.filter(keep), on, months),
		]
		return {
			before: before.effective,
			after: after.effective,
			pendingBefore: before.pending,
			pendingAfter: after.pending,
			afterLater: pointsOn(settled.filter(keep), on, months).effective,
		}
	}
	const dealer = change(() => true)
	const measures = touched(input, input.records, changed)
	const known = new Set(measures.map((one) => one.id))
	return {
		cause,
		case: {
			id: subject.id,
			number: subject.number,
			before: { amountFen: subject.amountFen, points: subject.points },
			after: { amountFen: result.amountFen, points: result.points },
		},
		money: planMoney(input, result.amountFen),
		points: {
			dealer,
			outlet: change((record) => record.outletId === subject.outletId),
			uncrossed: rulebook.sanctions
				.filter(({ atPoints }) => dealer.before >= atPoints && dealer.after < atPoints)
				.map(({ atPoints, measure }) => ({ atPoints, measure })),
		},
		measures,
		later,
		afterLater: later.length === 0 ? [] : touched(input, changed, settled).filter((one) => !known.has(one.id)),
	}
}

function substitute(
	records: readonly PointsRecord[],
	id: string,
	points: number,
	revoked: boolean,
): readonly PointsRecord[] {
	return records.map((one) => (one.penaltyId === id ? { ...one, points, revoked: one.revoked || revoked } : one))
}

/** A later case without the decision that is gone; what cannot be computed again stays as it is. */
function planLater(one: LaterFact, causeId: string): LaterPlan {
	const earlier = one.earlier.map((each) => (each.penaltyId === causeId ? { ...each, revoked: true } : each))
	const result = recomputeCase(one.rulebook, one, earlier)
	const now = { amountFen: one.amountFen, points: one.points, priors: one.counted.length }
	const would = result.ok
		? { amountFen: result.value.amountFen, points: result.value.points, priors: result.value.repeats.priors }
		: now
	return { id: one.penaltyId, number: one.number, state: one.state, now, would }
}

/** Holds, invoices and deductions above the new amount go back; nothing is ever taken. */
function planMoney({ subject, posted, ledger }: CascadeInput, amountFen: Fen): MoneyPlan {
	const before = caseBook(posted)
	// A late surcharge goes down with its principal.
	const surchargeFen = subject.amountFen > 0 ? scaled(before.surchargeFen, amountFen, subject.amountFen) : 0
	const reversals = giveBack(posted, 'penalty', { principalFen: amountFen, surchargeFen })
	const ids = new Set(reversals.map((one) => one.reversesId))
	const levied = caseBook([...posted, ...reversals.map(storedAs)])
	const releases = releaseCase(levied, Math.max(0, amountFen - (levied.leviedFen - levied.surchargeFen)))
	const after = caseBook([...posted, ...reversals.map(storedAs), ...releases.map((posting, i) => stored(posting, i))])
	return {
		before,
		after,
		releases,
		reversals,
		reversed: ledger.filter((line) => ids.has(line.id)),
		outstandingFen: subject.isFinal ? Math.max(0, amountFen + after.surchargeFen - after.paidFen) : null,
	}
}

/** `fen` × part / whole, rounded down; no float comes in between. */
function scaled(fen: Fen, part: Fen, whole: Fen): Fen {
	return Number((BigInt(fen) * BigInt(part)) / BigInt(whole))
}

/** A posting as the ledger will keep it. */
function stored(posting: Posting, i: number, reversesId: string | null = null): Posted {
	const entries = post(posting)
	return { id: `planned-${i}`, kind: posting.kind, reversesId, entries: entries.ok ? entries.value : [] }
}

const storedAs = (one: GiveBack, i: number) => stored(one.posting, i, one.reversesId)

/**
 * Measures that rested on what is gone. A threshold is judged on the day on which the measure was proposed: points
 * that have expired since do not touch it (domain 3.2, no automatic un-punishing: each is looked at by a person).
 */
function touched(
	{ cause, subject, measures, rulebook }: CascadeInput,
	before: readonly PointsRecord[],
	after: readonly PointsRecord[],
): readonly MeasurePlan[] {
	const months = rulebook.points.windowMonths
	return measures.flatMap(({ cause: restsOn, ...measure }) => {
		const on = measure.proposedOn
		const pointsThen = pointsOn(before, on, months).effective
		const pointsNow = pointsOn(after, on, months).effective
		const own = cause === 'REVOKED' && measure.penaltyId === subject.id
		const fallen = measure.threshold > 0 && pointsThen >= measure.threshold && pointsNow < measure.threshold
		const two = restsOn === 'TWO_GRAVE' && graveCases(before, on) >= 2 && graveCases(after, on) < 2
		const why: MeasureWhy | null = own ? 'own' : two ? 'grave' : fallen && restsOn !== 'RED_LINE' ? 'points' : null
		return why === null ? [] : [{ ...measure, why, pointsThen, pointsNow }]
	})
}
