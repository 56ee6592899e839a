import { type Kysely, sql, type Transaction } from 'kysely'
import type { Db } from './client.server.ts'
import type { Database } from './schema.ts'
import { isRetryable } from './sql.server.ts'

/** What a query that only reads takes: the reading connection or an open transaction. */
export type Handle = Kysely<Database>
/** What a query that writes takes: only a transaction will do. */
export type Tx = Transaction<Database>

const ATTEMPTS = 8

/** Thrown to roll back; carries the answer that the caller gets. */
class Rollback<T> {
	readonly answer: T
	constructor(answer: T) {
		this.answer = answer
	}
}

/**
 * Runs `work` in one transaction and answers what it answers. An answer with `ok: false` rolls everything back:
 * a refusal writes nothing. The whole transaction is tried again when the database says that it lost a race.
 */
export async function inTransaction<T extends { readonly ok: boolean }>(
	db: Db,
	branchId: string | null,
	work: (tx: Tx) => Promise<T>,
): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await db.write.transaction().execute(async (tx) => {
				if (branchId !== null) await lockBranch(db, tx, branchId)
				const answer = await work(tx)
				if (!answer.ok) throw new Rollback(answer)
				return answer
			})
		} catch (error) {
			if (error instanceof Rollback) return error.answer
			if (attempt >= ATTEMPTS || !isRetryable(error)) throw error
		}
	}
}

/**
 * One writer per branch, as SQLite has it anyway: balances, gapless numbers and the event chain need it.
 * The chain's head is the row to lock.
 */
async function lockBranch(db: Db, tx: Tx, branchId: string): Promise<void> {
	if (db.dialect === 'postgres')
		await sql`select seq from chain_head where branch_id = ${branchId} for update`.execute(tx)
}

/**
 * Runs `work` as a part of a transaction that is open: an answer with `ok: false` or a fault takes back this part alone.
 * A fault that the whole transaction is tried again for is not kept in.
 */
export async function inSavepoint<T extends { readonly ok: boolean }>(
	tx: Tx,
	work: (tx: Tx) => Promise<T>,
): Promise<T> {
	await sql`savepoint part`.execute(tx)
	const takeBack = async () => {
		await sql`rollback to savepoint part`.execute(tx)
		await sql`release savepoint part`.execute(tx)
	}
	try {
		const answer = await work(tx)
		if (answer.ok) await sql`release savepoint part`.execute(tx)
		else await takeBack()
		return answer
	} catch (error) {
		if (!isRetryable(error)) await takeBack()
		throw error
	}
}
