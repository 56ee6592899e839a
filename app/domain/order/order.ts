import type { Clock, ClockDates, ClockKind } from '../clock.ts'
import type { Limit } from '../due-date.ts'
import type { MachineTable } from '../machine.ts'
import { may } from '../machine.ts'
import type { DeadlinePolicy } from '../policy/policy.ts'
import type { Outcome } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import type { Instant, LocalDate } from '../time.ts'
import type { Urgency } from './urgency.ts'

/** 拟稿, 审批, 已下达, 已签收, 办理中, 已反馈, 退回重办, 办结, 销号, 考核, 撤销, 并案 (domain 5.2). */
export const ORDER_STATES = [
	'DRAFT',
	'PENDING_APPROVAL',
	'ISSUED',
	'ACKNOWLEDGED',
	'IN_PROGRESS',
	'SUBMITTED',
	'RETURNED',
	'COMPLETED',
	'STRUCK_OFF',
	'ASSESSED',
	'WITHDRAWN',
	'MERGED',
] as const
export type OrderState = (typeof ORDER_STATES)[number]

export const ORDER_ACTIONS = [
	'editDraft',
	'submitDraft',
	'rejectDraft',
	'issue',
	'acknowledge',
	'progress',
	'submitFeedback',
	'returnFeedback',
	'complete',
	'reopen',
	'strikeOff',
	'assess',
	'withdraw',
	'merge',
	'reassign',
	'chase',
	'escalate',
	'requestExtension',
	'decideExtension',
	'suspend',
	'resume',
	'addAssist',
	'assistDone',
	'markOverdue',
	'absorb',
	'grade',
	'setDue',
	'contact',
	'changeAssist',
	'takeBackAssist',
	'withdrawExtension',
] as const
export type OrderAction = (typeof ORDER_ACTIONS)[number]

const STAY_WHILE_HANDLED = {
	ISSUED: ['ISSUED'],
	ACKNOWLEDGED: ['ACKNOWLEDGED'],
	IN_PROGRESS: ['IN_PROGRESS'],
	RETURNED: ['RETURNED'],
} as const
const STAY_WHILE_ACKNOWLEDGED = {
	ACKNOWLEDGED: ['ACKNOWLEDGED'],
	IN_PROGRESS: ['IN_PROGRESS'],
	RETURNED: ['RETURNED'],
} as const

/** The life of an order (domain 5.2). Only an order that is not yet completed may be withdrawn or merged. */
export const ORDER_MACHINE: MachineTable<OrderState, OrderAction> = {
	editDraft: { DRAFT: ['DRAFT'] },
	submitDraft: { DRAFT: ['PENDING_APPROVAL'] },
	rejectDraft: { PENDING_APPROVAL: ['DRAFT'] },
	issue: { PENDING_APPROVAL: ['ISSUED'] },
	acknowledge: { ISSUED: ['ACKNOWLEDGED'] },
	progress: { ACKNOWLEDGED: ['IN_PROGRESS'], IN_PROGRESS: ['IN_PROGRESS'], RETURNED: ['IN_PROGRESS'] },
	submitFeedback: { ACKNOWLEDGED: ['SUBMITTED'], IN_PROGRESS: ['SUBMITTED'], RETURNED: ['SUBMITTED'] },
	returnFeedback: { SUBMITTED: ['RETURNED'] },
	complete: { SUBMITTED: ['COMPLETED'] },
	reopen: { COMPLETED: ['RETURNED'] },
	strikeOff: { COMPLETED: ['STRUCK_OFF'] },
	assess: { STRUCK_OFF: ['ASSESSED'] },
	withdraw: {
		DRAFT: ['WITHDRAWN'],
		PENDING_APPROVAL: ['WITHDRAWN'],
		ISSUED: ['WITHDRAWN'],
		ACKNOWLEDGED: ['WITHDRAWN'],
		IN_PROGRESS: ['WITHDRAWN'],
		SUBMITTED: ['WITHDRAWN'],
		RETURNED: ['WITHDRAWN'],
	},
	merge: {
		PENDING_APPROVAL: ['MERGED'],
		ISSUED: ['MERGED'],
		ACKNOWLEDGED: ['MERGED'],
		IN_PROGRESS: ['MERGED'],
		SUBMITTED: ['MERGED'],
		RETURNED: ['MERGED'],
	},
	reassign: STAY_WHILE_HANDLED,
	chase: STAY_WHILE_HANDLED,
	escalate: STAY_WHILE_HANDLED,
	requestExtension: STAY_WHILE_HANDLED,
	// A request filed in time is still decided after the feedback came in.
	decideExtension: { ...STAY_WHILE_HANDLED, SUBMITTED: ['SUBMITTED'] },
	suspend: STAY_WHILE_ACKNOWLEDGED,
	resume: STAY_WHILE_ACKNOWLEDGED,
	addAssist: { ...STAY_WHILE_HANDLED, DRAFT: ['DRAFT'], PENDING_APPROVAL: ['PENDING_APPROVAL'] },
	assistDone: { ...STAY_WHILE_HANDLED, SUBMITTED: ['SUBMITTED'] },
	markOverdue: STAY_WHILE_HANDLED,
	absorb: { ...STAY_WHILE_HANDLED, PENDING_APPROVAL: ['PENDING_APPROVAL'] },
	grade: {
		...STAY_WHILE_HANDLED,
		PENDING_APPROVAL: ['PENDING_APPROVAL'],
		SUBMITTED: ['SUBMITTED'],
		COMPLETED: ['COMPLETED'],
		STRUCK_OFF: ['STRUCK_OFF'],
	},
	setDue: STAY_WHILE_HANDLED,
	// The user is called back after the feedback as well.
	contact: { ...STAY_WHILE_ACKNOWLEDGED, SUBMITTED: ['SUBMITTED'], COMPLETED: ['COMPLETED'] },
	changeAssist: STAY_WHILE_HANDLED,
	takeBackAssist: { ...STAY_WHILE_HANDLED, SUBMITTED: ['SUBMITTED'] },
	withdrawExtension: { ...STAY_WHILE_HANDLED, SUBMITTED: ['SUBMITTED'] },
}

/** States in which the handling clock runs. */
export function isHandled(state: OrderState): boolean {
	return may(ORDER_MACHINE, state, 'chase')
}

/** States in which nothing waits for the lead department any more, and for nobody else but the striker. */
export function isClosed(state: OrderState): boolean {
	return ['COMPLETED', 'STRUCK_OFF', 'ASSESSED', 'WITHDRAWN', 'MERGED'].includes(state)
}

export type OrderExtension = {
	readonly id: string
	readonly state: 'PENDING' | 'APPROVED' | 'REFUSED' | 'WITHDRAWN'
	/** In the order's own unit: wd, or h for 特急. */
	readonly limit: Limit
	readonly requestedBy: string
	readonly requestedAt: Instant
}

/** What the rules need to know of an order. Accounts and departments are ids. */
export type OrderFacts = {
	/** Of the policy that the order pins; the shipped ones when left out. */
	readonly extensionRules?: DeadlinePolicy['extension']
	readonly id: string
	readonly state: OrderState
	readonly urgency: Urgency
	readonly leadDepartmentId: string | null
	readonly draftedBy: string
	readonly issuedBy: string | null
	readonly feedbackBy: string | null
	readonly completedBy: string | null
	readonly affectedUsers: number
	/** Date of the user's complaint, and its raw statutory date (15 calendar days). */
	readonly complaintOn: LocalDate | null
	readonly statutoryOn: LocalDate | null
	readonly issuedAt: Instant | null
	readonly ackDueAt: Instant | null
	readonly acknowledgedAt: Instant | null
	readonly dueAt: Instant | null
	readonly dueOn: LocalDate | null
	readonly originalDueAt: Instant | null
	readonly originalDueOn: LocalDate | null
	readonly submittedAt: Instant | null
	readonly completedAt: Instant | null
	/** The due moment that passed without feedback; stays after completion (domain 5.4). */
	readonly overdueAt: Instant | null
	/** 1 from issue; each return opens the next. */
	readonly round: number
	readonly returnCount: number
	readonly extensions: readonly OrderExtension[]
	readonly suspendedSince: Instant | null
	readonly suspendedUntil: LocalDate | null
}

/** Who acts, with the duties on orders that the account holds. */
export type OrderDuty = 'officer' | 'issuer' | 'handler' | 'head' | 'system'
export type OrderActor = { readonly accountId: string; readonly duties: readonly OrderDuty[] }

export type OrderEvent =
	| 'order.edited'
	| 'order.submitted'
	| 'order.rejected'
	| 'order.issued'
	| 'order.acknowledged'
	| 'order.progressed'
	| 'order.feedback-submitted'
	| 'order.returned'
	| 'order.completed'
	| 'order.reopened'
	| 'order.struck-off'
	| 'order.assessed'
	| 'order.withdrawn'
	| 'order.merged'
	| 'order.chased'
	| 'order.escalated'
	| 'order.extension-requested'
	| 'order.extension-approved'
	| 'order.extension-refused'
	| 'order.suspended'
	| 'order.resumed'
	| 'order.assist-added'
	| 'order.assist-done'
	| 'order.overdue'
	| 'order.absorbed'
	| 'order.transfer-asked'
	| 'order.transfer-accepted'
	| 'order.transfer-refused'
	| 'order.transfer-withdrawn'
	| 'order.transfer-lapsed'
	| 'order.graded'
	| 'order.ungraded'
	| 'order.due-set'
	| 'order.identity-told'
	| 'order.contacted'
	| 'order.assist-changed'
	| 'order.assist-taken-back'
	| 'order.extension-withdrawn'

/**
 * What becomes of a clock. 'stop' leaves it MET or BREACHED by its moment; 'breach' marks it while the work goes on;
 * 'extend' gives it more time from its old date on, `dates` being what that leads to; 'restart' opens a RUNNING clock
 * of that round at the old date.
 */
export type ClockEffect =
	| { readonly act: 'start'; readonly clock: Clock }
	| { readonly act: 'stop'; readonly kind: ClockKind; readonly at: Instant }
	| { readonly act: 'breach'; readonly kind: ClockKind }
	| { readonly act: 'cancel'; readonly kind: ClockKind }
	| {
			readonly act: 'extend'
			readonly kind: ClockKind
			readonly asked: Pick<OrderExtension, 'limit' | 'requestedBy' | 'requestedAt'>
			readonly reason: string
			readonly dates: ClockDates
	  }
	| { readonly act: 'restart'; readonly kind: ClockKind; readonly round: number }

/** The new values of the changed fields, what to write in the log, and what happens to the clocks. */
export type OrderChange = {
	readonly state: OrderState
	readonly set: Partial<Omit<OrderFacts, 'id' | 'state' | 'extensions'>>
	readonly event: OrderEvent
	readonly reason: string | null
	readonly clocks: readonly ClockEffect[]
}

/** Whether the machine lets this action be taken now; the same answer for the button and for the act. */
export function gate(facts: Pick<OrderFacts, 'state'>, action: OrderAction): Outcome<OrderState> {
	const [next] = ORDER_MACHINE[action][facts.state] ?? []
	return next ? ok(next) : refuse('procedure', 'wrong-state', { state: facts.state, action })
}
