import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../penalty/settings.schema.ts'
import { openTwins, twinsOf } from './twins.ts'
import { type UpliftFacts, upliftOf } from './uplift.ts'

const FRESH = { id: 'new', dealerId: 'd', outletId: 'o', typeCode: 'A03', occurredOn: '2026-11-05' } as const
const other = (change: object) => ({ ...FRESH, id: 'old', dismissed: false, historic: false, ...change })

describe('one act, one penalty', () => {
	test.each([
		['the same', {}, 1],
		['itself', { id: 'new' }, 0],
		['another dealer', { dealerId: 'e' }, 0],
		['another outlet', { outletId: 'p' }, 0],
		['another type', { typeCode: 'A04' }, 0],
		['another day', { occurredOn: '2026-11-06' }, 0],
		['dismissed', { dismissed: true }, 0],
		['imported', { historic: true }, 0],
	])('%s', (_, change, count) => {
		expect(twinsOf(FRESH, [other(change)])).toHaveLength(count)
	})
	test('a reason closes the twins that it names, and no others', () => {
		expect(openTwins([{ id: 'a' }, { id: 'b' }], new Set(['b', 'c']))).toEqual([{ id: 'a' }])
	})
})

const FACTS: UpliftFacts = {
	typeCode: 'C02',
	severity: 'L1',
	occurredOn: '2026-11-05',
	units: 1,
	contactOrThreat: false,
	refundClaimedOn: null,
	discoveredOn: '2026-11-20',
	minorDecisions: [],
	farmedInMonth: 0,
}

describe('when a violation weighs more', () => {
	const three = ['2026-03-01', '2026-06-01', '2026-09-01'] as const
	test.each<[string, Partial<UpliftFacts>, string | null]>([
		['nothing', {}, null],
		['two L1 decisions', { minorDecisions: three.slice(0, 2) }, null],
		['three L1 decisions', { minorDecisions: three }, 'minor-repeated L1 L2'],
		['three, one of them a year and a day ago', { minorDecisions: ['2025-11-04', ...three.slice(0, 2)] }, null],
		[
			'three, one of them just a year ago',
			{ minorDecisions: ['2025-11-05', ...three.slice(0, 2)] },
			'minor-repeated L1 L2',
		],
		['three, one of them on the day itself', { minorDecisions: ['2026-11-05', ...three.slice(0, 2)] }, null],
		['three before an L2', { severity: 'L2', minorDecisions: three }, null],
		['rude with a threat', { typeCode: 'G01', severity: 'L2', contactOrThreat: true }, 'contact-or-threat L2 L3'],
		['rude without', { typeCode: 'G01', severity: 'L2' }, null],
		['a threat at another type', { typeCode: 'G02', contactOrThreat: true }, null],
		['never lowers', { typeCode: 'G01', severity: 'L4', contactOrThreat: true }, null],
		['refund 15 days', { typeCode: 'C06', severity: 'L2', refundClaimedOn: '2026-11-05' }, null],
		['refund 16 days', { typeCode: 'C06', severity: 'L2', refundClaimedOn: '2026-11-04' }, 'refund-late L2 L3'],
		['499 farmed numbers', { typeCode: 'D05', severity: 'L3', units: 499 }, null],
		['500 farmed numbers', { typeCode: 'D05', severity: 'L3', units: 500 }, 'farming-exit L3 L3 exit'],
		[
			'500 in two cases of the month',
			{ typeCode: 'D05', severity: 'L3', units: 200, farmedInMonth: 300 },
			'farming-exit L3 L3 exit',
		],
	])('%s', (_, change, expected) => {
		const uplift = upliftOf({ ...FACTS, ...change }, DEFAULT_SETTINGS.uplift)
		const text = uplift && `${uplift.rule} ${uplift.from} ${uplift.to}${uplift.exitReview ? ' exit' : ''}`
		expect(text).toBe(expected)
	})
	test('the branch sets the figures', () => {
		const rule = { ...DEFAULT_SETTINGS.uplift, minorCount: 1, refundLateDays: 30 }
		expect(upliftOf({ ...FACTS, minorDecisions: ['2026-09-01'] }, rule)?.to).toBe('L2')
		expect(upliftOf({ ...FACTS, typeCode: 'C06', severity: 'L2', refundClaimedOn: '2026-10-25' }, rule)).toBeNull()
		expect(upliftOf({ ...FACTS, minorDecisions: ['2026-09-01'] }, { ...rule, minorCount: 0 })).toBeNull()
	})
})
