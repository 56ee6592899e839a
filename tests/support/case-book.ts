import type { LedgerTxn } from '#app/domain/ledger/faults.ts'
import {
	addEntries,
	caseBook,
	NO_SUMS,
	type Posted,
	type Posting,
	post,
	releaseCase,
	streamOf,
} from '#app/domain/ledger/ledger.ts'
import { type Debt, settleDealer } from '#app/domain/ledger/settle.ts'
import type { Fen } from '#app/domain/money.ts'
import { type CascadePlan, type LaterFact, planCascade } from '#app/domain/penalty/cascade.ts'
import { applyChange, type PenaltyActor, type PenaltyChange, type PenaltyFacts } from '#app/domain/penalty/facts.ts'
import type { PointsRecord } from '#app/domain/penalty/points.ts'
import { recomputeCase } from '#app/domain/penalty/recompute.ts'
import type { EarlierCase } from '#app/domain/penalty/recurrence.ts'
import { settle } from '#app/domain/penalty/review.ts'
import type { ReviewDefault } from '#app/domain/penalty/review-clock.ts'
import { instantAt, type LocalDate } from '#app/domain/time.ts'
import type { History, Step } from './case-steps.ts'
import { rulebook } from './rulebook.ts'

/** The cases, the ledger and the points of the model, and what changes several of them at once. */

export const DEALER = 'd1'
const START: LocalDate = '2026-03-02'

const ROLES = ['CHANNEL_MANAGER', 'COMPLIANCE_OFFICER', 'COUNTY_SUPERVISOR', 'APPROVER', 'PANEL_MEMBER', 'REVIEWER']

type Told = {
	readonly round: number
	readonly amountFen: Fen
	readonly points: number
	readonly kind: 'DECISION' | 'REVIEW' | 'REVOCATION'
}

export type ModelCase = {
	readonly id: string
	readonly outletId: string
	readonly occurredOn: LocalDate
	readonly units: number
	readonly share: number
	facts: PenaltyFacts
	counted: readonly string[]
	round: number
	finalOn: LocalDate | null
	decisions: Told[]
	reviewers: string[]
	task: boolean
	amountFen: Fen
	points: number
}

/** A branch with one dealer and a few cases. `done` counts the acts that took effect. */
export class Book {
	today = START
	readonly cases: ModelCase[] = []
	readonly posted: (Posted & { readonly penaltyId: string | null; readonly stream: LedgerTxn['stream'] })[] = []
	sums = NO_SUMS
	readonly done = new Map<string, number>()
	readonly people: PenaltyActor[]
	readonly faults: string[] = []
	put = 0
	commissionIn = 0
	readonly minor: boolean
	readonly byDefault: ReviewDefault

	constructor({ roles, minor, byDefault }: Pick<History, 'roles' | 'minor' | 'byDefault'>) {
		this.minor = minor
		this.byDefault = byDefault
		this.people = roles.map((bits, i) => ({
			personId: `p${i}`,
			roles: ROLES.filter((_, bit) => (bits & (1 << bit)) !== 0),
			declared: 'none',
		}))
	}

	get now() {
		return instantAt(this.today, 600)
	}

	count(action: string): void {
		this.done.set(action, (this.done.get(action) ?? 0) + 1)
	}

	book(one: ModelCase) {
		return caseBook(this.posted.filter((each) => each.penaltyId === one.id))
	}

	append(posting: Posting, penaltyId: string | null, reversesId: string | null = null): void {
		const entries = post(posting)
		if (!entries.ok) throw new Error(`${posting.kind}: ${entries.error.rule}`)
		this.posted.push({
			id: `t${this.posted.length}`,
			kind: posting.kind,
			stream: streamOf(posting),
			reversesId,
			entries: entries.value,
			penaltyId,
		})
		this.sums = addEntries(this.sums, entries.value)
	}

	lower(one: ModelCase, plan: CascadePlan): void {
		for (const { posting, reversesId } of plan.money.reversals) this.append(posting, one.id, reversesId)
		for (const posting of plan.money.releases) this.append(posting, one.id)
		const { after } = plan.money
		const book = this.book(one)
		if (JSON.stringify(book) !== JSON.stringify(after)) this.faults.push(`plan of ${one.id} is not what was written`)
		for (const later of plan.later) {
			const found = this.cases.find((each) => each.id === later.id)
			if (found) found.task = true
		}
	}

	release(one: ModelCase, keep: Fen): void {
		for (const posting of releaseCase(this.book(one), keep)) this.append(posting, one.id)
	}

	records(): PointsRecord[] {
		return this.cases.map((one) => ({
			penaltyId: one.id,
			outletId: one.outletId,
			dealerId: DEALER,
			occurredOn: one.occurredOn,
			points: one.points,
			state: one.facts.state,
			finalOn: one.finalOn,
			revoked: one.facts.revoked || ['WITHDRAWN', 'WAIVED', 'LAPSED'].includes(one.facts.state),
			historic: false,
		}))
	}

	earlier(): EarlierCase[] {
		return this.cases.map((one) => ({
			penaltyId: one.id,
			category: 'A',
			outletId: one.outletId,
			dealerId: DEALER,
			occurredOn: one.occurredOn,
			decisionServedOn: one.facts.decisionServedOn,
			revoked: one.facts.revoked,
			historic: false,
		}))
	}

	basis(one: ModelCase) {
		const { severity } = one.facts
		return {
			penaltyId: one.id,
			category: 'A',
			outletId: one.outletId,
			dealerId: DEALER,
			occurredOn: one.occurredOn,
			severity,
			units: one.units,
			factors: [],
			share: one.share,
		}
	}

	plan(
		one: ModelCase,
		cause: CascadePlan['cause'],
		result: { readonly amountFen: Fen; readonly points: number },
	): CascadePlan {
		const later: LaterFact[] = this.cases
			.filter(
				(each) =>
					each.counted.includes(one.id) &&
					!['WITHDRAWN', 'REVOKED', 'LAPSED', 'WAIVED'].includes(each.facts.state) &&
					!each.facts.revoked,
			)
			.map((each) => ({
				...this.basis(each),
				number: each.id,
				state: each.facts.state,
				counted: each.counted,
				amountFen: each.amountFen,
				points: each.points,
				rulebook,
				earlier: this.earlier(),
			}))
		return planCascade({
			cause,
			on: this.today,
			subject: {
				id: one.id,
				number: one.id,
				outletId: one.outletId,
				amountFen: one.facts.decidedFen ?? one.amountFen,
				points: one.points,
				isFinal: one.finalOn !== null,
				isTold: one.facts.preNoticeFen !== null,
			},
			result,
			posted: this.posted.filter((each) => each.penaltyId === one.id),
			ledger: [],
			rulebook,
			records: this.records(),
			measures: [],
			later,
		})
	}

	/** The case after a change, and the count of the act. */
	take(one: ModelCase, change: PenaltyChange): void {
		one.facts = applyChange(one.facts, change)
		this.count(change.action)
	}

	recompute(one: ModelCase): void {
		if (!one.task || one.facts.revoked || ['WITHDRAWN', 'WAIVED', 'LAPSED', 'REVOKED'].includes(one.facts.state)) return
		one.task = false
		const later = { ...this.basis(one), counted: one.counted, amountFen: one.amountFen, points: one.points }
		const result = recomputeCase(rulebook, later, this.earlier())
		if (!result.ok) throw new Error(result.error.rule)
		const { amountFen, points, repeats } = result.value
		if (amountFen > one.amountFen || points > one.points) this.faults.push(`recomputation of ${one.id} went up`)
		const plan = this.plan(one, 'RECOMPUTED', result.value)
		this.lower(one, plan)
		one.counted = repeats.counted.map((each) => each.penaltyId)
		const decided = one.facts.decidedFen !== null
		if (decided && (amountFen < one.amountFen || points < one.points))
			one.decisions.push({ round: one.round, amountFen, points, kind: 'REVIEW' })
		one.amountFen = amountFen
		one.points = points
		const told = one.facts.preNoticeFen
		one.facts = {
			...one.facts,
			computedFen: amountFen,
			computedPoints: points,
			...(decided ? { decidedFen: amountFen, decidedPoints: points } : {}),
			...(!decided && told !== null
				? {
						preNoticeFen: Math.min(told, amountFen),
						preNoticePoints: Math.min(one.facts.preNoticePoints ?? 0, points),
						votes: [],
					}
				: {}),
			...(plan.money.outstandingFen === null ? {} : { outstandingFen: plan.money.outstandingFen }),
		}
		this.count('recompute')
	}

	/** One settlement of everything that is final, in the order given by `rotate`. */
	settleAll(commissionFen: Fen, rotate = 0, late = true): void {
		const due = this.cases.filter((one) => one.facts.state === 'FINAL')
		const order = due.map((_, i) => due[(i + rotate) % due.length]).filter((one) => one !== undefined)
		const debts = order.map((one): Debt => {
			const book = this.book(one)
			// What stands open for long enough costs a little more, never more than the principal.
			const surchargeFen = Math.min(
				book.leviedFen,
				book.surchargeFen + (late ? Math.floor(book.receivableFen / 50) : 0),
			)
			return {
				id: one.id,
				stream: 'penalty',
				amountFen: one.facts.decidedFen ?? 0,
				book,
				surchargeFen: Math.max(book.surchargeFen, surchargeFen),
				limitFen: null,
			}
		})
		const settled = settleDealer({ sums: this.sums, commissionFen, penaltiesPercent: 50, debts })
		if (!settled.ok) throw new Error(settled.error.rule)
		for (const { debtId, posting } of settled.value.postings) this.append(posting, debtId)
		for (const result of settled.value.debts) {
			const one = this.cases.find((each) => each.id === result.id)
			if (!one) continue
			one.facts = { ...one.facts, outstandingFen: result.outstandingFen }
			const done = settle(one.facts)
			if (done.ok) this.take(one, done.value)
		}
		this.count('settlement')
	}

	money({ a, b }: Step): void {
		const fen = (1 + b) * 700
		if (a % 4 === 0) {
			this.append({ kind: 'COMMISSION', fen }, null)
			this.commissionIn += fen
			return
		}
		if (a % 4 === 1) {
			if (this.sums.DEPOSIT_AVAILABLE < fen) return
			this.append({ kind: 'REFUND', fen }, null)
			this.put -= fen
			return
		}
		this.append({ kind: a % 4 === 2 ? 'DEPOSIT_IN' : 'TOPUP_IN', fen: fen * 5 }, null)
		this.put += fen * 5
	}
}
