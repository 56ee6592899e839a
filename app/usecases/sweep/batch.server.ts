import { ok } from '#app/domain/result.ts'
import { addMs, type Instant } from '#app/domain/time.ts'
import { isRetryable } from '#db/sql.server.ts'
import { inSavepoint, type Tx } from '#db/tx.server.ts'
import type { Ctx, Deps } from '../context.server.ts'
import { point, SweepHalted } from './halt.ts'
import type { Part, Tries } from './tries.server.ts'

/** A commit costs what three effects cost; others who want to write wait for no more than a batch. */
const MOST = 25
const LONGEST_MS = 60

/** One effect that is due: a deadline that passed, or a rung. `order` sorts what falls on one moment. */
export type Due = {
	readonly at: Instant
	readonly order: number
	readonly clockId: string
	readonly part: Part
	/** Does it through the transactions of this context; false when it was done before. */
	readonly run: (ctx: Ctx) => Promise<boolean>
	/** What became of it, once that stands in the database; undefined after a fault. */
	readonly settled: (done: boolean | undefined) => void
}

type Tried = { readonly due: Due; readonly came: () => boolean }

/** The same act inside a transaction that is open: what it does stands or falls by itself, and is kept with the rest. */
function within(ctx: Ctx, tx: Tx): Ctx {
	return { ...ctx, read: tx, inTx: (_, work) => inSavepoint(tx, work) }
}

/**
 * Effects in their order, several to a transaction. Each is kept apart by a savepoint: a fault takes back one effect and
 * is noted when the others stand. What the database refuses as a whole is done again one by one.
 */
export async function doTogether(deps: Deps, ctx: Ctx, tries: Tries, list: readonly Due[]): Promise<void> {
	const most = deps.sweepBatch ?? MOST
	for (let next = 0; next < list.length; ) {
		await point(deps, 'effect.before')
		const part = list.slice(next, next + most)
		const done = await batchOf(deps, ctx, part)
		for (const { due, came } of done ?? []) due.settled(await tries.attempt(due.part, due.clockId, async () => came()))
		if (!done) for (const due of part) due.settled(await tries.attempt(due.part, due.clockId, () => due.run(ctx)))
		await point(deps, 'effect.after')
		next += (done ?? part).length
	}
}

/** One transaction; undefined when it could not be had. */
async function batchOf(deps: Deps, ctx: Ctx, part: readonly Due[]): Promise<readonly Tried[] | undefined> {
	try {
		const outcome = await ctx.inTx<readonly Tried[]>(ctx.actor.branchId, async (tx) => {
			const done: Tried[] = []
			const until = addMs(deps.now(), LONGEST_MS)
			for (const due of part) {
				done.push({ due, came: await came(due, within(ctx, tx)) })
				await point(deps, 'effect.between')
				if (deps.now() > until) break
			}
			return ok(done)
		})
		return outcome.ok ? outcome.value : undefined
	} catch (error) {
		if (error instanceof SweepHalted) throw error
		deps.log.warn({ err: error, effects: part.length }, 'sweep batch failed')
		return undefined
	}
}

/** How an effect came out, to be told after the commit. A fault of the whole transaction is nobody's own. */
async function came(due: Due, ctx: Ctx): Promise<() => boolean> {
	try {
		const done = await due.run(ctx)
		return () => done
	} catch (error) {
		if (error instanceof SweepHalted || isRetryable(error)) throw error
		return () => {
			throw error
		}
	}
}
