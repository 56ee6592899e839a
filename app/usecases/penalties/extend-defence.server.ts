import { clockOf } from '#app/domain/clock.ts'
import { dueDate, type Limit } from '#app/domain/due-date.ts'
import { grantDefenceExtension } from '#app/domain/penalty/notice.ts'
import { LIMITS } from '#app/domain/penalty/notice-body.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { actOnCase } from './act.server.ts'
import type { CaseFile } from './case-file.server.ts'
import { calendarOf, caseClock, runClocks } from './clocks.server.ts'
import { tellDealer } from './tell.server.ts'

const EXTENSION: Limit = { amount: LIMITS.extension, unit: 'wd' }

/** The window with three more working days, and the day of the decision that moves with it. */
async function extended(ctx: Ctx, tx: Tx, { row, clocks }: CaseFile) {
	const old = clocks.find((one) => one.kind === 'penalty.defence' && one.state === 'RUNNING')
	if (!old) return null
	const calendar = await calendarOf(ctx, tx)
	const due = dueDate(calendar, old.dueOn, EXTENSION)
	const step = { kind: 'extended', from: old.dueOn, to: due.dueOn, limit: EXTENSION } as const
	const steps = [...old.steps.filter((one) => one.kind !== 'end'), step, ...due.steps]
	const start = { subjectKind: 'penalty', subjectId: row.id, kind: 'penalty.defence', party: 'dealer' } as const
	const limit: Limit = { amount: old.amount + EXTENSION.amount, unit: 'wd' }
	const defence = clockOf({ ...start, round: old.round }, { ...due, limit, startedAt: old.startedAt, steps })
	return { defence, decision: caseClock(calendar, row.id, 'decision', due.dueOn, row.round) }
}

/** Three more working days for the defence, once, inside the window (domain 4, step 5). */
export async function extendDefence(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number; readonly reason?: string },
): Promise<Outcome<{ id: string }>> {
	return actOnCase(ctx, {
		...command,
		actions: ['penalty.extend-defence'],
		decide: async (file, _, tx) => {
			const { facts, row } = file
			const clocks = await extended(ctx, tx, file)
			const dueOn = clocks?.defence.dueOn ?? facts.defenceDueOn ?? ctx.today
			const change = grantDefenceExtension(facts, { today: ctx.today, dueOn })
			if (!change.ok) return change
			// The window is closed by a reply already given.
			if (!clocks) return refuse('procedure', 'penalty.defence-stated')
			return ok({
				set: { state: change.value.to, defence_extended: 1 },
				event: { kind: 'penalty.defence-extended', reason: command.reason || null, after: { defence_until: dueOn } },
				tell: await tellDealer(tx, row, 'penalty.defence-reminder', 'extended', { until: dueOn }),
				also: async (within) => runClocks(ctx, within, [clocks.defence, clocks.decision]),
			})
		},
	})
}
