import type { PenaltyState } from '../penalty/machine.ts'
import type { Instant, LocalDate } from '../time.ts'

/** The course of a case in plain steps: what happened, newest first, and what comes next with its date. */

export type CourseStep = {
	readonly kind:
		| 'noticed'
		| 'served'
		| 'more-time-asked'
		| 'more-time-granted'
		| 'more-time-refused'
		| 'stated'
		| 'acknowledged'
		| 'silent'
		| 'decided'
		| 'decision-served'
		| 'review-asked'
		| 'review-withdrawn'
		| 'review-decided'
		| 'final'
		| 'settled'
		| 'closed'
		| 'waived'
		| 'withdrawn'
		| 'revoked'
		| 'lapsed'
	readonly at: Instant
	/** What fills its sentence. */
	readonly params?: Readonly<Record<string, string | number>>
}

export type NextStep = {
	readonly kind: 'reply' | 'more-time' | 'decision' | 'ask-review' | 'review-decision' | 'final' | 'settle' | 'plan'
	/** The last day, where there is one. */
	readonly on: LocalDate | null
	readonly mine: boolean
}

/** What the course is made of; only what the dealer has been told. */
export type CourseFacts = {
	readonly state: PenaltyState
	readonly notices: readonly {
		readonly kind: string
		readonly number: string
		readonly sentAt: Instant
		readonly servedAt: Instant | null
	}[]
	readonly statedAt: readonly Instant[]
	readonly acknowledgedAt: Instant | null
	readonly silentAt: Instant | null
	readonly extension: {
		readonly askedAt: Instant
		readonly decidedAt: Instant | null
		readonly outcome: 'GRANTED' | 'REFUSED' | 'WITHDRAWN' | null
		readonly newDueOn: LocalDate | null
	} | null
	readonly reviews: readonly {
		readonly requestedAt: Instant
		readonly withdrawnAt: Instant | null
		readonly decidedAt: Instant | null
		readonly outcome: string | null
	}[]
	readonly finalAt: Instant | null
	readonly settledAt: Instant | null
	readonly closedAt: Instant | null
	readonly endedAt: Instant | null
	/** Last days of what runs now; null where nothing runs. */
	readonly due: {
		readonly defence: LocalDate | null
		readonly decision: LocalDate | null
		readonly review: LocalDate | null
		readonly reviewDecision: LocalDate | null
		readonly plan: LocalDate | null
	}
	readonly replied: boolean
	readonly planOpen: boolean
}

const ENDS: Partial<Record<PenaltyState, CourseStep['kind']>> = {
	WAIVED: 'waived',
	WITHDRAWN: 'withdrawn',
	REVOKED: 'revoked',
	LAPSED: 'lapsed',
}

type Dated = { readonly kind: CourseStep['kind']; readonly at: Instant | null; readonly params?: CourseStep['params'] }

/** What happened, newest first. */
export function courseOf(facts: CourseFacts): CourseStep[] {
	const steps: Dated[] = [
		...facts.notices.flatMap(noticeSteps),
		...facts.statedAt.map((at): Dated => ({ kind: 'stated', at })),
		{ kind: 'acknowledged', at: facts.acknowledgedAt },
		{ kind: 'silent', at: facts.silentAt },
		...extensionSteps(facts.extension),
		...facts.reviews.flatMap((review): Dated[] => [
			{ kind: 'review-asked', at: review.requestedAt },
			{ kind: 'review-withdrawn', at: review.withdrawnAt },
		]),
		{ kind: 'final', at: facts.finalAt },
		{ kind: 'settled', at: facts.settledAt },
		{ kind: 'closed', at: facts.closedAt },
		...endSteps(facts),
	]
	return steps
		.flatMap(({ kind, at, params }): CourseStep[] =>
			at === null ? [] : [params ? { kind, at, params } : { kind, at }],
		)
		.map((step, i) => ({ step, i }))
		.sort((a, b) => b.step.at.localeCompare(a.step.at) || b.i - a.i)
		.map(({ step }) => step)
}

function noticeSteps(notice: CourseFacts['notices'][number]): Dated[] {
	const { number, sentAt: at, servedAt } = notice
	switch (notice.kind) {
		case 'pre-notice':
			return [
				{ kind: 'noticed', at, params: { number } },
				{ kind: 'served', at: servedAt, params: { number } },
			]
		case 'decision':
			return [
				{ kind: 'decided', at, params: { number } },
				{ kind: 'decision-served', at: servedAt, params: { number } },
			]
		case 'review-decision':
			return [{ kind: 'review-decided', at, params: { number } }]
		default:
			return []
	}
}

function extensionSteps(extension: CourseFacts['extension']): Dated[] {
	if (!extension) return []
	const { askedAt, decidedAt, outcome, newDueOn } = extension
	const asked: Dated = { kind: 'more-time-asked', at: askedAt }
	if (outcome === 'GRANTED')
		return [asked, { kind: 'more-time-granted', at: decidedAt, params: { until: newDueOn ?? '' } }]
	return outcome === 'REFUSED' ? [asked, { kind: 'more-time-refused', at: decidedAt }] : [asked]
}

function endSteps({ state, endedAt }: CourseFacts): Dated[] {
	const kind = ENDS[state]
	return kind ? [{ kind, at: endedAt }] : []
}

/** What comes next, in its order; `mine` is the dealer's turn. */
export function nextSteps(facts: CourseFacts): NextStep[] {
	const plan: NextStep[] = facts.planOpen ? [{ kind: 'plan', on: facts.due.plan, mine: true }] : []
	return [...caseNext(facts), ...plan]
}

function caseNext({ state, due, replied, extension }: CourseFacts): NextStep[] {
	switch (state) {
		case 'DEFENCE': {
			const reply: NextStep[] = due.defence === null ? [] : [{ kind: 'reply', on: due.defence, mine: true }]
			const time: NextStep[] = extension?.outcome === null ? [{ kind: 'more-time', on: null, mine: false }] : []
			return [...(replied ? [] : reply), ...time, { kind: 'decision', on: due.decision, mine: false }]
		}
		case 'DECIDED':
		case 'SERVED':
			return [
				{ kind: 'ask-review', on: due.review, mine: true },
				{ kind: 'final', on: null, mine: false },
			]
		case 'REVIEW':
			return [{ kind: 'review-decision', on: due.reviewDecision, mine: false }]
		case 'REVIEWED':
			return [{ kind: 'final', on: null, mine: false }]
		case 'FINAL':
			return [{ kind: 'settle', on: null, mine: false }]
		default:
			return []
	}
}
