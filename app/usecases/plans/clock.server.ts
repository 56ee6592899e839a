import type { Calendar } from '#app/domain/calendar.ts'
import { type Clock, startClock, startClockUntil } from '#app/domain/clock.ts'
import { dueDate, workingDaysBetween } from '#app/domain/due-date.ts'
import { planWorkingDays } from '#app/domain/plan/plan.ts'
import { type LocalDate, localDateOf } from '#app/domain/time.ts'
import { clocksOf, startClocks, stopClocks } from '#db/queries/clocks.server.ts'
import type { PlanRow } from '#db/queries/plans.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { extendStored } from '../clocks/move.server.ts'
import type { Ctx } from '../context.server.ts'
import { closesOf } from '../reference/policy.server.ts'
import { livingClocks } from './facts.server.ts'

/** The one clock of a plan: it runs while the plan lies with the dealer (domain 4.1). */
const KIND = 'plan.work'

const start = (planId: string, round: number) =>
	({ subjectKind: 'plan', subjectId: planId, kind: KIND, party: 'dealer', round }) as const

async function nextRound(tx: Tx, planId: string): Promise<number> {
	const clocks = await clocksOf(tx, 'plan', planId)
	return 1 + Math.max(0, ...clocks.map((clock) => clock.round))
}

/** The clock that counts the plan's days from service: same day, 5, 10 or 15 working days by severity. */
export function clockFromService(
	calendar: Calendar,
	plan: Pick<PlanRow, 'id' | 'severity'>,
	from: LocalDate,
	round: number,
	closeAt: number,
): Clock {
	const limit = { amount: planWorkingDays(plan.severity), unit: 'wd' } as const
	return startClock(calendar, { ...start(plan.id, round), from, limit, closeAt })
}

/** Starts the days of a plan that was opened or reopened; a later service opens the next round. */
export async function startPlanDays(
	ctx: Ctx,
	tx: Tx,
	calendar: Calendar,
	plan: PlanRow,
	from: LocalDate,
): Promise<Clock> {
	const clock = clockFromService(calendar, plan, from, await nextRound(tx, plan.id), (await closesOf(ctx, tx)).dealer)
	await startClocks(tx, ctx.actor.branchId, ctx.newId, [clock])
	return clock
}

/** The dealer has handed over: the clock stands, met or late. True when it was late and nobody had noticed yet. */
export async function stopPlanClock(ctx: Ctx, tx: Tx, plan: PlanRow): Promise<void> {
	await stopClocks(tx, 'plan', plan.id, [KIND], ctx.now, 'answered')
}

/** Ends with its plan. */
export async function cancelPlanClock(ctx: Ctx, tx: Tx, planId: string): Promise<void> {
	await stopClocks(tx, 'plan', planId, [KIND], ctx.now, 'cancelled')
}

/** True when the clock is still running though its moment has passed: the sweep has not come by yet. */
export async function lateUnnoticed(ctx: Ctx, tx: Tx, planId: string): Promise<boolean> {
	const clocks = await clocksOf(tx, 'plan', planId)
	return clocks.some((clock) => clock.state === 'RUNNING' && clock.dueAt < ctx.now)
}

/**
 * The day until which the dealer has time when the plan comes back from us. The time that it lay with us does not
 * make the dealer late: when the date has passed meanwhile, the working days that were left count from today.
 */
export async function dueAfterOurs(ctx: Ctx, tx: Tx, calendar: Calendar, plan: PlanRow): Promise<LocalDate | null> {
	if (plan.due_on === null || plan.due_on >= ctx.today) return plan.due_on
	const last = livingClocks(plan, await clocksOf(tx, 'plan', plan.id)).at(-1)
	if (last?.state !== 'MET' || last.endedAt === null) return plan.due_on
	const left = Math.max(1, workingDaysBetween(calendar, localDateOf(last.endedAt), plan.due_on))
	return dueDate(calendar, ctx.today, { amount: left, unit: 'wd' }).dueOn
}

/** Runs on when the plan is with the dealer again; an overdue plan stays overdue. */
export async function resumePlanClock(
	ctx: Ctx,
	tx: Tx,
	calendar: Calendar,
	plan: PlanRow,
	dueOn: LocalDate | null,
): Promise<void> {
	if (dueOn === null || dueOn < ctx.today) return
	const clock = startClockUntil(calendar, {
		...start(plan.id, await nextRound(tx, plan.id)),
		from: ctx.now,
		dueOn,
		closeAt: (await closesOf(ctx, tx)).dealer,
	})
	await startClocks(tx, ctx.actor.branchId, ctx.newId, [clock])
}

/** A later last day that somebody granted: the running clock takes it. */
export async function extendPlanClock(
	ctx: Ctx,
	tx: Tx,
	plan: PlanRow,
	granted: { readonly dueOn: LocalDate; readonly reason: string },
): Promise<void> {
	const running = (await clocksOf(tx, 'plan', plan.id)).find((clock) => clock.state === 'RUNNING')
	if (!running) return
	const by = { askedBy: ctx.actor.accountId, askedAt: ctx.now }
	await extendStored(ctx, tx, running, { namedOn: granted.dueOn, reason: granted.reason, ...by })
}
