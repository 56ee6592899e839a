import type { Calendar } from '../calendar.ts'
import { workingDaysBetween } from '../due-date.ts'
import type { Instant } from '../time.ts'
import { localDateOf } from '../time.ts'
import type { OrderFacts } from './order.ts'

/** 亮明身份, 首问负责, 全程跟踪, 按时解决, 管理办结 (domain 5.6). */
export const FIRST_ASKED_STEPS = ['identity', 'ownership', 'tracking', 'solved', 'closed'] as const
export type FirstAskedStep = (typeof FIRST_ASKED_STEPS)[number]

/** done: proved; open: its time has not come or runs; missing: not done though its time has come. */
export type StepState = 'done' | 'open' | 'missing'

/** What is missing, as a word of the messages; null where the state says everything. */
export type StepReason =
	| 'not-signed'
	| 'not-told'
	| 'told-by-other'
	| 'no-person'
	| 'transfer-waits'
	| 'gap-runs'
	| 'gaps'
	| 'not-begun'
	| 'running'
	| 'late'
	| 'waits'
	| 'no-callback'

export type CheckedStep = {
	readonly step: FirstAskedStep
	readonly state: StepState
	readonly reason: StepReason | null
}

export type Gap = {
	/** The last word before it, and the first after it; null while it lasts. */
	readonly from: Instant
	readonly to: Instant | null
	/** Working days without a word. */
	readonly days: number
}

export type FirstAsked = {
	readonly ownerId: string | null
	/** Who told the user name and number last; null while nobody has. */
	readonly identityBy: string | null
	readonly transferWaits: boolean
	readonly gaps: readonly Gap[]
	readonly callback: string | null
	/** A reason that stands for the call-back. */
	readonly closingReason: string | null
}

/** Whether a person stands behind the order: a complaint, or users whose numbers are known. */
export function isPersonal(facts: Pick<OrderFacts, 'affectedUsers' | 'complaintOn'>): boolean {
	return facts.affectedUsers > 0 || facts.complaintOn !== null
}

type Progress = Pick<
	OrderFacts,
	'state' | 'acknowledgedAt' | 'submittedAt' | 'overdueAt' | 'completedAt' | 'affectedUsers' | 'complaintOn'
>

/** The five steps with what is missing; empty for an order without a person behind it. */
export function firstAskedSteps(facts: Progress, asked: FirstAsked): readonly CheckedStep[] {
	if (!isPersonal(facts)) return []
	return [identity(facts, asked), ownership(facts, asked), tracking(facts, asked), solved(facts), closed(facts, asked)]
}

const step = (name: FirstAskedStep, state: StepState, reason: StepReason | null = null): CheckedStep => ({
	step: name,
	state,
	reason,
})

function identity(facts: Progress, { identityBy, ownerId }: FirstAsked): CheckedStep {
	if (facts.acknowledgedAt === null) return step('identity', 'open', 'not-signed')
	if (identityBy === null) return step('identity', 'missing', 'not-told')
	// A successor makes himself known as well.
	return identityBy === ownerId ? step('identity', 'done') : step('identity', 'missing', 'told-by-other')
}

function ownership(facts: Progress, { ownerId, transferWaits }: FirstAsked): CheckedStep {
	if (facts.acknowledgedAt === null) return step('ownership', 'open', 'not-signed')
	if (ownerId === null) return step('ownership', 'missing', 'no-person')
	return transferWaits ? step('ownership', 'open', 'transfer-waits') : step('ownership', 'done')
}

function tracking(facts: Progress, { gaps }: FirstAsked): CheckedStep {
	if (facts.acknowledgedAt === null) return step('tracking', 'open', 'not-signed')
	if (gaps.some(({ to }) => to === null)) return step('tracking', 'missing', 'gap-runs')
	if (gaps.length > 0) return step('tracking', 'missing', 'gaps')
	return facts.submittedAt === null ? step('tracking', 'open', 'running') : step('tracking', 'done')
}

function solved(facts: Progress): CheckedStep {
	if (facts.overdueAt !== null) return step('solved', 'missing', 'late')
	return facts.submittedAt === null ? step('solved', 'open', 'running') : step('solved', 'done')
}

function closed(facts: Progress, { callback, closingReason }: FirstAsked): CheckedStep {
	if (facts.completedAt === null) return step('closed', 'open', 'waits')
	return callback !== null || closingReason !== null ? step('closed', 'done') : step('closed', 'missing', 'no-callback')
}

/** One stretch of the progress clock: from a word to the next one, or to what ended the watch. */
export type WatchRound = { readonly startedAt: Instant; readonly dueAt: Instant; readonly endedAt: Instant | null }

/**
 * The stretches that went on past their due moment without a word, oldest first. A round ends with the start of the
 * next one; the last one with its own end, or not yet.
 */
export function gapsOf(calendar: Calendar, rounds: readonly WatchRound[], now: Instant): readonly Gap[] {
	return rounds.flatMap(({ startedAt, dueAt, endedAt }, i): Gap[] => {
		const to = rounds[i + 1]?.startedAt ?? endedAt
		const until = to ?? now
		if (until <= dueAt) return []
		return [{ from: startedAt, to, days: workingDaysBetween(calendar, localDateOf(startedAt), localDateOf(until)) }]
	})
}

/** The day of a contact lies between issue and now. */
export function contactFault(at: Instant, issuedAt: Instant | null, now: Instant): 'order.contact-future' | null {
	return at > now || (issuedAt !== null && localDateOf(at) < localDateOf(issuedAt)) ? 'order.contact-future' : null
}
