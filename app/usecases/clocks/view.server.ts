import { may } from '#app/domain/access.ts'
import { dueOf } from '#app/domain/clock/engine.ts'
import type { Light } from '#app/domain/light.ts'
import { deadlineLight } from '#app/domain/light.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Instant } from '#app/domain/time.ts'
import {
	type ExtensionRow,
	extensionsOfClocks,
	factsFrom,
	type MoveRow,
	movesOf,
	type PauseRow,
	pausesOf,
} from '#db/queries/clock-facts.server.ts'
import { clockById, roundsOfClock, type StoredClock } from '#db/queries/clocks.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import type { Ctx } from '../context.server.ts'
import { calendarById } from '../reference/load.server.ts'
import type { Bound } from './carrier.ts'
import { boundOf } from './carriers.server.ts'
import { mayReadClock } from './may-read.server.ts'

/** One clock with everything that its date is computed from, read by whoever reads its subject. */
export type ClockView = {
	readonly clock: StoredClock
	readonly bound: Bound | null
	readonly light: Light | null
	readonly pauses: readonly (PauseRow & { readonly by: string })[]
	readonly extensions: readonly (ExtensionRow & { readonly by: string; readonly decider: string })[]
	readonly moves: readonly (MoveRow & { readonly by: string; readonly versions: readonly [number, number] })[]
	readonly rounds: readonly Pick<StoredClock, 'id' | 'round' | 'state' | 'dueOn' | 'dueAt'>[]
	readonly calendar: { readonly code: string; readonly version: number; readonly unit: string }
	/** The same date again, counted just now from the facts by the same version of the calendar. */
	readonly countedAgain: { readonly dueAt: Instant; readonly same: boolean; readonly steps: StoredClock['steps'] }
}

const OPEN = ['RUNNING', 'PAUSED']

export async function clockView(ctx: Ctx, id: string): Promise<Outcome<ClockView>> {
	const clock = await clockById(ctx.read, id)
	if (!clock || clock.branchId !== ctx.actor.branchId || !(await mayReadClock(ctx, clock))) {
		return refuse('missing', 'not-found')
	}
	const pauses = await pausesOf(ctx.read, [id])
	const extensions = await extensionsOfClocks(ctx.read, [id])
	const moves = await movesOf(ctx.read, id)
	const version = await calendarById(ctx.read, clock.calendarVersionId, clock.calendarCode)
	const again = dueOf(version.body, factsFrom(clock, pauses, extensions))
	// A dealer reads when and why, not who of the branch.
	const names = may(ctx.actor, 'desk.read')
		? new Map<string, string>()
		: await namesOf(ctx.read, [
				...pauses.map((row) => row.paused_by),
				...extensions.flatMap((row) => [row.asked_by, row.decided_by]),
				...moves.map((row) => row.moved_by),
			])
	const name = (account: string) => names.get(account) ?? ''
	const versions = await versionNumbers(ctx, moves)
	const bound = (await boundOf(ctx.read, [clock])).get(id) ?? null
	return ok({
		clock,
		bound: bound && may(ctx.actor, 'desk.read') ? { ...bound, accounts: [], holders: [] } : bound,
		light: OPEN.includes(clock.state) ? deadlineLight(version.body, ctx.now, clock.dueAt, clock.startedAt) : null,
		pauses: pauses.map((row) => ({ ...row, by: name(row.paused_by) })),
		extensions: extensions.map((row) => ({ ...row, by: name(row.asked_by), decider: name(row.decided_by) })),
		moves: moves.map((row) => ({
			...row,
			by: name(row.moved_by),
			versions: [versions.get(row.old_calendar_version_id) ?? 0, versions.get(row.new_calendar_version_id) ?? 0],
		})),
		rounds: await roundsOfClock(ctx.read, clock),
		calendar: { code: version.code, version: version.version, unit: clock.calendarCode },
		countedAgain: {
			dueAt: again.dueAt,
			same: again.dueAt === clock.dueAt && again.dueOn === clock.dueOn,
			steps: again.steps,
		},
	})
}

async function versionNumbers(ctx: Ctx, moves: readonly MoveRow[]): Promise<Map<string, number>> {
	const ids = new Set(moves.flatMap((row) => [row.old_calendar_version_id, row.new_calendar_version_id]))
	const found = new Map<string, number>()
	for (const id of ids) found.set(id, (await calendarById(ctx.read, id)).version)
	return found
}
