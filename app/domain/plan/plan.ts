import type { MachineTable } from '../machine.ts'
import { may } from '../machine.ts'
import { type Outcome, type RefusalKind, type RefusalRule, refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import { addDays, type LocalDate } from '../time.ts'

/** Remediation plans (domain 4.1). */

export const PLAN_STATES = [
	'TO_SUBMIT',
	'IN_APPROVAL',
	'IN_WORK',
	'IN_VERIFICATION',
	'RETURNED',
	'STRUCK_OFF',
	'CANCELLED',
] as const
export type PlanState = (typeof PLAN_STATES)[number]

export const PLAN_ACTIONS = [
	'submit',
	'approve',
	'returnPlan',
	'handIn',
	'strikeOff',
	'returnWork',
	'extend',
	'markMissed',
	'reopen',
	'cancel',
] as const
export type PlanAction = (typeof PLAN_ACTIONS)[number]

/** Why it happened: codes 4 to 6 lie with the operator, 7 with a third party (domain 4.1). */
export const CAUSE_CODES = [
	'UNTRAINED',
	'INCENTIVE',
	'DEALER_MANAGEMENT',
	'PROCESS',
	'SYSTEM',
	'POLICY',
	'THIRD_PARTY',
] as const
export type CauseCode = (typeof CAUSE_CODES)[number]

/** Whose fault a cause points to; the fault shares themselves are set on the violation. */
export function causeParty(cause: CauseCode): 'dealer' | 'operator' | 'third' {
	if (cause === 'THIRD_PARTY') return 'third'
	return cause === 'PROCESS' || cause === 'SYSTEM' || cause === 'POLICY' ? 'operator' : 'dealer'
}

/** RETURNED goes back to where it was returned from: a plan is rewritten, work is done again. */
export const PLAN_MACHINE: MachineTable<PlanState, PlanAction> = {
	submit: { TO_SUBMIT: ['IN_APPROVAL'], RETURNED: ['IN_APPROVAL'] },
	approve: { IN_APPROVAL: ['IN_WORK'] },
	returnPlan: { IN_APPROVAL: ['RETURNED'] },
	handIn: { IN_WORK: ['IN_VERIFICATION'], RETURNED: ['IN_VERIFICATION'] },
	strikeOff: { IN_VERIFICATION: ['STRUCK_OFF'] },
	returnWork: { IN_VERIFICATION: ['RETURNED'] },
	extend: { TO_SUBMIT: ['TO_SUBMIT'], RETURNED: ['RETURNED'], IN_APPROVAL: ['IN_APPROVAL'], IN_WORK: ['IN_WORK'] },
	markMissed: { TO_SUBMIT: ['TO_SUBMIT'], RETURNED: ['RETURNED'], IN_WORK: ['IN_WORK'] },
	reopen: { STRUCK_OFF: ['TO_SUBMIT'] },
	cancel: {
		TO_SUBMIT: ['CANCELLED'],
		IN_APPROVAL: ['CANCELLED'],
		IN_WORK: ['CANCELLED'],
		IN_VERIFICATION: ['CANCELLED'],
		RETURNED: ['CANCELLED'],
	},
}

type Severity = 'L1' | 'L2' | 'L3' | 'L4'

const WORKING_DAYS: Record<Severity, number> = { L1: 0, L2: 5, L3: 10, L4: 15 }
export const REPEAT_DAYS = 90
const REJECTIONS_ALLOWED = 1

/** Working days from service of the pre-notice; 0 is the same day. */
export function planWorkingDays(severity: Severity): number {
	return WORKING_DAYS[severity]
}

/** Minor ones are accepted by proof, all others on the spot by a re-inspection. */
export function verificationMethod(severity: Severity): 'PROOF' | 'REINSPECTION' {
	return severity === 'L1' ? 'PROOF' : 'REINSPECTION'
}

export type PlanStep = {
	readonly what: string
	readonly owner: string
	readonly dueOn: LocalDate | null
	readonly done: boolean
	readonly proofCount: number
}

export type PlanFacts = {
	readonly state: PlanState
	readonly severity: Severity
	readonly cause: CauseCode | null
	readonly steps: readonly PlanStep[]
	/** Last day; null until the pre-notice is served. */
	readonly dueOn: LocalDate | null
	readonly extended: boolean
	readonly returnedFrom: 'APPROVAL' | 'VERIFICATION' | null
	readonly rejections: number
	readonly missed: boolean
	readonly ineffective: boolean
	readonly submitterId: string | null
	/** Who logged the finding. */
	readonly finderId: string | null
}

/** A second rejection or a missed date proposes violation I02 and a supervision order (domain 4.1). */
export type PlanEffect = { readonly kind: 'propose-overdue-violation' } | { readonly kind: 'propose-order' }

export type PlanPatch = Partial<Omit<PlanFacts, 'state' | 'severity' | 'finderId'>>
export type PlanChange = {
	readonly action: PlanAction
	readonly from: PlanState
	readonly to: PlanState
	readonly set: PlanPatch
	readonly effects: readonly PlanEffect[]
}

type Params = Readonly<Record<string, string | number>>
type Line = readonly [met: boolean, kind: RefusalKind, rule: RefusalRule, params?: Params]

const ESCALATION: readonly PlanEffect[] = [{ kind: 'propose-overdue-violation' }, { kind: 'propose-order' }]

function take(
	facts: PlanFacts,
	action: PlanAction,
	lines: readonly Line[],
	to: PlanState,
	set: PlanPatch,
	effects: readonly PlanEffect[] = [],
): Outcome<PlanChange> {
	if (!may(PLAN_MACHINE, facts.state, action)) return refuse('procedure', 'wrong-state', { state: facts.state, action })
	for (const [met, kind, rule, params] of lines) if (!met) return refuse(kind, rule, params)
	return ok({ action, from: facts.state, to, set, effects })
}

const named = (reason: string): Line => [reason.trim() !== '', 'invalid', 'reason-missing']
const returnedFrom = (facts: PlanFacts, from: 'APPROVAL' | 'VERIFICATION'): Line => [
	facts.state !== 'RETURNED' || facts.returnedFrom === from,
	'procedure',
	'plan.returned-elsewhere',
]

/** The dealer hands in the plan: a cause and steps, each with what, who and by when. */
export function submitPlan(
	facts: PlanFacts,
	command: { readonly cause: CauseCode | null; readonly steps: readonly PlanStep[]; readonly today: LocalDate },
	actorId: string,
): Outcome<PlanChange> {
	const { cause, steps, today } = command
	const due = facts.dueOn
	const complete = (step: PlanStep) => step.what.trim() !== '' && step.owner.trim() !== '' && step.dueOn !== null
	const inTime = (step: PlanStep) => due === null || today > due || (step.dueOn !== null && step.dueOn <= due)
	const lines: Line[] = [
		returnedFrom(facts, 'APPROVAL'),
		[cause !== null, 'invalid', 'plan.no-cause'],
		[steps.length > 0, 'invalid', 'plan.no-steps'],
		[steps.every(complete), 'invalid', 'plan.step-incomplete'],
		[steps.every(inTime), 'invalid', 'plan.step-after-due', { until: due ?? '' }],
	]
	return take(facts, 'submit', lines, 'IN_APPROVAL', { cause, steps, submitterId: actorId, returnedFrom: null })
}

const otherThanSubmitter = (facts: PlanFacts, actorId: string): Line => [
	actorId !== facts.submitterId,
	'forbidden',
	'plan.approver-submitted',
]

/** Somebody else than the author finds the plan fit. */
export function approvePlan(facts: PlanFacts, actorId: string): Outcome<PlanChange> {
	return take(facts, 'approve', [otherThanSubmitter(facts, actorId)], 'IN_WORK', {})
}

function reject(
	facts: PlanFacts,
	action: 'returnPlan' | 'returnWork',
	from: 'APPROVAL' | 'VERIFICATION',
	lines: readonly Line[],
): Outcome<PlanChange> {
	const rejections = facts.rejections + 1
	const effects = rejections === REJECTIONS_ALLOWED + 1 && !facts.missed ? ESCALATION : []
	return take(facts, action, lines, 'RETURNED', { returnedFrom: from, rejections }, effects)
}

/** The plan itself is not fit: back to its author with a reason. */
export function returnPlan(
	facts: PlanFacts,
	command: { readonly reason: string },
	actorId: string,
): Outcome<PlanChange> {
	return reject(facts, 'returnPlan', 'APPROVAL', [otherThanSubmitter(facts, actorId), named(command.reason)])
}

/** All steps are done and proved. */
export function handInPlan(facts: PlanFacts, command: { readonly steps: readonly PlanStep[] }): Outcome<PlanChange> {
	const proved = command.steps.length > 0 && command.steps.every((step) => step.done && step.proofCount > 0)
	const lines: Line[] = [returnedFrom(facts, 'VERIFICATION'), [proved, 'procedure', 'plan.step-without-proof']]
	return take(facts, 'handIn', lines, 'IN_VERIFICATION', { steps: command.steps, returnedFrom: null })
}

/** Acceptance by somebody who neither logged the finding nor wrote the plan. */
export function verifierLines(facts: PlanFacts, actorId: string): Line[] {
	return [
		[actorId !== facts.finderId, 'forbidden', 'plan.verifier-found'],
		[actorId !== facts.submitterId, 'forbidden', 'plan.verifier-wrote'],
	]
}

export type Reinspection = { readonly inspectionId: string; readonly passed: boolean }

/** Struck off: by proof for minor ones, by a submitted re-inspection that the item passed for all others. */
export function strikeOffPlan(
	facts: PlanFacts,
	command: { readonly reinspection: Reinspection | null },
	actorId: string,
): Outcome<PlanChange> {
	const visit = command.reinspection
	const byProof = verificationMethod(facts.severity) === 'PROOF'
	const lines: Line[] = [
		...verifierLines(facts, actorId),
		[byProof || visit !== null, 'procedure', 'plan.needs-reinspection'],
		[visit?.passed ?? true, 'procedure', 'plan.reinspection-failed'],
	]
	return take(facts, 'strikeOff', lines, 'STRUCK_OFF', {})
}

/** The work does not hold: back to work with a reason. */
export function returnWork(
	facts: PlanFacts,
	command: { readonly reason: string },
	actorId: string,
): Outcome<PlanChange> {
	return reject(facts, 'returnWork', 'VERIFICATION', [...verifierLines(facts, actorId), named(command.reason)])
}

/** One extension, asked before the date has passed. */
export function extendPlan(
	facts: PlanFacts,
	command: { readonly today: LocalDate; readonly dueOn: LocalDate; readonly reason: string },
): Outcome<PlanChange> {
	const until = facts.dueOn
	const lines: Line[] = [
		[!facts.extended, 'procedure', 'plan.extension-used'],
		[until !== null && command.today <= until, 'procedure', 'plan.extension-late', { until: until ?? '' }],
		[command.dueOn > (until ?? ''), 'invalid', 'plan.extension-not-later', { until: until ?? '' }],
		named(command.reason),
	]
	return take(facts, 'extend', lines, facts.state, { extended: true, dueOn: command.dueOn })
}

/** The date has passed while the plan lay with the dealer. Recorded once. */
export function markMissed(facts: PlanFacts, command: { readonly today: LocalDate }): Outcome<PlanChange> {
	const until = facts.dueOn
	const lines: Line[] = [
		[!facts.missed, 'procedure', 'already-done'],
		[until !== null && command.today > until, 'procedure', 'plan.due-running', { until: until ?? '' }],
	]
	const effects = facts.rejections > REJECTIONS_ALLOWED ? [] : ESCALATION
	return take(facts, 'markMissed', lines, facts.state, { missed: true }, effects)
}

/** True when a violation of the same type at the same outlet falls inside 90 days after the strike-off. */
export function isRepeat(struckOffOn: LocalDate, occurredOn: LocalDate): boolean {
	return occurredOn > struckOffOn && occurredOn <= addDays(struckOffOn, REPEAT_DAYS)
}

/** The same type again within 90 days: the plan did not work and starts over, marked ineffective. */
export function reopenPlan(
	facts: PlanFacts,
	command: { readonly struckOffOn: LocalDate; readonly occurredOn: LocalDate; readonly dueOn: LocalDate | null },
): Outcome<PlanChange> {
	const lines: Line[] = [[isRepeat(command.struckOffOn, command.occurredOn), 'procedure', 'plan.not-a-repeat']]
	const set = {
		ineffective: true,
		dueOn: command.dueOn,
		extended: false,
		missed: false,
		rejections: 0,
		returnedFrom: null,
	}
	return take(facts, 'reopen', lines, 'TO_SUBMIT', set)
}

/** Ends with its case, withdrawn or revoked. */
export function cancelPlan(facts: PlanFacts): Outcome<PlanChange> {
	return take(facts, 'cancel', [], 'CANCELLED', {})
}
