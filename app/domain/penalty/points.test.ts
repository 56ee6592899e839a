import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rulebook } from '#tests/support/rulebook.ts'
import { addDays, type LocalDate } from '../time.ts'
import { ladder } from './ladder.ts'
import { PENALTY_STATES } from './machine.ts'
import { type PointsRecord, pointsOn } from './points.ts'

const base: PointsRecord = {
	penaltyId: 'p1',
	outletId: 'o1',
	dealerId: 'd1',
	occurredOn: '2026-03-01',
	points: 4,
	state: 'FINAL',
	finalOn: '2026-04-10',
	revoked: false,
	historic: false,
}

describe('points', () => {
	test.each<[string, Partial<PointsRecord>, LocalDate, number, number]>([
		['final', {}, '2026-04-10', 4, 0],
		['not yet final on that day', { state: 'SERVED', finalOn: null }, '2026-04-09', 0, 4],
		['settled and closed still count', { state: 'CLOSED' }, '2026-12-01', 4, 0],
		['last day of 12 months', {}, '2027-02-28', 4, 0],
		['same day a year later', {}, '2027-03-01', 0, 0],
		['revoked', { state: 'REVOKED', revoked: true }, '2026-05-01', 0, 0],
		['draft', { state: 'DRAFT', finalOn: null }, '2026-05-01', 0, 0],
		['pre-noticed', { state: 'PRE_NOTICED', finalOn: null }, '2026-05-01', 0, 4],
		['under review', { state: 'REVIEW', finalOn: null }, '2026-05-01', 0, 4],
		['waived', { state: 'WAIVED', points: 0, finalOn: null }, '2026-05-01', 0, 0],
		['imported', { historic: true }, '2026-05-01', 0, 0],
	])('%s', (_, change, on, effective, pending) => {
		expect(pointsOn([{ ...base, ...change }], on)).toMatchObject({ effective, pending })
	})

	test('says when they expire', () => {
		expect(pointsOn([base], '2026-05-01').lines[0]).toMatchObject({ standing: 'effective', expiresOn: '2027-03-01' })
		expect(pointsOn([base], '2027-05-01').lines[0]?.standing).toBe('expired')
	})

	test('the total is the sum of the lines, and only time or a revocation lowers it', () => {
		const record = fc.record({
			points: fc.integer({ min: 0, max: 12 }),
			offset: fc.integer({ min: 0, max: 700 }),
			state: fc.constantFrom(...PENALTY_STATES),
			final: fc.boolean(),
			revoked: fc.boolean(),
		})
		fc.assert(
			fc.property(fc.array(record, { maxLength: 8 }), fc.integer({ min: 0, max: 900 }), (drafts, at) => {
				const on = addDays('2025-01-01', at)
				const records = drafts.map(({ offset, final, ...rest }, n): PointsRecord => {
					const occurredOn = addDays('2025-01-01', offset)
					return { ...base, ...rest, penaltyId: String(n), occurredOn, finalOn: final ? addDays(occurredOn, 40) : null }
				})
				const { effective, pending, lines } = pointsOn(records, on)
				const sum = (standing: string) =>
					lines.filter((l) => l.standing === standing).reduce((n, l) => n + l.record.points, 0)
				expect([effective, pending]).toEqual([sum('effective'), sum('pending')])
				for (const line of lines)
					if (line.standing === 'effective') expect(line.record.occurredOn > addDays(on, -367)).toBe(true)
				const kept = pointsOn(
					records.map((r, n) => (n === 0 ? { ...r, revoked: true } : r)),
					on,
				)
				expect(kept.effective).toBeLessThanOrEqual(effective)
			}),
		)
	})
})

describe('ladder', () => {
	const fresh = {
		...base,
		penaltyId: 'new',
		outletId: 'o2',
		occurredOn: '2026-09-01',
		state: 'SERVED',
		finalOn: null,
		redLine: false,
	} as const
	const held = (points: number, change: Partial<PointsRecord> = {}) => ({ ...base, points, ...change })

	test.each<[string, number, number, string[], string | null]>([
		['nothing crossed', 0, 1, [], null],
		['3', 0, 3, ['REMINDER'], 'o2'],
		['stays above 3', 3, 2, [], null],
		['5 to 6', 5, 1, ['TALK'], 'o2'],
		['0 to 12 crosses four', 0, 12, ['REMINDER', 'TALK', 'CIRCULAR', 'SUSPEND_BUSINESS'], 'o2'],
		['11 to 12', 11, 1, ['SUSPEND_BUSINESS'], 'o2'],
		['17 to 18 falls on the dealer', 17, 1, ['TERMINATE'], 'd1'],
		['above 18 already', 20, 3, [], null],
	])('%s', (_, before, points, measures, target) => {
		const result = ladder(rulebook, [held(before)], { ...fresh, points }, '2026-10-01')
		expect(result).toMatchObject({ before, after: before + points })
		expect(result.crossed.map((one) => one.measure)).toEqual(measures)
		expect(result.strongest?.target.id ?? null).toBe(target)
	})

	test('expired, revoked and other dealers’ points do not help to cross', () => {
		const others = [held(5, { occurredOn: '2025-09-30' }), held(5, { revoked: true }), held(5, { dealerId: 'd2' })]
		expect(ladder(rulebook, others, { ...fresh, points: 2 }, '2026-10-01')).toMatchObject({
			before: 0,
			after: 2,
			crossed: [],
		})
	})

	test('a case that becomes final after its year adds nothing', () => {
		expect(ladder(rulebook, [], { ...fresh, points: 12 }, '2027-09-01')).toMatchObject({ after: 0, strongest: null })
	})

	test('a red line, or two gravest cases in 24 months, end the co-operation whatever the total', () => {
		expect(ladder(rulebook, [], { ...fresh, points: 6, redLine: true }, '2026-10-01').strongest).toMatchObject({
			measure: 'TERMINATE',
			cause: 'RED_LINE',
			target: { kind: 'DEALER', id: 'd1' },
		})
		const old = held(12, { occurredOn: '2025-01-10', finalOn: '2025-03-01' })
		expect(ladder(rulebook, [old], { ...fresh, points: 12 }, '2026-10-01').strongest).toMatchObject({
			measure: 'TERMINATE',
			cause: 'TWO_GRAVE',
		})
		const older = held(12, { occurredOn: '2024-10-01', finalOn: '2025-03-01' })
		expect(ladder(rulebook, [older], { ...fresh, points: 12 }, '2026-10-01').strongest).toMatchObject({
			measure: 'SUSPEND_BUSINESS',
		})
	})
})
