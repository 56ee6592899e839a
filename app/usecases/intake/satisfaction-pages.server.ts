import { may, scopeOf } from '#app/domain/access.ts'
import type { SatisfactionQuery } from '#app/domain/intake/intake.schema.ts'
import { monthAfter, monthOf, satisfactionLight } from '#app/domain/intake/satisfaction.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { outletIn } from '#db/queries/outlets.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { proposalsOfOutlet } from '#db/queries/proposals.server.ts'
import {
	monthsWithValues,
	satisfactionPage as pageOfMonth,
	valuesIn,
	valuesOf,
	versionsOfOutlet,
} from '#db/queries/satisfaction.server.ts'
import type { Ctx } from '../context.server.ts'
import { satisfactionRule } from './satisfaction.server.ts'

const SIZE = 50
/** Months of the trend, the one that is looked at included. */
const TREND = 6

/** Outlets with their value of a month, the lowest first, and the months before it. */
export async function satisfactionList(ctx: Ctx, query: SatisfactionQuery) {
	const scope = scopeOf(ctx.actor, 'intake.read')
	const { threshold, months: runMonths } = await satisfactionRule(ctx, ctx.read)
	const known = await monthsWithValues(ctx.read, scope, threshold)
	const month = query.month ?? known[0]?.month ?? monthAfter(monthOf(ctx.today), -1)
	const filter = { month, q: query.q || undefined, atMost: query.failing ? threshold : undefined }
	const page = await pageOfMonth(ctx.read, scope, filter, query.after ?? null, SIZE)
	const trendMonths = Array.from({ length: TREND }, (_, i) => monthAfter(month, i - TREND + 1))
	const ids = page.rows.map((row) => row.outletId)
	const before = await valuesIn(ctx.read, ids, trendMonths)
	const rows = page.rows.map((row) => {
		const own = before
			.filter((value) => value.outlet_id === row.outletId)
			.map((value) => ({ month: value.month, points: value.basis_points }))
		return {
			...row,
			light: satisfactionLight(own, month, threshold, runMonths),
			trend: trendMonths.map((of) => ({ month: of, points: own.find((one) => one.month === of)?.points ?? null })),
		}
	})
	return {
		rows,
		next: page.next,
		month,
		months: known,
		trendMonths,
		threshold,
		runMonths,
		query,
		mayRegister: may(ctx.actor, 'intake.register'),
	}
}
export type SatisfactionList = Awaited<ReturnType<typeof satisfactionList>>

/** One outlet's months: the values in force with their lights, every version, and what was proposed. */
export async function outletSatisfaction(ctx: Ctx, outletId: string) {
	const outlet = await outletIn(ctx.read, scopeOf(ctx.actor, 'intake.read'), outletId)
	if (!outlet) return refuse('missing', 'not-found')
	const { threshold, months: runMonths } = await satisfactionRule(ctx, ctx.read)
	const values = (await valuesOf(ctx.read, outletId)).map((row) => ({
		month: row.month,
		points: row.basis_points,
		answers: row.answers,
	}))
	const versions = await versionsOfOutlet(ctx.read, outletId)
	const names = await namesOf(
		ctx.read,
		versions.map((row) => row.recorded_by),
	)
	return ok({
		outlet: { id: outlet.id, code: outlet.code, name: outlet.name },
		threshold,
		runMonths,
		values: values.map((value) => ({ ...value, light: satisfactionLight(values, value.month, threshold, runMonths) })),
		versions: versions.map((row) => ({
			id: row.id,
			month: row.month,
			n: row.n,
			points: row.basis_points,
			answers: row.answers,
			inForce: row.in_force === 1,
			reason: row.reason,
			imported: row.import_id !== null,
			by: names.get(row.recorded_by) ?? '',
			at: row.recorded_at,
		})),
		proposals: (await proposalsOfOutlet(ctx.read, outletId, 'SATISFACTION')).map((row) => ({
			id: row.id,
			number: row.number,
			state: row.state,
			from: row.from_on.slice(0, 7),
			to: row.to_on.slice(0, 7),
		})),
		today: ctx.today,
		mayRegister: may(ctx.actor, 'intake.register'),
	})
}
type Answer = Awaited<ReturnType<typeof outletSatisfaction>>
export type OutletSatisfaction = Answer extends Outcome<infer T> ? T : never

/** The last months of an outlet for its own page; empty where nothing was ever measured or nobody may look. */
export async function recentSatisfaction(ctx: Ctx, outletId: string) {
	if (!may(ctx.actor, 'intake.read')) return []
	const { threshold, months } = await satisfactionRule(ctx, ctx.read)
	const values = (await valuesOf(ctx.read, outletId)).map((row) => ({ month: row.month, points: row.basis_points }))
	return values
		.slice(-TREND)
		.map((value) => ({ ...value, light: satisfactionLight(values, value.month, threshold, months) }))
}
