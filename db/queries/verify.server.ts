import { sql } from 'kysely'
import type { Db } from '../client.server.ts'
import type { Dialect } from '../migrations/dialect.ts'
import type { Handle } from '../tx.server.ts'

/**
 * Reads that `verify` needs; they cross branches because it checks the whole database. `work` sees one moment of it,
 * while others go on writing: a read transaction that takes no lock. `fresh` sees what came since.
 */
export async function withSnapshot<T>(db: Db, work: (handle: Handle, fresh: Handle) => Promise<T>): Promise<T> {
	return db.read.connection().execute(async (handle) => {
		const sqlite = db.dialect === 'sqlite'
		if (sqlite) await sql`pragma query_only = on`.execute(handle)
		await sql.raw(sqlite ? 'begin' : 'begin isolation level repeatable read read only').execute(handle)
		try {
			// A database in memory has one connection.
			return await work(handle, sqlite && db.read === db.write ? handle : db.write)
		} finally {
			await sql`rollback`.execute(handle)
			if (sqlite) await sql`pragma query_only = off`.execute(handle)
		}
	})
}

/** Branches that have events or a head, with the head of each. */
export async function chainHeads(handle: Handle) {
	return handle
		.selectFrom('branch')
		.leftJoin('chain_head', 'chain_head.branch_id', 'branch.id')
		.select(['branch.id', 'branch.code', 'chain_head.seq', 'chain_head.hash'])
		.orderBy('branch.created_at')
		.orderBy('branch.id')
		.execute()
}

export async function eventCount(handle: Handle): Promise<number> {
	const row = await handle
		.selectFrom('case_event')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

/** Events of a branch after a number in its chain, in order. */
export async function eventsAfter(handle: Handle, branchId: string, seq: number, limit: number) {
	return handle
		.selectFrom('case_event')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('seq', '>', seq)
		.orderBy('seq')
		.limit(limit)
		.execute()
}

/** Every dealer with money in the ledger, also one that does not exist. */
export async function ledgerDealers(handle: Handle): Promise<string[]> {
	const rows = await handle
		.selectFrom('ledger_txn')
		.select('dealer_id')
		.union(handle.selectFrom('ledger_entry').select('dealer_id'))
		.orderBy('dealer_id')
		.execute()
	return rows.map((row) => row.dealer_id)
}

export async function ledgerOf(handle: Handle, dealerId: string) {
	const txns = await handle
		.selectFrom('ledger_txn')
		.select(['id', 'dealer_id', 'kind', 'stream', 'penalty_id', 'claim_id', 'reverses_id', 'amount_fen'])
		.where('dealer_id', '=', dealerId)
		.execute()
	const entries = await handle
		.selectFrom('ledger_entry')
		.select(['id', 'txn_id', 'account', 'debit_fen', 'credit_fen'])
		.where('dealer_id', '=', dealerId)
		.orderBy('id')
		.execute()
	return { txns, entries }
}

/** Debit less credit over everything, in fen. */
export async function ledgerImbalance(handle: Handle): Promise<number> {
	const row = await handle
		.selectFrom('ledger_entry')
		.select((eb) => [
			eb.fn.sum<number | null>('debit_fen').as('debit'),
			eb.fn.sum<number | null>('credit_fen').as('credit'),
		])
		.executeTakeFirstOrThrow()
	return Number(row.debit ?? 0) - Number(row.credit ?? 0)
}

/** What was levied of a case without a decision of that case. */
export async function deductionsWithoutDecision(handle: Handle, limit: number) {
	return handle
		.selectFrom('ledger_txn')
		.leftJoin('decision', (join) =>
			join
				.onRef('decision.id', '=', 'ledger_txn.decision_id')
				.onRef('decision.penalty_id', '=', 'ledger_txn.penalty_id')
				.on('decision.kind', 'in', ['DECISION', 'REVIEW']),
		)
		.select(['ledger_txn.id', 'ledger_txn.penalty_id'])
		.where('ledger_txn.kind', 'in', ['DEDUCT', 'OFFSET', 'INVOICE'])
		.where('ledger_txn.stream', '=', 'penalty')
		.where('decision.id', 'is', null)
		.limit(limit)
		.execute()
}

/** Cases decided more than once in a round, or revoked twice: at most one decision has effect. */
export async function doubleDecisions(handle: Handle, limit: number) {
	return handle
		.selectFrom('decision')
		.select(['penalty_id', 'round', 'kind'])
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('kind', 'in', ['DECISION', 'REVOCATION', 'WAIVER'])
		.groupBy(['penalty_id', 'round', 'kind'])
		.having((eb) => eb.fn.countAll(), '>', 1)
		.limit(limit)
		.execute()
}

/** Penalties after an id, with what the ledger has collected for each (fen). */
export async function penaltiesAfter(handle: Handle, id: string, limit: number) {
	return handle
		.selectFrom('penalty')
		.select([
			'id',
			'number',
			'state',
			'severity',
			'rulebook_version_id',
			'multiplier_percent',
			'factor_percent',
			'share',
			'amount_fen',
			'points',
			'notice_amount_fen',
			'decided_amount_fen',
			'settled_fen',
			'outstanding_fen',
			'historic',
		])
		.where('id', '>', id)
		.orderBy('id')
		.limit(limit)
		.execute()
}

/** What was levied for cases less what is invoiced and open, by case (fen), for ids in a range. */
export async function collectedBetween(handle: Handle, first: string, last: string): Promise<Map<string, number>> {
	const rows = await handle
		.selectFrom('ledger_txn')
		.innerJoin('ledger_entry', 'ledger_entry.txn_id', 'ledger_txn.id')
		.select('ledger_txn.penalty_id')
		.select((eb) => [
			eb.fn.sum<number>('ledger_entry.credit_fen').as('credit'),
			eb.fn.sum<number>('ledger_entry.debit_fen').as('debit'),
		])
		.where('ledger_entry.account', 'in', ['PENALTY_INCOME', 'RECEIVABLE'])
		.where('ledger_txn.penalty_id', '>=', first)
		.where('ledger_txn.penalty_id', '<=', last)
		.groupBy('ledger_txn.penalty_id')
		.execute()
	return new Map(rows.map((row) => [row.penalty_id ?? '', Number(row.credit) - Number(row.debit)]))
}

/** Decisions of cases in a range of ids, oldest first. */
export async function decisionsBetween(handle: Handle, first: string, last: string) {
	return handle
		.selectFrom('decision')
		.select(['penalty_id', 'round', 'kind', 'amount_fen'])
		.where('penalty_id', '>=', first)
		.where('penalty_id', '<=', last)
		.orderBy('penalty_id')
		.orderBy('round')
		.orderBy('decided_at')
		.orderBy('id')
		.execute()
}

export async function rulebooks(handle: Handle) {
	return handle
		.selectFrom('reference_version')
		.select(['id', 'code', 'body_json'])
		.where('kind', '=', 'rulebook')
		.execute()
}

/** Versions of reference data with the hash of each body. */
export async function referenceBodies(handle: Handle) {
	return handle
		.selectFrom('reference_version')
		.select(['id', 'kind', 'code', 'version', 'body_json', 'sha256'])
		.execute()
}

/** Notices after an id, with body and hash. */
export async function noticesAfter(handle: Handle, id: string, limit: number) {
	return handle
		.selectFrom('notice')
		.select([
			'id',
			'branch_id',
			'kind',
			'number',
			'body_json',
			'sha256',
			'text_json',
			'text_sha256',
			'template_id',
			'sent_at',
			'served_at',
			'served_how',
		])
		.where('id', '>', id)
		.orderBy('id')
		.limit(limit)
		.execute()
}

/** Published wordings with the hash of each. */
export async function templateBodies(handle: Handle) {
	return handle.selectFrom('notice_template').select(['id', 'kind', 'version', 'body_json', 'sha256']).execute()
}

/** What proves the service of these documents. */
export async function proofsForVerify(handle: Handle, noticeIds: readonly string[]) {
	if (noticeIds.length === 0) return []
	return handle
		.selectFrom('service_proof')
		.select(['notice_id', 'kind', 'at', 'recorded_at'])
		.where('notice_id', 'in', noticeIds)
		.execute()
}

/** Files of documents after an id. */
export async function noticeFilesAfter(handle: Handle, id: string, limit: number) {
	return handle
		.selectFrom('notice_file')
		.select(['id', 'notice_id', 'language', 'sha256', 'size'])
		.where('id', '>', id)
		.orderBy('id')
		.limit(limit)
		.execute()
}

/** The last number given out in each series of orders and notices; chase notices have rows of their own. */
export async function numberSeries(handle: Handle) {
	const rows = await handle.selectFrom('number_series').select(['branch_id', 'kind', 'year', 'last']).execute()
	return rows.filter(({ kind }) => kind === 'order' || (kind.startsWith('notice.') && kind !== 'notice.chase-notice'))
}

/** Evidence after an id. */
export async function evidenceAfter(handle: Handle, id: string, limit: number) {
	return handle
		.selectFrom('evidence')
		.select(['id', 'sha256', 'size', 'file_name', 'copy_state', 'copy_sha256'])
		.where('id', '>', id)
		.orderBy('id')
		.limit(limit)
		.execute()
}

/** True when some evidence has these bytes, as original or as copy, or they are the file of a document. */
export async function isEvidence(handle: Handle, sha256: string): Promise<boolean> {
	const row = await handle
		.selectFrom('evidence')
		.select('id')
		.where((eb) => eb.or([eb('sha256', '=', sha256), eb('copy_sha256', '=', sha256)]))
		.limit(1)
		.executeTakeFirst()
	if (row) return true
	for (const table of ['notice_file', 'order_notice_file'] as const)
		if (await handle.selectFrom(table).select('id').where('sha256', '=', sha256).executeTakeFirst()) return true
	return false
}

/** Names of the triggers that guard append-only tables. */
export async function guardNames(handle: Handle, dialect: Dialect): Promise<string[]> {
	const query =
		dialect === 'sqlite'
			? sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`
			: sql<{ name: string }>`select tgname as name from pg_trigger where not tgisinternal and tgenabled <> 'D'`
	return (await query.execute(handle)).rows.map((row) => row.name)
}
