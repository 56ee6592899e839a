import { mayPublish } from '#app/domain/order/circular.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { yearOf } from '#app/domain/time.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { insertPaper } from '#db/queries/circulars.server.ts'
import { nextNumber } from '#db/queries/numbers.server.ts'
import { branchSign } from '#db/queries/orders.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import type { Ctx } from '../context.server.ts'
import { changeCircular, tellCircular } from './circular.server.ts'

/** What the hash of a circular is taken of: number, what is asked, and every figure. */
export function circularText(paper: { readonly number: string; readonly remark: string; readonly facts_json: string }) {
	return `${paper.number}\n${paper.remark}\n${paper.facts_json}`
}

/** Publishes exactly what the draft holds: the next number of the year, the hash, the paper that nobody can change. */
export async function publishCircular(ctx: Ctx, id: string, version: number): Promise<Outcome<{ id: string }>> {
	return changeCircular(ctx, {
		id,
		version,
		action: 'circular.publish',
		decide: async (row, tx) => {
			const facts = { state: row.state, month: row.month, draftedBy: row.drafted_by, countedAt: row.counted_at }
			const allowed = mayPublish(facts, ctx.actor.accountId, ctx.today)
			if (!allowed.ok) return allowed
			const year = yearOf(ctx.today)
			const n = await nextNumber(tx, row.branch_id, 'circular', year)
			const number = `${await branchSign(tx, row.branch_id)}服督通〔${year}〕${n}号`
			const paper = { number, remark: row.remark, facts_json: row.facts_json }
			const sha256 = sha256Hex(circularText(paper))
			const people = await holdersOf(tx, row.branch_id, ['DEPARTMENT_HEAD', 'ORDER_OFFICER', 'ORDER_ISSUER'])
			const told = people.map((person) => person.id).filter((who) => who !== ctx.actor.accountId)
			return ok({
				set: {
					state: 'PUBLISHED' as const,
					number,
					published_by: ctx.actor.accountId,
					published_at: ctx.now,
				},
				event: { kind: 'circular.published', after: { number, month: row.month, edition: row.edition, sha256 } },
				tell: tellCircular(row, 'circular.published', told, { month: row.month, number }),
				also: (inTx) =>
					insertPaper(inTx, {
						id: ctx.newId(),
						branch_id: row.branch_id,
						circular_id: id,
						...paper,
						sha256,
						published_by: ctx.actor.accountId,
						published_at: ctx.now,
					}),
			})
		},
	})
}
