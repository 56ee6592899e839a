import type { Calendar } from '#app/domain/calendar.ts'
import { type ClockDue, dueOf } from '#app/domain/clock/engine.ts'
import type { ClockFacts, ExtensionFacts } from '#app/domain/clock/facts.ts'
import { type ClockState, isStatutory } from '#app/domain/clock.ts'
import { isInstantText, type Limit } from '#app/domain/due-date.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type Instant, instantAt, type LocalDate } from '#app/domain/time.ts'
import {
	endPause,
	factsOfClock,
	insertExtension,
	insertMoves,
	insertPause,
	type MoveRow,
	setFirstDue,
} from '#db/queries/clock-facts.server.ts'
import { moveClock, type StoredClock } from '#db/queries/clocks.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar } from '../reference/load.server.ts'

/**
 * Changes of a clock's facts: the fact is written, the date computed anew from all of them, the move put on record.
 * The subject's own copy of the date is the caller's, or acts.server.ts.
 */

export type Moved = {
	readonly due: ClockDue
	readonly calendar: Calendar
	readonly cause: MoveRow['cause']
	readonly reason: string
}

/** The date by these facts, and the row that tells where it came from. */
export function moveRow(
	ctx: Ctx,
	clock: StoredClock,
	due: Pick<ClockDue, 'dueAt' | 'dueOn' | 'calendarVersionId'>,
	cause: MoveRow['cause'],
	reason: string,
): MoveRow {
	return {
		id: ctx.newId(),
		branch_id: clock.branchId,
		clock_id: clock.id,
		cause,
		old_due_at: clock.dueAt,
		new_due_at: due.dueAt,
		old_due_on: clock.dueOn,
		new_due_on: due.dueOn,
		old_calendar_version_id: clock.calendarVersionId,
		new_calendar_version_id: due.calendarVersionId,
		reason,
		moved_by: ctx.actor.accountId,
		moved_at: ctx.now,
	}
}

type Change = {
	readonly facts: ClockFacts
	readonly cause: MoveRow['cause']
	readonly reason: string
	readonly state: ClockState
	readonly endedAt?: Instant | null
}

/** Computes, stores and records; the calendar is the one in force now. */
async function take(ctx: Ctx, tx: Tx, clock: StoredClock, change: Change): Promise<Moved> {
	const calendar = await currentCalendar(ctx, tx, clock.calendarCode)
	const due = dueOf(calendar, change.facts)
	const endedAt = change.endedAt ?? null
	const state = endedAt === null ? change.state : endedAt > due.dueAt ? 'BREACHED' : 'MET'
	await moveClock(tx, clock.id, due, state, endedAt)
	await setFirstDue(tx, clock.id, due.firstDueAt, due.firstDueOn)
	await insertMoves(tx, [moveRow(ctx, clock, due, change.cause, change.reason)])
	return { due, calendar, cause: change.cause, reason: change.reason }
}

export type Pause = { readonly until: LocalDate | Instant; readonly reason: string }

/**
 * The clock stands until it is resumed; its date is the one that holds if the pause ends as expected. Needs a reason and
 * an expected end after now; statutory clocks never pause, and one that has run out gains nothing by it (domain 5.2).
 */
export async function pauseStored(ctx: Ctx, tx: Tx, clock: StoredClock, pause: Pause): Promise<Outcome<Moved>> {
	const reason = pause.reason.trim()
	const until = isInstantText(pause.until) ? pause.until : instantAt(pause.until, 0)
	if (isStatutory(clock.kind)) return refuse('procedure', 'clock.statutory')
	if (clock.state !== 'RUNNING') return refuse('procedure', 'clock.not-running')
	if (ctx.now > clock.dueAt) return refuse('procedure', 'clock.over')
	if (reason === '') return refuse('invalid', 'reason-missing')
	if (until <= ctx.now) return refuse('invalid', 'clock.pause-end')
	const facts = await factsOfClock(tx, clock)
	await insertPause(tx, {
		id: ctx.newId(),
		branch_id: clock.branchId,
		clock_id: clock.id,
		from_at: ctx.now,
		expected_until: until,
		to_at: null,
		reason,
		paused_by: ctx.actor.accountId,
		resumed_by: null,
		carried: 0,
	})
	const pauses = [...facts.pauses, { fromAt: ctx.now, expectedUntil: until, toAt: null }]
	return ok(await take(ctx, tx, clock, { facts: { ...facts, pauses }, cause: 'pause', reason, state: 'PAUSED' }))
}

/** The clock runs again, with exactly the time that it stood given back. */
export async function resumeStored(ctx: Ctx, tx: Tx, clock: StoredClock, reason: string): Promise<Outcome<Moved>> {
	if (clock.state !== 'PAUSED' || !(await endPause(tx, clock.id, ctx.now, ctx.actor.accountId))) {
		return refuse('procedure', 'clock.not-paused')
	}
	const facts = await factsOfClock(tx, clock)
	return ok(await take(ctx, tx, clock, { facts, cause: 'resume', reason, state: 'RUNNING' }))
}

export type Extension = {
	/** More time from the old date on, or another day instead. */
	readonly limit?: Limit | undefined
	readonly namedOn?: LocalDate | undefined
	readonly reason: string
	readonly askedBy: string
	readonly askedAt: Instant
	/** The answer that has come in already: it is judged by the new date. */
	readonly answeredAt?: Instant | null | undefined
}

/** The same facts with one more extension, decided now. */
export function withExtension(facts: ClockFacts, extension: ExtensionFacts): ClockFacts {
	return { ...facts, extensions: [...facts.extensions, extension] }
}

function extensionOf(ctx: Ctx, { limit, namedOn }: Extension): ExtensionFacts {
	if (limit !== undefined) return { limit, namedOn: null, decidedAt: ctx.now }
	if (namedOn !== undefined) return { limit: null, namedOn, decidedAt: ctx.now }
	throw new Error('An extension needs a limit or a day')
}

/** A granted extension, or a named day, as the n-th of this clock. What was breached meanwhile runs again. */
export async function extendStored(
	ctx: Ctx,
	tx: Tx,
	clock: StoredClock,
	extension: Extension,
	cause: 'extension' | 'manual' = 'extension',
): Promise<Moved> {
	const before = await factsOfClock(tx, clock)
	const one = extensionOf(ctx, extension)
	const moved = await take(ctx, tx, clock, {
		facts: withExtension(before, one),
		cause,
		reason: extension.reason,
		state: clock.state === 'PAUSED' ? 'PAUSED' : 'RUNNING',
		endedAt: extension.answeredAt ?? null,
	})
	await insertExtension(tx, {
		id: ctx.newId(),
		branch_id: clock.branchId,
		clock_id: clock.id,
		n: before.extensions.length + 1,
		amount: one.limit?.amount ?? 0,
		unit: one.limit?.unit ?? 'date',
		named_on: one.namedOn,
		old_due_at: clock.dueAt,
		new_due_at: moved.due.dueAt,
		reason: extension.reason,
		asked_by: extension.askedBy,
		asked_at: extension.askedAt,
		decided_by: ctx.actor.accountId,
		decided_at: ctx.now,
		carried: 0,
	})
	return moved
}
