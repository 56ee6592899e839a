import type { MachineTable } from '../machine.ts'
import type { Outcome } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import type { Instant } from '../time.ts'

export const INTAKE_KINDS = ['complaint', 'opinion', 'survey'] as const
export type IntakeKind = (typeof INTAKE_KINDS)[number]

/** 待处理, 已立督办单, 已立违规, 已答复, 并入重复件, 不受理. */
export const INTAKE_STATES = ['OPEN', 'ORDERED', 'VIOLATION', 'ANSWERED', 'MERGED', 'DECLINED'] as const
export type IntakeState = (typeof INTAKE_STATES)[number]

/** How the person is told, or wants to be told. */
export const REPLY_VIAS = ['PHONE', 'SMS', 'LETTER', 'VISIT', 'AUTHORITY', 'NONE'] as const
export type ReplyVia = (typeof REPLY_VIAS)[number]

/** Why nothing is done; none of them takes the item out of the rate (rate.ts). */
export const END_CODES = ['NOT_OURS', 'TIME_BARRED', 'TAKEN_BACK', 'ANSWERED_BEFORE', 'NO_CONTENT'] as const
export type EndCode = (typeof END_CODES)[number]

export const INTAKE_ACTIONS = ['order', 'violation', 'answer', 'merge', 'decline', 'hand-over', 'reopen'] as const
export type IntakeAction = (typeof INTAKE_ACTIONS)[number]

/** An order or a violation does not answer the person: only an answer, a duplicate or a decline ends the item. */
export const INTAKE_MACHINE: MachineTable<IntakeState, IntakeAction> = {
	order: { OPEN: ['ORDERED'] },
	violation: { OPEN: ['VIOLATION'] },
	answer: { OPEN: ['ANSWERED'], ORDERED: ['ANSWERED'], VIOLATION: ['ANSWERED'] },
	merge: { OPEN: ['MERGED'] },
	decline: { OPEN: ['DECLINED'] },
	'hand-over': { OPEN: ['OPEN'], ORDERED: ['ORDERED'], VIOLATION: ['VIOLATION'] },
	reopen: { ORDERED: ['OPEN'] },
}

const UNANSWERED: readonly IntakeState[] = ['OPEN', 'ORDERED', 'VIOLATION']

/** Somebody still waits for an answer. */
export function waitsForAnswer(state: IntakeState): boolean {
	return UNANSWERED.includes(state)
}

export type IntakeFacts = {
	readonly id: string
	readonly kind: IntakeKind
	readonly state: IntakeState
	readonly ownerId: string
	readonly successorId: string | null
	readonly dueAt: Instant
	readonly overdueAt: Instant | null
	/** Keyed hash of who complained; null when unknown. */
	readonly complainant: string | null
	/** The order made of it is finished; null without one. */
	readonly orderDone: boolean | null
}

/** Whether the machine lets this be done now. */
export function intakeGate(facts: Pick<IntakeFacts, 'state'>, action: IntakeAction): Outcome<IntakeState> {
	const [next] = INTAKE_MACHINE[action][facts.state] ?? []
	return next ? ok(next) : refuse('procedure', 'wrong-state', { state: facts.state, action })
}

/** Gate of an act on the matter itself: the owner's alone (domain 5.6). */
export function ownersAct(facts: IntakeFacts, action: IntakeAction, accountId: string): Outcome<IntakeState> {
	const next = intakeGate(facts, action)
	if (!next.ok) return next
	return facts.ownerId === accountId ? next : refuse('forbidden', 'intake.not-owner')
}

/** An answer: while an order is under way there is nothing to say yet. */
export function mayAnswer(facts: IntakeFacts, accountId: string): Outcome<IntakeState> {
	const next = ownersAct(facts, 'answer', accountId)
	if (!next.ok) return next
	return facts.orderDone === false ? refuse('procedure', 'intake.order-open') : next
}

/** A word with the person, also after the answer (a call-back); what was merged or declined has its talk elsewhere. */
export function contactGate(facts: Pick<IntakeFacts, 'state'>): Outcome<null> {
	return waitsForAnswer(facts.state) || facts.state === 'ANSWERED'
		? ok(null)
		: refuse('procedure', 'wrong-state', { state: facts.state })
}

/** The due moment when it has passed; what was late stays late. */
export function lateAt(facts: Pick<IntakeFacts, 'dueAt' | 'overdueAt'>, now: Instant): Instant | null {
	return facts.overdueAt ?? (now > facts.dueAt ? facts.dueAt : null)
}

/**
 * A duplicate is merged into an older item of the same kind that is not itself merged or declined, by the same person
 * where both are known: otherwise merging would make complaints vanish.
 */
export function mayMerge(facts: IntakeFacts, into: IntakeFacts, accountId: string): Outcome<IntakeState> {
	const next = ownersAct(facts, 'merge', accountId)
	if (!next.ok) return next
	if (into.id === facts.id || into.kind !== facts.kind) return refuse('invalid', 'intake.merge-target')
	if (into.state === 'MERGED' || into.state === 'DECLINED') return refuse('invalid', 'intake.merge-target')
	if (facts.complainant !== null && into.complainant !== null && facts.complainant !== into.complainant)
		return refuse('invalid', 'intake.other-person')
	return next
}

/** The owner names a successor; so may who leads the service when the owner is away. */
export function mayHandOver(facts: IntakeFacts, to: string, accountId: string, leads: boolean): Outcome<IntakeState> {
	const next = intakeGate(facts, 'hand-over')
	if (!next.ok) return next
	if (facts.ownerId !== accountId && !leads) return refuse('forbidden', 'intake.not-owner')
	return to === facts.ownerId ? refuse('invalid', 'intake.owns-already') : next
}

/** Only the named successor accepts or declines; until then the owner owns it. */
export function maySucceed(facts: IntakeFacts, accountId: string): Outcome<null> {
	if (!waitsForAnswer(facts.state)) return refuse('procedure', 'wrong-state', { state: facts.state })
	return facts.successorId === accountId ? ok(null) : refuse('forbidden', 'intake.not-successor')
}
