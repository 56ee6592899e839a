import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Deps } from '#app/usecases/context.server.ts'
import { runCourier } from '#app/usecases/delivery/courier.server.ts'

const EVERY_MS = 10_000

/**
 * Sends what is due, again and again, until it is stopped. Beside the sweep and not inside it: a mail server that does
 * not answer delays no deadline.
 */
export function startCourier(deps: Deps, everyMs: number = EVERY_MS): { readonly stop: () => Promise<void> } {
	const holder = randomUUID()
	const stopped = new AbortController()
	async function loop(): Promise<void> {
		while (!stopped.signal.aborted) {
			const run = runCourier(deps, { holder, signal: stopped.signal })
			await run.catch((error: unknown) => deps.log.error({ err: error }, 'courier'))
			await wait(everyMs, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined)
		}
	}
	const running = loop()
	return {
		stop: async () => {
			stopped.abort()
			await running
		},
	}
}
