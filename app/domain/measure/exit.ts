import type { PenaltyState } from '../penalty/machine.ts'
import { PANEL_MINIMUM } from '../penalty/panel.ts'
import { type Outcome, refuse } from '../refusal.ts'
import { ok } from '../result.ts'

/** A panel member's vote on ending the co-operation, or on an exemption from the blacklist. */
export type YesNoVote = { readonly personId: string; readonly yes: boolean }

export type PanelAnswer = 'short' | 'yes' | 'no'

/** What the panel's votes come to: at least three, more than half carries it, a tie goes to the dealer (domain 4). */
export function panelAnswer(votes: readonly YesNoVote[], seats: number, tie: 'yes' | 'no'): PanelAnswer {
	const cast = new Map(votes.map((vote) => [vote.personId, vote.yes]))
	if (cast.size < Math.max(PANEL_MINIMUM, seats)) return 'short'
	const yes = [...cast.values()].filter(Boolean).length
	if (yes * 2 === cast.size) return tie
	return yes * 2 > cast.size ? 'yes' : 'no'
}

const UNDECIDED: readonly PenaltyState[] = ['DRAFT', 'CHECKED', 'PRE_NOTICED', 'DEFENCE']
const GONE: readonly PenaltyState[] = ['WAIVED', 'WITHDRAWN', 'LAPSED', 'REVOKED']

/** How far the case is that an exit rests on. */
export function groundOf(state: PenaltyState, revoked: boolean): 'undecided' | 'decided' | 'gone' {
	if (revoked || GONE.includes(state)) return 'gone'
	return UNDECIDED.includes(state) ? 'undecided' : 'decided'
}

/**
 * Whether this vote may be cast: once per person, nobody who opened or checked the case or signed the dealer up, and
 * only on a case with a decision that stands.
 */
export function castExitVote(
	votes: readonly YesNoVote[],
	vote: YesNoVote,
	about: { readonly ground: ReturnType<typeof groundOf>; readonly barred: readonly (string | null)[] },
): Outcome<readonly YesNoVote[]> {
	if (about.barred.includes(vote.personId)) return refuse('forbidden', 'measure.took-part')
	if (about.ground === 'gone') return refuse('procedure', 'measure.case-ended')
	if (about.ground === 'undecided') return refuse('procedure', 'measure.case-undecided')
	if (votes.some((one) => one.personId === vote.personId)) return refuse('procedure', 'measure.voted')
	return ok([...votes, vote])
}

/** SIM farming above the branch's number in one case asks for an exit by itself (domain 2, notes; 3.1). */
export function farmingExit(typeCode: string | null, units: number, threshold: number): boolean {
	return typeCode === 'D05' && threshold > 0 && units >= threshold
}
