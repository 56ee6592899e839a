import { type Outcome, refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import { addMonths, type Instant, type LocalDate } from '../time.ts'

/** A dealer reports an own violation before anybody found it (domain 3.2, self-reported −30). */

export const SELF_REPORT_STATES = ['RECEIVED', 'TAKEN_UP', 'DECLINED'] as const
export type SelfReportState = (typeof SELF_REPORT_STATES)[number]

/** Whether the users got their money back: done, not yet, or none was due. */
export const REFUND_STATES = ['DONE', 'NOT_YET', 'NONE_DUE'] as const
export type RefundState = (typeof REFUND_STATES)[number]

/** The factor of the rulebook that a report in time brings. */
export const SELF_REPORTED = 'self-reported'

/** After the longest limitation nothing can be decided any more (domain 4, limitation). */
const LIMITATION_MONTHS = 24

/** Refuses a day to come, and one that is past every limitation. */
export function reportableDay(occurredOn: LocalDate, today: LocalDate): Outcome<LocalDate> {
	if (occurredOn > today) return refuse('invalid', 'self-report.future')
	if (addMonths(occurredOn, LIMITATION_MONTHS) < today) return refuse('invalid', 'self-report.too-old')
	return ok(occurredOn)
}

/** What the branch knew before the report: of this outlet and type and day, or an inspection that was going on. */
export type FoundBefore = {
	readonly kind: 'violation' | 'finding' | 'inspection' | 'order'
	/** Empty for an order that was not issued, or that the reader may not read. */
	readonly number: string
	readonly at: Instant
}

/** The report came first: before any inspection, complaint or violation of the matter (domain 3.2). */
export function cameFirst(found: readonly FoundBefore[]): boolean {
	return found.length === 0
}

export type SelfReportFacts = {
	readonly state: SelfReportState
	/** Who signed the dealer up keeps out of the dealer's cases (domain 4, step 1). */
	readonly dealerSignerId: string | null
}

/** Taking up or declining: once, and not by who signed the dealer up. */
export function decideSelfReport(facts: SelfReportFacts, actorId: string): Outcome<null> {
	if (facts.state !== 'RECEIVED') return refuse('procedure', 'self-report.not-waiting')
	if (facts.dealerSignerId === actorId) return refuse('forbidden', 'self-report.signed-up')
	return ok(null)
}
