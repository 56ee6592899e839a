import type { Names } from '../calendar.ts'
import type { DueStep } from '../due-date.ts'
import type { Fen } from '../money.ts'
import type { DealerDocumentKind, ServedHow } from '../notice/kinds.ts'
import type { PenaltyState } from '../penalty/machine.ts'
import type { NoticeBody } from '../penalty/notice-body.ts'
import type { ReviewOutcome } from '../penalty/review.ts'
import type { Measure } from '../penalty/rulebook.schema.ts'
import type { CauseCode, PlanState } from '../plan/plan.ts'
import type { Refusal } from '../refusal.ts'
import type { Instant, LocalDate } from '../time.ts'
import type { CourseStep, NextStep } from './course.ts'
import type { RefundState, SelfReportState } from './self-report.ts'

/**
 * What the dealer's pages are made of. These types are the allow-list: nothing internal has a field here, and the
 * reads that fill them name every column (issue of drafts, opinions, inspectors and reporters: none).
 */

export type LampColour = 'green' | 'yellow' | 'red'

/** A running deadline as pages show it; `left` in working days, negative when late. */
export type DeadlineView = {
	readonly colour: LampColour
	readonly left: number
	readonly dueOn: LocalDate
	readonly provisional: boolean
	readonly steps: readonly DueStep[]
}

export type DeskCaseLine = {
	readonly id: string
	readonly number: string
	readonly state: PenaltyState
	readonly outletName: string
	readonly typeNames: Names
	readonly occurredOn: LocalDate
	readonly amountFen: Fen
	readonly points: number
	/** Not opened yet: opening is service. */
	readonly unopened: boolean
	/** What the dealer may do now. */
	readonly waitsFor: 'open' | 'defence' | 'review' | null
	readonly deadline: DeadlineView | null
}

export type DeskPlanLine = {
	readonly id: string
	readonly number: string
	readonly state: PlanState
	readonly outletName: string
	readonly typeNames: Names
	readonly dueOn: LocalDate | null
	/** The dealer's turn: write, work, or do again. */
	readonly mine: boolean
	readonly ineffective: boolean
	readonly deadline: DeadlineView | null
}

export type DeskFile = {
	readonly id: string
	readonly caption: string
	readonly isImage: boolean
	readonly receivedAt: Instant
	readonly copyState: 'pending' | 'ready' | 'failed'
}

/** An act of the dealer: open, or shut by the rule that says why. */
export type Gate = { readonly refusal: Refusal | null }

export type DeskArgument = {
	readonly no: number
	readonly text: string
	readonly statedAt: Instant
	/** Known with the decision. */
	readonly answer: string | null
	readonly accepted: boolean | null
}

export type DeskNotice = {
	readonly id: string
	readonly kind: DealerDocumentKind
	readonly number: string
	readonly sentAt: Instant
	readonly servedAt: Instant | null
	readonly servedHow: ServedHow | null
	readonly checkCode: string
}

export type DeskReview = {
	readonly ground: string
	readonly statement: string
	readonly requestedAt: Instant
	readonly outcome: ReviewOutcome | null
	readonly amountFen: Fen | null
	readonly reason: string | null
	readonly withdrawn: boolean
	/** Until when it has to be decided, and that nobody did: the announced rule was applied. */
	readonly dueOn: LocalDate | null
	readonly byDefault: boolean
}

/** The dealer's request for more time; whoever decided is not named. */
export type DeskExtension = {
	readonly askedAt: Instant
	readonly reason: string
	readonly originalDueOn: LocalDate
	readonly outcome: 'GRANTED' | 'REFUSED' | 'WITHDRAWN' | null
	readonly decidedAt: Instant | null
	readonly answer: string
	readonly newDueOn: LocalDate | null
}

export type SelfReportView = {
	readonly id: string
	readonly number: string
	readonly version: number
	readonly state: SelfReportState
	readonly outletName: string
	readonly matter: string
	readonly occurredOn: LocalDate
	readonly units: number
	readonly facts: string
	readonly affected: readonly string[]
	readonly refund: RefundState
	readonly reportedAt: Instant
	readonly decidedAt: Instant | null
	readonly answer: string
	/** It came first: the violation draft has the mitigating factor. */
	readonly credited: boolean
	readonly files: readonly DeskFile[]
	/** The case that came of it, once a notice has told of it. */
	readonly case: { readonly id: string; readonly number: string } | null
}

export type LadderView = {
	readonly effective: number
	readonly pending: number
	readonly pendingCases: readonly { readonly id: string; readonly number: string; readonly points: number }[]
	readonly rungs: readonly { readonly at: number; readonly measure: Measure }[]
	/** The strongest rung that is reached. */
	readonly reached: Measure | null
	/** What the pending cases would set off: one alone, or all together; null when nothing. */
	readonly next: {
		readonly at: number
		readonly measure: Measure
		readonly total: number
		/** The one case that suffices. */
		readonly by: string | null
	} | null
	/** The points that expire first. */
	readonly expiry: { readonly on: LocalDate; readonly points: number } | null
}

export type DepositView = {
	readonly balanceFen: Fen
	readonly heldFen: Fen
	readonly availableFen: Fen
	readonly requiredFen: Fen
	/** Below what the agreement requires; 0 when it is not. */
	readonly shortFen: Fen
	readonly holds: readonly { readonly penaltyId: string; readonly number: string; readonly heldFen: Fen }[]
	/** Final amounts that the deposit could not cover. */
	readonly outstandingFen: Fen
}

/** A document without its author, the answers (`args` shows them when it may) and the originals' hashes. */
export type DeskTold = Omit<NoticeBody, 'contact' | 'args' | 'evidence'>

export type DeskCaseView = {
	readonly id: string
	readonly number: string
	readonly version: number
	readonly state: PenaltyState
	/** The latest document, as it was told. */
	readonly told: DeskTold
	/** The pre-notice's amount, where there was one. */
	readonly toldFen: Fen | null
	readonly amountFen: Fen
	readonly points: number
	readonly decidedReason: string | null
	/** Why the decision was revoked outside a review. */
	readonly revokedReason: string | null
	readonly deadline: DeadlineView | null
	readonly deadlineOf: 'defence' | 'review' | null
	/** The most that the defence can be extended to; null when it is used or over. */
	readonly extendTo: LocalDate | null
	/** The request for more time, and the answer to it. */
	readonly extension: DeskExtension | null
	/** A reply is in, and more may be added until this day or the decision. */
	readonly moreUntil: LocalDate | null
	/** What an acknowledgement in time makes of the amount; null where the branch gives nothing. */
	readonly early: { readonly percent: number; readonly fen: Fen; readonly taken: boolean } | null
	/** The version of the rules that is applied. */
	readonly rulebookId: string
	/** Earlier own decisions that count, with the day of their service. */
	readonly priors: readonly { readonly id: string; readonly number: string; readonly servedOn: LocalDate | null }[]
	/** When the dealer accepted the rules that are applied. */
	readonly acceptedOn: LocalDate | null
	/** At most this part of a commission goes to penalties. */
	readonly commissionPercent: number
	readonly course: readonly CourseStep[]
	readonly next: readonly NextStep[]
	/** Until when the decision has to be made when nothing is said. */
	readonly decisionBy: LocalDate | null
	readonly evidence: readonly DeskFile[]
	readonly ownFiles: readonly DeskFile[]
	readonly args: readonly DeskArgument[]
	readonly acknowledged: boolean
	readonly notices: readonly DeskNotice[]
	readonly review: DeskReview | null
	readonly money: { readonly heldFen: Fen; readonly paidFen: Fen; readonly outstandingFen: Fen }
	readonly deposit: DepositView
	readonly pointsNow: number
	readonly pointsAfter: number
	readonly measure: { readonly at: number; readonly measure: Measure } | null
	readonly plan: DeskPlanLine | null
	readonly manager: { readonly name: string; readonly phone: string | null } | null
	readonly gates: {
		readonly defence: Gate
		readonly acknowledge: Gate
		readonly extension: Gate
		readonly review: Gate
		readonly withdrawReview: Gate
	}
}

export type PlanStepView = {
	readonly id: string
	readonly no: number
	readonly what: string
	readonly owner: string
	readonly dueOn: LocalDate
	readonly proof: string
	readonly doneAt: Instant | null
}

export type DeskPlanView = DeskPlanLine & {
	readonly version: number
	readonly severity: 'L1' | 'L2' | 'L3' | 'L4'
	readonly caseId: string | null
	readonly caseNumber: string | null
	readonly cause: CauseCode | null
	readonly causeText: string
	readonly steps: readonly PlanStepView[]
	readonly files: readonly DeskFile[]
	readonly returnedFrom: 'APPROVAL' | 'VERIFICATION' | null
	readonly returnReason: string | null
	readonly extended: boolean
	readonly missed: boolean
	readonly submittedAt: Instant | null
	readonly struckOffAt: Instant | null
	readonly gates: { readonly submit: Gate; readonly work: Gate; readonly handIn: Gate }
}
