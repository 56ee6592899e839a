import { may, scopeOf } from '#app/domain/access.ts'
import { mayHandOver, maySucceed } from '#app/domain/intake/item.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { intakeIn } from '#db/queries/intake.server.ts'
import { actorOf } from '#db/queries/people.server.ts'
import type { Ctx } from '../context.server.ts'
import { transition } from '../transition.server.ts'
import { intakeDoor, intakeFacts, tellOf } from './door.server.ts'

type Done = Promise<Outcome<{ id: string }>>

/** Names a successor: somebody who may work on this item. The owner owns it until that person accepts (domain 5.6). */
export function nameSuccessor(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number; readonly to: string; readonly reason: string },
): Done {
	return transition(
		ctx,
		intakeDoor(command.id, command.version, ['intake.work', 'intake.lead'], async (row, tx) => {
			const leads = may(ctx.actor, 'intake.lead')
			const next = mayHandOver(await intakeFacts(tx, row), command.to, ctx.actor.accountId, leads)
			if (!next.ok) return next
			const successor = await actorOf(tx, command.to)
			const reaches = successor && (await intakeIn(tx, scopeOf(successor, 'intake.work'), row.id))
			if (!reaches) return refuse('invalid', 'intake.cannot-own')
			return ok({
				set: { successor_id: command.to, successor_asked_at: ctx.now },
				event: { kind: 'intake.successor-named', reason: command.reason || null },
				tell: [tellOf(row, 'intake.successor-named', `named:${row.version}`, command.to, { by: ctx.actor.name })],
			})
		}),
	)
}

/** The named successor takes the item over: from now on it is theirs. */
export function acceptDuty(ctx: Ctx, command: { readonly id: string; readonly version: number }): Done {
	return transition(
		ctx,
		intakeDoor(command.id, command.version, ['intake.work'], async (row, tx) => {
			const may = maySucceed(await intakeFacts(tx, row), ctx.actor.accountId)
			if (!may.ok) return may
			return ok({
				set: { owner_id: ctx.actor.accountId, successor_id: null, successor_asked_at: null },
				event: { kind: 'intake.successor-accepted' },
			})
		}),
	)
}

/** The named successor does not take it over; it stays with the owner, who is told why. */
export function refuseDuty(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number; readonly reason: string },
): Done {
	return transition(
		ctx,
		intakeDoor(command.id, command.version, ['intake.work'], async (row, tx) => {
			const may = maySucceed(await intakeFacts(tx, row), ctx.actor.accountId)
			if (!may.ok) return may
			return ok({
				set: { successor_id: null, successor_asked_at: null },
				event: { kind: 'intake.successor-declined', reason: command.reason },
				tell: [
					tellOf(row, 'intake.successor-declined', `declined:${row.version}`, row.owner_id, { by: ctx.actor.name }),
				],
			})
		}),
	)
}
