import type { Deps } from '../context.server.ts'

/** The run ends here and touches nothing more: its lease was lost, or the process is going down. */
export class SweepHalted extends Error {
	/** Gives the lease back, so that another process goes on at once. */
	readonly yields: boolean
	constructor(why: string, yields = false) {
		super(why)
		this.yields = yields
	}
}

/** A place between two steps. In service nothing stands there. */
export async function point(deps: Pick<Deps, 'failpoint'>, name: string): Promise<void> {
	if (deps.failpoint) await deps.failpoint(name)
}
