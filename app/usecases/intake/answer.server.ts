import { scopeOf } from '#app/domain/access.ts'
import {
	type EndCode,
	intakeGate,
	lateAt,
	mayAnswer,
	mayMerge,
	ownersAct,
	type ReplyVia,
} from '#app/domain/intake/item.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { stopClocks } from '#db/queries/clocks.server.ts'
import { type IntakeRow, intakeByNumber } from '#db/queries/intake.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { transition } from '../transition.server.ts'
import { CLOCK_OF, intakeDoor, intakeFacts } from './door.server.ts'

type Done = Promise<Outcome<{ id: string }>>

function endClock(ctx: Ctx, row: IntakeRow, how: 'answered' | 'cancelled') {
	const { kind, subject } = CLOCK_OF[row.kind]
	return (tx: Tx) => stopClocks(tx, subject, row.id, [kind], ctx.now, how)
}

/** Answers an item: the words, and how the person was told. Late stays late. */
export function answerItem(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number; readonly answer: string; readonly via: ReplyVia },
): Done {
	return transition(
		ctx,
		intakeDoor(command.id, command.version, ['intake.work'], async (row, tx) => {
			const facts = await intakeFacts(tx, row)
			const next = mayAnswer(facts, ctx.actor.accountId)
			if (!next.ok) return next
			return ok({
				set: {
					state: next.value,
					answer: command.answer,
					answered_via: command.via,
					answered_by: ctx.actor.accountId,
					answered_at: ctx.now,
					overdue_at: lateAt(facts, ctx.now),
					successor_id: null,
					successor_asked_at: null,
				},
				event: { kind: 'intake.answered' },
				also: endClock(ctx, row, 'answered'),
			})
		}),
	)
}

/** Declines an item with a reason; it counts as not answered in time (rate.ts), so declining brings no rate up. */
export function declineItem(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number; readonly code: EndCode; readonly reason: string },
): Done {
	return transition(
		ctx,
		intakeDoor(command.id, command.version, ['intake.work'], async (row, tx) => {
			const facts = await intakeFacts(tx, row)
			const next = ownersAct(facts, 'decline', ctx.actor.accountId)
			if (!next.ok) return next
			return ok({
				set: {
					state: next.value,
					end_code: command.code,
					end_reason: command.reason,
					ended_by: ctx.actor.accountId,
					ended_at: ctx.now,
					overdue_at: lateAt(facts, ctx.now),
					successor_id: null,
					successor_asked_at: null,
				},
				event: { kind: 'intake.declined', reason: command.reason },
				also: endClock(ctx, row, 'cancelled'),
			})
		}),
	)
}

/** Merges a duplicate into the item of that number; the other one is answered for both. */
export function mergeItem(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number; readonly into: string; readonly reason: string },
): Done {
	return transition(
		ctx,
		intakeDoor(command.id, command.version, ['intake.work'], async (row, tx) => {
			const facts = await intakeFacts(tx, row)
			const open = intakeGate(facts, 'merge')
			if (!open.ok) return open
			const number = command.into.trim().toUpperCase()
			const into = await intakeByNumber(tx, scopeOf(ctx.actor, 'intake.read'), number)
			if (!into) return refuse('invalid', 'intake.merge-target')
			const next = mayMerge(facts, await intakeFacts(tx, into), ctx.actor.accountId)
			if (!next.ok) return next
			return ok({
				set: {
					state: next.value,
					merged_into_id: into.id,
					end_reason: command.reason,
					ended_by: ctx.actor.accountId,
					ended_at: ctx.now,
					overdue_at: lateAt(facts, ctx.now),
					successor_id: null,
					successor_asked_at: null,
				},
				event: { kind: 'intake.merged', reason: command.reason || null, after: { into: into.number } },
				also: endClock(ctx, row, 'cancelled'),
			})
		}),
	)
}
