import { may } from '#app/domain/access.ts'
import type { CircularDraftForm } from '#app/domain/order/circular.schema.ts'
import { monthSpan } from '#app/domain/order/scores.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { editionsOf, insertCircular } from '#db/queries/circulars.server.ts'
import { toJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { issuers } from '../orders/recipients.server.ts'
import { recordNew } from '../transition.server.ts'
import { changeCircular, tellCircular } from './circular.server.ts'
import { countMonth } from './count.server.ts'

/**
 * Counts a month and begins its circular. A month that was published before gets a further edition, with the reason;
 * one that is still to come gets none.
 */
export async function draftCircular(ctx: Ctx, form: CircularDraftForm): Promise<Outcome<{ id: string }>> {
	if (!may(ctx.actor, 'circular.draft')) return refuse('forbidden', 'not-allowed')
	const span = monthSpan(form.month)
	if (!span || span.from > ctx.today) return refuse('invalid', 'circular.month-unknown')
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const editions = await editionsOf(tx, ctx.actor.branchId, form.month)
		if (editions.some(({ state }) => state === 'DRAFT')) return refuse('procedure', 'circular.draft-waits')
		const published = editions.find(({ state }) => state === 'PUBLISHED')
		if (published && form.reason === '') return refuse('invalid', 'circular.reason-missing')
		const facts = await countMonth(ctx, tx, form.month)
		if (!facts) return refuse('invalid', 'circular.month-unknown')
		const id = ctx.newId()
		const edition = (editions[0]?.edition ?? 0) + 1
		await insertCircular(tx, {
			id,
			branch_id: ctx.actor.branchId,
			month: form.month,
			edition,
			number: null,
			state: 'DRAFT',
			remark: form.remark,
			facts_json: toJson(facts),
			counted_at: ctx.now,
			drafted_by: ctx.actor.accountId,
			drafted_at: ctx.now,
			published_by: null,
			published_at: null,
			replaces_id: published?.id ?? null,
			replace_reason: published ? form.reason : null,
		})
		const told = (await issuers(tx, ctx.actor.branchId)).filter((who) => who !== ctx.actor.accountId)
		await recordNew(ctx, tx, {
			subject: 'circular',
			id,
			event: { kind: 'circular.drafted', after: { month: form.month, edition, remark: form.remark } },
			tell: tellCircular({ id }, 'circular.to-publish', told, { month: form.month }),
		})
		return ok({ id })
	})
}

/** Counts the numbers of a draft again and keeps what is asked of the departments. */
export async function recountCircular(
	ctx: Ctx,
	id: string,
	version: number,
	remark: string,
): Promise<Outcome<{ id: string }>> {
	return changeCircular(ctx, {
		id,
		version,
		action: 'circular.draft',
		decide: async (row, tx) => {
			if (row.state !== 'DRAFT') return refuse('procedure', 'wrong-state', { state: row.state, action: 'recount' })
			const facts = await countMonth(ctx, tx, row.month)
			if (!facts) return refuse('invalid', 'circular.month-unknown')
			const set = { facts_json: toJson(facts), counted_at: ctx.now, remark }
			return ok({
				set,
				event: {
					kind: 'circular.recounted',
					before: { counted_at: row.counted_at, remark: row.remark },
					after: { counted_at: ctx.now, remark },
				},
			})
		},
	})
}

/** A draft that is not to be published. */
export async function dropCircular(ctx: Ctx, id: string, version: number): Promise<Outcome<{ id: string }>> {
	return changeCircular(ctx, {
		id,
		version,
		action: 'circular.draft',
		decide: (row) => {
			if (row.state !== 'DRAFT') return refuse('procedure', 'wrong-state', { state: row.state, action: 'drop' })
			return ok({ set: { state: 'DROPPED' as const }, event: { kind: 'circular.dropped' } })
		},
	})
}
