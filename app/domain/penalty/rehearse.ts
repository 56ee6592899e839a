import type { Fen } from '../money.ts'
import type { LocalDate } from '../time.ts'
import { type AmountBasis, amountUnder } from './basis.ts'
import { ladder } from './ladder.ts'
import type { PointsRecord } from './points.ts'
import { type EarlierCase, type NewCase, recurrence } from './recurrence.ts'
import type { Measure, Rulebook } from './rulebook.schema.ts'

/** A case of a dealer, as a rehearsal needs it; all cases of the dealer are needed, decided in the period or not. */
export type RehearsalCase = NewCase &
	AmountBasis &
	EarlierCase & {
		readonly number: string
		readonly state: PointsRecord['state']
		readonly redLine: boolean
		/** What the decision in force asks for, in fen and points. */
		readonly amountFen: Fen
		readonly points: number
		readonly finalOn: LocalDate | null
		/** The version that the case was computed under. */
		readonly rulebook: Rulebook
		/** Decided in the period: to be rehearsed. The others are history. */
		readonly inPeriod: boolean
	}

export type RehearsedCase = {
	readonly penaltyId: string
	readonly number: string
	readonly type: string
	readonly oldFen: Fen
	readonly newFen: Fen
	readonly oldPoints: number
	readonly newPoints: number
	/** The draft cannot compute it: it no longer names a factor of the case. It stays as it is. */
	readonly uncomputed: boolean
}

export type Crossing = {
	readonly dealerId: string
	readonly number: string
	readonly old: Measure | null
	readonly new: Measure | null
}

export type RehearsedDealer = { readonly cases: readonly RehearsedCase[]; readonly crossings: readonly Crossing[] }

export type RehearsalTotals = {
	readonly cases: number
	readonly changed: number
	readonly oldFen: Fen
	readonly newFen: Fen
	readonly oldPoints: number
	readonly newPoints: number
	readonly uncomputed: number
	readonly crossings: number
}

export const NO_TOTALS: RehearsalTotals = {
	cases: 0,
	changed: 0,
	oldFen: 0,
	newFen: 0,
	oldPoints: 0,
	newPoints: 0,
	uncomputed: 0,
	crossings: 0,
}

/** `part × whole ÷ of`, half up to whole yuan: what a decider took off stays in proportion. */
function inProportion(decidedFen: Fen, computedFen: Fen, freshFen: Fen): Fen {
	if (computedFen === freshFen) return decidedFen
	if (computedFen === decidedFen || computedFen === 0) return freshFen
	const [numerator, denominator] = [BigInt(decidedFen) * BigInt(freshFen), BigInt(computedFen) * 100n]
	return Number((2n * numerator + denominator) / (2n * denominator)) * 100
}

function rehearseCase(draft: Rulebook, one: RehearsalCase, all: readonly RehearsalCase[]): RehearsedCase {
	const { penaltyId, number, amountFen: oldFen, points: oldPoints } = one
	const kept = { penaltyId, number, type: one.type ?? '', oldFen, oldPoints }
	const before = amountUnder(one.rulebook, one, recurrence(one.rulebook, one, all).priors)
	const after = amountUnder(draft, one, recurrence(draft, one, all).priors)
	if (!before.ok || !after.ok) return { ...kept, newFen: oldFen, newPoints: oldPoints, uncomputed: true }
	return {
		...kept,
		newFen: inProportion(oldFen, before.value.amountFen, after.value.amountFen),
		newPoints: Math.max(0, oldPoints + after.value.points - before.value.points),
		uncomputed: false,
	}
}

const recordOf = (one: RehearsalCase, points: number): PointsRecord & { readonly redLine: boolean } => ({
	penaltyId: one.penaltyId,
	outletId: one.outletId,
	dealerId: one.dealerId,
	occurredOn: one.occurredOn,
	points,
	state: one.state,
	finalOn: one.finalOn,
	revoked: one.revoked,
	historic: one.historic,
	redLine: one.redLine,
})

/** Where the ladder would have stopped elsewhere: each case of the period when it became final, under both versions. */
function crossingsOf(draft: Rulebook, all: readonly RehearsalCase[], fresh: ReadonlyMap<string, number>): Crossing[] {
	const old = all.map((one) => recordOf(one, one.points))
	const renewed = all.map((one) => recordOf(one, fresh.get(one.penaltyId) ?? one.points))
	return all.flatMap((one): Crossing[] => {
		const { finalOn, penaltyId } = one
		if (!one.inPeriod || finalOn === null || !fresh.has(penaltyId)) return []
		const at = (rulebook: Rulebook, records: typeof old): Measure | null => {
			const own = records.find((record) => record.penaltyId === penaltyId)
			return own ? (ladder(rulebook, records, own, finalOn).strongest?.measure ?? null) : null
		}
		const [was, is] = [at(one.rulebook, old), at(draft, renewed)]
		return was === is ? [] : [{ dealerId: one.dealerId, number: one.number, old: was, new: is }]
	})
}

/**
 * What a draft would have made of one dealer's cases: those of the period are computed under the version that they
 * cite and under the draft, each counting repetition by its own rule, and what a decider took off stays in proportion.
 * Points of the dealer's other cases stand as they are. Rehearsing the version that the cases cite changes nothing.
 */
export function rehearseDealer(draft: Rulebook, all: readonly RehearsalCase[]): RehearsedDealer {
	const cases = all.filter((one) => one.inPeriod).map((one) => rehearseCase(draft, one, all))
	const fresh = new Map(cases.map((one) => [one.penaltyId, one.newPoints]))
	return { cases, crossings: crossingsOf(draft, all, fresh) }
}

/** Totals with one more dealer. */
export function addTotals(totals: RehearsalTotals, dealer: RehearsedDealer): RehearsalTotals {
	const sum = (of: (one: RehearsedCase) => number) => dealer.cases.reduce((total, one) => total + of(one), 0)
	const changed = (one: RehearsedCase) => one.newFen !== one.oldFen || one.newPoints !== one.oldPoints
	return {
		cases: totals.cases + dealer.cases.length,
		changed: totals.changed + dealer.cases.filter(changed).length,
		oldFen: totals.oldFen + sum((one) => one.oldFen),
		newFen: totals.newFen + sum((one) => one.newFen),
		oldPoints: totals.oldPoints + sum((one) => one.oldPoints),
		newPoints: totals.newPoints + sum((one) => one.newPoints),
		uncomputed: totals.uncomputed + dealer.cases.filter((one) => one.uncomputed).length,
		crossings: totals.crossings + dealer.crossings.length,
	}
}
