import { type ClusterCause, clusterKey, clustersOf, type Incident, joins } from '#app/domain/intake/cluster.ts'
import { ok } from '#app/domain/result.ts'
import { addDays, type LocalDate, yearOf } from '#app/domain/time.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { placeOfOutlet } from '#db/queries/intake-links.server.ts'
import { nextNumber, numberText } from '#db/queries/numbers.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import {
	clusterCandidates,
	insertProposal,
	joinableClusters,
	linkMembers,
	looseComplaints,
	membersOf,
	type ProposalRow,
	updateProposal,
} from '#db/queries/proposals.server.ts'
import { toJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { recordNew } from '../transition.server.ts'

/** A backlog of old lists proposes nothing: orders are made of what happens now. */
const LOOK_BACK_DAYS = 60

export type ProposalDraft = {
	readonly kind: ProposalRow['kind']
	readonly key: string
	readonly outletId: string
	/** Null for what no complaints lie behind. */
	readonly cause: ClusterCause | null
	readonly fromOn: LocalDate
	readonly toOn: LocalDate
	readonly facts: unknown
}

/** A proposal with its number and event; those who may decide are told. Null when the key has been there before. */
export async function propose(ctx: Ctx, tx: Tx, draft: ProposalDraft): Promise<string | null> {
	const { branchId } = ctx.actor
	const outlet = await placeOfOutlet(tx, branchId, draft.outletId)
	if (!outlet) return null
	const year = yearOf(ctx.today)
	const id = ctx.newId()
	const number = numberText('TY', year, await nextNumber(tx, branchId, 'proposal', year))
	const fresh = await insertProposal(tx, {
		id,
		branch_id: branchId,
		county_id: outlet.county_id,
		grid_id: outlet.grid_id,
		dealer_id: outlet.dealer_id,
		outlet_id: outlet.id,
		number,
		kind: draft.kind,
		key: draft.key,
		category: draft.cause?.category ?? null,
		violation_type: draft.cause?.type ?? null,
		from_on: draft.fromOn,
		to_on: draft.toOn,
		facts_json: toJson(draft.facts),
		state: 'PROPOSED',
		proposed_at: ctx.now,
		decided_by: null,
		decided_at: null,
		reason: '',
		order_id: null,
	})
	if (!fresh) throw new Error(`The proposal ${draft.key} was made at the same time`)
	const officers = await holdersOf(tx, branchId, ['ORDER_OFFICER', 'COMPLIANCE_OFFICER'])
	await recordNew(ctx, tx, {
		subject: 'proposal',
		id,
		event: { kind: 'proposal.made', after: { number, kind: draft.kind, from_on: draft.fromOn, to_on: draft.toOn } },
		tell: officers.map((officer) => ({
			key: `proposal:${id}`,
			kind: 'proposal.made',
			accountId: officer.id,
			subjectKind: 'proposal',
			subjectId: id,
			params: { number, outlet: outlet.name, variant: draft.kind },
		})),
	})
	return id
}

/**
 * Looks at one outlet and cause: a later complaint joins the cluster in whose window it stands, and enough loose ones in
 * one window propose an order, once (domain 5.5). Gives how many proposals were made.
 */
export async function clusterAt(ctx: Ctx, tx: Tx, outletId: string, cause: ClusterCause): Promise<number> {
	const rule = (await policyOf(ctx, tx)).body.cluster
	const loose = () => looseComplaints(tx, outletId, cause, addDays(ctx.today, -LOOK_BACK_DAYS))
	for (const proposal of await joinableClusters(tx, outletId, cause))
		await joinLater(ctx, tx, proposal, await loose(), rule)
	let made = 0
	for (const members of clustersOf(await loose(), rule)) {
		const [first, last] = [members[0], members.at(-1)]
		if (!first || !last) continue
		const id = await propose(ctx, tx, {
			kind: 'CLUSTER',
			key: clusterKey(outletId, cause, members),
			outletId,
			cause,
			fromOn: first.on,
			toOn: last.on,
			facts: { count: rule.count, days: rule.days },
		})
		if (id === null) continue
		await link(ctx, tx, id, members)
		made += 1
	}
	return made
}

async function joinLater(
	ctx: Ctx,
	tx: Tx,
	proposal: ProposalRow,
	loose: readonly Incident[],
	rule: { readonly count: number; readonly days: number },
): Promise<void> {
	const members: Incident[] = await membersOf(tx, proposal.id)
	const joined: Incident[] = []
	for (const one of loose) {
		if (!joins(one, [...members, ...joined], rule)) continue
		joined.push(one)
	}
	if (joined.length === 0) return
	const days = [proposal.from_on, proposal.to_on, ...joined.map(({ on }) => on)].sort()
	const [from, to] = [days[0] ?? proposal.from_on, days.at(-1) ?? proposal.to_on]
	await updateProposal(tx, proposal.id, proposal.version, { from_on: from, to_on: to })
	await link(ctx, tx, proposal.id, joined)
	await appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, [
		{
			subjectKind: 'proposal',
			subjectId: proposal.id,
			kind: 'proposal.joined',
			after: { from_on: from, to_on: to, joined: joined.length },
		},
	])
}

async function link(ctx: Ctx, tx: Tx, proposalId: string, members: readonly Incident[]): Promise<void> {
	const ids = members.map(({ id }) => id)
	const linked = await linkMembers(tx, proposalId, ids)
	if (linked !== ids.length) throw new Error(`A complaint is a member of two clusters: ${proposalId}`)
	await appendEvents(
		tx,
		ctx.actor.branchId,
		ctx.actor.accountId,
		ctx.now,
		ids.map((id) => ({
			subjectKind: 'intake',
			subjectId: id,
			kind: 'intake.clustered',
			after: { proposal_id: proposalId },
		})),
	)
}

/** Every outlet and cause of the branch that has enough loose complaints; what the sweep does. */
export async function sweepClusters(ctx: Ctx): Promise<number> {
	const rule = (await policyOf(ctx, ctx.read)).body.cluster
	const since = addDays(ctx.today, -LOOK_BACK_DAYS)
	let made = 0
	for (const { outletId, category, type } of await clusterCandidates(ctx.read, ctx.actor.branchId, since, rule.count)) {
		if (outletId === null) continue
		const done = await ctx.inTx<number>(ctx.actor.branchId, async (tx) =>
			ok(await clusterAt(ctx, tx, outletId, { category, type })),
		)
		if (done.ok) made += done.value
	}
	return made
}
