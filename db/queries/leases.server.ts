import type { Instant } from '#app/domain/time.ts'
import type { Handle, Tx } from '../tx.server.ts'

/** Takes a lease until a moment, unless another holder has it at `now`; true when it is ours. */
export async function takeLease(tx: Tx, name: string, holder: string, now: Instant, until: Instant): Promise<boolean> {
	await tx
		.insertInto('lease')
		.values({ name, holder: null, until: null, last_run_at: null })
		.onConflict((oc) => oc.column('name').doNothing())
		.execute()
	const result = await tx
		.updateTable('lease')
		.set({ holder, until })
		.where('name', '=', name)
		.where((eb) => eb.or([eb('holder', 'is', null), eb('holder', '=', holder), eb('until', '<', now)]))
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** Gives the lease back and notes that the work was done. */
export async function returnLease(tx: Tx, name: string, holder: string, ranAt: Instant): Promise<void> {
	await tx
		.updateTable('lease')
		.set({ holder: null, until: null, last_run_at: ranAt })
		.where('name', '=', name)
		.where('holder', '=', holder)
		.execute()
}

/** When a background work last ran to its end; null when it never did. */
export async function lastRunOf(handle: Handle, name: string): Promise<Instant | null> {
	const row = await handle.selectFrom('lease').select('last_run_at').where('name', '=', name).executeTakeFirst()
	return row?.last_run_at ?? null
}
