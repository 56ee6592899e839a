import { CLOCK_KINDS, type ClockKind } from '#app/domain/clock.ts'
import { ok } from '#app/domain/result.ts'
import { addMs, type Instant, MINUTE_MS } from '#app/domain/time.ts'
import { dueClocks, type StoredClock } from '#db/queries/clocks.server.ts'
import { deliver, pendingOutbox } from '#db/queries/inbox.server.ts'
import { lastRunOf, returnLease, takeLease } from '#db/queries/leases.server.ts'
import { actorOf, systemAccountId } from '#db/queries/people.server.ts'
import { branchIds } from '#db/queries/work.server.ts'
import { sweepClaims } from '../claims/sweep.server.ts'
import { recountOrders } from '../clocks/recount.server.ts'
import { type Ctx, contextOf, type Deps } from '../context.server.ts'
import { makePendingCopies } from '../evidence/make-copies.server.ts'
import { reviewExpired } from '../measures/review-due.server.ts'
import { noteDelivery } from '../notices/delivered.server.ts'
import { sendReminders } from '../orders/remind.server.ts'
import { remindDefences } from '../penalties/remind.server.ts'
import { remindPlans } from '../plans/remind.server.ts'
import { effects } from './effects.ts'

const LEASE = 'sweep'
const LEASE_MS = 5 * MINUTE_MS
const BATCH = 200

/** What one run did; `ran` is false when another process had the lease. */
export type SweepResult = {
	readonly ran: boolean
	readonly clocks: number
	readonly reminders: number
	readonly delivered: number
	readonly failed: number
}

const NOTHING: SweepResult = { ran: false, clocks: 0, reminders: 0, delivered: 0, failed: 0 }

const effectOf = new Map<ClockKind, (typeof effects)[number]>(
	effects.flatMap((effect) => effect.kinds.map((kind) => [kind, effect] as const)),
)
const SWEPT = CLOCK_KINDS.filter((kind) => effectOf.has(kind))

/**
 * Finds what the passing of time has brought about and does it, each effect once. The lease keeps two processes from
 * doing the same work; that an effect happens once rests on the rows it changes, not on the lease.
 */
export async function runSweep(deps: Deps, holder: string): Promise<SweepResult> {
	const taken = await deps.inTx<boolean>(null, async (tx) =>
		ok(await takeLease(tx, LEASE, holder, deps.now(), addMs(deps.now(), LEASE_MS))),
	)
	if (!taken.ok || !taken.value) return NOTHING
	const result = await sweepOnce(deps)
	await deps.inTx<null>(null, async (tx) => {
		await returnLease(tx, LEASE, holder, deps.now())
		return ok(null)
	})
	return result
}

/** The work without the lease; safe to run in two places at once. */
export async function sweepOnce(deps: Deps): Promise<SweepResult> {
	let [clocks, reminders, failed] = [0, 0, 0]
	for (const branchId of await branchIds(deps.read)) {
		const ctx = await systemContext(deps, branchId)
		if (!ctx) continue
		await attempt(deps, 'recount', () => recountOrders(ctx))
		await attempt(deps, 'claims', () => sweepClaims(ctx))
		const passed = await passClocks(deps, ctx)
		clocks += passed.done
		failed += passed.failed
		reminders += await attempt(deps, 'reminders', () => sendReminders(ctx))
		reminders += await attempt(deps, 'plan reminders', () => remindPlans(ctx))
		reminders += await attempt(deps, 'measures', () => reviewExpired(ctx))
		reminders += await attempt(deps, 'defence reminders', () => remindDefences(ctx))
	}
	const delivered = await attempt(deps, 'delivery', () => deliverAll(deps))
	await attempt(deps, 'copies', async () => {
		await makePendingCopies(deps)
		return 0
	})
	return { ran: true, clocks, reminders, delivered, failed }
}

/** A part that fails is logged and leaves the others alone; it is tried again with the next run. */
async function attempt(deps: Deps, what: string, work: () => Promise<number>): Promise<number> {
	try {
		return await work()
	} catch (error) {
		deps.log.error({ err: error, what }, 'sweep')
		return 0
	}
}

async function systemContext(deps: Deps, branchId: string): Promise<Ctx | undefined> {
	const id = await systemAccountId(deps.read, branchId)
	const actor = id === undefined ? undefined : await actorOf(deps.read, id)
	return actor ? contextOf(deps, actor, 'sweep') : undefined
}

async function passClocks(deps: Deps, ctx: Ctx): Promise<{ done: number; failed: number }> {
	let [done, failed] = [0, 0]
	let after: StoredClock | undefined
	for (;;) {
		const due = await dueClocks(deps.read, ctx.now, BATCH, SWEPT, after, ctx.actor.branchId)
		for (const clock of due) {
			if (await passOne(deps, ctx, clock)) done += 1
			else failed += 1
		}
		if (due.length < BATCH) return { done, failed }
		after = due.at(-1)
	}
}

async function passOne(deps: Deps, ctx: Ctx, clock: StoredClock): Promise<boolean> {
	try {
		const outcome = await effectOf.get(clock.kind)?.onDue(ctx, clock)
		if (outcome === undefined || outcome.ok) return true
		deps.log.warn({ clock: clock.id, kind: clock.kind, rule: outcome.error.rule }, 'sweep refused')
	} catch (error) {
		deps.log.error({ err: error, clock: clock.id, kind: clock.kind }, 'sweep failed')
	}
	return false
}

/** Messages from the outbox into the inboxes, in small transactions. */
async function deliverAll(deps: Deps): Promise<number> {
	let delivered = 0
	for (;;) {
		const waiting = await pendingOutbox(deps.read, BATCH)
		if (waiting.length === 0) return delivered
		await deps.inTx<null>(null, async (tx) => {
			for (const message of waiting) {
				await deliver(tx, message, deps.newId, deps.now())
				await noteDelivery(tx, message, deps.newId, deps.now())
			}
			return ok(null)
		})
		delivered += waiting.length
	}
}

/** When the sweep last ran to its end; for /readyz. */
export function lastSweep(deps: Pick<Deps, 'read'>): Promise<Instant | null> {
	return lastRunOf(deps.read, LEASE)
}
