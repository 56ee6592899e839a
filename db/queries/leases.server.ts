import type { Instant } from '#app/domain/time.ts'
import type { LeaseTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

/** Columns of a lease as they are read. */
export type LeaseRow = { readonly [K in keyof Omit<LeaseTable, 'fence'>]: LeaseTable[K] } & { readonly fence: number }

/**
 * Takes a lease until a moment, unless another holder has it at `now`. Gives the fence of this taking, higher than every
 * one before, or null. A lease that runs past `latest` was written by a clock that was ahead and binds nobody.
 */
export async function takeLease(
	tx: Tx,
	name: string,
	holder: string,
	{ now, until, latest }: { readonly now: Instant; readonly until: Instant; readonly latest: Instant },
): Promise<number | null> {
	await tx
		.insertInto('lease')
		.values({ name, holder: null, until: null, last_run_at: null, mark_at: null, jump_at: null, last_json: null })
		.onConflict((oc) => oc.column('name').doNothing())
		.execute()
	const row = await tx
		.updateTable('lease')
		.set((eb) => ({ holder, until, fence: eb('fence', '+', 1) }))
		.where('name', '=', name)
		.where((eb) =>
			eb.or([eb('holder', 'is', null), eb('holder', '=', holder), eb('until', '<', now), eb('until', '>', latest)]),
		)
		.returning('fence')
		.executeTakeFirst()
	return row ? Number(row.fence) : null
}

/**
 * Holds the lease on until a later moment; false when somebody else has taken it since. Inside the transaction of an
 * effect this is the fence: the row stays locked until the commit, so that nobody takes the lease in between.
 */
export async function holdLease(tx: Tx, name: string, fence: number, until: Instant): Promise<boolean> {
	const result = await tx
		.updateTable('lease')
		.set({ until })
		.where('name', '=', name)
		.where('fence', '=', fence)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** Gives the lease back and notes that the work was done; nothing when it was taken away. */
export async function returnLease(tx: Tx, name: string, fence: number, ranAt: Instant, last: string): Promise<void> {
	await tx
		.updateTable('lease')
		.set({ holder: null, until: null, last_run_at: ranAt, last_json: last })
		.where('name', '=', name)
		.where('fence', '=', fence)
		.execute()
}

/** Gives the lease back in the middle of the work. */
export async function yieldLease(tx: Tx, name: string, fence: number): Promise<void> {
	await tx
		.updateTable('lease')
		.set({ holder: null, until: null })
		.where('name', '=', name)
		.where('fence', '=', fence)
		.execute()
}

/** Notes up to which moment was worked, and whether a jump of the clock waits to be believed. */
export async function noteTime(
	tx: Tx,
	name: string,
	time: { readonly markAt: Instant | null; readonly jumpAt: Instant | null },
): Promise<void> {
	await tx.updateTable('lease').set({ mark_at: time.markAt, jump_at: time.jumpAt }).where('name', '=', name).execute()
}

export async function leaseOf(handle: Handle, name: string): Promise<LeaseRow | undefined> {
	return handle.selectFrom('lease').selectAll().where('name', '=', name).executeTakeFirst()
}

/** When a background work last ran to its end; null when it never did. */
export async function lastRunOf(handle: Handle, name: string): Promise<Instant | null> {
	return (await leaseOf(handle, name))?.last_run_at ?? null
}
