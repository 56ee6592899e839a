import type { ClockKind } from '#app/domain/clock.ts'
import { type DueRung, dueRungs, nextRungAt, type PlacedRung, placeRungs } from '#app/domain/ladder/ladder.ts'
import { ladderFor } from '#app/domain/policy/policy.ts'
import { ok } from '#app/domain/result.ts'
import { addMs, HOUR_MS, type Instant } from '#app/domain/time.ts'
import type { StoredClock } from '#db/queries/clocks.server.ts'
import { writeOutbox } from '#db/queries/outbox.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { clockNow, type LookedClock, lookAgain, noteRung, sentRungs } from '#db/queries/reminders.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar } from '../reference/load.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { point } from '../sweep/halt.ts'
import { standIns } from './stand-ins.server.ts'
import type { Standing } from './standing.ts'
import { ladderSubjects } from './subjects.ts'

const subjectOf = new Map<ClockKind, (typeof ladderSubjects)[number]>(
	ladderSubjects.flatMap((subject) => subject.kinds.map((kind) => [kind, subject] as const)),
)

type Climb = {
	readonly standing: Standing
	readonly placed: readonly PlacedRung[]
	readonly due: readonly DueRung[]
}

/** Where a clock stands on its ladder; 'none' when its kind has none, null when nobody is waited for. */
async function climbOf(
	ctx: Ctx,
	handle: Handle,
	clock: StoredClock,
	sent: ReadonlySet<string>,
): Promise<Climb | 'none' | null> {
	const subject = subjectOf.get(clock.kind)
	const policy = (await policyOf(ctx, handle, clock.policyId)).body
	if (!subject || !policy.ladders.some(({ kinds }) => kinds.includes(clock.kind))) return 'none'
	const standing = await subject.find(ctx, handle, clock)
	if (!standing) return null
	const ladder = ladderFor(policy, clock.kind, standing.level)
	if (!ladder) return 'none'
	const placed = placeRungs(await currentCalendar(ctx, handle, clock.calendarCode), policy, ladder.rungs, clock)
	const due = dueRungs({ placed, clockId: clock.id, clock, since: standing.since, now: ctx.now, sent })
	return { standing, placed, due }
}

export type Look = { readonly rungs: readonly DueRung[]; readonly again: Instant | null }

/** The rungs of one clock that have to be sent now, and when to look at it again. */
export async function lookAt(ctx: Ctx, clock: LookedClock, sent: ReadonlySet<string>): Promise<Look> {
	const climb = await climbOf(ctx, ctx.read, clock, sent)
	if (climb === 'none') return { rungs: [], again: null }
	// What nobody is waited for may be waited for again while its clock runs.
	if (climb === null) return { rungs: [], again: clock.state === 'RUNNING' ? addMs(ctx.now, HOUR_MS) : null }
	return { rungs: climb.due, again: nextRungAt(climb.placed, ctx.now) }
}

/** Notes for a page of clocks when to look again; harmless when it is lost. */
export async function noteLooks(
	ctx: Ctx,
	looks: readonly { readonly clock: LookedClock; readonly again: Instant | null }[],
): Promise<void> {
	if (looks.length === 0) return
	await ctx.inTx<null>(ctx.actor.branchId, async (tx) => {
		for (const { clock, again } of looks) await lookAgain(tx, clock, again)
		return ok(null)
	})
}

/** One rung: the note that it was sent, what it writes elsewhere and the messages, together or not at all. */
export async function sendRung(ctx: Ctx, seen: StoredClock, key: string): Promise<boolean> {
	const outcome = await ctx.inTx<boolean>(ctx.actor.branchId, async (tx) => {
		const clock = await clockNow(tx, seen.id)
		if (!clock || (clock.state !== 'RUNNING' && clock.state !== 'BREACHED')) return ok(false)
		const climb = await climbOf(ctx, tx, clock, await sentRungs(tx, [clock.id]))
		if (climb === null || climb === 'none') return ok(false)
		const rung = climb.due.find((one) => one.key === key)
		if (!rung) return ok(false)
		const note = { id: ctx.newId(), branchId: clock.branchId, clockId: clock.id, key, at: ctx.now, dueAt: rung.at }
		if (!(await noteRung(tx, note))) return ok(false)
		await point(ctx, 'rung.noted')
		await tell(ctx, tx, clock, climb.standing, rung)
		await point(ctx, 'rung.told')
		return ok(true)
	})
	if (!outcome.ok) throw new Error(`The rung ${key} was refused: ${outcome.error.rule}`)
	return outcome.value
}

/** The owner hears of everything that others are told about him; who is away is stood in for. */
async function tell(ctx: Ctx, tx: Tx, clock: StoredClock, standing: Standing, due: DueRung): Promise<void> {
	const { rung } = due
	const people: string[] = []
	for (const audience of new Set([...rung.to, 'owner' as const])) people.push(...(await standing.people(audience)))
	const told = await standIns(tx, people, ctx.today)
	const names = await namesOf(
		tx,
		told.map(({ accountId }) => accountId),
	)
	await standing.also?.(tx, due, [...names.values()])
	const { kind, variant } = standing.kindOf(due)
	await writeOutbox(
		tx,
		clock.branchId,
		ctx.now,
		ctx.newId,
		told.map(({ accountId, forName }) => ({
			key: `${standing.subject.id}:${due.key}`,
			kind,
			accountId,
			subjectKind: standing.subject.kind,
			subjectId: standing.subject.id,
			params: {
				...standing.params,
				rung: rung.code,
				due: clock.dueOn,
				...(variant === undefined ? {} : { variant }),
				...(forName === null ? {} : { for: forName }),
			},
		})),
	)
}
