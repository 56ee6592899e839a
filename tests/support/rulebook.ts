import { sheetSchema } from '#app/domain/inspection/sheet.schema.ts'
import type { PenaltyActor, PenaltyFacts } from '#app/domain/penalty/facts.ts'
import { rulebookSchema } from '#app/domain/penalty/rulebook.schema.ts'
import sheetFile from '#seeds/reference/inspection-sheet.json' with { type: 'json' }
import rulebookFile from '#seeds/reference/rulebook-2026.json' with { type: 'json' }

export const rulebook = rulebookSchema.parse(rulebookFile)
export const sheet = sheetSchema.parse(sheetFile)

export const OPENER: PenaltyActor = { personId: 'opener', roles: ['CHANNEL_MANAGER'], declared: 'none' }
export const CHECKER: PenaltyActor = { personId: 'checker', roles: ['COMPLIANCE_OFFICER'], declared: 'none' }
export const APPROVER: PenaltyActor = { personId: 'approver', roles: ['APPROVER'], declared: 'none' }
export const REVIEWER: PenaltyActor = { personId: 'reviewer', roles: ['REVIEWER'], declared: 'none' }

/** An L2 case, complete and just drafted; whole windows are far apart so that tests can move between them. */
export function draftFacts(with_: Partial<PenaltyFacts> = {}): PenaltyFacts {
	return {
		state: 'DRAFT',
		severity: 'L2',
		redLine: false,
		checkerMayDecideMinor: false,
		openerId: 'opener',
		checkerId: null,
		deciderIds: [],
		reviewerId: null,
		returnedBy: [],
		waiverProposerId: null,
		waiverRefused: false,
		dealerSignerId: 'signer',
		inspectorIds: [],
		confirmerId: 'checker',
		violationConfirmed: true,
		evidenceCount: 2,
		clause: 'RB-2026 A03',
		orderTrace: 'not-needed',
		lossFen: null,
		excessPercent: rulebook.settings.excessPercent,
		fairness: rulebook.settings.fairness,
		rulebookAccepted: true,
		share: 100,
		computedFen: 200_000,
		computedPoints: 5,
		priors: 0,
		harm: false,
		corrected: true,
		limitationOn: '2027-11-05',
		preNoticeFen: null,
		preNoticePoints: null,
		serviceLapseOn: null,
		servedOn: null,
		defenceDueOn: null,
		defenceExtended: false,
		extension: 'NONE',
		earlyPercent: 0,
		acknowledgedOn: null,
		defenceClosedOn: null,
		argumentCount: 0,
		answeredCount: 0,
		votes: [],
		panelSeats: 3,
		decidedFen: null,
		decidedPoints: null,
		firstDecidedFen: null,
		firstDecidedPoints: null,
		decisionLapseOn: null,
		decisionServedOn: null,
		reviewDueOn: null,
		reviewRequestedOn: null,
		reviewDecisionDueAt: null,
		reviewExtended: false,
		revoked: false,
		outstandingFen: null,
		planState: 'TO_SUBMIT',
		openTasks: 0,
		...with_,
	}
}

/** A case in the defence window (2026-11-17 to 11-24), told ¥2,000 and 5 points. */
export function defenceFacts(with_: Partial<PenaltyFacts> = {}): PenaltyFacts {
	return draftFacts({
		state: 'DEFENCE',
		checkerId: 'checker',
		preNoticeFen: 200_000,
		preNoticePoints: 5,
		serviceLapseOn: '2026-11-19',
		servedOn: '2026-11-17',
		defenceDueOn: '2026-11-24',
		...with_,
	})
}

/** A case decided at ¥1,500 and served on 2026-12-02, review until 2026-12-16. */
export function servedFacts(with_: Partial<PenaltyFacts> = {}): PenaltyFacts {
	return defenceFacts({
		state: 'SERVED',
		deciderIds: ['approver'],
		decidedFen: 150_000,
		decidedPoints: 4,
		decisionLapseOn: '2026-12-04',
		decisionServedOn: '2026-12-02',
		reviewDueOn: '2026-12-16',
		...with_,
	})
}
