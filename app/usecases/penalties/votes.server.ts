import { dissents, panelOutcome } from '#app/domain/penalty/panel.ts'
import type { LogLine, VoteView } from '#app/domain/penalty/views.ts'
import type { Ctx } from '../context.server.ts'
import type { CaseFile } from './case-file.server.ts'

/** A round is open until its last vote; nobody sees the votes of an open round before the own one is cast. */
export function hidesVotes(ctx: Ctx, { row, facts, votes }: CaseFile): boolean {
	const own = votes.some((one) => one.round === row.round && one.voter_id === ctx.actor.accountId)
	const open = panelOutcome(facts.votes, facts.panelSeats).kind === 'short'
	return row.state === 'DEFENCE' && open && facts.votes.length > 0 && !own
}

/** The votes that the reader may see, each with its dissent where the round has a result (domain 4, step 6). */
export function votesFor(ctx: Ctx, file: CaseFile, nameOf: (id: string | null) => string): VoteView[] {
	const hidden = hidesVotes(ctx, file)
	const { row, votes, facts } = file
	return votes
		.filter((one) => !hidden || one.round !== row.round)
		.map((one) => {
			const round = votes
				.filter((other) => other.round === one.round)
				.map((other) => ({ personId: other.voter_id, amountFen: other.amount_fen }))
			const differs = dissents(round, facts.panelSeats).includes(one.voter_id)
			return {
				name: nameOf(one.voter_id),
				round: one.round,
				amountFen: one.amount_fen,
				reason: one.reason,
				dissent: differs ? (one.dissent ?? one.reason) : null,
				at: one.voted_at,
			}
		})
}

/** The log without what a hidden vote would tell. */
export function withoutHidden<T extends Pick<LogLine, 'kind' | 'reason' | 'amountFen'>>(
	lines: readonly T[],
	hidden: boolean,
): T[] {
	return lines.map((one) => (hidden && one.kind === 'penalty.voted' ? { ...one, reason: null, amountFen: null } : one))
}
