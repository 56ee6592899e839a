import type { MachineTable } from '../machine.ts'

/** States of a penalty case (domain 4). */
export const PENALTY_STATES = [
	'DRAFT',
	'CHECKED',
	'PRE_NOTICED',
	'DEFENCE',
	'DECIDED',
	'SERVED',
	'REVIEW',
	'REVIEWED',
	'FINAL',
	'SETTLED',
	'CLOSED',
	'WAIVED',
	'WITHDRAWN',
	'REVOKED',
	'LAPSED',
] as const
export type PenaltyState = (typeof PENALTY_STATES)[number]

export const PENALTY_ACTIONS = [
	'check',
	'issuePreNotice',
	'serve',
	'defend',
	'acknowledge',
	'grantDefenceExtension',
	'closeDefence',
	'answerDefence',
	'vote',
	'decide',
	'serveDecision',
	'requestReview',
	'withdrawReview',
	'decideReview',
	'extendReview',
	'lapseReview',
	'makeFinal',
	'settle',
	'close',
	'proposeWaiver',
	'agreeWaiver',
	'refuseWaiver',
	'withdraw',
	'revoke',
	'lapse',
] as const
export type PenaltyAction = (typeof PENALTY_ACTIONS)[number]

const BEFORE_DECISION = ['DRAFT', 'CHECKED', 'PRE_NOTICED', 'DEFENCE'] as const
const AFTER_DECISION = ['DECIDED', 'SERVED', 'REVIEW', 'REVIEWED', 'FINAL', 'SETTLED', 'CLOSED'] as const

function all<S extends PenaltyState>(
	from: readonly S[],
	to: PenaltyState,
): Partial<Record<PenaltyState, PenaltyState[]>> {
	const row: Partial<Record<PenaltyState, PenaltyState[]>> = {}
	for (const state of from) row[state] = [to]
	return row
}

/** Which action leads from where to where (domain 4); a closed case can still be revoked when it proves wrong (3.3). */
export const PENALTY_MACHINE: MachineTable<PenaltyState, PenaltyAction> = {
	check: { DRAFT: ['CHECKED'] },
	issuePreNotice: { CHECKED: ['PRE_NOTICED'] },
	serve: { PRE_NOTICED: ['DEFENCE'] },
	defend: { DEFENCE: ['DEFENCE'] },
	acknowledge: { DEFENCE: ['DEFENCE'] },
	grantDefenceExtension: { DEFENCE: ['DEFENCE'] },
	closeDefence: { DEFENCE: ['DEFENCE'] },
	answerDefence: { DEFENCE: ['DEFENCE'] },
	vote: { DEFENCE: ['DEFENCE'] },
	decide: { DEFENCE: ['DECIDED'] },
	serveDecision: { DECIDED: ['SERVED'] },
	requestReview: { SERVED: ['REVIEW'] },
	withdrawReview: { REVIEW: ['SERVED'] },
	decideReview: { REVIEW: ['REVIEWED', 'REVOKED', 'DEFENCE'] },
	extendReview: { REVIEW: ['REVIEW'] },
	lapseReview: { REVIEW: ['REVIEWED', 'REVOKED'] },
	makeFinal: { SERVED: ['FINAL'], REVIEWED: ['FINAL'] },
	settle: { FINAL: ['SETTLED'] },
	close: { SETTLED: ['CLOSED'], WAIVED: ['CLOSED'], REVOKED: ['CLOSED'], LAPSED: ['CLOSED'] },
	proposeWaiver: { CHECKED: ['CHECKED'], PRE_NOTICED: ['PRE_NOTICED'], DEFENCE: ['DEFENCE'] },
	agreeWaiver: { CHECKED: ['WAIVED'], PRE_NOTICED: ['WAIVED'], DEFENCE: ['WAIVED'] },
	refuseWaiver: { CHECKED: ['CHECKED'], PRE_NOTICED: ['PRE_NOTICED'], DEFENCE: ['DEFENCE'] },
	withdraw: all(BEFORE_DECISION, 'WITHDRAWN'),
	revoke: all(AFTER_DECISION, 'REVOKED'),
	lapse: all(BEFORE_DECISION, 'LAPSED'),
}

/** Cases that no step leads out of, save the revocation of a closed one. */
export const PENALTY_ENDS: readonly PenaltyState[] = ['CLOSED', 'WITHDRAWN']
