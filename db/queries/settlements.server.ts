import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Scope } from '#app/domain/access.ts'
import type { Fen } from '#app/domain/money.ts'
import { type Instant, type LocalDate, localDateOf } from '#app/domain/time.ts'
import type { SettlementRunTable } from '../schema.ts'
import type { SettlementProposalTable } from '../schema-money.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type RunRow = Selectable<SettlementRunTable>

/** The run of a branch for a period 'YYYY-MM'; there is at most one. */
export async function runOfPeriod(handle: Handle, branchId: string, period: string): Promise<RunRow | undefined> {
	return handle
		.selectFrom('settlement_run')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('period', '=', period)
		.executeTakeFirst()
}

/** Every run of a branch, newest period first. */
export async function runsOf(handle: Handle, branchId: string): Promise<(RunRow & { byName: string | null })[]> {
	return handle
		.selectFrom('settlement_run')
		.leftJoin('account', 'account.id', 'settlement_run.started_by')
		.selectAll('settlement_run')
		.select('account.name as byName')
		.where('settlement_run.branch_id', '=', branchId)
		.orderBy('period', 'desc')
		.limit(120)
		.execute()
}

/** Opens the run of a period; its totals follow when everything is posted. */
export async function insertRun(tx: Tx, row: Insertable<SettlementRunTable>): Promise<void> {
	await tx.insertInto('settlement_run').values(row).execute()
}

export type DueCase = {
	readonly id: string
	readonly number: string
	readonly version: number
	readonly dealerId: string
	readonly dealerName: string
	readonly outletName: string
	readonly amountFen: Fen
	readonly finalAt: Instant | null
	readonly rulebookVersionId: string | null
}

/**
 * Final cases that are not settled yet, those final before `before` only: dealer by dealer, longest final first,
 * so that the money that is there always goes to the same cases (domain 3.2).
 */
export async function casesToSettle(handle: Handle, branchId: string, before: Instant): Promise<DueCase[]> {
	return handle
		.selectFrom('penalty')
		.innerJoin('dealer', 'dealer.id', 'penalty.dealer_id')
		.innerJoin('outlet', 'outlet.id', 'penalty.outlet_id')
		.select([
			'penalty.id',
			'penalty.number',
			'penalty.version',
			'penalty.dealer_id as dealerId',
			'dealer.name as dealerName',
			'outlet.name as outletName',
			'penalty.amount_fen as amountFen',
			'penalty.final_at as finalAt',
			'penalty.rulebook_version_id as rulebookVersionId',
		])
		.where('penalty.branch_id', '=', branchId)
		.where('penalty.state', '=', 'FINAL')
		.where('penalty.historic', '=', 0)
		.where('penalty.final_at', '<', before)
		.orderBy('penalty.dealer_id')
		.orderBy('penalty.final_at')
		.orderBy('penalty.id')
		.execute()
}

/** The dealer's cases with something outstanding after they were final (fen), oldest first. */
export async function outstandingOf(handle: Handle, dealerId: string) {
	return handle
		.selectFrom('penalty')
		.select(['id', 'number', 'outstanding_fen as outstandingFen'])
		.where('dealer_id', '=', dealerId)
		.where('state', '=', 'FINAL')
		.where('outstanding_fen', '>', 0)
		.where('historic', '=', 0)
		.orderBy('final_at')
		.execute()
}

/** The newest period that was settled in a branch. */
export async function lastPeriod(handle: Handle, branchId: string): Promise<string | null> {
	const row = await handle
		.selectFrom('settlement_run')
		.select((eb) => eb.fn.max('period').as('period'))
		.where('branch_id', '=', branchId)
		.executeTakeFirst()
	return row?.period ?? null
}

export type ProposalRow = Selectable<SettlementProposalTable>
export type ProposalSet = Omit<Updateable<SettlementProposalTable>, 'id' | 'version'>

/** A proposal of the branch; only who reads the whole branch sees one. */
export async function proposalIn(handle: Handle, scope: Scope, id: string): Promise<ProposalRow | undefined> {
	if (!scope.places.some((place) => place.kind === 'branch')) return undefined
	return handle
		.selectFrom('settlement_proposal')
		.selectAll()
		.where('id', '=', id)
		.where('branch_id', '=', scope.branchId)
		.executeTakeFirst()
}

/** The proposal of a period that was not dropped; there is at most one. */
export async function proposalOf(handle: Handle, branchId: string, period: string): Promise<ProposalRow | undefined> {
	return handle
		.selectFrom('settlement_proposal')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('period', '=', period)
		.where('state', '<>', 'DROPPED')
		.executeTakeFirst()
}

/** Every proposal of a branch, newest period first, without its body. */
export async function proposalsOf(handle: Handle, branchId: string) {
	return handle
		.selectFrom('settlement_proposal as p')
		.leftJoin('account as proposer', 'proposer.id', 'p.proposed_by')
		.leftJoin('account as decider', 'decider.id', 'p.decided_by')
		.select([
			'p.id',
			'p.period',
			'p.state',
			'p.proposed_at as proposedAt',
			'p.decided_at as decidedAt',
			'p.reason',
			'proposer.name as proposedBy',
			'decider.name as decidedBy',
		])
		.where('p.branch_id', '=', branchId)
		.orderBy('p.period', 'desc')
		.orderBy('p.proposed_at', 'desc')
		.limit(120)
		.execute()
}

export async function insertProposal(tx: Tx, row: Insertable<SettlementProposalTable>): Promise<void> {
	await tx.insertInto('settlement_proposal').values(row).execute()
}

/** Sets columns when the version is still the one that was read. */
export async function updateProposal(tx: Tx, id: string, version: number, set: ProposalSet): Promise<boolean> {
	const done = await tx
		.updateTable('settlement_proposal')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return done.numUpdatedRows === 1n
}

/** Code and name of dealers, by id. */
export async function dealerNames(handle: Handle, ids: readonly string[]) {
	const names = new Map<string, { code: string; name: string }>()
	for (let i = 0; i < ids.length; i += 400) {
		const rows = await handle
			.selectFrom('dealer')
			.select(['id', 'code', 'name'])
			.where('id', 'in', ids.slice(i, i + 400))
			.execute()
		for (const { id, ...row } of rows) names.set(id, row)
	}
	return names
}

/** The days on which a review of each case ran (domain 4, effect of review on payment). */
export async function reviewSpans(handle: Handle, ids: readonly string[]) {
	const spans = new Map<string, { from: LocalDate; to: LocalDate | null }[]>()
	for (let i = 0; i < ids.length; i += 400) {
		const rows = await handle
			.selectFrom('review')
			.select(['penalty_id', 'requested_at', 'decided_at', 'withdrawn_at'])
			.where('penalty_id', 'in', ids.slice(i, i + 400))
			.execute()
		for (const row of rows) {
			const end = row.decided_at ?? row.withdrawn_at
			const span = { from: localDateOf(row.requested_at), to: end ? localDateOf(end) : null }
			spans.set(row.penalty_id, [...(spans.get(row.penalty_id) ?? []), span])
		}
	}
	return spans
}

/** The day up to which the newest settlement with a surcharge of this case looked; undefined when none was posted. */
export async function lastSurcharged(handle: Handle, penaltyId: string): Promise<LocalDate | undefined> {
	const row = await handle
		.selectFrom('ledger_txn')
		.innerJoin('settlement_proposal', 'settlement_proposal.run_id', 'ledger_txn.settlement_run_id')
		.select('settlement_proposal.as_of')
		.where('ledger_txn.penalty_id', '=', penaltyId)
		.where('ledger_txn.kind', '=', 'SURCHARGE')
		.orderBy('settlement_proposal.as_of', 'desc')
		.limit(1)
		.executeTakeFirst()
	return row?.as_of
}
