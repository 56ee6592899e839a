import type { Instant } from '#app/domain/time.ts'
import type { Deps } from '#app/usecases/context.server.ts'
import { SweepHalted } from '#app/usecases/sweep/halt.ts'
import { runSweep, type SweepResult } from '#app/usecases/sweep/run.server.ts'
import type { Random } from '#seeds/random.ts'

/** Every place at which a sweep can be ended; those in a transaction roll it back. */
export const FAILPOINTS = [
	'lease.taken',
	'tx.before',
	'tx.begun',
	'tx.worked',
	'tx.committed',
	'part.recounted',
	'part.claims',
	'effect.before',
	'rung.noted',
	'rung.told',
	'effect.between',
	'effect.after',
	'looks.noted',
	'part.passed',
	'batch.delivered',
	'part.delivered',
	'lease.before-return',
	'lease.returned',
] as const
/** Where a worker may stand still without holding a transaction open. */
const PAUSES = ['lease.taken', 'effect.before', 'effect.after', 'looks.noted', 'part.passed', 'tx.committed'] as const

type Trap =
	| { readonly what: 'kill'; readonly at: string; left: number }
	| {
			readonly what: 'pause'
			readonly at: string
			left: number
			readonly wait: Promise<void>
			readonly reached: () => void
	  }

/** A process of its own: its holder, its clock, and what will befall it. Killed, it comes back as another. */
export type Worker = {
	readonly run: () => Promise<SweepResult>
	/** How far its clock is off, in ms. */
	readonly setOff: (ms: number) => void
	/** Once it comes by this place so often; false while another trap waits. */
	readonly kill: (failpoint: string, after: number) => boolean
	readonly standStill: (random: Random) => {
		readonly reached: Promise<void>
		readonly release: () => void
		readonly calm: () => void
	}
	readonly kills: () => ReadonlyMap<string, number>
}

function signal(): { readonly given: Promise<void>; readonly give: () => void } {
	let give: () => void = () => undefined
	const given = new Promise<void>((resolve) => {
		give = resolve
	})
	return { given, give: () => give() }
}

export function workerOf(base: Deps, name: string, now: () => number, onKill: () => void): Worker {
	let [life, off] = [1, 0]
	let trap: Trap | null = null
	const kills = new Map<string, number>()
	const text = (ms: number) => new Date(ms).toISOString() as Instant // an ISO moment with milliseconds
	const deps: Deps = {
		...base,
		now: () => text(now() + off),
		// The other clock of the house is right.
		witness: async () => text(now()),
		failpoint: (point) => {
			if (!trap || trap.at !== point) return undefined
			trap.left -= 1
			if (trap.left > 0) return undefined
			const sprung = trap
			trap = null
			if (sprung.what === 'pause') {
				sprung.reached()
				return sprung.wait
			}
			life += 1
			kills.set(point, (kills.get(point) ?? 0) + 1)
			onKill()
			throw new SweepHalted(`killed at ${point}`)
		},
	}
	return {
		run: () => runSweep(deps, `${name}-${life}`),
		setOff: (ms) => {
			off = ms
		},
		kill: (at, after) => {
			if (trap) return false
			trap = { what: 'kill', at, left: after }
			return true
		},
		standStill: (random) => {
			const [reached, wait] = [signal(), signal()]
			const held = trap
			const pause: Trap = {
				what: 'pause',
				at: random.pick(PAUSES),
				left: random.int(1, 3),
				wait: wait.given,
				reached: reached.give,
			}
			trap = pause
			return {
				reached: reached.given,
				release: wait.give,
				calm: () => {
					trap = held
				},
			}
		},
		kills: () => kills,
	}
}
