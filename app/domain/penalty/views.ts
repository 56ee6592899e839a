import type { Names } from '../calendar.ts'
import type { Clock, ClockKind } from '../clock.ts'
import type { DeadlineView } from '../desk/views.ts'
import type { Fen } from '../money.ts'
import type { DealerDocumentKind, ServedHow } from '../notice/kinds.ts'
import type { ProofView } from '../notice/views.ts'
import type { PlanState } from '../plan/plan.ts'
import type { Instant, LocalDate } from '../time.ts'
import type { GateLine } from './gate-line.ts'
import type { CaseGateView } from './gate-views.ts'
import type { LegalReference } from './legal.ts'
import type { PenaltyState } from './machine.ts'
import type { NoticeBody } from './notice-body.ts'
import type { NotCounted } from './recurrence.ts'
import type { ReviewRule, TaskLine } from './review-views.ts'
import type { VersionReason } from './rule-version.ts'
import type { Measure, Severity } from './rulebook.schema.ts'

/** What the staff's pages of cases are made of. */

/** Acts that have a page or a button of their own. */
export const PENALTY_PAGE_ACTS = [
	'check',
	'notice',
	'decide',
	'vote',
	'waive',
	'agree-waiver',
	'extend-defence',
	'withdraw',
	'review',
	'extend-review',
	'revoke',
	'recompute',
	'close',
] as const
export type PenaltyPageAct = (typeof PENALTY_PAGE_ACTS)[number]

export type PenaltyActView = {
	readonly act: PenaltyPageAct
	/** The step that the case waits for: always shown, even shut. */
	readonly primary: boolean
	readonly open: boolean
	readonly lines: readonly GateLine[]
}

export type CaseClockView = Pick<Clock, 'kind' | 'state' | 'dueOn' | 'dueAt' | 'provisional' | 'steps' | 'party'> & {
	readonly id: string
	readonly endedAt: Instant | null
	readonly deadline: DeadlineView | null
}

export type PenaltyLine = {
	readonly id: string
	readonly number: string
	readonly state: PenaltyState
	readonly typeNames: Names
	readonly violationType: string | null
	readonly severity: Severity | null
	readonly outletName: string
	readonly dealerName: string
	readonly occurredOn: LocalDate
	readonly amountFen: Fen
	readonly points: number
	readonly defenceState: string
	readonly deadline: DeadlineView | null
	readonly deadlineOf: ClockKind | null
}

export type PriorView = {
	readonly id: string
	/** False: the dealer's case lies outside what the reader may open. */
	readonly mayOpen: boolean
	readonly number: string
	readonly violationType: string
	readonly typeNames: Names
	readonly occurredOn: LocalDate
	readonly servedOn: LocalDate | null
	readonly amountFen: Fen
	readonly points: number
	/** Null: it counts. */
	readonly reason: NotCounted | null
}

export type EvidenceView = {
	readonly id: string
	readonly caption: string
	readonly fileName: string
	readonly isImage: boolean
	readonly grade: 'A' | 'B' | 'C'
	readonly capturedAt: Instant | null
	readonly receivedAt: Instant
	readonly collector: string | null
	readonly copyState: 'pending' | 'ready' | 'failed'
	readonly integrity?: 'intact' | 'broken' | 'unchecked'
}

export type ArgumentView = {
	readonly id: string
	readonly no: number
	readonly text: string
	readonly statedAt: Instant
	readonly answer: string | null
	readonly accepted: boolean
	readonly answeredBy: string
}

export type VoteView = {
	readonly name: string
	readonly round: number
	readonly amountFen: Fen
	readonly reason: string
	/** What this member holds against the majority's result; null: the member is of it, or it is not known yet. */
	readonly dissent: string | null
	readonly at: Instant
}

export type ReviewView = {
	readonly round: number
	readonly ground: string
	readonly statement: string
	readonly requestedAt: Instant
	readonly outcome: string | null
	readonly amountFen: Fen | null
	readonly reason: string | null
	readonly by: string
	readonly decidedAt: Instant | null
	readonly withdrawnAt: Instant | null
	/** Nobody decided in time: the announced default. */
	readonly byDefault: boolean
}

export type NoticeView = {
	readonly id: string
	readonly kind: DealerDocumentKind
	readonly number: string
	readonly sentAt: Instant
	readonly servedAt: Instant | null
	readonly servedHow: ServedHow | null
	readonly openedBy: string
	/** In the order in which they happened. */
	readonly proofs: readonly ProofView[]
}

export type LogLine = {
	readonly id: string
	readonly seq: number | null
	readonly at: Instant
	/** Kind of event; null for a posting of the ledger. */
	readonly kind: string | null
	readonly reason: string | null
	readonly actor: string
	readonly notice: string
	readonly amountFen: Fen | null
	readonly money: string | null
}

export type CaseMatter = {
	readonly outlet: { readonly id: string; readonly code: string; readonly name: string }
	readonly typeCode: string
	readonly typeNames: Names
	readonly definition: string
	readonly violation: {
		readonly id: string
		readonly number: string
		readonly facts: string
		readonly opinion: string
		readonly occurredOn: LocalDate
		readonly source: string
		readonly sourceRef: string | null
		readonly rights: readonly number[]
		readonly affected: readonly string[]
		readonly shares: { readonly dealer: number; readonly operator: number; readonly third: number }
		readonly lossFen: Fen
		readonly inspection: { readonly id: string; readonly number: string; readonly by: string } | null
	}
	readonly rulebook: { readonly code: string; readonly version: number }
	/** Which version applies and why: in force when it happened, or a later one that is milder. */
	readonly ruleVersion: {
		readonly id: string
		readonly why: VersionReason
		readonly first: string
		/** A milder version that came into force since, before any decision. */
		readonly now: { readonly code: string; readonly amountFen: Fen } | null
	}
	/** The law behind the type as it stood when it happened. */
	readonly legal: readonly LegalReference[]
	/** The dealer's acceptance of the version in force when it happened; null where there is none that binds. */
	readonly acceptance: { readonly on: LocalDate; readonly by: string } | null
	readonly told: Pick<
		NoticeBody,
		'working' | 'factors' | 'priors' | 'severity' | 'shareReason' | 'units' | 'unit' | 'clause'
	>
}

export type CaseHead = {
	readonly id: string
	readonly version: number
	readonly number: string
	readonly state: PenaltyState
	readonly round: number
	readonly severity: Severity
	readonly redLine: boolean
	readonly revoked: boolean
	readonly amountFen: Fen
	readonly toldFen: Fen | null
	readonly decidedFen: Fen | null
	readonly settledFen: Fen
	readonly outstandingFen: Fen
	readonly points: number
	readonly ceilingPoints: number | null
	readonly defenceState: 'NONE' | 'OPEN' | 'STATED' | 'ACKNOWLEDGED' | 'LAPSED'
	readonly defenceDueOn: LocalDate | null
	readonly openedAt: Instant
	readonly openedBy: string
	readonly checkedAt: Instant | null
	readonly checkedBy: string
	readonly noticedAt: Instant | null
	readonly servedAt: Instant | null
	readonly decidedAt: Instant | null
	readonly decidedBy: string
	readonly decisionServedAt: Instant | null
	readonly reviewDueOn: LocalDate | null
	readonly reviewOutcome: string | null
	readonly reviewedAt: Instant | null
	readonly finalAt: Instant | null
	readonly settledAt: Instant | null
	readonly closedAt: Instant | null
	readonly endReason: string | null
	readonly endedBy: string
	readonly waiverProposedBy: string | null
	readonly limitationOn: LocalDate
	readonly panelSeats: number
	readonly plan: {
		readonly id: string
		readonly number: string
		readonly state: PlanState
		readonly dueOn: LocalDate | null
	} | null
}

export type CaseDealer = {
	readonly id: string
	readonly name: string
	readonly owners: readonly string[]
	readonly points: number
	readonly pointsAfter: number
	readonly measure: Measure | null
	readonly balances: { readonly balance: Fen; readonly held: Fen; readonly available: Fen } | null
	readonly money: { readonly heldFen: Fen; readonly paidFen: Fen } | null
}

/** The dealer's request for more time to reply. */
export type CaseExtension = {
	readonly askedBy: string
	readonly askedAt: Instant
	readonly reason: string
	readonly originalDueOn: LocalDate
	readonly outcome: 'GRANTED' | 'REFUSED' | 'WITHDRAWN' | null
	readonly decidedBy: string
	readonly decidedAt: Instant | null
	readonly answer: string
	readonly newDueOn: LocalDate | null
}

/** The page of a case as staff read it. */
export type CaseView = CaseHead &
	CaseMatter & {
		readonly today: LocalDate
		readonly evidence: readonly EvidenceView[]
		readonly ownFiles: readonly EvidenceView[]
		readonly extension: CaseExtension | null
		/** The reduction for an acknowledgement in time, where the branch gives one. */
		readonly early: { readonly percent: number; readonly fen: Fen; readonly taken: boolean } | null
		readonly priors: readonly PriorView[]
		readonly args: readonly ArgumentView[]
		readonly votes: readonly VoteView[]
		readonly reviews: readonly ReviewView[]
		readonly notices: readonly NoticeView[]
		readonly events: readonly LogLine[]
		readonly clocks: readonly CaseClockView[]
		readonly dealer: CaseDealer
		readonly measures: readonly { readonly id: string; readonly kind: string; readonly state: string }[]
		readonly tasks: readonly { readonly kind: string; readonly causeNumber: string; readonly causeId: string }[]
		readonly left: readonly TaskLine[]
		readonly reviewRule: ReviewRule
		readonly gate: CaseGateView
		readonly acts: readonly PenaltyActView[]
		readonly mayOpine: boolean
	}
