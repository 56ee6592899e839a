import { type MachineTable, may } from '../machine.ts'
import type { Declared } from '../penalty/conflict.ts'
import { type Outcome, type RefusalKind, type RefusalRule, refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import type { LocalDate } from '../time.ts'

/** Violations (domain 2, 4 steps 1 and 2): a finding becomes one only when a second person confirms it. */

export const VIOLATION_STATES = ['DRAFT', 'CONFIRMED', 'DISMISSED'] as const
export type ViolationState = (typeof VIOLATION_STATES)[number]
export const VIOLATION_ACTIONS = ['edit', 'confirm', 'dismiss'] as const
export type ViolationAction = (typeof VIOLATION_ACTIONS)[number]

export const VIOLATION_SOURCES = ['INSPECTION', 'COMPLAINT', 'REGULATOR', 'MEDIA', 'SELF_REPORT', 'AUDIT'] as const
export type ViolationSource = (typeof VIOLATION_SOURCES)[number]

export const VIOLATION_MACHINE: MachineTable<ViolationState, ViolationAction> = {
	edit: { DRAFT: ['DRAFT'] },
	confirm: { DRAFT: ['CONFIRMED'] },
	dismiss: { DRAFT: ['DISMISSED'] },
}

export const DEALER_SHARES = [100, 70, 50, 30, 0] as const

/** Whose fault it is, in percent; the three add up to 100 (domain 3.2). */
export type FaultShares = { readonly dealer: number; readonly operator: number; readonly third: number }

/** Refuses shares that do not add up to 100 or a dealer's share that the rulebook does not know. */
export function faultShares(shares: FaultShares): Outcome<FaultShares> {
	const parts = [shares.dealer, shares.operator, shares.third]
	const whole = parts.every((part) => Number.isSafeInteger(part) && part >= 0)
	const sum = parts.reduce((total, part) => total + part, 0)
	if (!whole || sum !== 100) return refuse('invalid', 'violation.shares-sum', { sum: whole ? sum : 0 })
	if (!DEALER_SHARES.some((known) => known === shares.dealer)) return refuse('invalid', 'violation.dealer-share')
	return ok(shares)
}

/** A fault that lies wholly with the operator becomes a supervision order, not a penalty (domain 3.2). */
export function turnsIntoOrder(shares: FaultShares): boolean {
	return shares.operator === 100
}

export type ViolationFacts = {
	readonly state: ViolationState
	readonly typeCode: string | null
	/** What was seen; opinion is a field of its own. */
	readonly facts: string
	readonly units: number
	readonly occurredOn: LocalDate
	readonly discoveredOn: LocalDate
	readonly evidenceCount: number
	readonly shares: FaultShares
	readonly openerId: string
	readonly dealerSignerId: string | null
	/** Who took part in the inspection that found it, the opener left out. */
	readonly inspectorIds: readonly string[]
	/** Number of a violation that may be the same act and that no reason speaks of; null: there is none. */
	readonly twinNumber: string | null
}

/** Who judges, and what that person said of an own interest. */
export type ViolationActor = { readonly personId: string; readonly declared?: Declared | undefined }

export type ViolationChange = {
	readonly action: ViolationAction
	readonly from: ViolationState
	readonly to: ViolationState
	readonly set: { readonly checkerId?: string; readonly reason?: string }
}

export type ViolationCheck = {
	readonly rule: RefusalRule
	readonly ok: boolean
	readonly kind: RefusalKind
	readonly params?: Readonly<Record<string, string | number>>
}

/** Gate of the confirmation, for the page's ✓ and ✗ list and for `confirmViolation` alike. */
export function confirmChecklist(facts: ViolationFacts, actor: ViolationActor, today: LocalDate): ViolationCheck[] {
	const { occurredOn, discoveredOn, twinNumber } = facts
	const { personId: actorId, declared } = actor
	const shares = faultShares(facts.shares)
	return [
		{ rule: 'violation.no-type', ok: facts.typeCode !== null, kind: 'procedure' },
		{ rule: 'violation.no-facts', ok: facts.facts.trim().length >= 5, kind: 'procedure' },
		{
			rule: 'violation.no-evidence',
			ok: facts.evidenceCount >= 1,
			kind: 'procedure',
			params: { count: facts.evidenceCount },
		},
		{ rule: 'violation.units', ok: Number.isSafeInteger(facts.units) && facts.units >= 1, kind: 'procedure' },
		{
			rule: 'violation.in-future',
			ok: occurredOn <= today && discoveredOn <= today,
			kind: 'procedure',
			params: { today },
		},
		{ rule: 'violation.discovered-before', ok: discoveredOn >= occurredOn, kind: 'procedure', params: { occurredOn } },
		{
			rule: shares.ok ? 'violation.shares-sum' : shares.error.rule,
			ok: shares.ok,
			kind: 'procedure',
			params: { sum: facts.shares.dealer + facts.shares.operator + facts.shares.third },
		},
		{ rule: 'violation.checker-opened', ok: actorId !== facts.openerId, kind: 'forbidden' },
		{ rule: 'violation.conflict-of-interest', ok: actorId !== facts.dealerSignerId, kind: 'forbidden' },
		{ rule: 'violation.inspected', ok: !facts.inspectorIds.includes(actorId), kind: 'forbidden' },
		{ rule: 'violation.not-declared', ok: declared !== undefined, kind: 'invalid' },
		{ rule: 'violation.conflict-declared', ok: declared !== 'conflict', kind: 'forbidden' },
		{
			rule: 'violation.twin',
			ok: twinNumber === null,
			kind: 'invalid',
			...(twinNumber === null ? {} : { params: { number: twinNumber } }),
		},
	]
}

/** Confirmed by somebody else than the opener: from here on it counts. */
export function confirmViolation(
	facts: ViolationFacts,
	command: { readonly today: LocalDate },
	actor: ViolationActor,
): Outcome<ViolationChange> {
	if (!may(VIOLATION_MACHINE, facts.state, 'confirm'))
		return refuse('procedure', 'wrong-state', { state: facts.state, action: 'confirm' })
	const unmet = confirmChecklist(facts, actor, command.today).find((line) => !line.ok)
	if (unmet) return refuse(unmet.kind, unmet.rule, unmet.params)
	return ok({ action: 'confirm', from: facts.state, to: 'CONFIRMED', set: { checkerId: actor.personId } })
}

/** Not a violation after all, with a reason; by somebody else than the opener. */
export function dismissViolation(
	facts: ViolationFacts,
	command: { readonly reason: string },
	actorId: string,
): Outcome<ViolationChange> {
	if (!may(VIOLATION_MACHINE, facts.state, 'dismiss'))
		return refuse('procedure', 'wrong-state', { state: facts.state, action: 'dismiss' })
	if (actorId === facts.openerId) return refuse('forbidden', 'violation.checker-opened')
	if (actorId === facts.dealerSignerId) return refuse('forbidden', 'violation.conflict-of-interest')
	if (command.reason.trim() === '') return refuse('invalid', 'reason-missing')
	return ok({
		action: 'dismiss',
		from: facts.state,
		to: 'DISMISSED',
		set: { checkerId: actorId, reason: command.reason },
	})
}
