import { dueOf } from '#app/domain/clock/engine.ts'
import type { Limit } from '#app/domain/due-date.ts'
import { grantAskedExtension, refuseExtension } from '#app/domain/penalty/extension.ts'
import { grantDefenceExtension } from '#app/domain/penalty/notice.ts'
import { LIMITS } from '#app/domain/penalty/notice-body.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { factsOfClock } from '#db/queries/clock-facts.server.ts'
import { answerExtension, extensionOf } from '#db/queries/extensions.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { moveDependants } from '../clocks/dependants.server.ts'
import { extendStored, withExtension } from '../clocks/move.server.ts'
import type { Ctx } from '../context.server.ts'
import { actOnCase, type Written } from './act.server.ts'
import type { CaseFile } from './case-file.server.ts'
import { calendarOf } from './clocks.server.ts'
import { tellDealer } from './tell.server.ts'

const EXTENSION: Limit = { amount: LIMITS.extension, unit: 'wd' }

/** The window with three more working days after its last day; the day of the decision moves with it. */
async function extended(ctx: Ctx, tx: Tx, { clocks, facts }: CaseFile) {
	const window = clocks.filter((one) => one.kind === 'penalty.defence' && one.state !== 'CANCELLED')
	// Asked in time it counts from the original last day, also when that has passed meanwhile.
	const old = facts.extension === 'ASKED' ? window.at(-1) : window.find((one) => one.state === 'RUNNING')
	if (!old) return null
	const calendar = await calendarOf(ctx, tx)
	const more = { limit: EXTENSION, namedOn: null, decidedAt: ctx.now }
	return { old, calendar, dueOn: dueOf(calendar, withExtension(await factsOfClock(tx, old), more)).dueOn }
}

type Clocks = NonNullable<Awaited<ReturnType<typeof extended>>>

export type ExtendDefence = {
	readonly id: string
	readonly version: number
	/** false: the dealer's request is not granted; then a reason is needed. */
	readonly grant?: boolean
	readonly reason?: string
}

/**
 * Three more working days for the defence, once (domain 4, step 5): what the dealer asked for in time, granted or not,
 * or given unasked inside the window.
 */
export async function extendDefence(ctx: Ctx, command: ExtendDefence): Promise<Outcome<{ id: string }>> {
	const reason = command.reason?.trim() ?? ''
	return actOnCase(ctx, {
		id: command.id,
		version: command.version,
		actions: ['penalty.extend-defence'],
		decide: async (file, _, tx) => {
			if (command.grant === false) return refused(ctx, tx, file, reason)
			return file.facts.extension === 'ASKED' ? granted(ctx, tx, file, reason) : given(ctx, tx, file, reason)
		},
	})
}

async function granted(ctx: Ctx, tx: Tx, file: CaseFile, reason: string): Promise<Outcome<Written>> {
	const { facts, row } = file
	const clocks = await extended(ctx, tx, file)
	if (!clocks) return refuse('procedure', 'penalty.extension-none')
	const { dueOn } = clocks
	const change = grantAskedExtension(facts, { today: ctx.today, dueOn })
	if (!change.ok) return change
	return ok({
		set: { state: change.value.to, defence_extended: 1, defence_state: 'OPEN' },
		event: { kind: 'penalty.defence-extended', reason: reason || null, after: { defence_until: dueOn } },
		tell: await tellDealer(tx, row, 'penalty.extension-decided', 'extended', { until: dueOn, variant: 'granted' }),
		also: async (within) => {
			await answer(ctx, within, row.id, { outcome: 'GRANTED', answer: reason, new_due_on: dueOn })
			const asked = await extensionOf(within, row.id)
			await run(ctx, within, clocks, { reason, by: asked?.asked_by, at: asked?.asked_at })
		},
	})
}

async function refused(ctx: Ctx, tx: Tx, { facts, row }: CaseFile, reason: string): Promise<Outcome<Written>> {
	const change = refuseExtension(facts, { reason })
	if (!change.ok) return change
	const until = facts.defenceDueOn ?? ctx.today
	return ok({
		set: { state: change.value.to },
		event: { kind: 'penalty.extension-refused', reason, after: { defence_until: until } },
		tell: await tellDealer(tx, row, 'penalty.extension-decided', 'extended', { until }),
		also: async (within) => answer(ctx, within, row.id, { outcome: 'REFUSED', answer: reason, new_due_on: null }),
	})
}

/** Nobody asked: given by the branch inside the window. */
async function given(ctx: Ctx, tx: Tx, file: CaseFile, reason: string): Promise<Outcome<Written>> {
	const { facts, row } = file
	const clocks = await extended(ctx, tx, file)
	const dueOn = clocks?.dueOn ?? facts.defenceDueOn ?? ctx.today
	const change = grantDefenceExtension(facts, { today: ctx.today, dueOn })
	if (!change.ok) return change
	// The window is closed by a reply already given.
	if (!clocks) return refuse('procedure', 'penalty.defence-stated')
	return ok({
		set: { state: change.value.to, defence_extended: 1 },
		event: { kind: 'penalty.defence-extended', reason: reason || null, after: { defence_until: dueOn } },
		tell: await tellDealer(tx, row, 'penalty.defence-reminder', 'extended', { until: dueOn }),
		also: async (within) => run(ctx, within, clocks, { reason }),
	})
}

type Asked = { readonly reason: string; readonly by?: string | undefined; readonly at?: Instant | undefined }

async function run(ctx: Ctx, tx: Tx, { old, calendar, dueOn }: Clocks, asked: Asked): Promise<void> {
	const { reason, by = ctx.actor.accountId, at = ctx.now } = asked
	await extendStored(ctx, tx, old, { limit: EXTENSION, reason, askedBy: by, askedAt: at })
	await moveDependants(ctx, tx, old, dueOn, calendar, { cause: 'extension', reason })
}

async function answer(
	ctx: Ctx,
	tx: Tx,
	penaltyId: string,
	said: {
		readonly outcome: 'GRANTED' | 'REFUSED'
		readonly answer: string
		readonly new_due_on: LocalDate | null
	},
): Promise<void> {
	await answerExtension(tx, penaltyId, { ...said, decided_by: ctx.actor.accountId, decided_at: ctx.now })
}
