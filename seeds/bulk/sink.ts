import { CompiledQuery, type InsertObject } from 'kysely'
import type { Instant } from '#app/domain/time.ts'
import type { Dialect } from '#db/migrations/dialect.ts'
import { eventHash, GENESIS } from '#db/queries/events.server.ts'
import type { Database } from '#db/schema.ts'
import type { Tx } from '#db/tx.server.ts'

/** Rows of one table that wait for the next statement; every row has the columns of the first. */
class Pile {
	readonly #table: string
	readonly #dialect: Dialect
	#columns: readonly string[] = []
	#values: unknown[] = []
	#rows = 0
	readonly #texts = new Map<number, string>()

	constructor(table: string, dialect: Dialect) {
		this.#table = table
		this.#dialect = dialect
	}

	push(row: Readonly<Record<string, unknown>>): void {
		if (this.#columns.length === 0) this.#columns = Object.keys(row)
		for (const column of this.#columns) this.#values.push(row[column])
		this.#rows += 1
	}

	async flush(tx: Tx): Promise<void> {
		const width = this.#columns.length
		for (let done = 0; done < this.#rows; ) {
			const take = Math.min(this.#rows - done, 64, Math.floor(30_000 / width))
			const values = this.#values.slice(done * width, (done + take) * width)
			await tx.executeQuery(CompiledQuery.raw(this.#text(take), values))
			done += take
		}
		this.#values = []
		this.#rows = 0
	}

	/** One text per number of rows: building it again costs more than the insert. */
	#text(rows: number): string {
		const known = this.#texts.get(rows)
		if (known) return known
		const width = this.#columns.length
		const sign = (i: number) => (this.#dialect === 'sqlite' ? '?' : `$${i + 1}`)
		const tuple = (r: number) => `(${Array.from({ length: width }, (_, c) => sign(r * width + c)).join(',')})`
		const tuples = Array.from({ length: rows }, (_, r) => tuple(r)).join(',')
		const text = `insert into ${this.#table} (${this.#columns.join(',')}) values ${tuples}`
		this.#texts.set(rows, text)
		return text
	}
}

/** Parents before children. */
const ORDER = [
	'dealer',
	'rulebook_acceptance',
	'outlet',
	'inspection',
	'violation',
	'penalty',
	'decision',
	'notice',
	'plan',
	'plan_step',
	'ledger_txn',
	'ledger_entry',
	'supervision_order',
	'order_assist',
	'order_feedback',
	'order_owner',
	'order_progress',
	'clock',
	'case_event',
] as const
type BulkTable = (typeof ORDER)[number]

export type EventFacts = {
	readonly at: Instant
	readonly actor: string
	readonly subject: 'violation' | 'penalty' | 'order' | 'inspection' | 'deposit'
	readonly id: string
	readonly kind: string
	readonly before?: object
	readonly after?: object
}

/** Collects rows of many tables and writes them in few statements; keeps the event chain. */
export class Sink {
	readonly #piles: ReadonlyMap<BulkTable, Pile>
	readonly #branchId: string
	#seq: number
	#hash: string

	constructor(dialect: Dialect, branchId: string, head: { readonly seq: number; readonly hash: string } | undefined) {
		this.#piles = new Map(ORDER.map((table) => [table, new Pile(table, dialect)]))
		this.#branchId = branchId
		this.#seq = head?.seq ?? 0
		this.#hash = head?.hash ?? GENESIS
	}

	add<T extends BulkTable>(table: T, row: InsertObject<Database, T>): void {
		this.#piles.get(table)?.push(row)
	}

	event({ at, actor, subject, id, kind, before = {}, after = {} }: EventFacts): void {
		this.#seq += 1
		const row = {
			branch_id: this.#branchId,
			seq: this.#seq,
			at,
			actor_id: actor,
			subject_kind: subject,
			subject_id: id,
			kind,
			before_json: JSON.stringify(before),
			after_json: JSON.stringify(after),
			reason: null,
			prev_hash: this.#hash,
		}
		this.#hash = eventHash(row)
		this.#piles.get('case_event')?.push({ ...row, hash: this.#hash })
	}

	/** Writes everything that waits, and the head of the chain. */
	async flush(tx: Tx): Promise<void> {
		for (const table of ORDER) await this.#piles.get(table)?.flush(tx)
		const head = { seq: this.#seq, hash: this.#hash }
		await tx
			.insertInto('chain_head')
			.values({ branch_id: this.#branchId, ...head })
			.onConflict((oc) => oc.column('branch_id').doUpdateSet(head))
			.execute()
	}
}
