import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Deps } from '#app/usecases/context.server.ts'
import { runSweep, type SweepResult } from '#app/usecases/sweep/run.server.ts'

const EVERY_MS = 15_000

export type SweepLoop = {
	/** Resolves when the run under way has come to its end. */
	readonly stop: () => Promise<void>
	readonly runOnce: () => Promise<SweepResult>
}

/** Runs the sweep at once and then again and again, one run at a time, until it is stopped. */
export function startSweep(deps: Deps, everyMs: number = EVERY_MS): SweepLoop {
	const holder = randomUUID()
	const stopped = new AbortController()
	let last: Promise<unknown> = Promise.resolve()
	function runOnce(): Promise<SweepResult> {
		const next = last.then(() => runSweep(deps, holder))
		last = next.catch(() => undefined)
		return next
	}
	async function loop(): Promise<void> {
		while (!stopped.signal.aborted) {
			await runOnce().catch((error: unknown) => deps.log.error({ err: error }, 'sweep'))
			// The wait ends early when the loop is stopped, and that is no fault.
			await wait(everyMs, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined)
		}
	}
	const running = loop()
	return {
		runOnce,
		stop: async () => {
			stopped.abort()
			await running
			await last
		},
	}
}
