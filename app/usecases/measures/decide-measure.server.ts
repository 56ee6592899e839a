import { type Action, scopeOf } from '#app/domain/access.ts'
import type { EventKind } from '#app/domain/case/events.ts'
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
import { type MeasureRow, measureIn, type TaskView, tasksOf, updateMeasure } from '#db/queries/measures.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { finishTasks } from '../penalties/tasks.server.ts'
import { type Move, transition } from '../transition.server.ts'

type MeasureSet = Partial<Omit<MeasureRow, 'id' | 'version'>>

export type DecideMeasure = {
	readonly id: string
	readonly version: number
	readonly verdict: MeasureVerdict
	readonly reason: string
}

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
	keep: 'measure.imposed',
}

const NEXT: Record<MeasureVerdict, MeasureState | null> = {
	impose: 'IMPOSED',
	decline: 'DECLINED',
	lift: 'LIFTED',
	keep: null,
}

function setOf(ctx: Ctx, row: MeasureRow, command: DecideMeasure): MeasureSet {
	const by = { decided_by: ctx.actor.accountId, decided_at: ctx.now, reason: command.reason }
	const state = NEXT[command.verdict]
	const stands = state === null ? by : { ...by, state }
	if (command.verdict === 'impose')
		return { ...stands, begins_on: ctx.today, ends_on: measureEnd(measureKindOf(row.kind), ctx.today) }
	return command.verdict === 'lift' ? { ...stands, ends_on: ctx.today } : stands
}

async function decided(ctx: Ctx, tx: Tx, row: MeasureRow, command: DecideMeasure): Promise<Outcome<Move<MeasureSet>>> {
	const tasks = await reviewTasks(tx, row.id)
	const state = measureStateOf(row.state)
	if (!verdictsOf(state, tasks.length > 0).includes(command.verdict))
		return refuse('procedure', 'wrong-state', { state, action: command.verdict })
	if (command.reason.trim() === '') return refuse('invalid', 'reason-missing')
	const owners =
		command.verdict === 'impose' || command.verdict === 'lift'
			? await holdersOf(tx, row.branch_id, ['DEALER_OWNER'], { dealerId: row.dealer_id })
			: []
	return ok({
		set: setOf(ctx, row, command),
		event: {
			kind: EVENT[command.verdict],
			reason: command.reason,
			after: { kind: row.kind, verdict: command.verdict },
		},
		tell: owners.map((one) => ({
			key: `measure:${row.id}:${command.verdict}`,
			kind: command.verdict === 'impose' ? ('measure.imposed' as const) : ('measure.review' as const),
			accountId: one.id,
			subjectKind: 'measure' as const,
			subjectId: row.id,
			params: { measure: row.kind },
		})),
		also: async (within) => {
			await finishTasks(ctx, within, tasks, command.verdict)
		},
	})
}

/** Imposes or declines a proposed measure; lifts or keeps one that a revocation asks about. */
export async function decideMeasure(ctx: Ctx, command: DecideMeasure): Promise<Outcome<{ id: string }>> {
	return transition<MeasureRow, MeasureSet>(ctx, {
		subject: 'measure',
		id: command.id,
		version: command.version,
		readAction: 'measure.read',
		actions: ['measure.decide', 'measure.decide-exit'],
		load: async (tx, scope, id) => measureIn(tx, scope, id),
		decide: async (row, tx) => {
			const action = decideActionOf(measureKindOf(row.kind))
			const mine = await measureIn(tx, scopeOf(ctx.actor, action), row.id)
			return mine ? decided(ctx, tx, row, command) : refuse('forbidden', 'not-allowed')
		},
		save: updateMeasure,
	})
}
