import { ok } from '#app/domain/result.ts'
import { judgeTime } from '#app/domain/sweep/clock-jump.ts'
import { addMs, type Instant, MINUTE_MS } from '#app/domain/time.ts'
import { deliver, pendingOutbox } from '#db/queries/inbox.server.ts'
import {
	holdLease,
	lastRunOf,
	leaseOf,
	noteTime,
	returnLease,
	takeLease,
	yieldLease,
} from '#db/queries/leases.server.ts'
import { actorOf, systemAccountId } from '#db/queries/people.server.ts'
import { branchIds } from '#db/queries/work.server.ts'
import { toJson } from '#db/sql.server.ts'
import { sweepClaims } from '../claims/sweep.server.ts'
import { recountBehind } from '../clocks/recount.server.ts'
import { type Ctx, contextOf, type Deps } from '../context.server.ts'
import { makePendingCopies } from '../evidence/make-copies.server.ts'
import { sweepIntake } from '../intake/sweep.server.ts'
import { lookAfterRules } from '../ladder/rules-changed.server.ts'
import { reviewExpired } from '../measures/review-due.server.ts'
import { noteDelivery } from '../notices/delivered.server.ts'
import { point, SweepHalted } from './halt.ts'
import { passTime } from './pass.server.ts'
import { type Part, type Tries, triesOf } from './tries.server.ts'

const LEASE = 'sweep'
const LEASE_MS = 5 * MINUTE_MS
/** A lease that ends later than this was written by a clock that was ahead of ours. */
const LATEST_MS = 3 * LEASE_MS
const BATCH = 200

/** What one run did; `ran` is false when another process had the lease or time was not believed. */
export type SweepResult = {
	readonly ran: boolean
	readonly clocks: number
	readonly reminders: number
	readonly delivered: number
	readonly failed: number
	/** There was more than one run takes: begin again at once. */
	readonly more: boolean
}

const NOTHING: SweepResult = { ran: false, clocks: 0, reminders: 0, delivered: 0, failed: 0, more: false }

/**
 * Finds what the passing of time has brought about and does it, each effect once. The lease keeps two processes from
 * doing the same work, and its fence a process that was thought dead from writing on; that an effect happens once rests
 * on the rows it changes, not on the lease.
 */
export async function runSweep(deps: Deps, holder: string): Promise<SweepResult> {
	const fence = await begin(deps, holder)
	if (fence === null) return NOTHING
	try {
		await point(deps, 'lease.taken')
		const result = await sweepOnce(fenced(deps, fence))
		await point(deps, 'lease.before-return')
		await deps.inTx<null>(null, async (tx) => {
			await returnLease(tx, LEASE, fence, deps.now(), toJson(result))
			return ok(null)
		})
		await point(deps, 'lease.returned')
		return result
	} catch (error) {
		if (!(error instanceof SweepHalted)) throw error
		deps.log.warn({ holder, fence, why: error.message }, 'sweep halted')
		if (error.yields)
			await deps.inTx<null>(null, async (tx) => {
				await yieldLease(tx, LEASE, fence)
				return ok(null)
			})
		return NOTHING
	}
}

/** Believes the time, notes it and takes the lease, in one transaction; null when one of them fails. */
async function begin(deps: Deps, holder: string): Promise<number | null> {
	const witness = await deps.witness?.()
	const now = deps.now()
	const taken = await deps.inTx<number | null>(null, async (tx) => {
		const lease = await leaseOf(tx, LEASE)
		const known = { markAt: lease?.mark_at ?? null, jumpAt: lease?.jump_at ?? null }
		const time = judgeTime(now, known, witness)
		if (!time.go) {
			if (known.jumpAt !== time.jumpAt) await noteTime(tx, LEASE, { markAt: known.markAt, jumpAt: time.jumpAt })
			deps.log.error({ now, mark: known.markAt, witness }, 'sweep held: the clock has jumped')
			return ok(null)
		}
		const span = { now, until: addMs(now, LEASE_MS), latest: addMs(now, LATEST_MS) }
		const fence = await takeLease(tx, LEASE, holder, span)
		if (fence !== null) await noteTime(tx, LEASE, { markAt: time.markAt, jumpAt: null })
		return ok(fence)
	})
	return taken.ok ? taken.value : null
}

/** The same process with every transaction behind the fence: whoever lost the lease writes nothing more. */
function fenced(deps: Deps, fence: number): Deps {
	return {
		...deps,
		inTx: async (branchId, work) => {
			await point(deps, 'tx.before')
			const answer = await deps.inTx(branchId, async (tx) => {
				if (!(await holdLease(tx, LEASE, fence, addMs(deps.now(), LEASE_MS))))
					throw new SweepHalted('the lease was lost')
				await point(deps, 'tx.begun')
				const done = await work(tx)
				await point(deps, 'tx.worked')
				return done
			})
			await point(deps, 'tx.committed')
			return answer
		},
	}
}

/** The work without the lease; safe to run in two places at once. */
export async function sweepOnce(deps: Deps): Promise<SweepResult> {
	let [clocks, reminders, delivered, failed] = [0, 0, 0, 0]
	let more = false
	for (const branchId of await branchIds(deps.read)) {
		const ctx = await systemContext(deps, branchId)
		if (!ctx) continue
		const tries = await triesOf(deps, ctx)
		const part = partOf(tries)
		await part('recount', () => recountBehind(ctx))
		await part('ladder', () => lookAfterRules(ctx))
		await point(deps, 'part.recounted')
		await part('claims', () => sweepClaims(ctx))
		await point(deps, 'part.claims')
		const passed = await passTime(deps, ctx, tries)
		clocks += passed.clocks
		reminders += passed.reminders
		more ||= passed.more
		await point(deps, 'part.passed')
		reminders += await part('measures', () => reviewExpired(ctx))
		await part('intake', () => sweepIntake(ctx))
		failed += tries.failed()
	}
	delivered += await deliverAll(deps)
	await point(deps, 'part.delivered')
	await attempt(deps, 'copies', async () => {
		await makePendingCopies(deps)
		return 0
	})
	return { ran: true, clocks, reminders, delivered, failed, more }
}

/** A part of the work; after a fault it waits for its next try like a clock does. */
function partOf(tries: Tries) {
	return async (part: Part, work: () => Promise<number>): Promise<number> =>
		tries.waits(part, '') ? 0 : ((await tries.attempt(part, '', work)) ?? 0)
}

/** A part that belongs to no branch: what fails is logged, and tried again with the next run. */
async function attempt(deps: Deps, what: string, work: () => Promise<number>): Promise<number> {
	try {
		return await work()
	} catch (error) {
		if (error instanceof SweepHalted) throw error
		deps.log.error({ err: error, what }, 'sweep failed')
		return 0
	}
}

async function systemContext(deps: Deps, branchId: string): Promise<Ctx | undefined> {
	const id = await systemAccountId(deps.read, branchId)
	const actor = id === undefined ? undefined : await actorOf(deps.read, id)
	return actor ? contextOf(deps, actor, 'sweep') : undefined
}

/** Messages from the outbox into the inboxes, in small transactions; a message that cannot be is passed over. */
async function deliverAll(deps: Deps): Promise<number> {
	let delivered = 0
	for (;;) {
		const waiting = await pendingOutbox(deps.read, BATCH)
		if (waiting.length === 0) return delivered
		const together = await attempt(deps, 'delivery', () => deliverThese(deps, waiting))
		let alone = 0
		if (together === 0)
			for (const one of waiting) alone += await attempt(deps, 'delivery', () => deliverThese(deps, [one]))
		if (together + alone === 0) return delivered
		delivered += together + alone
		await point(deps, 'batch.delivered')
	}
}

async function deliverThese(deps: Deps, messages: Awaited<ReturnType<typeof pendingOutbox>>): Promise<number> {
	await deps.inTx<null>(null, async (tx) => {
		for (const message of messages) {
			await deliver(tx, message, deps.newId, deps.now())
			await noteDelivery(tx, message, deps.newId, deps.now())
		}
		return ok(null)
	})
	return messages.length
}

/** When the sweep last ran to its end; for /readyz. */
export function lastSweep(deps: Pick<Deps, 'read'>): Promise<Instant | null> {
	return lastRunOf(deps.read, LEASE)
}
