import { may, scopeOf } from '#app/domain/access.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { linesOfBatch } from '#db/queries/intake.server.ts'
import { batchById, batchesPage, progressOf, supervisorsOf } from '#db/queries/intake-batches.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { outletChoices } from '#db/queries/violations.server.ts'
import type { Ctx } from '../context.server.ts'
import { stillSupervises } from './batches.server.ts'
import { causeNames } from './list.server.ts'

const SIZE = 40

/** Batches belong to the branch: who sees a part of it sees its items in the register. */
function wholeReader(ctx: Ctx): boolean {
	return scopeOf(ctx.actor, 'intake.read').places.some((place) => place.kind === 'branch')
}

export async function batchList(ctx: Ctx, after: string | null) {
	if (!wholeReader(ctx)) return refuse('forbidden', 'not-allowed')
	const page = await batchesPage(ctx.read, ctx.actor.branchId, after, SIZE)
	return ok({ ...page, today: ctx.today, mayRegister: may(ctx.actor, 'intake.register') })
}

/** A batch with its items in order and how many have their answer. */
export async function batchPage(ctx: Ctx, id: string) {
	if (!wholeReader(ctx)) return refuse('forbidden', 'not-allowed')
	const batch = await batchById(ctx.read, ctx.actor.branchId, id)
	if (!batch) return refuse('missing', 'not-found')
	const asker = { scope: scopeOf(ctx.actor, 'intake.read'), accountId: ctx.actor.accountId, now: ctx.now }
	const [lines, progress, names, causes] = await Promise.all([
		linesOfBatch(ctx.read, id, asker),
		progressOf(ctx.read, id),
		namesOf(ctx.read, [batch.opened_by, batch.closed_by]),
		causeNames(ctx),
	])
	const adds = batch.state === 'OPEN' && may(ctx.actor, 'intake.register')
	return ok({
		batch,
		lines,
		total: progress.total,
		done: progress.done,
		opener: names.get(batch.opened_by) ?? '',
		closer: batch.closed_by === null ? null : (names.get(batch.closed_by) ?? ''),
		causes,
		today: ctx.today,
		now: ctx.now,
		adding: adds
			? {
					requestKey: ctx.newId(),
					outlets: await outletChoices(ctx.read, scopeOf(ctx.actor, 'intake.register')),
					supervisors:
						batch.kind === 'opinion'
							? (await supervisorsOf(ctx.read, ctx.actor.branchId)).filter((one) => stillSupervises(one, batch))
							: [],
				}
			: null,
	})
}
type Answer = Awaited<ReturnType<typeof batchPage>>
export type BatchPage = Answer extends Outcome<infer T> ? T : never

export async function supervisorList(ctx: Ctx) {
	if (!wholeReader(ctx)) return refuse('forbidden', 'not-allowed')
	return ok({
		supervisors: await supervisorsOf(ctx.read, ctx.actor.branchId),
		today: ctx.today,
		mayRegister: may(ctx.actor, 'intake.register'),
	})
}
