import type { Severity } from '../penalty/rulebook.schema.ts'
import type { RulebookSettings } from '../penalty/settings.schema.ts'
import { addMonths, daysBetween, type LocalDate } from '../time.ts'

/** When a violation weighs more than its type says (domain 2, notes). Never lowers. */

export const UPLIFT_RULES = ['minor-repeated', 'contact-or-threat', 'refund-late', 'farming-exit'] as const
export type UpliftRule = (typeof UPLIFT_RULES)[number]

export type Uplift = {
	readonly rule: UpliftRule
	readonly from: Severity
	readonly to: Severity
	/** The panel looks at ending the co-operation. */
	readonly exitReview: boolean
	readonly params: Readonly<Record<string, number>>
}

export type UpliftFacts = {
	readonly typeCode: string
	/** As the catalogue has it. */
	readonly severity: Severity
	readonly occurredOn: LocalDate
	readonly units: number
	readonly contactOrThreat: boolean
	/** The user's claim of a refund; null: none is recorded. */
	readonly refundClaimedOn: LocalDate | null
	/** Day to which the refund is counted as open. */
	readonly discoveredOn: LocalDate
	/** Days of occurrence of decisions on L1 cases of this type that were served before and stand. */
	readonly minorDecisions: readonly LocalDate[]
	/** Farmed numbers of the dealer in the same month, in other violations. */
	readonly farmedInMonth: number
}

const atLeast = (severity: Severity, to: Severity): Severity => (severity < to ? to : severity)

/**
 * The first rule that applies, or null. `minor-repeated`: so many L1 decisions of the type in the months before make it
 * L2. `contact-or-threat`: G01 with either is L3. `refund-late`: C06 open for more days is L3. `farming-exit`: D05 with
 * so many numbers in a month goes to the exit review, its severity stays.
 */
export function upliftOf(facts: UpliftFacts, rule: RulebookSettings['uplift']): Uplift | null {
	const { severity: from, typeCode } = facts
	const make = (name: UpliftRule, to: Severity, params: Uplift['params'], exitReview = false): Uplift | null =>
		to === from && !exitReview ? null : { rule: name, from, to, exitReview, params }
	if (typeCode === 'G01' && facts.contactOrThreat) return make('contact-or-threat', atLeast(from, 'L3'), {})
	if (typeCode === 'C06' && facts.refundClaimedOn !== null) {
		const days = daysBetween(facts.refundClaimedOn, facts.discoveredOn)
		if (days > rule.refundLateDays)
			return make('refund-late', atLeast(from, 'L3'), { days, limit: rule.refundLateDays })
	}
	if (typeCode === 'D05') {
		const count = facts.units + facts.farmedInMonth
		return count >= rule.farmingExitCount
			? make('farming-exit', from, { count, limit: rule.farmingExitCount }, true)
			: null
	}
	if (from !== 'L1' || rule.minorCount === 0) return null
	const since = addMonths(facts.occurredOn, -rule.minorMonths)
	const count = facts.minorDecisions.filter((day) => day >= since && day < facts.occurredOn).length
	return count >= rule.minorCount ? make('minor-repeated', 'L2', { count, months: rule.minorMonths }) : null
}
