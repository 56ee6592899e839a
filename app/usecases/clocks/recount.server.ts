import { setImmediate } from 'node:timers/promises'
import type { Effect, RecountSummary } from '#app/domain/calendar-year/page-types.ts'
import { type ClockDue, dueOf } from '#app/domain/clock/engine.ts'
import { ok } from '#app/domain/result.ts'
import { factsOfClocks, insertMoves } from '#db/queries/clock-facts.server.ts'
import type { StoredClock } from '#db/queries/clocks.server.ts'
import type { EventDraft } from '#db/queries/events.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { isBehind, openClocks, pinOpenClocks, recountClocks } from '#db/queries/recount.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { type CalendarSet, calendarById, currentCalendars } from '../reference/load.server.ts'
import type { Bound } from './carrier.ts'
import { boundOf, copyDates } from './carriers.server.ts'
import { hasDependants, moveDependants } from './dependants.server.ts'
import { moveRow } from './move.server.ts'
import { type MoveTeller, tellMoves } from './recount-tell.server.ts'

const BATCH = 500

export type Recounted = { readonly clock: StoredClock; readonly due: ClockDue; readonly effect: Effect }

/** The date stays though the word 'provisional' comes or goes. */
const isMoved = (effect: Effect): boolean => effect === 'later' || effect === 'earlier'
export const isRecorded = (effect: Effect) => isMoved(effect) || effect === 'settled' || effect === 'unsettled'

/** Every open clock of the branch under these calendars, in batches by id; nothing is written. */
export async function* recounted(
	handle: Handle,
	branchId: string,
	set: CalendarSet,
	after = '',
): AsyncGenerator<readonly Recounted[]> {
	let last = after
	for (;;) {
		const clocks = await openClocks(handle, branchId, last, BATCH)
		if (clocks.length === 0) return
		last = clocks.at(-1)?.id ?? last
		const facts = await factsOfClocks(handle, clocks)
		const batch: Recounted[] = []
		for (const clock of clocks) {
			const own = facts.get(clock.id)
			if (!own) continue
			// A day that somebody named moves with no calendar.
			if (own.limit === null && own.pauses.length === 0 && own.extensions.length === 0) continue
			const { body } = await calendarById(handle, clock.calendarVersionId, clock.calendarCode)
			const before = dueOf(body, own)
			const due = dueOf(set.of(clock.calendarCode), own)
			batch.push({ clock, due, effect: effectOf(clock, before, due) })
		}
		yield batch
		if (clocks.length < BATCH) return
		// Other requests get their turn: this may take seconds.
		await setImmediate()
	}
}

function effectOf(clock: StoredClock, before: ClockDue, due: ClockDue): Effect {
	if (before.dueAt !== clock.dueAt) return 'unexplained'
	if (due.dueAt !== clock.dueAt) return due.dueAt > clock.dueAt ? 'later' : 'earlier'
	if (due.provisional !== clock.provisional) return due.provisional ? 'unsettled' : 'settled'
	return JSON.stringify(before.steps) === JSON.stringify(due.steps) ? 'same' : 'reworded'
}

export const NO_EFFECTS: RecountSummary = {
	later: 0,
	earlier: 0,
	settled: 0,
	unsettled: 0,
	reworded: 0,
	same: 0,
	unexplained: 0,
}

/**
 * Counts every open clock of the branch again by the calendars of a version, inside the transaction that publishes it:
 * clock, copies, record of the move, event and message of each, or nothing at all (domain 6.2). Closed clocks stay.
 */
export async function recountAll(
	ctx: Ctx,
	tx: Tx,
	set: CalendarSet,
	versionId: string,
	reason: string,
): Promise<RecountSummary> {
	const summary: Record<Effect, number> = { ...NO_EFFECTS }
	const told = tellMoves(ctx, tx, versionId)
	const moved: Recounted[] = []
	for await (const batch of recounted(tx, ctx.actor.branchId, set)) {
		for (const { effect } of batch) summary[effect] += 1
		await apply(ctx, tx, set, batch, { reason, told })
		moved.push(...batch.filter(({ clock, effect }) => isMoved(effect) && hasDependants(clock)))
	}
	// What begins where another clock ends begins with its new end.
	for (const { clock, due } of moved) {
		await moveDependants(ctx, tx, clock, due.dueOn, set.of(clock.calendarCode), { cause: 'calendar', reason })
	}
	await told.write()
	await pinOpenClocks(tx, ctx.actor.branchId, versionId)
	return summary
}

type Publication = { readonly reason: string; readonly told: MoveTeller }

async function apply(ctx: Ctx, tx: Tx, set: CalendarSet, batch: readonly Recounted[], by: Publication): Promise<void> {
	const changed = batch.filter(({ effect }) => effect === 'reworded' || isRecorded(effect))
	await recountClocks(
		tx,
		changed.map(({ clock, due }) => ({ ...due, id: clock.id })),
	)
	const recorded = changed.filter(({ effect }) => isRecorded(effect))
	if (recorded.length === 0) return
	await copyDates(
		tx,
		recorded.map(({ clock, due }) => ({ clock, due, calendar: set.of(clock.calendarCode) })),
	)
	const bound = await boundOf(
		tx,
		recorded.map(({ clock }) => clock),
	)
	const events: EventDraft[] = []
	for (const { clock, due, effect } of recorded) {
		const one = bound.get(clock.id)
		if (!one) continue
		events.push(eventOf(one, clock, due, by.reason))
		if (isMoved(effect)) await by.told.moved(one, clock, due)
	}
	await insertMoves(
		tx,
		recorded.map(({ clock, due }) => moveRow(ctx, clock, due, 'calendar', by.reason)),
	)
	await appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, events)
}

function eventOf(bound: Bound, clock: StoredClock, due: ClockDue, reason: string): EventDraft {
	const of = (dates: { dueOn: string; dueAt: string; provisional: boolean }) => ({
		clock: clock.kind,
		due_on: dates.dueOn,
		due_at: dates.dueAt,
		provisional: dates.provisional,
	})
	return {
		subjectKind: bound.subject.kind,
		subjectId: bound.subject.id,
		kind: bound.subject.kind === 'order' ? 'order.recounted' : 'clock.recounted',
		before: of(clock),
		after: { ...of(due), calendar: due.calendarVersionId },
		reason,
	}
}

/**
 * The sweep's safety net: open clocks that another version has counted than the one in force (restored or imported
 * data) are counted again, all in one transaction. Gives how many dates moved or were settled.
 */
export async function recountBehind(ctx: Ctx): Promise<number> {
	const { versionId } = await currentCalendars(ctx, ctx.read)
	if (!(await isBehind(ctx.read, ctx.actor.branchId, versionId))) return 0
	const outcome = await ctx.inTx<number>(ctx.actor.branchId, async (tx) => {
		const { body, versionId: now } = await currentCalendars(ctx, tx)
		const found = await recountAll(ctx, tx, body, now, '')
		return ok(found.later + found.earlier + found.settled + found.unsettled)
	})
	return outcome.ok ? outcome.value : 0
}
