import { OUTLET_TYPES } from '../dealer.ts'
import { asNumber, asText, type Clause, clause, number, optionalNumber, type Part } from './clause.ts'
import { settingClauses } from './clauses-settings.ts'
import { chapterClauses, lawClauses, typeClauses } from './clauses-types.ts'
import { measureSchema, type Rulebook, SEVERITIES, type Severity } from './rulebook.schema.ts'

const MAX_FEN = 100_000_000_00

/** Circumstances that have words in every language (domain 3.2); one without a percentage is not in the version. */
export const FACTOR_CODES = [
	'self-reported',
	'corrected-on-the-spot',
	'user-refunded',
	'cooperated',
	'several-complaints-3',
	'several-complaints-10',
	'vulnerable-users',
	'during-remediation',
	'concealment',
	'regulator-appeal-upheld',
	'media-exposure',
] as const

const withLevel = (book: Rulebook, severity: Severity, set: Partial<Rulebook['levels']['L1']>): Rulebook => ({
	...book,
	levels: { ...book.levels, [severity]: { ...book.levels[severity], ...set } },
})

function levelClauses(book: Rulebook): Clause[] {
	return SEVERITIES.flatMap((of) => {
		const level = book.levels[of]
		return [
			clause('levels', {
				name: 'base',
				of,
				words: 'severity',
				input: number('money', 100, MAX_FEN),
				value: level.baseFen,
				put: (b, v) => withLevel(b, of, { baseFen: asNumber(v) }),
			}),
			clause('levels', {
				name: 'level-points',
				of,
				words: 'severity',
				input: number('points', 0, 100),
				value: level.points,
				put: (b, v) => withLevel(b, of, { points: asNumber(v) }),
			}),
			clause('levels', {
				name: 'cap',
				of,
				words: 'severity',
				input: number('money', 100, MAX_FEN),
				value: level.capFen,
				put: (b, v) => withLevel(b, of, { capFen: asNumber(v) }),
			}),
			clause('levels', {
				name: 'remediation',
				of,
				words: 'severity',
				input: number('workdays', 0, 250),
				value: level.remediationDays,
				put: (b, v) => withLevel(b, of, { remediationDays: asNumber(v) }),
			}),
		]
	})
}

function factorClauses(book: Rulebook): Clause[] {
	const own = book.factors.map((factor) => factor.code)
	const codes = [...FACTOR_CODES, ...own.filter((code) => !FACTOR_CODES.some((known) => known === code))]
	const rule = (set: Partial<Rulebook['factorRule']>) => (b: Rulebook) => ({
		...b,
		factorRule: { ...b.factorRule, ...set },
	})
	const { mitigationFloor, aggravationCeiling, minPercent, maxPercent, mitigationIgnoredAt } = book.factorRule
	return [
		...codes.map((of) =>
			clause('factors', {
				name: 'factor',
				of,
				words: 'factor',
				input: optionalNumber('percent', -100, 1000),
				value: book.factors.find((factor) => factor.code === of)?.percent ?? null,
				put: (b, v) => {
					if (v === null) return { ...b, factors: b.factors.filter((one) => one.code !== of) }
					const entry = { code: of, percent: asNumber(v) }
					const known = b.factors.some((one) => one.code === of)
					const factors = known ? b.factors.map((one) => (one.code === of ? entry : one)) : [...b.factors, entry]
					return { ...b, factors }
				},
			}),
		),
		clause('factors', {
			name: 'floor',
			input: number('percent', -100, 0),
			value: mitigationFloor,
			put: (b, v) => rule({ mitigationFloor: asNumber(v) })(b),
		}),
		clause('factors', {
			name: 'ceiling',
			input: number('percent', 0, 1000),
			value: aggravationCeiling,
			put: (b, v) => rule({ aggravationCeiling: asNumber(v) })(b),
		}),
		clause('factors', {
			name: 'least',
			input: number('percent', 1, 100),
			value: minPercent,
			put: (b, v) => rule({ minPercent: asNumber(v) })(b),
		}),
		clause('factors', {
			name: 'most',
			input: number('percent', 100, 1000),
			value: maxPercent,
			put: (b, v) => rule({ maxPercent: asNumber(v) })(b),
		}),
		...SEVERITIES.map((of) =>
			clause('factors', {
				name: 'ignored',
				of,
				words: 'severity',
				input: { kind: 'flag' },
				value: mitigationIgnoredAt.includes(of),
				put: (b, v) => {
					const others = b.factorRule.mitigationIgnoredAt.filter((one) => one !== of)
					const chosen = SEVERITIES.filter((one) => others.includes(one) || (one === of && v === true))
					return rule({ mitigationIgnoredAt: chosen })(b)
				},
			}),
		),
		clause('factors', {
			name: 'shares',
			input: { kind: 'shares' },
			value: book.faultShares.join(' '),
			put: (b, v) => ({ ...b, faultShares: asText(v).split(' ').map(Number) }),
		}),
	]
}

const MOST_STEPS = 6

function recurrenceClauses(book: Rulebook): Clause[] {
	const { windowMonths, multipliersPercent, scope } = book.recurrence
	const repeat = (set: Partial<Rulebook['recurrence']>) => (b: Rulebook) => ({
		...b,
		recurrence: { ...b.recurrence, ...set },
	})
	const points = (name: string, of: keyof Rulebook['points'], unit: 'months' | 'points' | 'percent', max: number) =>
		clause('recurrence', {
			name,
			input: number(unit, of === 'windowMonths' || of === 'maxPerCase' ? 1 : 0, max),
			value: book.points[of],
			put: (b, v) => ({ ...b, points: { ...b.points, [of]: asNumber(v) } }),
		})
	return [
		clause('recurrence', {
			name: 'window',
			input: number('months', 1, 60),
			value: windowMonths,
			put: (b, v) => repeat({ windowMonths: asNumber(v) })(b),
		}),
		...Array.from({ length: MOST_STEPS }, (_, i) =>
			clause('recurrence', {
				name: 'multiplier',
				of: String(i + 1),
				input: i === 0 ? number('percent', 1, 1000) : optionalNumber('percent', 1, 1000),
				value: multipliersPercent[i] ?? null,
				put: (b, v) => {
					// A step that is left empty ends the list there.
					const steps = b.recurrence.multipliersPercent
					const next = v === null ? steps.slice(0, i) : [...steps.slice(0, i), asNumber(v), ...steps.slice(i + 1)]
					return repeat({ multipliersPercent: next })(b)
				},
			}),
		),
		...SEVERITIES.map((of) =>
			clause('recurrence', {
				name: 'scope',
				of,
				words: 'severity',
				input: { kind: 'choice', options: ['outlet', 'dealer'], words: 'scope' },
				value: scope[of],
				put: (b, v) => repeat({ scope: { ...b.recurrence.scope, [of]: v === 'dealer' ? 'dealer' : 'outlet' } })(b),
			}),
		),
		points('points-window', 'windowMonths', 'months', 60),
		points('points-max', 'maxPerCase', 'points', 100),
		points('points-prior', 'perPrior', 'points', 100),
		points('points-prior-max', 'maxPriorPoints', 'points', 100),
		points('points-half', 'halvedBelowShare', 'percent', 100),
	]
}

function ladderClauses(book: Rulebook): Clause[] {
	const order = measureSchema.options
	return order.map((of) =>
		clause('ladder', {
			name: 'rung',
			of,
			words: 'measure',
			input: of === 'TERMINATE' ? number('points', 1, 1000) : optionalNumber('points', 1, 1000),
			value: book.sanctions.find((rung) => rung.measure === of)?.atPoints ?? null,
			put: (b, v) => {
				const others = b.sanctions.filter((rung) => rung.measure !== of)
				const next = v === null ? others : [...others, { atPoints: asNumber(v), measure: of }]
				return { ...b, sanctions: next.sort((x, y) => x.atPoints - y.atPoints) }
			},
		}),
	)
}

function depositClauses(book: Rulebook): Clause[] {
	return [
		...OUTLET_TYPES.map((of) =>
			clause('deposit', {
				name: 'required',
				of,
				words: 'outlet',
				input: number('money', 0, MAX_FEN),
				value: book.deposit.requiredFen[of] ?? 0,
				put: (b, v) => ({
					...b,
					deposit: { ...b.deposit, requiredFen: { ...b.deposit.requiredFen, [of]: asNumber(v) } },
				}),
			}),
		),
		clause('deposit', {
			name: 'topup',
			input: number('workdays', 1, 250),
			value: book.deposit.topUpWorkingDays,
			put: (b, v) => ({ ...b, deposit: { ...b.deposit, topUpWorkingDays: asNumber(v) } }),
		}),
		clause('deposit', {
			name: 'bad-share',
			input: number('percent', 0, 100),
			value: book.clawback.badShareAbovePercent,
			put: (b, v) => ({ ...b, clawback: { ...b.clawback, badShareAbovePercent: asNumber(v) } }),
		}),
		clause('deposit', {
			name: 'bad-count',
			input: number('count', 0, 100_000),
			value: book.clawback.badCountAbove,
			put: (b, v) => ({ ...b, clawback: { ...b.clawback, badCountAbove: asNumber(v) } }),
		}),
	]
}

/** Every clause of a version, part by part; empty rows of the editor are marked `blank`. */
export function clausesOf(book: Rulebook): Clause[] {
	return [
		...levelClauses(book),
		...typeClauses(book),
		...factorClauses(book),
		...recurrenceClauses(book),
		...ladderClauses(book),
		...depositClauses(book),
		...lawClauses(book),
		...chapterClauses(book),
		...settingClauses(book),
	]
}

/** The clauses of one page of the editor; types go by their category, which is the first letter of the code. */
export function clausesOfPart(book: Rulebook, part: Part, category = ''): Clause[] {
	return clausesOf(book).filter((one) => one.part === part && (part !== 'types' || one.of.startsWith(category)))
}
