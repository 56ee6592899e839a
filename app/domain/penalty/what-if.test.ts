import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rulebook } from '#tests/support/rulebook.ts'
import { amountUnder } from './basis.ts'
import { factorFamily } from './factors.ts'
import { whatIf } from './what-if.ts'

const L2 = { type: 'A03', severity: 'L2', units: 1, factors: [], share: 100 } as const

const effect = (factors: readonly string[], code: string, over: object = {}) => {
	const tried = whatIf(rulebook, { ...L2, ...over, factors }, 0)
	if (!tried.ok) throw new Error(tried.error.rule)
	return tried.value.lines.find((line) => line.code === code)?.differenceFen
}

test.each([
	['not chosen', [], 'corrected-on-the-spot', {}, -10_000],
	['chosen', ['corrected-on-the-spot'], 'corrected-on-the-spot', {}, -10_000],
	['at the floor it changes nothing', ['self-reported', 'user-refunded', 'corrected-on-the-spot'], 'cooperated', {}, 0],
	['two units double it', [], 'corrected-on-the-spot', { units: 2 }, -20_000],
	['the greater step replaces the smaller', ['several-complaints-3'], 'several-complaints-10', {}, 25_000],
	['mitigation is ignored at L4', [], 'self-reported', { severity: 'L4' }, 0],
	['at the cap it changes nothing', [], 'media-exposure', { units: 10 }, 0],
])('%s', (_, factors, code, over, expected) => {
	const known = rulebook.factors.map((one) => one.code)
	expect(factors.every((one) => known.includes(one)) && known.includes(code)).toBe(true)
	expect(effect(factors, code, over)).toBe(expected)
})

test('each difference is that of two computations, and the amount is the case’s own', () => {
	const codes = rulebook.factors.map((one) => one.code)
	const anyBasis = fc.record({
		type: fc.constant('A03'),
		severity: fc.constantFrom('L1', 'L2', 'L3', 'L4'),
		units: fc.integer({ min: 1, max: 40 }),
		factors: fc
			.uniqueArray(fc.constantFrom(...codes), { maxLength: 6 })
			.map((list) => list.filter((one, i) => !list.slice(0, i).some((earlier) => factorFamily(one).includes(earlier)))),
		share: fc.constantFrom(...rulebook.faultShares),
	})
	fc.assert(
		fc.property(anyBasis, fc.integer({ min: 0, max: 4 }), (basis, priors) => {
			const tried = whatIf(rulebook, basis, priors)
			const own = amountUnder(rulebook, basis, priors)
			if (!tried.ok || !own.ok) throw new Error('refused')
			expect(tried.value.amount).toEqual(own.value)
			for (const line of tried.value.lines) {
				const rest = basis.factors.filter((one) => !factorFamily(line.code).includes(one))
				const [out, in_] = [rest, [...rest, line.code]].map((factors) =>
					amountUnder(rulebook, { ...basis, factors }, priors),
				)
				if (!out?.ok || !in_?.ok) throw new Error('refused')
				expect(line.differenceFen).toBe(in_.value.amountFen - out.value.amountFen)
				expect(Math.sign(line.differenceFen) * Math.sign(line.percent)).toBeGreaterThanOrEqual(0)
			}
		}),
		{ numRuns: 200 },
	)
})
