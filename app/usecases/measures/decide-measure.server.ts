import { type Action, scopeOf } from '#app/domain/access.ts'
import type { EventKind, NoticeKind } from '#app/domain/case/events.ts'
import { groundOf } from '#app/domain/measure/exit.ts'
import { liftRefusal } from '#app/domain/measure/lifting.ts'
import {
	MEASURE_STATES,
	type MeasureKind,
	type MeasureState,
	type MeasureVerdict,
	measureEnd,
	measureKindOf,
	verdictsOf,
} from '#app/domain/penalty/measure.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { groundFacts } from '#db/queries/measure-parts.server.ts'
import { type MeasureRow, measureIn, type TaskView, tasksOf, updateMeasure } from '#db/queries/measures.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import { endEntries, listOnExit } from '../blacklist/listing.server.ts'
import type { Ctx } from '../context.server.ts'
import { finishTasks } from '../penalties/tasks.server.ts'
import { type Door, type Move, transition, transitionIn } from '../transition.server.ts'
import { sendReminder } from './reminder.server.ts'

type MeasureSet = Partial<Omit<MeasureRow, 'id' | 'version'>>

type Verdict = { readonly id: string; readonly verdict: MeasureVerdict; readonly reason: string }
export type DecideMeasure = Verdict & { readonly version: number }

export function measureStateOf(text: string): MeasureState {
	const state = MEASURE_STATES.find((known) => known === text)
	if (!state) throw new Error(`Unknown measure state: ${text}`)
	return state
}

/** Ending the co-operation is the panel's; everything else the approver's or the supervisor's (domain 3.2). */
export const decideActionOf = (kind: MeasureKind): Action =>
	kind === 'TERMINATE' ? 'measure.decide-exit' : 'measure.decide'

/** The open questions whether the measure still stands, each with the case whose result fell. */
export async function reviewTasks(handle: Handle, measureId: string): Promise<TaskView[]> {
	return tasksOf(handle, 'measure_id', measureId)
}

const EVENT: Record<MeasureVerdict, EventKind> = {
	impose: 'measure.imposed',
	decline: 'measure.declined',
	lift: 'measure.lifted',
	keep: 'measure.kept',
}
const TELL: Partial<Record<MeasureVerdict, NoticeKind>> = { impose: 'measure.imposed', lift: 'measure.lifted' }
const NEXT: Record<MeasureVerdict, MeasureState | null> = {
	impose: 'IMPOSED',
	decline: 'DECLINED',
	lift: 'LIFTED',
	keep: null,
}

function setOf(ctx: Ctx, row: MeasureRow, command: Verdict): MeasureSet {
	const by = { decided_by: ctx.actor.accountId, decided_at: ctx.now, reason: command.reason }
	const state = NEXT[command.verdict]
	const stands = state === null ? by : { ...by, state }
	if (command.verdict === 'impose')
		return { ...stands, begins_on: ctx.today, ends_on: measureEnd(measureKindOf(row.kind), ctx.today) }
	return command.verdict === 'lift' ? { ...stands, ends_on: ctx.today } : stands
}

/** What stands in the way of this verdict (domain 3.2: expiry and accepted rectification; the panel ends by votes). */
async function against(ctx: Ctx, tx: Tx, row: MeasureRow, verdict: MeasureVerdict, byPanel: boolean) {
	const kind = measureKindOf(row.kind)
	const facts = await groundFacts(tx, row.penalty_id)
	const ground = groundOf(facts.state, facts.revoked)
	if (verdict === 'lift') {
		const planAccepted = facts.plan?.state === 'STRUCK_OFF'
		const missing = liftRefusal({ kind, endsOn: row.ends_on, planAccepted, groundGone: ground === 'gone' }, ctx.today)
		return missing ? refuse('procedure', missing.rule, missing.params) : null
	}
	if (kind !== 'TERMINATE' || byPanel) return null
	if (verdict === 'impose' || (verdict === 'decline' && ground !== 'gone'))
		return refuse('procedure', 'measure.panel-votes')
	return null
}

/** What else an imposed or lifted measure brings about, in its transaction. */
async function effects(ctx: Ctx, tx: Tx, row: MeasureRow, set: MeasureSet, command: Verdict): Promise<void> {
	const kind = measureKindOf(row.kind)
	if (command.verdict === 'impose' && kind === 'REMINDER') await sendReminder(ctx, tx, row, command.reason)
	if (command.verdict === 'impose' && kind === 'TERMINATE' && set.ends_on) await listOnExit(ctx, tx, row, set.ends_on)
	if (command.verdict === 'lift' && kind === 'TERMINATE') await endEntries(ctx, tx, row.id, command.reason)
}

async function decided(
	ctx: Ctx,
	tx: Tx,
	row: MeasureRow,
	command: Verdict,
	byPanel: boolean,
): Promise<Outcome<Move<MeasureSet>>> {
	const { verdict } = command
	const tasks = await reviewTasks(tx, row.id)
	const state = measureStateOf(row.state)
	if (!verdictsOf(state, tasks.length > 0).includes(verdict))
		return refuse('procedure', 'wrong-state', { state, action: verdict })
	if (command.reason.trim() === '') return refuse('invalid', 'reason-missing')
	const refused = await against(ctx, tx, row, verdict, byPanel)
	if (refused) return refused
	const told = TELL[verdict]
	const owners = told ? await holdersOf(tx, row.branch_id, ['DEALER_OWNER'], { dealerId: row.dealer_id }) : []
	const set = setOf(ctx, row, command)
	return ok({
		set,
		event: {
			kind: EVENT[verdict],
			reason: command.reason,
			after: { kind: row.kind, verdict, state: set.state ?? row.state, ends_on: set.ends_on ?? row.ends_on },
		},
		tell: owners.flatMap((one) =>
			told
				? [
						{
							key: `measure:${row.id}:${verdict}`,
							kind: told,
							accountId: one.id,
							subjectKind: 'measure' as const,
							subjectId: row.id,
							params: { measure: row.kind },
						},
					]
				: [],
		),
		also: async (within) => {
			await effects(ctx, within, row, set, command)
			await finishTasks(ctx, within, tasks, verdict)
		},
	})
}

type MeasureDoor = Door<MeasureRow, MeasureSet>

function doorOf(ctx: Ctx, command: Verdict, version: number | undefined, byPanel: boolean): MeasureDoor {
	return {
		subject: 'measure',
		id: command.id,
		version,
		readAction: 'measure.read',
		actions: ['measure.decide', 'measure.decide-exit'],
		load: async (tx, scope, id) => measureIn(tx, scope, id),
		decide: async (row, tx) => {
			const action = decideActionOf(measureKindOf(row.kind))
			const mine = await measureIn(tx, scopeOf(ctx.actor, action), row.id)
			return mine ? decided(ctx, tx, row, command, byPanel) : refuse('forbidden', 'not-allowed')
		},
		save: updateMeasure,
	}
}

/** Imposes or declines a proposed measure; lifts or keeps one that a changed case asks about. */
export async function decideMeasure(ctx: Ctx, command: DecideMeasure): Promise<Outcome<{ id: string }>> {
	return transition(ctx, doorOf(ctx, command, command.version, false))
}

/** What the panel's last vote brings about, in the transaction of that vote. */
export async function carryOut(ctx: Ctx, tx: Tx, command: Verdict): Promise<Outcome<{ id: string }>> {
	return transitionIn(ctx, tx, doorOf(ctx, command, undefined, true))
}
