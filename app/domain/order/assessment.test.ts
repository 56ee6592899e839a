import { describe, expect, test } from 'vitest'
import { orderAt } from '#tests/support/order-facts.ts'
import { DEFAULT_ASSESSMENT } from '../penalty/rulebook-parts.schema.ts'
import { instantAt } from '../time.ts'
import { assessment } from './assessment.ts'

const done = orderAt('STRUCK_OFF')

describe('assessment, in tenths of a point', () => {
	test.each([
		['early and accepted first time', {}, false, 10],
		['on the due day, in time', { submittedAt: instantAt('2026-11-23', 600) }, false, 0],
		['overdue', { overdueAt: instantAt('2026-11-23', 1080) }, false, -20],
		['returned twice', { returnCount: 2 }, false, -20],
		['acknowledged late', { acknowledgedAt: instantAt('2026-11-04', 600), returnCount: 1 }, false, -15],
		['early, but came back within 90 days', {}, true, -10],
		[
			'everything',
			{
				overdueAt: instantAt('2026-11-23', 1080),
				returnCount: 1,
				acknowledgedAt: instantAt('2026-11-03', 1081),
			},
			true,
			-55,
		],
	] as const)('%s', (_, change, recurred, total) => {
		expect(assessment({ ...done, ...change }, recurred).totalTenths).toBe(total)
	})

	test('a rulebook sets the values', () => {
		const values = { ...DEFAULT_ASSESSMENT, recurred: -30, earlyFirstTime: 0 }
		expect(assessment(done, true, values).totalTenths).toBe(-30)
	})

	test('the lines add up and say how often', () => {
		const result = assessment({ ...done, returnCount: 2, overdueAt: instantAt('2026-11-23', 1080) }, false)
		expect(result.lines).toEqual([
			{ rule: 'overdue', count: 1, tenths: -20 },
			{ rule: 'returned', count: 2, tenths: -20 },
		])
	})

	test('特急 is early at any moment before its last', () => {
		const urgent = { ...done, urgency: 'CRITICAL', submittedAt: instantAt('2026-11-23', 1079) } as const
		expect(assessment(urgent, false).totalTenths).toBe(10)
		expect(assessment({ ...urgent, submittedAt: instantAt('2026-11-23', 1080) }, false).totalTenths).toBe(0)
	})

	test('an order never signed for is not late for it here: its overdue mark speaks', () => {
		expect(assessment({ ...done, acknowledgedAt: null, returnCount: 1 }, false).totalTenths).toBe(-10)
	})
})
