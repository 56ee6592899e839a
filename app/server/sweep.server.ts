import type { Deps } from '#app/usecases/context.server.ts'

/** Stops the sweep and waits for the round under way. */
export type StopSweep = () => Promise<void>

/** The sweep inside this process: SWEEP=inside. */
export async function startInside(deps: Deps): Promise<StopSweep> {
	const place = '#app/jobs/sweep-loop.server.ts'
	try {
		const loop: { startSweep: (deps: Deps) => { stop: () => Promise<void> } } = await import(place)
		return loop.startSweep(deps).stop
	} catch (error) {
		deps.log.warn({ err: error }, 'no sweep')
		return async () => {}
	}
}
