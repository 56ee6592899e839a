import type { Calendar } from '#app/domain/calendar.ts'
import type { PenaltyAmount } from '#app/domain/penalty/compute.ts'
import type { Rulebook } from '#app/domain/penalty/rulebook.schema.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import type { Catalogue, ViolationType } from '#app/domain/violation/catalogue.schema.ts'
import type { BulkOutlet } from './field.ts'

export type Reference = {
	readonly calendar: Calendar
	readonly rulebook: Rulebook
	readonly rulebookId: string
	readonly taxonomy: Catalogue
	readonly taxonomyId: string
}

/** Days after the violation happened on which a case takes its next step. */
export const STEPS = {
	open: 1,
	check: 2,
	notice: 2,
	serve: 4,
	decide: 12,
	decisionServed: 14,
	final: 30,
	settle: 36,
	close: 37,
}
const END = STEPS.close
export type Stage =
	| 'DRAFT'
	| 'CHECKED'
	| 'PRE_NOTICED'
	| 'DEFENCE'
	| 'DECIDED'
	| 'SERVED'
	| 'FINAL'
	| 'SETTLED'
	| 'CLOSED'
export const STAGES: readonly (readonly [Stage, number])[] = [
	['CLOSED', END],
	['SETTLED', STEPS.settle],
	['FINAL', STEPS.final],
	['SERVED', STEPS.decisionServed],
	['DECIDED', STEPS.decide],
	['DEFENCE', STEPS.serve],
	['PRE_NOTICED', STEPS.notice],
	['CHECKED', STEPS.check],
	['DRAFT', STEPS.open],
]
/** What runs through all cases. */
export type Running = {
	readonly available: Map<string, number>
	readonly people: { readonly compliance: string; readonly approver: string; readonly panel: string }
}

export type Case = {
	readonly id: string
	readonly violationId: string
	readonly number: string
	readonly outlet: BulkOutlet
	readonly type: ViolationType
	readonly on: LocalDate
	readonly stage: Stage
	readonly amount: PenaltyAmount
	readonly units: number
	readonly factors: readonly string[]
	readonly decider: string
	readonly at: (step: keyof typeof STEPS) => Instant
}

/** True when the case has come as far as this stage. */
export const reached = (one: Case, stage: Stage) =>
	STAGES.findIndex(([name]) => name === one.stage) <= STAGES.findIndex(([name]) => name === stage)

/** One decision per case: its id is the case's with another first digit. */
export const decisionId = (one: Case) => `d${one.id.slice(1)}`
