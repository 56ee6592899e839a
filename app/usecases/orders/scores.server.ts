import { scopeOf } from '#app/domain/access.ts'
import { departmentScores, monthBeside, monthSpan, type ScoreFact, scoreLine } from '#app/domain/order/scores.ts'
import type { AssessmentValues } from '#app/domain/penalty/rulebook-parts.schema.ts'
import { localDateOf } from '#app/domain/time.ts'
import { scoreFacts } from '#db/queries/order-scores.server.ts'
import { departmentsOf } from '#db/queries/orders.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { assessmentValues } from './assessment-values.server.ts'
import { reachOf } from './order.server.ts'

export type ScoresQuery = { readonly month?: string | undefined; readonly department?: string | undefined }

/** The departments whose scores this reader sees: all of the branch, or the own ones. */
export async function scoredDepartments(ctx: Ctx, handle: Handle) {
	const all = await departmentsOf(handle, ctx.actor.branchId)
	const { places } = scopeOf(ctx.actor, 'order.read')
	if (places.some((place) => place.kind === 'branch')) return all
	return all.filter(({ id }) => places.some((place) => place.kind === 'department' && place.departmentId === id))
}

/** Points by the rulebook of each order's day of issue; one look per day. */
export async function valuedLines(ctx: Ctx, handle: Handle, facts: readonly ScoreFact[]) {
	const known = new Map<string, AssessmentValues>()
	const lines = []
	for (const fact of facts) {
		const day = localDateOf(fact.issuedAt)
		const values =
			known.get(day) ?? (await assessmentValues(handle, { branch_id: ctx.actor.branchId, issued_at: fact.issuedAt }))
		known.set(day, values)
		lines.push(scoreLine(fact, values))
	}
	return lines
}

/** The scores of a month with every line that made them; a month that is none is the one of today. */
export async function scoresPage(ctx: Ctx, query: ScoresQuery) {
	const asked = query.month !== undefined && monthSpan(query.month) !== null ? query.month : ctx.today.slice(0, 7)
	const span = monthSpan(asked) ?? { from: ctx.today, to: ctx.today }
	const departments = await scoredDepartments(ctx, ctx.read)
	const chosen = departments.filter(({ id }) => query.department === undefined || id === query.department)
	const facts = await scoreFacts(ctx.read, reachOf(ctx.actor, 'order.read'), span, ctx.now, query.department)
	const lines = await valuedLines(ctx, ctx.read, facts)
	const names = new Map(departments.map(({ id, name }) => [id, name]))
	const scores = departmentScores(
		chosen.map(({ id }) => id),
		lines,
	)
	return {
		month: asked,
		today: ctx.today,
		before: monthBeside(asked, -1),
		after: span.to < ctx.today ? monthBeside(asked, 1) : null,
		department: query.department,
		departments: departments.map(({ id, name }) => ({ id, name })),
		scores: scores.map((score) => ({ ...score, name: names.get(score.departmentId) ?? '' })),
	}
}
