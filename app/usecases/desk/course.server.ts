import type { Calendar } from '#app/domain/calendar.ts'
import type { ClockKind } from '#app/domain/clock.ts'
import { type CourseFacts, courseOf, nextSteps } from '#app/domain/desk/course.ts'
import type { DeskCaseView } from '#app/domain/desk/views.ts'
import { addWorkingDays } from '#app/domain/due-date.ts'
import { earlyOffer } from '#app/domain/penalty/early.ts'
import { LIMITS } from '#app/domain/penalty/notice-body.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { deskNotices } from '#db/queries/desk.server.ts'
import type { Ctx } from '../context.server.ts'
import type { CaseFile } from '../penalties/case-file.server.ts'
import { deadlineView } from './lines.server.ts'

type Notices = Awaited<ReturnType<typeof deskNotices>>

/** The deadline that runs for the dealer, and what it could become. */
export function deadlinesOf(ctx: Ctx, { clocks, facts, row }: CaseFile, calendar: Calendar) {
	const kind = row.state === 'SERVED' ? 'penalty.review' : row.state === 'DEFENCE' ? 'penalty.defence' : null
	const clock = clocks.findLast((one) => one.kind === kind && one.state === 'RUNNING')
	const defence = clock && kind === 'penalty.defence' ? clock : null
	const open = row.state === 'DEFENCE' && facts.argumentCount > 0 && facts.defenceDueOn !== null
	return {
		deadline: clock ? deadlineView(calendar, ctx.now, clock) : null,
		deadlineOf: clock ? (kind === 'penalty.review' ? ('review' as const) : ('defence' as const)) : null,
		extendTo: defence && !facts.defenceExtended ? addWorkingDays(calendar, defence.dueOn, LIMITS.extension) : null,
		decisionBy: defence ? addWorkingDays(calendar, defence.dueOn, LIMITS.decision) : null,
		moreUntil: open && facts.defenceDueOn !== null && ctx.today <= facts.defenceDueOn ? facts.defenceDueOn : null,
	}
}

type Answers = Pick<DeskCaseView, 'extension' | 'early' | 'course' | 'next'>

/** The dealer's acts and ours as plain steps, with what comes next; nobody of ours is named. */
export function answersOf(file: CaseFile, notices: Notices, planDueOn: LocalDate | null): Answers {
	const facts = courseFacts(file, notices, planDueOn)
	const { extension } = file
	return {
		early: earlyOffer(file.facts),
		course: courseOf(facts),
		next: nextSteps(facts),
		extension: extension
			? {
					askedAt: extension.asked_at,
					reason: extension.reason,
					originalDueOn: extension.original_due_on,
					outcome: extension.outcome,
					decidedAt: extension.decided_at,
					answer: extension.answer,
					newDueOn: extension.new_due_on,
				}
			: null,
	}
}

function courseFacts(file: CaseFile, notices: Notices, planDueOn: LocalDate | null): CourseFacts {
	const { row, facts, clocks, extension } = file
	const running = (kind: ClockKind) =>
		clocks.findLast((one) => one.kind === kind && one.state === 'RUNNING')?.dueOn ?? null
	const defence = clocks.findLast((one) => one.kind === 'penalty.defence' && one.state !== 'CANCELLED')
	const over = defence?.endedAt ?? null
	return {
		state: row.state,
		notices,
		statedAt: [...new Set(file.args.map((one) => one.stated_at))],
		acknowledgedAt: row.defence_state === 'ACKNOWLEDGED' ? over : null,
		silentAt: row.defence_state === 'LAPSED' ? over : null,
		extension: extension
			? {
					askedAt: extension.asked_at,
					decidedAt: extension.decided_at,
					outcome: extension.outcome,
					newDueOn: extension.new_due_on,
				}
			: null,
		reviews: file.reviews.map((one) => ({
			requestedAt: one.requested_at,
			withdrawnAt: one.withdrawn_at,
			decidedAt: one.decided_at,
			outcome: one.outcome,
		})),
		finalAt: row.final_at,
		settledAt: row.settled_at,
		closedAt: row.closed_at,
		endedAt: row.ended_at,
		due: {
			defence: running('penalty.defence'),
			decision: running('penalty.decision'),
			review: running('penalty.review'),
			reviewDecision: running('penalty.reviewDecision'),
			plan: planDueOn,
		},
		replied: facts.argumentCount > 0 || facts.acknowledgedOn !== null,
		planOpen: facts.planState === 'TO_SUBMIT' || facts.planState === 'RETURNED' || facts.planState === 'IN_WORK',
	}
}
