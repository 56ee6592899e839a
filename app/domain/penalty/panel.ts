import { type Fen, isFen } from '../money.ts'
import { type Outcome, refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import { yuanLabel } from './label.ts'

/** One member's vote: the most that this member would impose; 0 drops the case. */
export type PanelVote = { readonly personId: string; readonly amountFen: Fen }

export type PanelOutcome =
	| { readonly kind: 'short'; readonly votes: number; readonly needed: number }
	| { readonly kind: 'imposed'; readonly amountFen: Fen; readonly votes: number; readonly inFavour: number }
	| { readonly kind: 'dropped'; readonly votes: number; readonly inFavour: number }

export const PANEL_MINIMUM = 3

/**
 * What a panel decided (domain 3.2, 4: at least three, majority). A vote for an amount also carries every lower one,
 * so the result is the largest amount that more than half of the votes carry; a tie goes to the dealer.
 */
export function panelOutcome(votes: readonly PanelVote[], seats = PANEL_MINIMUM): PanelOutcome {
	const needed = Math.max(PANEL_MINIMUM, seats)
	const cast = new Map(votes.map((vote) => [vote.personId, vote.amountFen]))
	if (cast.size < needed) return { kind: 'short', votes: cast.size, needed }
	const amounts = [...cast.values()].sort((a, b) => b - a)
	const amountFen = amounts[Math.floor(amounts.length / 2)] ?? 0
	const inFavour = amounts.filter((amount) => amount > 0 && amount >= amountFen).length
	if (amountFen === 0) return { kind: 'dropped', votes: cast.size, inFavour }
	return { kind: 'imposed', amountFen, votes: cast.size, inFavour }
}

/** Whether this vote may be added: once per person, a whole amount up to the ceiling, nobody who took part before. */
export function castVote(
	votes: readonly PanelVote[],
	vote: PanelVote,
	file: { readonly ceilingFen: Fen; readonly barred: readonly string[] },
): Outcome<readonly PanelVote[]> {
	if (file.barred.includes(vote.personId)) return refuse('forbidden', 'penalty.decider-checked')
	if (votes.some((earlier) => earlier.personId === vote.personId)) return refuse('procedure', 'penalty.voted')
	if (!isFen(vote.amountFen) || vote.amountFen < 0) return refuse('invalid', 'penalty.amount')
	if (vote.amountFen > file.ceilingFen) {
		const params = { amount: yuanLabel(vote.amountFen), limit: yuanLabel(file.ceilingFen) }
		return refuse('invalid', 'penalty.above-pre-notice', params)
	}
	return ok([...votes, vote])
}

/** Who voted otherwise than the round was decided: above or below the result, or for a deduction that was dropped. */
export function dissents(votes: readonly PanelVote[], seats = PANEL_MINIMUM): string[] {
	const outcome = panelOutcome(votes, seats)
	if (outcome.kind === 'short') return []
	const result = outcome.kind === 'imposed' ? outcome.amountFen : 0
	return votes.filter((vote) => vote.amountFen !== result).map((vote) => vote.personId)
}
