import fc from 'fast-check'
import { expect, test } from 'vitest'
import { castVote, dissents, panelOutcome } from './panel.ts'

const votes = (...amounts: number[]) => amounts.map((amountFen, n) => ({ personId: `m${n}`, amountFen }))

test.each([
	['two votes are too few', votes(100, 100), { kind: 'short', votes: 2, needed: 3 }],
	[
		'one person counts once',
		[...votes(100, 100), { personId: 'm1', amountFen: 100 }],
		{ kind: 'short', votes: 2, needed: 3 },
	],
	['all agree', votes(500, 500, 500), { kind: 'imposed', amountFen: 500, inFavour: 3 }],
	['two against one', votes(500, 500, 0), { kind: 'imposed', amountFen: 500, inFavour: 2 }],
	['one against two', votes(500, 0, 0), { kind: 'dropped' }],
	['the amount that a majority carries', votes(900, 500, 200), { kind: 'imposed', amountFen: 500, inFavour: 2 }],
	['a tie goes to the dealer', votes(500, 500, 0, 0), { kind: 'dropped' }],
])('%s', (_, given, outcome) => {
	expect(panelOutcome(given)).toMatchObject(outcome)
})

test('waits for every seat', () => {
	expect(panelOutcome(votes(500, 500, 500), 5)).toMatchObject({ kind: 'short', needed: 5 })
})

test('the result is carried by more than half, and no larger amount is', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 3, maxLength: 9 }), (amounts) => {
			const outcome = panelOutcome(votes(...amounts))
			const carried = (amount: number) => amounts.filter((one) => one >= amount).length * 2 > amounts.length
			const result = outcome.kind === 'imposed' ? outcome.amountFen : 0
			if (result > 0) expect(carried(result)).toBe(true)
			expect(carried(result + 1)).toBe(false)
		}),
	)
})

test.each([
	['fits', { personId: 'x', amountFen: 500 }, null],
	['drops', { personId: 'x', amountFen: 0 }, null],
	['twice', { personId: 'm0', amountFen: 500 }, 'penalty.voted'],
	['took part before', { personId: 'checker', amountFen: 500 }, 'penalty.decider-checked'],
	['above what was told', { personId: 'x', amountFen: 501 }, 'penalty.above-pre-notice'],
	['below zero', { personId: 'x', amountFen: -1 }, 'penalty.amount'],
])('a vote %s', (_, vote, rule) => {
	const outcome = castVote(votes(500), vote, { ceilingFen: 500, barred: ['checker'] })
	expect(outcome.ok ? null : outcome.error.rule).toBe(rule)
})

test.each([
	['too few votes: nobody yet', votes(100, 0), []],
	['all agree', votes(500, 500, 500), []],
	['one would drop it', votes(500, 500, 0), ['m2']],
	['above and below the result', votes(900, 500, 200), ['m0', 'm2']],
	['dropped against one', votes(500, 0, 0), ['m0']],
	['a tie: those who would impose', votes(500, 500, 0, 0), ['m0', 'm1']],
])('dissent: %s', (_, cast, expected) => {
	expect(dissents(cast)).toEqual(expected)
})
