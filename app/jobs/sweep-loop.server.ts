import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Deps } from '#app/usecases/context.server.ts'
import { SweepHalted } from '#app/usecases/sweep/halt.ts'
import { runSweep, type SweepResult } from '#app/usecases/sweep/run.server.ts'

const EVERY_MS = 15_000
const REST_MS = 25
const RESTS: ReadonlySet<string> = new Set(['effect.before', 'looks.noted', 'batch.delivered'])

/** Between two batches answers and other processes that want to write go first: theirs is a person who waits. */
export async function restBetween(name: string): Promise<void> {
	if (RESTS.has(name)) await wait(REST_MS)
}

export type SweepLoop = {
	/** Resolves when the run under way has come to a place where it can be left. */
	readonly stop: () => Promise<void>
	readonly runOnce: () => Promise<SweepResult>
}

/** Runs the sweep at once and then again and again, one run at a time, until it is stopped. */
export function startSweep(deps: Deps, everyMs: number = EVERY_MS): SweepLoop {
	const holder = randomUUID()
	const stopped = new AbortController()
	let last: Promise<unknown> = Promise.resolve()
	const stoppable: Deps = {
		...deps,
		failpoint: async (name) => {
			await deps.failpoint?.(name)
			await restBetween(name)
			// Between two batches everything is whole.
			if (stopped.signal.aborted && name === 'effect.before') throw new SweepHalted('the process goes down', true)
		},
	}
	function runOnce(): Promise<SweepResult> {
		const next = last.then(() => runSweep(stoppable, holder))
		last = next.catch(() => undefined)
		return next
	}
	async function loop(): Promise<void> {
		while (!stopped.signal.aborted) {
			const done = await runOnce().catch((error: unknown) => {
				deps.log.error({ err: error }, 'sweep')
				return undefined
			})
			if (done?.more) continue
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
