import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import examples from '#tests/support/penalty-examples.json' with { type: 'json' }
import { rulebook } from '#tests/support/rulebook.ts'
import { computePenalty, MAX_UNITS, type PenaltyInput } from './compute.ts'
import { exceedsLoss } from './excess.ts'
import { factorsByCode } from './factors.ts'
import { previewSchema } from './preview.schema.ts'
import { computeByVersion, rulebookOn } from './rule-version.ts'
import { type Rulebook, SEVERITIES } from './rulebook.schema.ts'

const FIRST: PenaltyInput = { severity: 'L2', units: 1, priors: 0, mitigating: [], aggravating: [], share: 100 }

function amountOf(input: PenaltyInput) {
	const outcome = computePenalty(rulebook, input)
	if (!outcome.ok) throw new Error(outcome.error.rule)
	return outcome.value
}

describe('the examples of the rulebook hold to the fen', () => {
	test.each(examples)('$id $text', (example) => {
		const input = previewSchema.parse(example.input)
		const { working, ...result } = amountOf(input)
		expect(result).toEqual({
			amountFen: example.yuan * 100,
			multiplierPercent: example.M,
			factorPercent: example.F,
			capped: example.capped,
			points: example.points,
		})
		expect(working.map((line) => line.kind)).toEqual([
			'base',
			'units',
			'recurrence',
			'factors',
			'share',
			'rounding',
			'cap',
			'points',
		])
	})
})

describe('working', () => {
	test('keeps what is not a whole fen as an exact decimal until the one rounding', () => {
		const { working } = amountOf({ ...FIRST, baseFen: 33_333, priors: 1, mitigating: [-15] })
		const totals = working.flatMap((line) =>
			'subtotalYuan' in line ? [[line.kind, line.subtotalYuan, line.subtotalFen]] : [],
		)
		expect(totals).toEqual([
			['base', '333.33', 33_333],
			['units', '333.33', 33_333],
			['recurrence', '499.995', null],
			['factors', '424.99575', null],
			['share', '424.99575', null],
			['rounding', '425.00', 42_500],
			['cap', '425.00', 42_500],
		])
		expect(working.find((line) => line.kind === 'rounding')).toMatchObject({ changed: true })
	})

	test('names clauses, clamps and what was ignored', () => {
		const grave = amountOf({ ...FIRST, severity: 'L4', mitigating: [-30], aggravating: [100, 100, 50] }).working
		expect(grave.find((line) => line.kind === 'base')).toMatchObject({
			clause: 'RB-2026 §levels.L4',
			overridden: false,
		})
		expect(grave.find((line) => line.kind === 'factors')).toMatchObject({
			mitigationSum: -30,
			mitigationCounted: 0,
			mitigationIgnored: true,
			aggravationSum: 250,
			aggravationCounted: 200,
			percent: 300,
			clamp: 'none',
		})
		const own = amountOf({ ...FIRST, baseFen: 10_000, share: 30, priors: 5 }).working
		expect(own.find((line) => line.kind === 'base')).toMatchObject({ clause: 'RB-2026 §types.base', overridden: true })
		expect(own.find((line) => line.kind === 'points')).toMatchObject({ full: 6, halved: true, points: 3 })
	})
})

describe('refuses', () => {
	test.each([
		['units 0', { units: 0 }, 'penalty.units'],
		['units 1.5', { units: 1.5 }, 'penalty.units'],
		['too many units', { units: MAX_UNITS + 1 }, 'penalty.units'],
		['priors -1', { priors: -1 }, 'penalty.priors'],
		['mitigation above zero', { mitigating: [20] }, 'penalty.mitigation'],
		['mitigation with a fraction', { mitigating: [-0.5] }, 'penalty.mitigation'],
		['aggravation below zero', { aggravating: [-20] }, 'penalty.aggravation'],
		['aggravation out of range', { aggravating: [1001] }, 'penalty.aggravation'],
		['share 60', { share: 60 }, 'penalty.share'],
		['base 0', { baseFen: 0 }, 'penalty.base'],
		['base not a number', { baseFen: Number.NaN }, 'penalty.base'],
		['base beyond safe integers', { baseFen: Number.MAX_SAFE_INTEGER + 1 }, 'penalty.base'],
	])('%s', (_, change, rule) => {
		const outcome = computePenalty(rulebook, { ...FIRST, ...change })
		expect(outcome).toMatchObject({ ok: false, error: { kind: 'invalid', rule } })
	})

	test('the largest numbers stay exact and capped', () => {
		const huge = amountOf({
			...FIRST,
			units: MAX_UNITS,
			baseFen: Number.MAX_SAFE_INTEGER,
			priors: 9,
			aggravating: [1000],
		})
		expect(huge).toMatchObject({ amountFen: 500_000, capped: true, multiplierPercent: 300, factorPercent: 300 })
		expect(huge.working.find((line) => line.kind === 'units')).toMatchObject({
			subtotalFen: null,
			subtotalYuan: '90071992547409910000.00',
		})
	})
})

const input = fc.record({
	severity: fc.constantFrom(...SEVERITIES),
	units: fc.integer({ min: 1, max: 2000 }),
	priors: fc.integer({ min: 0, max: 6 }),
	mitigating: fc.array(fc.integer({ min: -60, max: 0 }), { maxLength: 5 }),
	aggravating: fc.array(fc.integer({ min: 0, max: 150 }), { maxLength: 5 }),
	share: fc.constantFrom(100, 70, 50, 30, 0),
	baseFen: fc.option(fc.integer({ min: 1, max: 5_000_000 }), { nil: undefined }),
})

/** The formula of domain 3.2 once more, as one fraction over 100^4, written without the code under test. */
function bruteForce(given: PenaltyInput) {
	const table = {
		L1: [20_000, 100_000, 1],
		L2: [50_000, 500_000, 3],
		L3: [200_000, 3_000_000, 6],
		L4: [1_000_000, 10_000_000, 12],
	}
	const [levelBase = 0, cap = 0, basePoints = 0] = table[given.severity]
	const add = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)
	const mitigation = given.severity === 'L4' ? 0 : Math.max(-50, add(given.mitigating))
	const factor = Math.min(300, Math.max(50, 100 + mitigation + Math.min(200, add(given.aggravating))))
	const multiplier = [100, 150, 200, 300][Math.min(given.priors, 3)] ?? 0
	const fenTimesMillion =
		BigInt(given.baseFen ?? levelBase) * BigInt(given.units) * BigInt(multiplier) * BigInt(factor) * BigInt(given.share)
	const yuanUnit = 100_000_000n
	const rest = fenTimesMillion % yuanUnit
	const yuan = fenTimesMillion / yuanUnit + (2n * rest >= yuanUnit ? 1n : 0n)
	const amountFen = yuan * 100n > BigInt(cap) ? cap : Number(yuan) * 100
	const full = Math.min(12, basePoints + Math.min(given.priors, 3))
	const points = given.share === 0 ? 0 : given.share < 50 ? Math.ceil(full / 2) : full
	return { amountFen, cap, points }
}

describe('for any case', () => {
	test('equals the rational formula and never exceeds the cap', () => {
		fc.assert(
			fc.property(input, (given) => {
				const { amountFen, points, capped } = amountOf(given)
				const expected = bruteForce(given)
				expect({ amountFen, points }).toEqual({ amountFen: expected.amountFen, points: expected.points })
				expect(amountFen).toBeLessThanOrEqual(expected.cap)
				expect(amountFen % 100).toBe(0)
				if (capped) expect(amountFen).toBe(expected.cap)
			}),
			{ numRuns: 1000 },
		)
	})

	test('more units, more earlier decisions or more aggravation never cost less; mitigation never more', () => {
		fc.assert(
			fc.property(input, fc.integer({ min: 1, max: 50 }), (given, more) => {
				const { amountFen, points } = amountOf(given)
				expect(amountOf({ ...given, units: given.units + more }).amountFen).toBeGreaterThanOrEqual(amountFen)
				const repeated = amountOf({ ...given, priors: given.priors + more })
				expect(repeated.amountFen).toBeGreaterThanOrEqual(amountFen)
				expect(repeated.points).toBeGreaterThanOrEqual(points)
				const worse = amountOf({ ...given, aggravating: [...given.aggravating, more] })
				expect(worse.amountFen).toBeGreaterThanOrEqual(amountFen)
				const milder = amountOf({ ...given, mitigating: [...given.mitigating, -more] })
				expect(milder.amountFen).toBeLessThanOrEqual(amountFen)
				expect(amountOf({ ...given, share: 0 })).toMatchObject({ amountFen: 0, points: 0, capped: false })
			}),
			{ numRuns: 500 },
		)
	})
})

describe('around the amount', () => {
	test('named factors', () => {
		expect(factorsByCode(rulebook, ['cooperated', 'concealment'])).toMatchObject({
			ok: true,
			value: { mitigating: [{ percent: -10 }], aggravating: [{ percent: 50 }] },
		})
		expect(factorsByCode(rulebook, ['weather'])).toMatchObject({ ok: false, error: { rule: 'penalty.factor-unknown' } })
		for (const twice of [
			['cooperated', 'cooperated'],
			['several-complaints-3', 'several-complaints-10'],
		])
			expect(factorsByCode(rulebook, twice)).toMatchObject({ ok: false, error: { rule: 'penalty.factor-twice' } })
	})

	test('a later version counts only when it is milder', () => {
		const dearer = {
			...rulebook,
			code: 'RB-2027',
			effectiveFrom: '2027-01-01' as const,
			levels: { ...rulebook.levels, L2: { ...rulebook.levels.L2, baseFen: 60_000 } },
		}
		const milder = { ...dearer, levels: { ...rulebook.levels, L2: { ...rulebook.levels.L2, baseFen: 40_000 } } }
		const on = { occurredOn: '2026-12-31', today: '2027-01-01' } as const
		const first = (version: Rulebook) => computePenalty(version, FIRST)
		expect(computeByVersion([rulebook, dearer], first, on)).toMatchObject({
			value: { rulebook: { code: 'RB-2026' }, amount: { amountFen: 50_000 } },
		})
		expect(computeByVersion([milder, rulebook], first, on)).toMatchObject({
			value: { rulebook: { code: 'RB-2027' }, amount: { amountFen: 40_000 } },
		})
		expect(computeByVersion([milder, rulebook], first, { ...on, today: '2026-12-31' })).toMatchObject({
			value: { rulebook: { code: 'RB-2026' } },
		})
		expect(computeByVersion([rulebook], first, { ...on, occurredOn: '2025-12-31' })).toMatchObject({
			ok: false,
			error: { rule: 'penalty.no-rulebook' },
		})
		expect(rulebookOn([rulebook], '2026-01-01')?.code).toBe('RB-2026')
	})

	test('warns above 130% of the loss', () => {
		expect([
			exceedsLoss(13_000, 10_000, 130),
			exceedsLoss(13_001, 10_000, 130),
			exceedsLoss(100, null, 130),
			exceedsLoss(100, 0, 130),
		]).toEqual([false, true, false, true])
	})

	test('the preview takes nothing but its fields', () => {
		expect(previewSchema.safeParse({ ...FIRST, discount: 1 }).success).toBe(false)
		for (const bad of [
			{ share: 60 },
			{ units: '3' },
			{ severity: 'L5' },
			{ baseFen: 0 },
			{ mitigating: [20] },
			{ aggravating: [-1] },
			{ priors: -1 },
		])
			expect(previewSchema.safeParse({ ...FIRST, ...bad }).success).toBe(false)
	})
})
