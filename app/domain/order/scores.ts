import type { AssessmentValues } from '../penalty/rulebook-parts.schema.ts'
import { addDays, type Instant, isLocalDate, type LocalDate } from '../time.ts'
import { ASSESSMENT_RULES, type AssessmentRule, tenthsOf } from './assessment.ts'

/** One thing that counts for a department, on the day that decides in which month it counts (domain 5.4). */
export type ScoreFact = {
	readonly orderId: string
	readonly number: string
	readonly title: string
	readonly confidential: boolean
	readonly departmentId: string
	readonly issuedAt: Instant
	readonly rule: AssessmentRule
	readonly on: LocalDate
}

export type ScoreLine = ScoreFact & { readonly tenths: number }
export type ScoreRules = Readonly<Record<AssessmentRule, { readonly count: number; readonly tenths: number }>>
export type DepartmentScore = {
	readonly departmentId: string
	readonly rules: ScoreRules
	readonly totalTenths: number
	readonly lines: readonly ScoreLine[]
}

const NONE = { count: 0, tenths: 0 } as const

/** A fact with what it costs or brings, by the values of the rulebook that held when its order was issued. */
export function scoreLine(fact: ScoreFact, values: AssessmentValues): ScoreLine {
	return { ...fact, tenths: tenthsOf(values, fact.rule) }
}

/** The month of each department: sums by rule, and every line that made them, by day and number. */
export function departmentScores(
	departmentIds: readonly string[],
	lines: readonly ScoreLine[],
): readonly DepartmentScore[] {
	return departmentIds.map((departmentId) => {
		const own = lines
			.filter((line) => line.departmentId === departmentId)
			.toSorted((a, b) => (a.on === b.on ? a.number.localeCompare(b.number) : a.on < b.on ? -1 : 1))
		const sums = ASSESSMENT_RULES.map((rule) => {
			const of = own.filter((line) => line.rule === rule)
			return [rule, { count: of.length, tenths: of.reduce((sum, line) => sum + line.tenths, 0) }] as const
		})
		const rules: ScoreRules = {
			overdue: NONE,
			returned: NONE,
			'acknowledged-late': NONE,
			recurred: NONE,
			'early-first-time': NONE,
			...Object.fromEntries(sums),
		}
		return { departmentId, rules, totalTenths: own.reduce((sum, line) => sum + line.tenths, 0), lines: own }
	})
}

/** First and last day of 'YYYY-MM'; null for what is no month. */
export function monthSpan(month: string): { readonly from: LocalDate; readonly to: LocalDate } | null {
	const from = `${month}-01`
	if (!/^\d{4}-\d{2}$/.test(month) || !isLocalDate(from)) return null
	// 31 days on lies in the next month, whatever the month.
	const next = `${addDays(from, 31).slice(0, 7)}-01`
	return isLocalDate(next) ? { from, to: addDays(next, -1) } : null
}

/** The month before or after, 'YYYY-MM'. */
export function monthBeside(month: string, by: -1 | 1): string {
	const span = monthSpan(month)
	if (!span) return month
	return (by === -1 ? addDays(span.from, -1) : addDays(span.to, 1)).slice(0, 7)
}
