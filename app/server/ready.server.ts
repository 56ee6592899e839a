import { addMs, MINUTE_MS } from '#app/domain/time.ts'
import type { Deps } from '#app/usecases/context.server.ts'
import type { Db } from '#db/client.server.ts'
import { pendingMigrations } from '#db/migrate.server.ts'
import { anyBranchHas, lastRunOf } from '#db/queries/settings.server.ts'
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
		const swept = await lastRunOf(deps.read, 'sweep')
		if (swept === null || addMs(swept, SWEEP_MS) < deps.now()) faults.push('sweep not running')
		if (deps.demo && !(await anyBranchHas(deps.read, 'demo.seeded'))) faults.push('demo not seeded')
		return faults
	}
}
