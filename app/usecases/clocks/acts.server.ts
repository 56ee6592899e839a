import type { ClockDates, ClockKind } from '#app/domain/clock.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { insertMoves } from '#db/queries/clock-facts.server.ts'
import { openClocksOfPolicy, retireClock, type StoredClock } from '#db/queries/clocks.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { copyDates, dropDates } from './carriers.server.ts'
import { moveDependants } from './dependants.server.ts'
import {
	type Extension,
	extendStored,
	type Moved,
	moveRow,
	type Pause,
	pauseStored,
	resumeStored,
} from './move.server.ts'

/** Acts on a clock of any subject: the clock's own rows, and the copy of its date that the subject keeps. */

async function copied(ctx: Ctx, tx: Tx, clock: StoredClock, moved: Moved): Promise<ClockDates> {
	const { due, calendar, cause, reason } = moved
	await copyDates(tx, [{ clock, due, calendar }])
	await moveDependants(ctx, tx, clock, due.dueOn, calendar, { cause, reason })
	return due
}

/** Stands until it is resumed, with a reason and an expected end; refuses statutory clocks (domain 5.2). */
export async function pauseClock(ctx: Ctx, tx: Tx, clock: StoredClock, pause: Pause): Promise<Outcome<ClockDates>> {
	const moved = await pauseStored(ctx, tx, clock, pause)
	return moved.ok ? ok(await copied(ctx, tx, clock, moved.value)) : moved
}

/** Runs again; the time that it stood is given back exactly. */
export async function resumeClock(ctx: Ctx, tx: Tx, clock: StoredClock, reason: string): Promise<Outcome<ClockDates>> {
	const moved = await resumeStored(ctx, tx, clock, reason)
	return moved.ok ? ok(await copied(ctx, tx, clock, moved.value)) : moved
}

/** A granted extension, counted from the old due date (domain 5.4). Who may grant it is the subject's rule. */
export async function extendClock(ctx: Ctx, tx: Tx, clock: StoredClock, extension: Extension): Promise<ClockDates> {
	return copied(ctx, tx, clock, await extendStored(ctx, tx, clock, extension))
}

/**
 * Another day instead, named by a person with a reason: the same path as a computed one, so reminders and lights follow
 * it. Not a day that is over, and not past the statutory date.
 */
export async function setDueDate(
	ctx: Ctx,
	tx: Tx,
	clock: StoredClock,
	named: { readonly dueOn: LocalDate; readonly reason: string },
): Promise<Outcome<ClockDates>> {
	const reason = named.reason.trim()
	if (clock.state !== 'RUNNING' && clock.state !== 'PAUSED') return refuse('procedure', 'clock.not-running')
	if (reason === '') return refuse('invalid', 'reason-missing')
	if (named.dueOn < ctx.today) return refuse('invalid', 'clock.date-past')
	if (clock.cut !== null && named.dueOn > clock.cut.statutoryOn) {
		return refuse('procedure', 'clock.past-statutory', { statutoryOn: clock.cut.statutoryOn })
	}
	const by = { reason, askedBy: ctx.actor.accountId, askedAt: ctx.now }
	return ok(await copied(ctx, tx, clock, await extendStored(ctx, tx, clock, { ...by, namedOn: named.dueOn }, 'manual')))
}

/**
 * Closes the open clocks that a retired policy has set, each with a record (so that nothing alarms for a rule that is
 * no longer there). `kinds` limits them. Gives how many were closed.
 */
export async function retireClocks(
	ctx: Ctx,
	tx: Tx,
	policyId: string,
	reason: string,
	kinds?: readonly ClockKind[],
): Promise<number> {
	const open = await openClocksOfPolicy(tx, ctx.actor.branchId, policyId, kinds)
	for (const clock of open) await retireClock(tx, clock.id, ctx.now)
	await dropDates(tx, open)
	await insertMoves(
		tx,
		open.map((clock) => moveRow(ctx, clock, clock, 'policy', reason)),
	)
	return open.length
}
