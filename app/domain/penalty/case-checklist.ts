import { assertNever } from '../result.ts'
import type { LocalDate } from '../time.ts'
import { closeChecklist, decisionChecks, defenceOver, fileChecks, noticeChecks, settleChecklist } from './checklist.ts'
import { type Check, check, type PenaltyFacts } from './facts.ts'
import type { PenaltyState } from './machine.ts'

/** The whole procedure of one case as a list: the lines by which the acts refuse, without the person (domain 4). */

export const CASE_STEPS = [
	'check',
	'notice',
	'service',
	'defence',
	'decision',
	'decision-service',
	'review',
	'final',
	'settlement',
	'closing',
] as const
export type CaseStep = (typeof CASE_STEPS)[number]

export type CaseStepLines = {
	readonly step: CaseStep
	readonly state: 'done' | 'now' | 'later'
	/** What must hold before the step is taken. */
	readonly lines: readonly Check[]
}

const STEP_OF: Record<PenaltyState, CaseStep | null> = {
	DRAFT: 'check',
	CHECKED: 'notice',
	PRE_NOTICED: 'service',
	DEFENCE: 'decision',
	DECIDED: 'decision-service',
	SERVED: 'review',
	REVIEW: 'review',
	REVIEWED: 'final',
	FINAL: 'settlement',
	SETTLED: 'closing',
	CLOSED: null,
	WAIVED: 'closing',
	WITHDRAWN: null,
	REVOKED: 'closing',
	LAPSED: 'closing',
}

/** The step that a case waits for; null when it is over. */
export function stepNow(facts: PenaltyFacts, today: LocalDate): CaseStep | null {
	return facts.state === 'DEFENCE' && !defenceOver(facts, today) ? 'defence' : STEP_OF[facts.state]
}

function linesOf(step: CaseStep, facts: PenaltyFacts, today: LocalDate): readonly Check[] {
	switch (step) {
		case 'check':
			return fileChecks(facts, today)
		case 'notice':
			return noticeChecks(facts, today)
		case 'service':
			return [check('penalty.not-served', facts.servedOn !== null)]
		case 'defence':
			return [
				check('penalty.window-open', facts.servedOn !== null && defenceOver(facts, today), {
					until: facts.defenceDueOn ?? '',
				}),
			]
		case 'decision':
			return decisionChecks(facts, today)
		case 'decision-service':
			return [check('penalty.decision-not-served', facts.decisionServedOn !== null)]
		case 'review':
			return [reviewLine(facts, today)]
		case 'final':
			return [check('penalty.not-final', facts.outstandingFen !== null)]
		case 'settlement':
			return settleChecklist(facts)
		case 'closing':
			return closeChecklist(facts)
		default:
			return assertNever(step)
	}
}

function reviewLine(facts: PenaltyFacts, today: LocalDate): Check {
	if (facts.state === 'REVIEW') return check('penalty.review-undecided', false)
	const until = facts.reviewDueOn
	const over = facts.reviewRequestedOn !== null || (until !== null && today > until)
	return check('penalty.review-window-open', over, { until: until ?? '' })
}

/** Every step with its lines; before a case that left the procedure early only its closing stands. */
export function caseChecklist(facts: PenaltyFacts, today: LocalDate): CaseStepLines[] {
	const now = stepNow(facts, today)
	const left = ['WAIVED', 'REVOKED', 'LAPSED', 'WITHDRAWN'].includes(facts.state)
	const at = now === null ? CASE_STEPS.length : CASE_STEPS.indexOf(now)
	return CASE_STEPS.flatMap((step, i) => {
		if (left && step !== 'closing') return []
		const state = i < at ? 'done' : i === at ? 'now' : 'later'
		return [{ step, state, lines: state === 'done' ? [] : linesOf(step, facts, today) } as const]
	})
}
