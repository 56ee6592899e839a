import type { Action } from '#app/domain/access.ts'
import { groundOf, panelAnswer } from '#app/domain/measure/exit.ts'
import { liftRefusal } from '#app/domain/measure/lifting.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import {
	type EntryRow,
	type EntrySet,
	entryById,
	entryVotesOf,
	insertEntryVote,
	updateEntry,
} from '#db/queries/blacklist.server.ts'
import { groundFacts } from '#db/queries/measure-parts.server.ts'
import { measureIn } from '#db/queries/measures.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { panelSeatsOf } from '../penalties/case-file.server.ts'
import { type Door, type Move, transition } from '../transition.server.ts'

type Ending = { readonly id: string; readonly version: number; readonly reason: string }

/** What the case of an entry says about lifting it. */
export async function liftFactsOf(handle: Handle, entry: EntryRow) {
	const scope = { branchId: entry.branch_id, places: [{ kind: 'branch' as const }] }
	const measure = await measureIn(handle, scope, entry.measure_id)
	if (!measure) throw new Error(`No measure ${entry.measure_id}`)
	const facts = await groundFacts(handle, measure.penalty_id)
	return {
		penaltyId: measure.penalty_id,
		caseNumber: facts.number,
		plan: facts.plan,
		barred: facts.barred,
		facts: {
			kind: 'TERMINATE' as const,
			endsOn: entry.until_on,
			planAccepted: facts.plan?.state === 'STRUCK_OFF',
			groundGone: groundOf(facts.state, facts.revoked) === 'gone',
		},
	}
}

function doorOf(
	{ id, version }: Ending,
	action: Action,
	decide: (row: EntryRow, tx: Tx) => Promise<Outcome<Move<EntrySet>>>,
): Door<EntryRow, EntrySet> {
	return {
		subject: 'blacklist',
		id,
		version,
		readAction: 'blacklist.read',
		actions: [action],
		// The whole branch has one blacklist: the permission decides, not a place.
		load: async (tx, scope, of) => (scope.places.length > 0 ? entryById(tx, scope.branchId, of) : undefined),
		decide,
		save: updateEntry,
	}
}

const ended = (ctx: Ctx, state: 'LIFTED' | 'EXEMPTED', reason: string) => ({
	state,
	ended_by: ctx.actor.accountId,
	ended_at: ctx.now,
	end_reason: reason,
})

/** Takes an entry off the list: only after expiry and accepted rectification (domain 3.2). */
export async function liftEntry(ctx: Ctx, command: Ending): Promise<Outcome<{ id: string }>> {
	return transition(
		ctx,
		doorOf(command, 'blacklist.lift', async (row, tx) => {
			if (row.state === 'LIFTED') return refuse('procedure', 'blacklist.ended')
			const missing = liftRefusal((await liftFactsOf(tx, row)).facts, ctx.today)
			if (missing) return refuse('procedure', missing.rule, missing.params)
			const set = ended(ctx, 'LIFTED', command.reason)
			return ok({ set, event: { kind: 'blacklist.lifted', reason: command.reason, after: { state: 'LIFTED' } } })
		}),
	)
}

/** A panel member votes on an exemption; the vote that carries it exempts. Nobody alone overrides the list. */
export async function voteOnEntry(
	ctx: Ctx,
	command: Ending & { readonly inFavour: boolean },
): Promise<Outcome<{ id: string }>> {
	const { inFavour, reason } = command
	return transition(
		ctx,
		doorOf(command, 'blacklist.exempt', async (row, tx) => {
			if (row.state !== 'IN_FORCE') return refuse('procedure', 'blacklist.ended')
			const { barred } = await liftFactsOf(tx, row)
			if (barred.includes(ctx.actor.accountId)) return refuse('forbidden', 'measure.took-part')
			const before = await entryVotesOf(tx, row.id)
			if (before.some((vote) => vote.voter_id === ctx.actor.accountId)) return refuse('procedure', 'blacklist.voted')
			const votes = before.map((vote) => ({ personId: vote.voter_id, yes: vote.in_favour === 1 }))
			const all = [...votes, { personId: ctx.actor.accountId, yes: inFavour }]
			const carried = panelAnswer(all, await panelSeatsOf(tx, row.branch_id), 'no') === 'yes'
			return ok({
				set: carried ? ended(ctx, 'EXEMPTED', reason) : {},
				event: { kind: 'blacklist.voted', reason, after: { in_favour: inFavour } },
				alsoEvents: carried
					? [
							{
								subjectKind: 'blacklist' as const,
								subjectId: row.id,
								kind: 'blacklist.exempted' as const,
								before: { state: row.state },
								after: { state: 'EXEMPTED' },
								reason,
							},
						]
					: [],
				also: async (inner) =>
					insertEntryVote(inner, {
						id: ctx.newId(),
						branch_id: row.branch_id,
						entry_id: row.id,
						voter_id: ctx.actor.accountId,
						in_favour: inFavour ? 1 : 0,
						reason,
						voted_at: ctx.now,
					}),
			})
		}),
	)
}
