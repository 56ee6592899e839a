/**
 * Fills a migrated, empty database in bulk, for benches and for tests of `verify`: a city branch (domain 8.3) with
 * orders and penalties in every stage of their lives. Seeded: the same seed and day give the same database.
 */
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import {
	addDays,
	DAY_MS,
	daysBetween,
	type Instant,
	instantAt,
	instantMs,
	instantOf,
	localDateOf,
} from '#app/domain/time.ts'
import { systemNow } from '#app/infra/clock.server.ts'
import { uuidv7 } from '#app/infra/ids.server.ts'
import { passwordHasher } from '#app/infra/password.server.ts'
import { calendarById, rulebookById, taxonomyById } from '#app/usecases/reference/load.server.ts'
import { type Db, openDatabase } from '#db/client.server.ts'
import { migrateUp } from '#db/migrate.server.ts'
import { versionsOf } from '#db/queries/reference.server.ts'
import { inTransaction, type Tx } from '#db/tx.server.ts'
import { type LaidBranch, layBranch } from './branch.ts'
import type { Reference } from './bulk/case.ts'
import { type Bulk, type BulkOutlet, makeDealers, makeInspections, makeOutlets } from './bulk/field.ts'
import { makeOrders } from './bulk/orders.ts'
import { makePenalties } from './bulk/penalties.ts'
import { Sink } from './bulk/sink.ts'
import { seeded } from './random.ts'

export type BulkScale = {
	readonly outlets: number
	readonly dealers: number
	readonly inspections: number
	readonly orders: number
	readonly penalties: number
}

export const SCALES = {
	small: { outlets: 20, dealers: 12, inspections: 50, orders: 200, penalties: 200 },
	city: { outlets: 820, dealers: 610, inspections: 15_240, orders: 100_000, penalties: 100_000 },
	province: { outlets: 11_500, dealers: 8_540, inspections: 213_000, orders: 100_000, penalties: 100_000 },
} as const satisfies Record<string, BulkScale>

export type BulkOptions = {
	readonly seed?: number
	/** The moment that the history leads up to. */
	readonly now: Instant
	readonly passwordHash: string
	readonly onProgress?: (what: string, done: number) => void
}

/** Rows between two transactions. */
const CHUNK = 4000
/** The rulebook that ships begins then. */
const FIRST_DAY = '2026-01-02'
const MOST_DAYS = 320

/** Lays the branch with its people and fills it. Answers the branch as it was laid. */
export async function layBulk(db: Db, scale: BulkScale, options: BulkOptions): Promise<LaidBranch> {
	const random = seeded(options.seed ?? 1)
	const { now } = options
	// Ids rise as they do in real life: an index that grows at its end is far cheaper.
	let made = instantMs(now) - 100 * DAY_MS
	const newId = () => uuidv7(instantOf(made++), random.bytes)
	const today = localDateOf(now)
	const from =
		[addDays(today, -MOST_DAYS), FIRST_DAY].sort().at(-1) === FIRST_DAY ? FIRST_DAY : addDays(today, -MOST_DAYS)
	const days = daysBetween(from, today)
	if (days < 1) throw new Error(`The bulk history begins on ${FIRST_DAY}`)
	await relax(db, true)
	const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transactionOf(db, work)
	const laid = await write((tx) =>
		layBranch(tx, { now: instantAt(from, 0), newId }, { passwordHash: options.passwordHash, demo: false }),
	)
	const head = await db.read
		.selectFrom('chain_head')
		.select(['seq', 'hash'])
		.where('branch_id', '=', laid.branchId)
		.executeTakeFirst()
	const sink = new Sink(db.dialect, laid.branchId, head)
	const bulk: Bulk = { laid, sink, random, newId, today, from, created: now, series: new Map() }
	const { ref, sheetId, rulebook } = await referenceOf(db, laid.branchId)
	const dealers = makeDealers(bulk, scale.dealers, rulebook)
	const outlets: BulkOutlet[] = makeOutlets(bulk, dealers, scale.outlets)
	makeInspections(bulk, outlets, scale.inspections, sheetId, days)
	await write((tx) => sink.flush(tx))
	const flushed = async (what: string, rows: Iterator<number>) => {
		for (;;) {
			const step = rows.next()
			const done = step.done ? null : step.value + 1
			if (done === null || done % CHUNK === 0) {
				await write((tx) => sink.flush(tx))
				options.onProgress?.(what, done ?? 0)
			}
			if (step.done) return
		}
	}
	await flushed('penalties', makePenalties(bulk, ref, outlets, scale.penalties, days))
	await flushed('orders', makeOrders(bulk, ref, outlets, scale.orders, days))
	await write((tx) => writeSeries(tx, laid.branchId, bulk.series))
	await relax(db, false)
	return laid
}

/** A power cut may cost a bulk load; it is begun again then. */
async function relax(db: Db, relaxed: boolean): Promise<void> {
	if (db.dialect === 'sqlite') {
		await sql.raw(`pragma synchronous = ${relaxed ? 'off' : 'full'}`).execute(db.write)
		await sql.raw(`pragma cache_size = ${relaxed ? -400_000 : -65_536}`).execute(db.write)
		if (!relaxed) await sql`pragma wal_checkpoint(truncate)`.execute(db.write)
	}
	if (!relaxed) await sql.raw('analyze').execute(db.write)
}

async function transactionOf<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
	const done = await inTransaction(db, null, async (tx) => ({ ok: true, value: await work(tx) }) as const)
	return done.value
}

async function referenceOf(db: Db, branchId: string) {
	const newest = async (kind: 'calendar' | 'rulebook' | 'taxonomy' | 'sheet') => {
		const [version] = await versionsOf(db.read, branchId, kind)
		if (!version) throw new Error(`No ${kind}`)
		return version
	}
	const row = await newest('rulebook')
	const [rulebookId, taxonomyId] = [row.id, (await newest('taxonomy')).id]
	const calendar = (await calendarById(db.read, (await newest('calendar')).id)).body
	const rulebook = (await rulebookById(db.read, rulebookId)).body
	const taxonomy = (await taxonomyById(db.read, taxonomyId)).body
	const ref: Reference = { calendar, rulebook, rulebookId, taxonomy, taxonomyId }
	return { ref, sheetId: (await newest('sheet')).id, rulebook: row }
}

/** So that the next number is one that is free. */
async function writeSeries(tx: Tx, branchId: string, series: ReadonlyMap<string, number>): Promise<void> {
	for (const [key, last] of series) {
		const [kind = '', year = ''] = key.split(' ')
		await tx
			.insertInto('number_series')
			.values({ branch_id: branchId, kind, year: Number(year), last })
			.execute()
	}
}

function isScale(name: string): name is keyof typeof SCALES {
	return name in SCALES
}

const USAGE =
	'Usage: node seeds/bulk.ts --database file:<path> [--scale small|city|province] [--orders n] [--penalties n] [--seed n]'

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			database: { type: 'string' },
			scale: { type: 'string', default: 'city' },
			orders: { type: 'string' },
			penalties: { type: 'string' },
			seed: { type: 'string', default: '1' },
		},
	})
	if (!values.database || !isScale(values.scale)) {
		process.stderr.write(`${USAGE}\n`)
		process.exitCode = 2
		return
	}
	const scale = SCALES[values.scale]
	const [orders, penalties] = [Number(values.orders ?? scale.orders), Number(values.penalties ?? scale.penalties)]
	const db = openDatabase(values.database)
	await migrateUp(db)
	const passwordHash = await passwordHasher().hash('bulk bulk bulk bulk')
	await layBulk(
		db,
		{ ...scale, orders, penalties },
		{
			now: systemNow(),
			seed: Number(values.seed),
			passwordHash,
			onProgress: (what, done) => process.stderr.write(`${what} ${done}\n`),
		},
	)
	await db.close()
}

if (process.argv[1] === import.meta.filename) await main()
