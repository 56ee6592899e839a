import type { Fen } from '../money.ts'
import { type Outcome, refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import type { Rulebook, Severity } from './rulebook.schema.ts'
import { exactSubtotal, roundedToYuan, type WorkingLine } from './working.ts'

/** What the amount is computed from: percentages as whole numbers, `baseFen` where the type overrides the level. */
export type PenaltyInput = {
	readonly severity: Severity
	readonly units: number
	/** Earlier decisions that count (recurrence.ts). */
	readonly priors: number
	/** Percentages below zero. */
	readonly mitigating: readonly number[]
	/** Percentages above zero. */
	readonly aggravating: readonly number[]
	/** The dealer's share of fault in percent. */
	readonly share: number
	readonly baseFen?: number | undefined
}

export type PenaltyAmount = {
	readonly amountFen: Fen
	readonly multiplierPercent: number
	readonly factorPercent: number
	readonly capped: boolean
	readonly points: number
	readonly working: readonly WorkingLine[]
}

export const MAX_UNITS = 1_000_000
const MAX_FACTOR = 1_000
const MAX_FACTORS = 100

const isWhole = (value: number, min: number, max: number) => Number.isSafeInteger(value) && value >= min && value <= max
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function badInput(rulebook: Rulebook, input: PenaltyInput) {
	if (!isWhole(input.units, 1, MAX_UNITS)) return refuse('invalid', 'penalty.units', { max: MAX_UNITS })
	if (!isWhole(input.priors, 0, Number.MAX_SAFE_INTEGER)) return refuse('invalid', 'penalty.priors')
	const { mitigating, aggravating } = input
	if (mitigating.length > MAX_FACTORS || !mitigating.every((f) => isWhole(f, -MAX_FACTOR, 0)))
		return refuse('invalid', 'penalty.mitigation')
	if (aggravating.length > MAX_FACTORS || !aggravating.every((f) => isWhole(f, 0, MAX_FACTOR)))
		return refuse('invalid', 'penalty.aggravation')
	if (!rulebook.faultShares.includes(input.share))
		return refuse('invalid', 'penalty.share', { shares: rulebook.faultShares.join(' / ') })
	if (input.baseFen !== undefined && !isWhole(input.baseFen, 1, Number.MAX_SAFE_INTEGER))
		return refuse('invalid', 'penalty.base')
	return null
}

function factorsOf(rulebook: Rulebook, input: PenaltyInput) {
	const rule = rulebook.factorRule
	const mitigationIgnored = rule.mitigationIgnoredAt.includes(input.severity)
	const mitigationSum = sum(input.mitigating)
	const aggravationSum = sum(input.aggravating)
	const mitigationCounted = mitigationIgnored ? 0 : Math.max(rule.mitigationFloor, mitigationSum)
	const aggravationCounted = Math.min(rule.aggravationCeiling, aggravationSum)
	const raw = 100 + mitigationCounted + aggravationCounted
	const percent = Math.min(rule.maxPercent, Math.max(rule.minPercent, raw))
	const clamp = percent > raw ? 'floor' : percent < raw ? 'ceiling' : 'none'
	return {
		mitigationIgnored,
		mitigationSum,
		mitigationCounted,
		aggravationSum,
		aggravationCounted,
		percent,
		clamp,
	} as const
}

function pointsOf(rulebook: Rulebook, input: PenaltyInput) {
	const rule = rulebook.points
	const basePoints = rulebook.levels[input.severity].points
	const priorPoints =
		Math.min(input.priors, Math.floor(rule.maxPriorPoints / Math.max(1, rule.perPrior))) * rule.perPrior
	const full = Math.min(rule.maxPerCase, basePoints + priorPoints)
	const halved = input.share < rule.halvedBelowShare
	const points = input.share === 0 ? 0 : halved ? Math.ceil(full / 2) : full
	return { basePoints, priorPoints, full, halved, points }
}

/**
 * The amount of one case with its working (domain 3.2). Exact: integers throughout, rounded once, half up, to whole
 * yuan, then capped. Refuses ('invalid') numbers out of range, factors of the wrong sign, shares the rulebook lacks.
 */
export function computePenalty(rulebook: Rulebook, input: PenaltyInput): Outcome<PenaltyAmount> {
	const bad = badInput(rulebook, input)
	if (bad) return bad
	const level = rulebook.levels[input.severity]
	const multipliers = rulebook.recurrence.multipliersPercent
	const multiplierPercent = multipliers[Math.min(input.priors, multipliers.length - 1)] ?? 100
	const factors = factorsOf(rulebook, input)
	const points = pointsOf(rulebook, input)
	const overridden = input.baseFen !== undefined
	const baseFen = input.baseFen ?? level.baseFen
	const gross = BigInt(baseFen) * BigInt(input.units)
	const percents = [multiplierPercent, factors.percent, input.share]
	const exact = exactSubtotal(gross, percents)
	const rounded = roundedToYuan(gross, percents)
	const capped = rounded > BigInt(level.capFen)
	const amountFen = capped ? level.capFen : Number(rounded)
	const clause = (path: string) => `${rulebook.code} §${path}`
	const ofLevel = clause(`levels.${input.severity}`)
	const upTo = (steps: number) => exactSubtotal(gross, percents.slice(0, steps))
	const roundedTotal = exactSubtotal(rounded, [])
	const changed = exact.subtotalYuan !== roundedTotal.subtotalYuan
	const baseClause = overridden ? clause('types.base') : ofLevel
	const { mitigating, aggravating, units, priors, share } = input
	const working: WorkingLine[] = [
		{ kind: 'base', clause: baseClause, baseFen, overridden, ...exactSubtotal(BigInt(baseFen), []) },
		{ kind: 'units', clause: ofLevel, units, ...upTo(0) },
		{ kind: 'recurrence', clause: clause('recurrence'), priors, percent: multiplierPercent, ...upTo(1) },
		{ kind: 'factors', clause: clause('factorRule'), mitigating, aggravating, ...factors, ...upTo(2) },
		{ kind: 'share', clause: clause('faultShares'), percent: share, ...exact },
		{ kind: 'rounding', clause: clause('rounding'), changed, ...roundedTotal },
		{
			kind: 'cap',
			clause: clause(`levels.${input.severity}.cap`),
			capFen: level.capFen,
			capped,
			...exactSubtotal(BigInt(amountFen), []),
		},
		{ kind: 'points', clause: clause('points'), maxPerCase: rulebook.points.maxPerCase, ...points },
	]
	return ok({ amountFen, multiplierPercent, factorPercent: factors.percent, capped, points: points.points, working })
}
