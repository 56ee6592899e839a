import { ok } from '#app/domain/result.ts'
import { retryAt } from '#app/domain/sweep/clock-jump.ts'
import { clearFault, noteFault, type SweepFault, sweepFaults } from '#db/queries/sweep-faults.server.ts'
import type { Ctx, Deps } from '../context.server.ts'
import { SweepHalted } from './halt.ts'

export type Part = 'recount' | 'claims' | 'clock' | 'ladder' | 'measures' | 'intake' | 'delivery' | 'copies'

/** What failed before in a branch, and how the next try is taken. */
export type Tries = {
	/** Waits for its next try. */
	readonly waits: (part: Part, item: string) => boolean
	/** Does one piece of work; a fault is noted, tried again later, and leaves the others alone. */
	readonly attempt: <T>(part: Part, item: string, work: () => Promise<T>) => Promise<T | undefined>
	readonly failed: () => number
}

const keyOf = (part: string, item: string) => `${part}:${item}`
const MESSAGE = 300

export async function triesOf(deps: Deps, ctx: Ctx): Promise<Tries> {
	const { branchId } = ctx.actor
	const known = new Map((await sweepFaults(ctx.read, branchId)).map((row) => [keyOf(row.part, row.item), row]))
	let failed = 0

	async function note(part: Part, item: string, error: unknown): Promise<void> {
		const before = known.get(keyOf(part, item))
		const failures = (before?.failures ?? 0) + 1
		const row: SweepFault = {
			branch_id: branchId,
			part,
			item,
			failures,
			message: (error instanceof Error ? error.message : String(error)).slice(0, MESSAGE),
			first_at: before?.first_at ?? ctx.now,
			last_at: ctx.now,
			next_at: retryAt(failures, ctx.now),
		}
		failed += 1
		known.set(keyOf(part, item), row)
		deps.log.error({ err: error, part, item, failures }, 'sweep failed')
		await deps.inTx<null>(null, async (tx) => {
			await noteFault(tx, row)
			return ok(null)
		})
	}

	return {
		failed: () => failed,
		waits: (part, item) => {
			const fault = known.get(keyOf(part, item))
			// A clock that was set back does not keep a fault waiting for longer than it was meant to.
			return fault !== undefined && ctx.now < fault.next_at && ctx.now >= fault.last_at
		},
		attempt: async (part, item, work) => {
			try {
				const done = await work()
				if (known.delete(keyOf(part, item)))
					await deps.inTx<null>(null, async (tx) => {
						await clearFault(tx, branchId, part, item)
						return ok(null)
					})
				return done
			} catch (error) {
				if (error instanceof SweepHalted) throw error
				await note(part, item, error)
				return undefined
			}
		},
	}
}
