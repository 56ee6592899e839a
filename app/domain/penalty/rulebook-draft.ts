import { type Outcome, refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import type { LocalDate } from '../time.ts'
import type { Rulebook } from './rulebook.schema.ts'
import { diffRulebooks } from './rulebook-diff.ts'
import { rulebookFaults } from './rulebook-faults.ts'

export const DRAFT_STATES = ['DRAFT', 'CHECKED', 'PUBLISHED', 'DROPPED'] as const
export type DraftState = (typeof DRAFT_STATES)[number]
export type DraftAct = 'edit' | 'check' | 'return' | 'publish' | 'drop'

/** From which states an act is possible; what is published or dropped rests. */
const FROM: Readonly<Record<DraftAct, readonly DraftState[]>> = {
	edit: ['DRAFT'],
	check: ['DRAFT'],
	return: ['CHECKED'],
	publish: ['CHECKED'],
	drop: ['DRAFT', 'CHECKED'],
}

export type DraftFacts = {
	readonly state: DraftState
	readonly code: string
	readonly effectiveFrom: LocalDate
	/** Everybody who wrote something into it. */
	readonly editorIds: readonly string[]
	readonly checkerId: string | null
}

/** What stands around a draft in the branch. */
export type DraftSurroundings = {
	readonly today: LocalDate
	/** Published versions of the rulebook. */
	readonly published: readonly { readonly code: string; readonly effectiveFrom: LocalDate }[]
	/** The latest day on which any case occurred; null when there is none. */
	readonly lastOccurredOn: LocalDate | null
}

export function mayAct(state: DraftState, act: DraftAct): boolean {
	return FROM[act].includes(state)
}

function inState(facts: DraftFacts, act: DraftAct): Outcome<null> {
	return mayAct(facts.state, act) ? ok(null) : refuse('procedure', 'wrong-state', { state: facts.state, action: act })
}

export function editDraft(facts: DraftFacts): Outcome<null> {
	return inState(facts, 'edit')
}

/** A person who wrote none of it agrees; an empty or broken draft is not worth a check. */
export function checkDraft(facts: DraftFacts, base: Rulebook, body: Rulebook, personId: string): Outcome<null> {
	const state = inState(facts, 'check')
	if (!state.ok) return state
	if (facts.editorIds.includes(personId)) return refuse('forbidden', 'rulebook.editor-checks')
	if (diffRulebooks(base, body).length === 0) return refuse('procedure', 'rulebook.unchanged', { code: base.code })
	const [fault] = rulebookFaults(body)
	return fault ? refuse('procedure', 'rulebook.unreadable', { path: fault.key }) : ok(null)
}

export function returnDraft(facts: DraftFacts, reason: string): Outcome<null> {
	const state = inState(facts, 'return')
	if (!state.ok) return state
	return reason.trim() === '' ? refuse('invalid', 'reason-missing') : ok(null)
}

export function dropDraft(facts: DraftFacts, reason: string): Outcome<null> {
	const state = inState(facts, 'drop')
	if (!state.ok) return state
	return reason.trim() === '' ? refuse('invalid', 'reason-missing') : ok(null)
}

/**
 * From when a version may apply: not before today, after every version that is out, and after every case that has
 * occurred, so that no effective date moves across a case (domain 3.2).
 */
export function effectiveDay(on: LocalDate, around: DraftSurroundings): Outcome<null> {
	const { today, published, lastOccurredOn } = around
	if (on < today) return refuse('invalid', 'rulebook.effective-past', { today })
	const later = published.find((one) => one.effectiveFrom >= on)
	if (later) return refuse('invalid', 'rulebook.effective-taken', { code: later.code, date: later.effectiveFrom })
	if (lastOccurredOn !== null && lastOccurredOn >= on)
		return refuse('invalid', 'rulebook.effective-across', { date: lastOccurredOn })
	return ok(null)
}

/** Two people stand behind what is published: whoever wrote it, and a checker who did not. */
export function publishDraft(facts: DraftFacts, around: DraftSurroundings): Outcome<null> {
	const state = inState(facts, 'publish')
	if (!state.ok) return state
	if (facts.checkerId === null || facts.editorIds.includes(facts.checkerId))
		return refuse('forbidden', 'rulebook.editor-checks')
	return effectiveDay(facts.effectiveFrom, around)
}
