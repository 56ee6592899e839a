import { LIMITS } from '#app/domain/penalty/notice-body.ts'
import { halfOf, reviewDueDay } from '#app/domain/penalty/review-clock.ts'
import type { ReviewRule, TaskLine } from '#app/domain/penalty/review-views.ts'
import { localDateOf } from '#app/domain/time.ts'
import type { TaskView } from '#db/queries/measures.server.ts'
import type { CaseFile } from './case-file.server.ts'

type NameOf = (id: string | null) => string

/** One task as pages show it. */
export function taskLine(task: TaskView, nameOf: NameOf): TaskLine {
	return {
		id: task.id,
		kind: task.kind,
		because: task.because,
		caseId: task.penalty_id,
		caseNumber: task.caseNumber,
		causeId: task.cause_penalty_id,
		causeNumber: task.causeNumber,
		measure: task.measure_id === null ? null : { id: task.measure_id, kind: task.measureKind ?? '' },
		createdAt: task.created_at,
		doneAt: task.done_at,
		doneBy: nameOf(task.done_by),
		result: task.result,
	}
}

/** The reviewer's time, and what happens when it runs out: said in advance (domain 4, step 9). */
export function reviewRuleOf({ facts, rulebook, extensions }: CaseFile, nameOf: NameOf): ReviewRule {
	const { extensionDays, defaultOutcome } = rulebook.body.settings.review
	return {
		days: LIMITS.reviewDecision,
		extensionDays,
		outcome: defaultOutcome,
		dueAt: facts.reviewDecisionDueAt,
		dueOn: reviewDueDay(facts),
		half: { amountFen: halfOf(facts.decidedFen ?? 0), points: Math.floor((facts.decidedPoints ?? 0) / 2) },
		extensions: extensions.map((one) => ({
			round: one.round,
			was: localDateOf(one.old_due_at),
			until: localDateOf(one.new_due_at),
			reason: one.reason,
			by: nameOf(one.granted_by),
			at: one.granted_at,
		})),
	}
}
