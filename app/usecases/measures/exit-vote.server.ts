import { castExitVote, groundOf, panelAnswer } from '#app/domain/measure/exit.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { exitVotesOf, groundFacts, insertExitVote } from '#db/queries/measure-parts.server.ts'
import { type MeasureRow, measureIn, updateMeasure } from '#db/queries/measures.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { panelSeatsOf } from '../penalties/case-file.server.ts'
import { transitionIn } from '../transition.server.ts'
import { carryOut } from './decide-measure.server.ts'

export type VoteOnExit = {
	readonly id: string
	readonly version: number
	readonly impose: boolean
	readonly reason: string
}

type Voted = { readonly id: string; readonly decided: 'impose' | 'decline' | null }

async function cast(ctx: Ctx, tx: Tx, row: MeasureRow, command: VoteOnExit) {
	if (row.kind !== 'TERMINATE' || row.state !== 'PROPOSED')
		return refuse('procedure', 'wrong-state', { state: row.state, action: 'vote' })
	if (command.reason.trim() === '') return refuse('invalid', 'reason-missing')
	const facts = await groundFacts(tx, row.penalty_id)
	const earlier = (await exitVotesOf(tx, row.id)).map((one) => ({ personId: one.voter_id, yes: one.impose === 1 }))
	const about = { ground: groundOf(facts.state, facts.revoked), barred: facts.barred }
	return castExitVote(earlier, { personId: ctx.actor.accountId, yes: command.impose }, about)
}

/**
 * A panel member votes on ending the co-operation and says why (domain 2, notes: the panel records its reason). The vote
 * that completes the panel decides in the same transaction; a tie goes to the dealer.
 */
export async function voteOnExit(ctx: Ctx, command: VoteOnExit): Promise<Outcome<Voted>> {
	return ctx.inTx<Voted>(ctx.actor.branchId, async (tx) => {
		let answer: ReturnType<typeof panelAnswer> = 'short'
		const voted = await transitionIn<MeasureRow, object>(ctx, tx, {
			subject: 'measure',
			id: command.id,
			version: command.version,
			readAction: 'measure.read',
			actions: ['measure.decide-exit'],
			load: measureIn,
			save: updateMeasure,
			decide: async (row, within) => {
				const votes = await cast(ctx, within, row, command)
				if (!votes.ok) return votes
				answer = panelAnswer(votes.value, await panelSeatsOf(within, row.branch_id), 'no')
				return ok({
					set: {},
					event: { kind: 'measure.exit-voted', reason: command.reason, after: { impose: command.impose } },
					also: async (inner) =>
						insertExitVote(inner, {
							id: ctx.newId(),
							branch_id: row.branch_id,
							measure_id: row.id,
							voter_id: ctx.actor.accountId,
							impose: command.impose ? 1 : 0,
							reason: command.reason,
							voted_at: ctx.now,
						}),
				})
			},
		})
		if (!voted.ok) return voted
		if (answer === 'short') return ok({ id: command.id, decided: null })
		const verdict = answer === 'yes' ? 'impose' : 'decline'
		const done = await carryOut(ctx, tx, { id: command.id, verdict, reason: command.reason })
		return done.ok ? ok({ id: command.id, decided: verdict }) : done
	})
}
