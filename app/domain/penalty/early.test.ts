import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defenceFacts } from '#tests/support/rulebook.ts'
import { amountChecks, ceilingFen } from './checklist.ts'
import { earlyFen, earlyOffer } from './early.ts'
import { firstUnmet } from './facts.ts'

describe('early acknowledgement', () => {
	test.each([
		[200_000, 0, 200_000],
		[200_000, 10, 180_000],
		[50_000, 15, 42_500],
		// 425.00 − 15% = 361.25, down; 330.00 − 15% = 280.50, half up to 281
		[42_500, 15, 36_100],
		[33_000, 15, 28_100],
		[100, 50, 100],
		[300, 50, 200],
		[10_000_000, 50, 5_000_000],
		[0, 20, 0],
	])('%i fen less %i percent is %i', (fen, percent, expected) => {
		expect(earlyFen(fen, percent)).toBe(expected)
	})

	test('whole yuan, never above the notice, never below nothing, falls as the percentage rises', () => {
		const yuan = fc.integer({ min: 0, max: 100_000 }).map((n) => n * 100)
		const percent = fc.integer({ min: 0, max: 50 })
		fc.assert(
			fc.property(yuan, percent, percent, (fen, a, b) => {
				const [less, more] = [earlyFen(fen, Math.min(a, b)), earlyFen(fen, Math.max(a, b))]
				expect(less % 100).toBe(0)
				expect(more).toBeLessThanOrEqual(less)
				expect(less).toBeLessThanOrEqual(fen)
				expect(more).toBeGreaterThanOrEqual(0)
			}),
		)
	})

	const told = { preNoticeFen: 200_000, earlyPercent: 10 } as const
	test('is off by default, offered while the window runs, and a ceiling only once it was taken', () => {
		expect(earlyOffer(defenceFacts())).toBeNull()
		expect(earlyOffer(defenceFacts(told))).toEqual({ percent: 10, fen: 180_000, taken: false })
		expect(ceilingFen(defenceFacts(told))).toBe(200_000)
		const taken = defenceFacts({ ...told, acknowledgedOn: '2026-11-18' })
		expect(earlyOffer(taken)).toEqual({ percent: 10, fen: 180_000, taken: true })
		expect(ceilingFen(taken)).toBe(180_000)
		expect(ceilingFen({ ...taken, firstDecidedFen: 150_000 })).toBe(150_000)
	})

	test('nobody decides above it', () => {
		const taken = defenceFacts({ ...told, acknowledgedOn: '2026-11-18' })
		const rule = (fen: number) => firstUnmet(amountChecks(taken, fen))?.error.rule ?? 'fine'
		expect([rule(180_000), rule(180_100), rule(200_100)]).toEqual([
			'fine',
			'penalty.above-early',
			'penalty.above-pre-notice',
		])
	})
})
