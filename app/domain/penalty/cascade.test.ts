import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rulebook } from '#tests/support/rulebook.ts'
import type { LedgerKind, Posted, Posting } from '../ledger/ledger.ts'
import { caseBook, post } from '../ledger/ledger.ts'
import { type CascadeInput, type LaterFact, type MeasureFact, planCascade } from './cascade.ts'
import type { PointsRecord } from './points.ts'
import type { EarlierCase } from './recurrence.ts'

const record = (penaltyId: string, points: number, with_: Partial<PointsRecord> = {}): PointsRecord => ({
	penaltyId,
	outletId: 'o1',
	dealerId: 'd1',
	occurredOn: '2026-09-01',
	points,
	state: 'FINAL',
	finalOn: '2026-10-01',
	revoked: false,
	historic: false,
	...with_,
})

const earlier = (penaltyId: string, with_: Partial<EarlierCase> = {}): EarlierCase => ({
	penaltyId,
	category: 'A',
	outletId: 'o1',
	dealerId: 'd1',
	occurredOn: '2026-09-01',
	decisionServedOn: '2026-09-20',
	revoked: false,
	historic: false,
	...with_,
})

const later = (with_: Partial<LaterFact> = {}): LaterFact => ({
	penaltyId: 'c2',
	number: 'CF-2',
	category: 'A',
	outletId: 'o1',
	dealerId: 'd1',
	occurredOn: '2026-10-10',
	severity: 'L2',
	units: 1,
	factors: [],
	share: 100,
	counted: ['c1'],
	amountFen: 75_000,
	points: 4,
	state: 'SERVED',
	rulebook,
	earlier: [earlier('c1')],
	...with_,
})

const measure = (with_: Partial<MeasureFact> = {}): MeasureFact => ({
	id: 'm1',
	kind: 'TALK',
	state: 'IMPOSED',
	threshold: 6,
	cause: 'POINTS',
	penaltyId: 'c9',
	caseNumber: 'CF-9',
	proposedOn: '2026-10-05',
	...with_,
})

function posted(id: string, posting: Posting): Posted {
	const entries = post(posting)
	if (!entries.ok) throw new Error(entries.error.rule)
	const kind: LedgerKind = posting.kind
	return { id, kind, reversesId: null, entries: entries.value }
}

const input = (with_: Partial<CascadeInput> = {}): CascadeInput => ({
	cause: 'REVOKED',
	on: '2026-11-09',
	subject: { id: 'c1', number: 'CF-1', outletId: 'o1', amountFen: 60_000, points: 4, isFinal: true, isTold: true },
	result: { amountFen: 0, points: 0 },
	posted: [],
	ledger: [],
	rulebook,
	records: [record('c1', 4), record('c3', 3, { outletId: 'o2' })],
	measures: [],
	later: [],
	...with_,
})

describe('money', () => {
	const settled = [
		posted('t1', { kind: 'HOLD', fen: 50_000 }),
		posted('t2', { kind: 'OFFSET', fen: 10_000, stream: 'penalty' }),
		posted('t3', { kind: 'RELEASE', fen: 10_000 }),
		posted('t4', { kind: 'DEDUCT', fromHeldFen: 40_000, fromAvailableFen: 0 }),
		posted('t5', { kind: 'INVOICE', fen: 10_000, stream: 'penalty' }),
	]

	test('a revocation takes back every posting, each to where it came from', () => {
		const { money } = planCascade(input({ posted: settled }))
		expect(money.before).toMatchObject({ paidFen: 50_000, receivableFen: 10_000 })
		expect(money.after).toMatchObject({ heldFen: 0, paidFen: 0, receivableFen: 0, leviedFen: 0 })
		expect(money.reversals.map(({ reversesId, posting }) => [reversesId, 'to' in posting ? posting.to : ''])).toEqual(
			expect.arrayContaining([
				['t2', 'COMMISSION_PAYABLE'],
				['t4', 'DEPOSIT_AVAILABLE'],
				['t5', 'RECEIVABLE'],
			]),
		)
		expect(money.outstandingFen).toBe(0)
	})

	test('a lower amount gives back what is above it: the open invoice first', () => {
		const lower = { cause: 'RECOMPUTED', result: { amountFen: 45_000, points: 3 }, posted: settled } as const
		const { money } = planCascade(input(lower))
		expect(money.after).toMatchObject({ paidFen: 45_000, receivableFen: 0, leviedFen: 45_000 })
		expect(money.outstandingFen).toBe(0)
	})

	test('before it is collected the hold goes down to the new amount', () => {
		const held = [posted('t1', { kind: 'HOLD', fen: 60_000 })]
		const subject = { ...input().subject, isFinal: false }
		const lower = { cause: 'VARIED', result: { amountFen: 20_000, points: 2 }, posted: held, subject } as const
		const { money } = planCascade(input(lower))
		expect(money.releases).toEqual([{ kind: 'RELEASE', fen: 40_000 }])
		expect(money.outstandingFen).toBeNull()
	})

	test('whatever is posted, what is left is what the plan says', () => {
		fc.assert(
			fc.property(fc.nat({ max: 60_000 }), fc.nat({ max: 60_000 }), (hold, amountFen) => {
				const book = [posted('t1', { kind: 'HOLD', fen: hold + 1 })]
				const subject = { ...input().subject, isFinal: false }
				const { money } = planCascade(
					input({ cause: 'VARIED', result: { amountFen, points: 1 }, posted: book, subject }),
				)
				expect(money.after.heldFen).toBe(Math.min(hold + 1, amountFen))
				expect(caseBook(book).heldFen).toBe(money.before.heldFen)
			}),
		)
	})
})

describe('points and measures', () => {
	test('of the dealer and of the outlet, and the thresholds that are lost', () => {
		const { points } = planCascade(input())
		expect(points.dealer).toMatchObject({ before: 7, after: 3 })
		expect(points.outlet).toMatchObject({ before: 4, after: 0 })
		expect(points.uncrossed).toEqual([{ atPoints: 6, measure: 'TALK' }])
	})

	test('a measure of another case is touched when its threshold was reached only with these points', () => {
		expect(planCascade(input({ measures: [measure()] })).measures).toMatchObject([
			{ id: 'm1', why: 'points', pointsThen: 7, pointsNow: 3 },
		])
		// On the day of the reminder three points were there without these.
		expect(planCascade(input({ measures: [measure({ threshold: 3 })] })).measures).toEqual([])
		expect(planCascade(input({ measures: [measure({ cause: 'RED_LINE', threshold: 18 })] })).measures).toEqual([])
	})

	test('the measures of a revoked case itself, whatever set them off; of a varied one only by points', () => {
		const own = measure({ kind: 'SUSPEND_SIM', threshold: 0, penaltyId: 'c1', cause: null })
		expect(planCascade(input({ measures: [own] })).measures).toMatchObject([{ why: 'own' }])
		const varied = { cause: 'VARIED', result: { amountFen: 60_000, points: 2 } } as const
		expect(planCascade(input({ ...varied, measures: [own, measure()] })).measures).toMatchObject([{ why: 'points' }])
	})

	test('two grave cases that are two no more', () => {
		const records = [record('c1', 12), record('c3', 12)]
		const end = measure({ kind: 'TERMINATE', threshold: 18, cause: 'TWO_GRAVE' })
		const subject = { ...input().subject, points: 12 }
		expect(planCascade(input({ records, measures: [end], subject })).measures).toMatchObject([{ why: 'grave' }])
	})
})

describe('later cases', () => {
	test('a revocation computes each again without this one; a variation touches none', () => {
		expect(planCascade(input({ later: [later()] })).later).toEqual([
			{
				id: 'c2',
				number: 'CF-2',
				state: 'SERVED',
				now: { amountFen: 75_000, points: 4, priors: 1 },
				would: { amountFen: 50_000, points: 3, priors: 0 },
			},
		])
		const varied = { cause: 'VARIED', result: { amountFen: 30_000, points: 2 } } as const
		expect(planCascade(input({ ...varied, later: [later()] })).later).toEqual([])
	})

	test('what was decided lower than computed stays: a result never goes up', () => {
		const low = later({ amountFen: 40_000, points: 2 })
		expect(planCascade(input({ later: [low] })).later).toMatchObject([{ would: { amountFen: 40_000, points: 2 } }])
	})

	test('another decision that was not counted is not counted now', () => {
		const more = later({ earlier: [earlier('c1'), earlier('c7'), earlier('c8')] })
		expect(planCascade(input({ later: [more] })).later).toMatchObject([{ would: { priors: 0 } }])
	})

	test('measures that only fall with the recomputation are named beforehand', () => {
		const records = [record('c1', 1), record('c2', 4, { finalOn: '2026-10-05' }), record('c4', 2)]
		const subject = { ...input().subject, points: 1 }
		const plan = planCascade(input({ records, subject, later: [later()], measures: [measure()] }))
		expect(plan.measures.map((one) => one.id)).toEqual([])
		expect(plan.afterLater.map((one) => one.id)).toEqual(['m1'])
		expect(plan.points.dealer).toMatchObject({ before: 7, after: 6, afterLater: 5 })
	})
})
