import type { Calendar } from '#app/domain/calendar.ts'
import { dueOf } from '#app/domain/clock/engine.ts'
import { instantAt, type LocalDate } from '#app/domain/time.ts'
import { factsOfClock, insertMoves, type MoveRow, setFirstDue } from '#db/queries/clock-facts.server.ts'
import { clocksOf, moveClock, type StoredClock, setClockStart } from '#db/queries/clocks.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { moveRow } from './move.server.ts'

/** True when another clock may begin with the end of this one. */
export function hasDependants(clock: Pick<StoredClock, 'kind'>): boolean {
	return clock.kind === 'penalty.defence'
}

/**
 * Clocks that begin where another one ends move with it: the decision of a case begins with the last day of the
 * defence (domain 4, step 6). `clock` is the one that has moved, with its old date.
 */
export async function moveDependants(
	ctx: Ctx,
	tx: Tx,
	clock: StoredClock,
	dueOn: LocalDate,
	calendar: Calendar,
	why: Pick<MoveRow, 'cause' | 'reason'>,
): Promise<void> {
	if (!hasDependants(clock)) return
	const own = await clocksOf(tx, clock.subjectKind, clock.subjectId)
	const begins = instantAt(clock.dueOn, 0)
	const next = own.find((one) => one.kind === 'penalty.decision' && one.startedAt === begins)
	if (!next || (next.state !== 'RUNNING' && next.state !== 'PAUSED')) return
	const startedAt = instantAt(dueOn, 0)
	const due = dueOf(calendar, { ...(await factsOfClock(tx, next)), startedAt })
	await setClockStart(tx, next.id, startedAt)
	await moveClock(tx, next.id, due, next.state, null)
	await setFirstDue(tx, next.id, due.firstDueAt, due.firstDueOn)
	await insertMoves(tx, [moveRow(ctx, next, due, why.cause, why.reason)])
}
