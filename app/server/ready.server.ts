import { addMs, MINUTE_MS } from '#app/domain/time.ts'
import type { Deps } from '#app/usecases/context.server.ts'
import type { Db } from '#db/client.server.ts'
import { pendingMigrations } from '#db/migrate.server.ts'
import { leaseOf } from '#db/queries/leases.server.ts'
import { anyBranchHas } from '#db/queries/settings.server.ts'
import type { Readiness } from './app.server.ts'

/** The sweep is alive when it ran within this time. */
const SWEEP_MS = 3 * MINUTE_MS

/** Database reachable and migrated, sweep alive and, in the demo, fully seeded. */
export function readinessOf(db: Db, deps: Deps): Readiness {
	let migrated = false
	return async () => {
		const faults: string[] = []
		// Migrations only ever grow while this build runs.
		migrated ||= (await pendingMigrations(db)).length === 0
		if (!migrated) return ['database not migrated']
		const lease = await leaseOf(deps.read, 'sweep')
		const swept = lease?.last_run_at ?? null
		if (lease?.jump_at) faults.push('the clock has jumped, the sweep waits')
		if (swept === null || addMs(swept, SWEEP_MS) < deps.now()) faults.push('sweep not running')
		if (deps.demo && !(await anyBranchHas(deps.read, 'demo.seeded'))) faults.push('demo not seeded')
		return faults
	}
}
