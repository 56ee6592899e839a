import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rulebook } from '#tests/support/rulebook.ts'
import { addDays, addMonths, type LocalDate } from '../time.ts'
import { type EarlierCase, type NewCase, recurrence } from './recurrence.ts'

const fresh: NewCase = {
	penaltyId: 'new',
	category: 'A',
	outletId: 'o1',
	dealerId: 'd1',
	occurredOn: '2026-11-05',
	severity: 'L2',
}
const earlier: EarlierCase = {
	penaltyId: 'old',
	category: 'A',
	outletId: 'o1',
	dealerId: 'd1',
	occurredOn: '2026-02-26',
	decisionServedOn: '2026-03-18',
	revoked: false,
	historic: false,
}

describe('which earlier decisions count', () => {
	test.each<[string, Partial<EarlierCase>, string | null]>([
		['served before, inside the window', {}, null],
		['first day of the window', { occurredOn: '2025-11-05' }, null],
		['a day before the window', { occurredOn: '2025-11-04' }, 'outside-window'],
		['on the same day', { occurredOn: '2026-11-05', decisionServedOn: '2026-11-05' }, 'outside-window'],
		['later', { occurredOn: '2026-11-12', decisionServedOn: null }, 'not-served'],
		['served the day before', { decisionServedOn: '2026-11-04' }, null],
		['served on the day it happened again', { decisionServedOn: '2026-11-05' }, 'served-too-late'],
		['not served', { decisionServedOn: null }, 'not-served'],
		['revoked', { revoked: true }, 'revoked'],
		['another category', { category: 'D' }, 'other-category'],
		['another outlet', { outletId: 'o2' }, 'other-outlet'],
		['another dealer', { dealerId: 'd2' }, 'other-dealer'],
		['imported', { historic: true }, 'historic'],
	])('%s', (_, change, reason) => {
		const found = recurrence(rulebook, fresh, [{ ...earlier, ...change }])
		expect(found.priors).toBe(reason === null ? 1 : 0)
		expect(found.counted.length).toBe(found.priors)
		expect(found.notCounted.map((one) => one.reason)).toEqual(reason === null ? [] : [reason])
	})

	test.each([
		['L1', 0],
		['L2', 0],
		['L3', 1],
		['L4', 1],
	] as const)('at %s another outlet of the same dealer counts %i', (severity, priors) => {
		expect(recurrence(rulebook, { ...fresh, severity }, [{ ...earlier, outletId: 'o2' }]).priors).toBe(priors)
	})

	test('three found on one day are all first offences', () => {
		const day = (penaltyId: string) => ({ ...earlier, penaltyId, occurredOn: fresh.occurredOn, decisionServedOn: null })
		expect(recurrence(rulebook, fresh, [day('a'), day('b'), day('new')])).toMatchObject({
			priors: 0,
			notCounted: [{}, {}],
		})
	})

	test('the window ends on the last day of a short month', () => {
		const leap = { ...fresh, occurredOn: '2028-02-29' as const }
		expect(
			recurrence(rulebook, leap, [{ ...earlier, occurredOn: '2027-02-28', decisionServedOn: '2027-03-10' }]).priors,
		).toBe(1)
		expect(
			recurrence(rulebook, leap, [{ ...earlier, occurredOn: '2027-02-27', decisionServedOn: '2027-03-10' }]).priors,
		).toBe(0)
	})

	test('an earlier case counts exactly when it is inside both windows', () => {
		const day = fc.integer({ min: 0, max: 800 }).map((n): LocalDate => addDays('2025-01-01', n))
		fc.assert(
			fc.property(day, day, day, (occurredOn, priorOn, servedOn) => {
				const one = { ...earlier, occurredOn: priorOn, decisionServedOn: servedOn }
				const inside = priorOn < occurredOn && priorOn >= addMonths(occurredOn, -12) && servedOn < occurredOn
				expect(recurrence(rulebook, { ...fresh, occurredOn }, [one]).priors).toBe(inside ? 1 : 0)
			}),
			{ numRuns: 1000 },
		)
	})
})
