import { may } from '../machine.ts'
import type { Fen } from '../money.ts'
import { type Refusal, type RefusalKind, type RefusalRule, refuse } from '../refusal.ts'
import type { Instant, LocalDate } from '../time.ts'
import type { Declared } from './conflict.ts'
import type { FairnessRule } from './fairness.ts'
import { PENALTY_MACHINE, type PenaltyAction, type PenaltyState } from './machine.ts'
import type { OrderTrace } from './order-trace.ts'
import type { PanelVote } from './panel.ts'
import type { Severity } from './rulebook.schema.ts'

/** Everything the procedure asks about a case; dates are the last day of a window (Asia/Shanghai), money fen. */
export type PenaltyFacts = {
	readonly state: PenaltyState
	readonly severity: Severity
	readonly redLine: boolean
	/** A branch may let the checker decide L1 and L2 (domain 4). */
	readonly checkerMayDecideMinor: boolean

	readonly openerId: string
	readonly checkerId: string | null
	/** The approver, or every member of the panel who voted. */
	readonly deciderIds: readonly string[]
	readonly reviewerId: string | null
	/** Who sent the case back as its reviewer: does not decide it anew. */
	readonly returnedBy: readonly string[]
	readonly waiverProposerId: string | null
	/** A second person did not agree to education only. */
	readonly waiverRefused: boolean
	/** Who signed the dealer up: keeps out of the dealer's cases. */
	readonly dealerSignerId: string | null
	/** Who took part in the inspection that found it. */
	readonly inspectorIds: readonly string[]
	/** Who confirmed the violation. */
	readonly confirmerId: string | null

	readonly violationConfirmed: boolean
	readonly evidenceCount: number
	readonly clause: string | null
	readonly orderTrace: OrderTrace
	/** What users, commission and third parties cost; null: nothing is recorded. */
	readonly lossFen: Fen | null
	readonly excessPercent: number
	readonly fairness: FairnessRule
	readonly rulebookAccepted: boolean
	readonly share: number
	readonly computedFen: Fen
	readonly computedPoints: number
	readonly priors: number
	readonly harm: boolean
	readonly corrected: boolean
	readonly limitationOn: LocalDate

	readonly preNoticeFen: Fen | null
	readonly preNoticePoints: number | null
	readonly serviceLapseOn: LocalDate | null
	readonly servedOn: LocalDate | null
	readonly defenceDueOn: LocalDate | null
	readonly defenceExtended: boolean
	/** The dealer's request for more time: none, waiting for an answer, or answered. */
	readonly extension: 'NONE' | 'ASKED' | 'ANSWERED'
	readonly acknowledgedOn: LocalDate | null
	/** The branch's reduction for an acknowledgement inside the window; 0 is none. */
	readonly earlyPercent: number
	readonly defenceClosedOn: LocalDate | null
	readonly argumentCount: number
	readonly answeredCount: number
	readonly votes: readonly PanelVote[]
	readonly panelSeats: number

	/** Amount and points in force: as decided, or as varied by the review. */
	readonly decidedFen: Fen | null
	readonly decidedPoints: number | null
	/** The first decision, once a review has returned the case: the ceiling of the next one. */
	readonly firstDecidedFen: Fen | null
	readonly firstDecidedPoints: number | null
	readonly decisionLapseOn: LocalDate | null
	readonly decisionServedOn: LocalDate | null
	readonly reviewDueOn: LocalDate | null
	readonly reviewRequestedOn: LocalDate | null
	/** The reviewer's last moment (domain 4, step 9); after it the announced default applies. */
	readonly reviewDecisionDueAt: Instant | null
	readonly reviewExtended: boolean
	readonly revoked: boolean

	/** What is still to be collected; null before the case is final. */
	readonly outstandingFen: Fen | null
	readonly planState: string | null
	/** What a revocation of this case has left for people and is not done. */
	readonly openTasks: number
}

/** Who acts. The permission table has already said that the role may; here only persons and deciding roles count. */
export type PenaltyActor = {
	readonly personId: string
	readonly roles: readonly string[]
	/** What this person said of an interest in the case; undefined: nothing yet. */
	readonly declared?: Declared | undefined
}

export type DecidingRole = 'COUNTY_SUPERVISOR' | 'APPROVER' | 'PANEL_MEMBER'

/** Who decides a case of this severity (domain 8.1). */
export function decidingRole(severity: Severity): DecidingRole {
	if (severity === 'L1') return 'COUNTY_SUPERVISOR'
	return severity === 'L4' ? 'PANEL_MEMBER' : 'APPROVER'
}

export type PenaltyNotice = 'pre-notice' | 'decision' | 'review-decision' | 'education' | 'withdrawal' | 'revocation'

/** What has to happen together with the change, in the same transaction. */
export type PenaltyEffect =
	| { readonly kind: 'send'; readonly notice: PenaltyNotice }
	| { readonly kind: 'hold'; readonly fen: Fen }
	/** Give back what is held and not yet deducted. */
	| { readonly kind: 'release-hold' }
	| { readonly kind: 'start-plan-clock'; readonly from: LocalDate }
	| { readonly kind: 'cancel-plan' }
	| { readonly kind: 'count-points' }
	/** Money, points, measures and later cases follow the lower result, as planned before (domain 4, cascade). */
	| { readonly kind: 'cascade' }
	| { readonly kind: 'suspend-sim-opening' }

export type PenaltyPatch = Partial<Omit<PenaltyFacts, 'state' | 'severity' | 'openerId' | 'dealerSignerId'>>

export type PenaltyChange = {
	readonly action: PenaltyAction
	readonly from: PenaltyState
	readonly to: PenaltyState
	readonly set: PenaltyPatch
	readonly effects: readonly PenaltyEffect[]
}

/** The facts after a change. */
export function applyChange(facts: PenaltyFacts, change: PenaltyChange): PenaltyFacts {
	return { ...facts, ...change.set, state: change.to }
}

/** One line of a gate: the rule, whether it is met, and what fills its sentence. */
export type Check = {
	readonly rule: RefusalRule
	readonly ok: boolean
	readonly kind: RefusalKind
	readonly params?: Readonly<Record<string, string | number>>
}

export function check(
	rule: RefusalRule,
	met: boolean,
	params?: Readonly<Record<string, string | number>>,
	kind: RefusalKind = 'procedure',
): Check {
	return params ? { rule, ok: met, kind, params } : { rule, ok: met, kind }
}

/** The refusal of the first line that is not met; null when all are. */
export function firstUnmet(checks: readonly Check[]): { readonly ok: false; readonly error: Refusal } | null {
	const unmet = checks.find((line) => !line.ok)
	return unmet ? refuse(unmet.kind, unmet.rule, unmet.params) : null
}

/** The machine's word on an action, as a line of the gate. */
export function inState(facts: PenaltyFacts, action: PenaltyAction): Check {
	return check('wrong-state', may(PENALTY_MACHINE, facts.state, action), { state: facts.state, action })
}

export function needsReason(reason: string): Check {
	return check('reason-missing', reason.trim().length > 0, undefined, 'invalid')
}
