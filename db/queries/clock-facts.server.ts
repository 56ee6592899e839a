import type { ClockFacts, ExtensionFacts } from '#app/domain/clock/facts.ts'
import type { Clock } from '#app/domain/clock.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import type { ClockExtensionTable, ClockMoveTable, ClockPauseTable } from '../schema-clocks.ts'
import type { Handle, Tx } from '../tx.server.ts'
import type { StoredClock } from './clocks.server.ts'

export type PauseRow = { [K in keyof ClockPauseTable]: ClockPauseTable[K] }
export type ExtensionRow = { [K in keyof ClockExtensionTable]: ClockExtensionTable[K] }
export type MoveRow = { [K in keyof ClockMoveTable]: ClockMoveTable[K] }

/** Ids in one statement; both databases take some thousands of them. */
const CHUNK = 500

function chunks(ids: readonly string[]): string[][] {
	const out: string[][] = []
	for (let i = 0; i < ids.length; i += CHUNK) out.push(ids.slice(i, i + CHUNK))
	return out
}

/** Pauses of these clocks, oldest first. */
export async function pausesOf(handle: Handle, clockIds: readonly string[]): Promise<PauseRow[]> {
	const found: PauseRow[] = []
	for (const ids of chunks(clockIds)) {
		const rows = await handle
			.selectFrom('clock_pause')
			.selectAll()
			.where('clock_id', 'in', ids)
			.orderBy('clock_id')
			.orderBy('from_at')
			.orderBy('id')
			.execute()
		found.push(...rows)
	}
	return found
}

/** Extensions and named days of these clocks, in the order in which they were decided. */
export async function extensionsOfClocks(handle: Handle, clockIds: readonly string[]): Promise<ExtensionRow[]> {
	const found: ExtensionRow[] = []
	for (const ids of chunks(clockIds)) {
		const rows = await handle
			.selectFrom('clock_extension')
			.selectAll()
			.where('clock_id', 'in', ids)
			.orderBy('clock_id')
			.orderBy('n')
			.execute()
		found.push(...rows)
	}
	return found
}

/** Every move of one clock's date, oldest first. */
export async function movesOf(handle: Handle, clockId: string): Promise<MoveRow[]> {
	return handle
		.selectFrom('clock_move')
		.selectAll()
		.where('clock_id', '=', clockId)
		.orderBy('moved_at')
		.orderBy('id')
		.execute()
}

function extensionFacts(row: ExtensionRow): ExtensionFacts {
	const decidedAt = row.decided_at
	if (row.unit !== 'date') return { limit: { amount: row.amount, unit: row.unit }, namedOn: null, decidedAt }
	if (row.named_on === null) throw new Error(`The extension ${row.id} names no day`)
	return { limit: null, namedOn: row.named_on, decidedAt }
}

type Own = Pick<Clock, 'unit' | 'amount' | 'startedAt' | 'firstDueOn' | 'closeAt' | 'cut'>

/** What a clock is computed from: its own row, its pauses and its extensions. */
export function factsFrom(clock: Own, pauses: readonly PauseRow[], extensions: readonly ExtensionRow[]): ClockFacts {
	const { unit, amount, startedAt, closeAt, cut } = clock
	return {
		startedAt,
		limit: unit === 'date' ? null : { amount, unit },
		namedOn: unit === 'date' ? clock.firstDueOn : null,
		closeAt,
		cut,
		extensions: extensions.map(extensionFacts),
		pauses: pauses.map((row) => ({ fromAt: row.from_at, expectedUntil: row.expected_until, toAt: row.to_at })),
	}
}

/** The facts of many clocks, by id; three statements for a few hundred of them. */
export async function factsOfClocks(handle: Handle, clocks: readonly StoredClock[]): Promise<Map<string, ClockFacts>> {
	const ids = clocks.map(({ id }) => id)
	const pauses = byClock(await pausesOf(handle, ids))
	const extensions = byClock(await extensionsOfClocks(handle, ids))
	return new Map(
		clocks.map((clock) => [clock.id, factsFrom(clock, pauses.get(clock.id) ?? [], extensions.get(clock.id) ?? [])]),
	)
}

function byClock<Row extends { readonly clock_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
	const found = new Map<string, Row[]>()
	for (const row of rows) {
		const own = found.get(row.clock_id)
		if (own) own.push(row)
		else found.set(row.clock_id, [row])
	}
	return found
}

export async function factsOfClock(handle: Handle, clock: StoredClock): Promise<ClockFacts> {
	const facts = (await factsOfClocks(handle, [clock])).get(clock.id)
	if (!facts) throw new Error(`No facts of the clock ${clock.id}`)
	return facts
}

export async function insertPause(tx: Tx, row: PauseRow): Promise<void> {
	await tx.insertInto('clock_pause').values(row).execute()
}

/** Ends the open pause of a clock; false when none is open. */
export async function endPause(tx: Tx, clockId: string, toAt: Instant, by: string): Promise<boolean> {
	const result = await tx
		.updateTable('clock_pause')
		.set({ to_at: toAt, resumed_by: by })
		.where('clock_id', '=', clockId)
		.where('to_at', 'is', null)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

export async function insertExtension(tx: Tx, row: ExtensionRow): Promise<void> {
	await tx.insertInto('clock_extension').values(row).execute()
}

export async function insertMoves(tx: Tx, rows: readonly MoveRow[]): Promise<void> {
	for (let i = 0; i < rows.length; i += CHUNK) {
		await tx
			.insertInto('clock_move')
			.values(rows.slice(i, i + CHUNK))
			.execute()
	}
}

/** A new round at the old date takes over what the date is computed from. */
export async function carryFacts(tx: Tx, newId: () => string, fromId: string, toId: string): Promise<void> {
	for (const row of await pausesOf(tx, [fromId])) {
		await insertPause(tx, { ...row, id: newId(), clock_id: toId, carried: 1 })
	}
	for (const row of await extensionsOfClocks(tx, [fromId])) {
		await insertExtension(tx, { ...row, id: newId(), clock_id: toId, carried: 1 })
	}
}

/** The first date under another calendar version, beside what `moveClock` changes. */
export async function setFirstDue(tx: Tx, clockId: string, dueAt: Instant, dueOn: LocalDate): Promise<void> {
	await tx.updateTable('clock').set({ first_due_at: dueAt, first_due_on: dueOn }).where('id', '=', clockId).execute()
}
