import { sql } from 'kysely'
import type { Scope } from '#app/domain/access.ts'
import type { ClusterCause } from '#app/domain/intake/cluster.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { Database } from '../schema.ts'
import { decodeCursor, type Page, pageOf } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { withinScope } from './scope.server.ts'

type Row = Database['order_proposal']
export type ProposalRow = { [K in keyof Row]: K extends 'version' ? number : Row[K] }
export type ProposalSet = Partial<Omit<ProposalRow, 'id' | 'branch_id' | 'version'>>

export async function proposalIn(handle: Handle, scope: Scope, id: string): Promise<ProposalRow | undefined> {
	return handle
		.selectFrom('order_proposal')
		.selectAll()
		.where('id', '=', id)
		.where((eb) => withinScope(eb, 'order_proposal', scope))
		.executeTakeFirst()
}

/** True when it was new: a key that is there already stays as it is. */
export async function insertProposal(tx: Tx, row: Omit<ProposalRow, 'version'>): Promise<boolean> {
	const result = await tx
		.insertInto('order_proposal')
		.values(row)
		.onConflict((oc) => oc.columns(['branch_id', 'key']).doNothing())
		.executeTakeFirst()
	return result.numInsertedOrUpdatedRows === 1n
}

/** True when the row still had this version. */
export async function updateProposal(tx: Tx, id: string, version: number, set: ProposalSet): Promise<boolean> {
	const result = await tx
		.updateTable('order_proposal')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** Not decided, or made an order that is still at work. */
const UNDER_WAY = sql<boolean>`(order_proposal.state = 'PROPOSED' or (order_proposal.state = 'CONFIRMED' and exists (
	select 1 from supervision_order o where o.id = order_proposal.order_id
	and o.state not in ('COMPLETED', 'STRUCK_OFF', 'ASSESSED', 'WITHDRAWN', 'MERGED'))))`

/** Proposals of an outlet that a later item may join: not decided, or made an order that is still at work. */
export async function joinableClusters(
	handle: Handle,
	outletId: string,
	{ category, type }: ClusterCause,
): Promise<ProposalRow[]> {
	return handle
		.selectFrom('order_proposal')
		.selectAll()
		.where('outlet_id', '=', outletId)
		.where('kind', '=', 'CLUSTER')
		.where('category', '=', category)
		.where('violation_type', type === null ? 'is' : '=', type)
		.where(UNDER_WAY)
		.orderBy('to_on', 'desc')
		.execute()
}

/** The members of a proposal, by day. */
export async function membersOf(handle: Handle, proposalId: string) {
	return handle
		.selectFrom('intake_item')
		.select(['id', 'number', 'complained_on as on', 'state', 'matter', 'complainant', 'version', 'owner_id as ownerId'])
		.where('proposal_id', '=', proposalId)
		.orderBy('complained_on')
		.orderBy('number')
		.execute()
}

/** Complaints of one outlet and cause that belong to no cluster; duplicates and declined ones do not count. */
export async function looseComplaints(
	handle: Handle,
	outletId: string,
	{ category, type }: ClusterCause,
	since: LocalDate,
) {
	return handle
		.selectFrom('intake_item')
		.select(['id', 'complained_on as on'])
		.where('kind', '=', 'complaint')
		.where('outlet_id', '=', outletId)
		.where('category', '=', category)
		.where('violation_type', type === null ? 'is' : '=', type)
		.where('complained_on', '>=', since)
		.where('proposal_id', 'is', null)
		.where('state', 'not in', ['MERGED', 'DECLINED'])
		.orderBy('complained_on')
		.orderBy('id')
		.execute()
}

/** Outlets and causes with enough loose complaints to be looked at. */
export async function clusterCandidates(handle: Handle, branchId: string, since: LocalDate, count: number) {
	return handle
		.selectFrom('intake_item')
		.select(['outlet_id as outletId', 'category', 'violation_type as type'])
		.where('branch_id', '=', branchId)
		.where('kind', '=', 'complaint')
		.where('complained_on', '>=', since)
		.where('proposal_id', 'is', null)
		.where('outlet_id', 'is not', null)
		.where('state', 'not in', ['MERGED', 'DECLINED'])
		.groupBy(['outlet_id', 'category', 'violation_type'])
		.having((eb) => eb.fn.countAll<number>(), '>=', count)
		.execute()
}

/** Links complaints that belong to no proposal yet; gives how many. */
export async function linkMembers(tx: Tx, proposalId: string, ids: readonly string[]): Promise<number> {
	if (ids.length === 0) return 0
	const result = await tx
		.updateTable('intake_item')
		.set((eb) => ({ proposal_id: proposalId, version: eb('version', '+', 1) }))
		.where('id', 'in', ids)
		.where('proposal_id', 'is', null)
		.executeTakeFirst()
	return Number(result.numUpdatedRows)
}

export type ProposalLine = Pick<
	ProposalRow,
	'id' | 'number' | 'kind' | 'category' | 'violation_type' | 'from_on' | 'to_on' | 'state' | 'proposed_at' | 'order_id'
> & { readonly outletName: string; readonly dealerName: string; readonly members: number }

export async function proposalsPage(
	handle: Handle,
	scope: Scope,
	open: boolean,
	cursor: string | null,
	size: number,
): Promise<Page<ProposalLine>> {
	const after = decodeCursor(cursor, 2)
	let query = handle
		.selectFrom('order_proposal')
		.where((eb) => withinScope(eb, 'order_proposal', scope))
		.innerJoin('outlet', 'outlet.id', 'order_proposal.outlet_id')
		.innerJoin('dealer', 'dealer.id', 'order_proposal.dealer_id')
	if (open) query = query.where('order_proposal.state', '=', 'PROPOSED')
	if (after)
		query = query.where(
			sql<boolean>`(order_proposal.proposed_at, order_proposal.id) < (${String(after[0])}, ${String(after[1])})`,
		)
	const rows = await query
		.select([
			'order_proposal.id',
			'order_proposal.number',
			'order_proposal.kind',
			'order_proposal.category',
			'order_proposal.violation_type',
			'order_proposal.from_on',
			'order_proposal.to_on',
			'order_proposal.state',
			'order_proposal.proposed_at',
			'order_proposal.order_id',
			'outlet.name as outletName',
			'dealer.name as dealerName',
			sql<number>`(select count(*) from intake_item i where i.proposal_id = order_proposal.id)`.as('members'),
		])
		.orderBy('order_proposal.proposed_at', 'desc')
		.orderBy('order_proposal.id', 'desc')
		.limit(size + 1)
		.execute()
	return pageOf(
		rows.map((row) => ({ ...row, members: Number(row.members) })),
		size,
		(row) => [row.proposed_at, row.id],
	)
}

/** How many wait for a decision. */
export async function openProposals(handle: Handle, scope: Scope): Promise<number> {
	const row = await handle
		.selectFrom('order_proposal')
		.where((eb) => withinScope(eb, 'order_proposal', scope))
		.where('order_proposal.state', '=', 'PROPOSED')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

/** The proposals from satisfaction of one outlet that did not lapse, and which of them are still under way. */
export async function satisfactionProposals(handle: Handle, outletId: string) {
	const rows = await handle
		.selectFrom('order_proposal')
		.selectAll()
		.select(sql<number>`case when ${UNDER_WAY} then 1 else 0 end`.as('underWay'))
		.where('outlet_id', '=', outletId)
		.where('kind', '=', 'SATISFACTION')
		.orderBy('to_on')
		.orderBy('id')
		.execute()
	return rows.map(({ underWay, ...row }) => ({ ...row, underWay: Number(underWay) === 1 }))
}

/** What was proposed of one outlet, newest first. */
export async function proposalsOfOutlet(handle: Handle, outletId: string, kind: ProposalRow['kind']) {
	return handle
		.selectFrom('order_proposal')
		.selectAll()
		.where('outlet_id', '=', outletId)
		.where('kind', '=', kind)
		.orderBy('to_on', 'desc')
		.limit(20)
		.execute()
}
