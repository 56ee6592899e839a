import { instantMs } from '#app/domain/time.ts'
import { leaseOf } from '#db/queries/leases.server.ts'
import { sweepFaults } from '#db/queries/sweep-faults.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Ctx, Deps } from '../context.server.ts'

const SHOWN = 100

/** Seconds since the last run that came to its end; null when there was none. */
export async function sweepLag(deps: Pick<Deps, 'read' | 'now'>): Promise<number | null> {
	const ranAt = (await leaseOf(deps.read, 'sweep'))?.last_run_at
	return ranAt ? Math.max(0, Math.round((instantMs(deps.now()) - instantMs(ranAt)) / 1000)) : null
}

/** What the administrator sees of the work in the background: the last run, how far it is behind, what it cannot do. */
export async function sweepStatus(ctx: Ctx) {
	const lease = await leaseOf(ctx.read, 'sweep')
	const faults = await sweepFaults(ctx.read, ctx.actor.branchId, SHOWN)
	const last = lease?.last_json
		? fromJson<{ clocks: number; reminders: number; delivered: number }>(lease.last_json)
		: null
	return {
		today: ctx.today,
		now: ctx.now,
		lastRunAt: lease?.last_run_at ?? null,
		lagSeconds: await sweepLag({ read: ctx.read, now: () => ctx.now }),
		running: lease?.holder != null,
		/** Since when the clock is not believed. */
		heldSince: lease?.jump_at ?? null,
		last,
		faults: faults.map((row) => ({
			part: row.part,
			item: row.item,
			failures: row.failures,
			message: row.message,
			since: row.first_at,
			next: row.next_at,
		})),
	}
}
