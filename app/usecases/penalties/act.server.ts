import type { Action, Scope } from '#app/domain/access.ts'
import type { EventKind } from '#app/domain/case/events.ts'
import type { Declaration } from '#app/domain/penalty/conflict.ts'
import type { PenaltyActor } from '#app/domain/penalty/facts.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { OutboxDraft } from '#db/queries/outbox.server.ts'
import {
	type PenaltyRow,
	type PenaltySet,
	penaltyById,
	penaltyIn,
	toldPenaltyIn,
	updatePenalty,
} from '#db/queries/penalties.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { type Door, transition, transitionIn } from '../transition.server.ts'
import { type CaseFile, caseFileOf, penaltyActor } from './case-file.server.ts'
import { keepDeclaration } from './declare.server.ts'

/** What the row, the log and the people concerned get of a change that the rules allowed. */
export type Written = {
	readonly set: PenaltySet
	readonly event: {
		readonly kind: EventKind
		readonly reason?: string | null
		readonly after?: unknown
		readonly before?: unknown
	}
	readonly tell?: readonly OutboxDraft[]
	readonly also?: (tx: Tx) => Promise<void>
}

export type PenaltyAct = {
	readonly id: string
	/** The version that the person saw; undefined when nobody looked (the clock). */
	readonly version: number | undefined
	readonly actions: readonly Action[]
	/** What the actor says of an own interest, where the act asks for it; kept when it is taken. */
	readonly declaration?: Declaration | undefined
	readonly decide: (file: CaseFile, actor: PenaltyActor, tx: Tx) => Promise<Outcome<Written>>
}

type Load = (tx: Tx, scope: Scope, id: string) => Promise<PenaltyRow | undefined>

function doorOf(ctx: Ctx, act: PenaltyAct, readAction: Action, load: Load): Door<PenaltyRow, PenaltySet> {
	return {
		subject: 'penalty',
		id: act.id,
		version: act.version,
		readAction,
		actions: act.actions,
		load: async (tx, scope, id) => {
			const row = await load(tx, scope, id)
			// An imported case has no file and no procedure.
			return row?.historic === 1 ? undefined : row
		},
		decide: async (row, tx) => {
			const file = await caseFileOf(tx, row)
			const decided = await act.decide(file, penaltyActor(ctx.actor, file, act.declaration), tx)
			if (!decided.ok || act.declaration === undefined) return decided
			const said = act.declaration
			const also = async (within: Tx) => {
				await keepDeclaration(ctx, within, { kind: 'penalty', id: row.id }, said)
				await decided.value.also?.(within)
			}
			return ok({ ...decided.value, also })
		},
		save: updatePenalty,
	}
}

/** An act of staff on a case. */
export async function actOnCase(ctx: Ctx, act: PenaltyAct): Promise<Outcome<{ id: string }>> {
	return transition(ctx, doorOf(ctx, act, 'penalty.read', penaltyIn))
}

/** An act of the dealer on an own case that a notice has told of. */
export async function actOfDealer(ctx: Ctx, act: PenaltyAct): Promise<Outcome<{ id: string }>> {
	return transition(ctx, doorOf(ctx, act, 'desk.read', toldPenaltyIn))
}

/** An act of staff, or of the clock, inside an open transaction. */
export async function actOnCaseIn(ctx: Ctx, tx: Tx, act: PenaltyAct): Promise<Outcome<{ id: string }>> {
	return transitionIn(ctx, tx, doorOf(ctx, act, 'penalty.read', penaltyIn))
}

/** The dealer's act inside an open transaction. */
export async function actOfDealerIn(ctx: Ctx, tx: Tx, act: PenaltyAct): Promise<Outcome<{ id: string }>> {
	return transitionIn(ctx, tx, doorOf(ctx, act, 'desk.read', toldPenaltyIn))
}

/**
 * What another, permitted act brings about in the case: service with the opening, closing with the strike-off.
 * Nobody's scope is asked; the rule still is. Never call it with what a person chose.
 */
export async function followIn(ctx: Ctx, tx: Tx, act: Omit<PenaltyAct, 'actions' | 'version'>) {
	const open: PenaltyAct = { ...act, version: undefined, actions: ['penalty.read'] }
	return transitionIn(
		ctx,
		tx,
		doorOf(ctx, open, 'penalty.read', (within, _, id) => penaltyById(within, id)),
	)
}
