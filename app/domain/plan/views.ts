import type { Names } from '../calendar.ts'
import type { DeadlineView, PlanStepView } from '../desk/views.ts'
import type { Refusal } from '../refusal.ts'
import type { Instant, LocalDate } from '../time.ts'
import type { CauseCode, PlanState } from './plan.ts'

/** What the staff pages of plans are made of. */

export type PlanLine = {
	readonly id: string
	readonly number: string
	readonly state: PlanState
	readonly severity: 'L1' | 'L2' | 'L3' | 'L4'
	readonly typeCode: string
	readonly typeNames: Names
	readonly outletName: string
	readonly dealerId: string
	readonly dealerName: string
	readonly penaltyId: string | null
	readonly penaltyNumber: string | null
	readonly dueOn: LocalDate | null
	readonly deadline: DeadlineView | null
	readonly ineffective: boolean
	readonly extended: boolean
}

/** One condition of an act, with its figures. */
export type PlanCheck = { readonly ok: boolean; readonly refusal: Refusal }

export type PlanActView = {
	/** The permission table and the scope allow it. */
	readonly permitted: boolean
	readonly checks: readonly PlanCheck[]
	/** Who could do it instead, when this person may not. */
	readonly helpers: readonly string[]
}

export type PlanFile = {
	readonly id: string
	readonly caption: string
	/** A picture whose copy without metadata is there. */
	readonly hasThumb: boolean
	readonly receivedAt: Instant
}

export type PlanRecheck = {
	readonly id: string
	readonly number: string
	readonly occurredOn: LocalDate
	readonly inspectorName: string | null
	readonly passed: boolean
}

export type PlanPageView = PlanLine & {
	readonly version: number
	readonly violationId: string
	readonly outletId: string
	readonly cause: CauseCode | null
	readonly causeText: string
	readonly steps: readonly PlanStepView[]
	readonly files: readonly PlanFile[]
	readonly people: {
		readonly finder: string | null
		readonly submitter: string | null
		readonly approver: string | null
		readonly verifier: string | null
	}
	readonly at: {
		readonly served: Instant | null
		readonly submitted: Instant | null
		readonly approved: Instant | null
		readonly struckOff: Instant | null
	}
	readonly returnedFrom: 'APPROVAL' | 'VERIFICATION' | null
	readonly returnReason: string | null
	readonly returnedCount: number
	readonly missed: boolean
	/** A second rejection or a missed date: propose I02 and an order (domain 4.1). */
	readonly escalate: boolean
	readonly endReason: string | null
	readonly recheck: PlanRecheck | null
	readonly byReinspection: boolean
	readonly rechecks: readonly PlanRecheck[]
	readonly acts: { readonly approve: PlanActView; readonly verify: PlanActView; readonly extend: PlanActView }
	readonly events: readonly {
		readonly kind: string
		readonly at: Instant
		readonly by: string | null
		readonly reason: string | null
	}[]
}
