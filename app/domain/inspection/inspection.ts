import { type MachineTable, may } from '../machine.ts'
import { type Outcome, refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import type { LocalDate } from '../time.ts'
import type { InspectionType } from './types.ts'

export { INSPECTION_TYPES, type InspectionType } from './types.ts'

import type { Sheet } from './sheet.schema.ts'
import { type Answer, itemUse, missingItems, score } from './sheet.ts'

/** Inspections (domain 2.1): planned, answered on a phone, submitted once. */

export const INSPECTION_STATES = ['PLANNED', 'IN_PROGRESS', 'SUBMITTED', 'CANCELLED', 'VOIDED'] as const
export type InspectionState = (typeof INSPECTION_STATES)[number]

export const INSPECTION_ACTIONS = ['start', 'save', 'submit', 'cancel', 'void'] as const
export type InspectionAction = (typeof INSPECTION_ACTIONS)[number]

export const INSPECTION_MACHINE: MachineTable<InspectionState, InspectionAction> = {
	start: { PLANNED: ['IN_PROGRESS'] },
	save: { IN_PROGRESS: ['IN_PROGRESS'] },
	submit: { IN_PROGRESS: ['SUBMITTED'] },
	cancel: { PLANNED: ['CANCELLED'], IN_PROGRESS: ['CANCELLED'] },
	void: { SUBMITTED: ['VOIDED'] },
}

export type InspectionFacts = {
	readonly state: InspectionState
	readonly type: InspectionType
	readonly inspectorId: string
	/** Confirmed violations that rest on this inspection. */
	readonly confirmedViolations: number
}

export type InspectionChange = {
	readonly action: InspectionAction
	readonly from: InspectionState
	readonly to: InspectionState
	readonly set: { readonly scoreTenths?: number | null; readonly visitedOn?: LocalDate; readonly reason?: string }
}

function wrongState(facts: InspectionFacts, action: InspectionAction) {
	if (may(INSPECTION_MACHINE, facts.state, action)) return null
	return refuse('procedure', 'wrong-state', { state: facts.state, action })
}

const notInspector = (facts: InspectionFacts, actorId: string) =>
	actorId === facts.inspectorId ? null : refuse('forbidden', 'inspection.not-inspector')

/** The inspector begins the visit; not on a day to come. */
export function startInspection(
	facts: InspectionFacts,
	command: { readonly visitedOn: LocalDate; readonly today: LocalDate },
	actorId: string,
): Outcome<InspectionChange> {
	const refused = wrongState(facts, 'start') ?? notInspector(facts, actorId)
	if (refused) return refused
	if (command.visitedOn > command.today) return refuse('invalid', 'inspection.in-future', { today: command.today })
	return ok({ action: 'start', from: facts.state, to: 'IN_PROGRESS', set: { visitedOn: command.visitedOn } })
}

function badAnswers(facts: InspectionFacts, sheet: Sheet, answers: readonly Answer[]) {
	for (const answer of answers) {
		const item = sheet.items.find((one) => one.no === answer.itemNo)
		if (!item) return refuse('invalid', 'inspection.item-unknown', { item: answer.itemNo })
		if (itemUse(facts.type, item) === 'off' && answer.result !== 'na')
			return refuse('invalid', 'inspection.item-not-asked', { item: answer.itemNo })
	}
	return null
}

/** Keeps a draft with the live score; only its inspector writes it, so nobody overwrites another's. */
export function saveDraft(
	facts: InspectionFacts,
	command: { readonly sheet: Sheet; readonly answers: readonly Answer[] },
	actorId: string,
): Outcome<InspectionChange> {
	const refused =
		wrongState(facts, 'save') ?? notInspector(facts, actorId) ?? badAnswers(facts, command.sheet, command.answers)
	if (refused) return refused
	const scoreTenths = score(command.sheet, command.answers)
	return ok({ action: 'save', from: facts.state, to: 'IN_PROGRESS', set: { scoreTenths } })
}

/** Submits a complete sheet: every asked item answered, every fail with its facts. */
export function submitInspection(
	facts: InspectionFacts,
	command: { readonly sheet: Sheet; readonly answers: readonly Answer[] },
	actorId: string,
): Outcome<InspectionChange> {
	const { sheet, answers } = command
	const refused = wrongState(facts, 'submit') ?? notInspector(facts, actorId) ?? badAnswers(facts, sheet, answers)
	if (refused) return refused
	const missing = missingItems(sheet, facts.type, answers)
	const of = (what: 'answer' | 'note') => missing.filter((one) => one.what === what).map((one) => one.itemNo)
	const [unanswered, bare] = [of('answer'), of('note')]
	if (unanswered.length > 0)
		return refuse('invalid', 'inspection.items-missing', { count: unanswered.length, items: unanswered.join(', ') })
	if (bare.length > 0)
		return refuse('invalid', 'inspection.note-missing', { count: bare.length, items: bare.join(', ') })
	return ok({ action: 'submit', from: facts.state, to: 'SUBMITTED', set: { scoreTenths: score(sheet, answers) } })
}

/** Called off before it was submitted, with a reason. */
export function cancelInspection(
	facts: InspectionFacts,
	command: { readonly reason: string },
): Outcome<InspectionChange> {
	const refused = wrongState(facts, 'cancel')
	if (refused) return refused
	if (command.reason.trim() === '') return refuse('invalid', 'reason-missing')
	return ok({ action: 'cancel', from: facts.state, to: 'CANCELLED', set: { reason: command.reason } })
}

/** Declared void after submission, with a reason; not while a confirmed violation rests on it. */
export function voidInspection(
	facts: InspectionFacts,
	command: { readonly reason: string },
): Outcome<InspectionChange> {
	const refused = wrongState(facts, 'void')
	if (refused) return refused
	if (command.reason.trim() === '') return refuse('invalid', 'reason-missing')
	const count = facts.confirmedViolations
	if (count > 0) return refuse('procedure', 'inspection.has-confirmed', { count })
	return ok({ action: 'void', from: facts.state, to: 'VOIDED', set: { reason: command.reason } })
}
