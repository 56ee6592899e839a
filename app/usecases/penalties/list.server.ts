import { scopeOf } from '#app/domain/access.ts'
import { PENALTY_VIEWS, type PenaltyQuery, penaltyQuerySchema } from '#app/domain/penalty/list.schema.ts'
import type { PenaltyLine } from '#app/domain/penalty/views.ts'
import { runningClocksOf } from '#db/queries/clock-views.server.ts'
import {
	countiesOf,
	countPenalties,
	countViews,
	type PenaltyFilter,
	type PenaltyListRow,
	penaltiesPage,
} from '#db/queries/penalty-list.server.ts'
import type { Ctx } from '../context.server.ts'
import { deadlineView, typeNamesIn } from '../desk/lines.server.ts'
import { currentCalendar, currentTaxonomy } from '../reference/load.server.ts'
import { isPending } from './clocks.server.ts'

const PAGE_SIZE = 40
const BATCH = 500

/** Deadlines of a step; the limitation is no step. */
export const STEP_CLOCKS = [
	'penalty.check',
	'penalty.service',
	'penalty.defence',
	'penalty.decision',
	'penalty.review',
	'penalty.reviewDecision',
] as const

function filterOf(ctx: Ctx, query: PenaltyQuery): PenaltyFilter {
	const { cursor: _, before: __, sort: ___, ...filter } = query
	return { ...filter, now: ctx.now }
}

async function linesOf(ctx: Ctx, rows: readonly PenaltyListRow[]): Promise<PenaltyLine[]> {
	const [calendar, taxonomy] = [await currentCalendar(ctx, ctx.read), await currentTaxonomy(ctx, ctx.read)]
	const ids = rows.map((row) => row.id)
	const clocks = await runningClocksOf(ctx.read, 'penalty', ids, STEP_CLOCKS, true)
	return rows.map((row) => {
		const pending = (clocks.get(row.id) ?? []).filter((one) => isPending(row, one))
		const clock = pending.sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0]
		return {
			id: row.id,
			number: row.number,
			state: row.state,
			typeNames: typeNamesIn(taxonomy.body, row.violation_type),
			violationType: row.violation_type,
			severity: row.severity,
			outletName: row.outletName,
			dealerName: row.dealerName,
			occurredOn: row.occurred_on,
			amountFen: row.amount_fen,
			points: row.points,
			defenceState: row.defence_state,
			deadline: clock ? deadlineView(calendar, ctx.now, clock) : null,
			deadlineOf: clock?.kind ?? null,
		}
	})
}

/** The list of cases with its saved views; counts are those of the lists behind them. */
export async function penaltiesList(ctx: Ctx, query: PenaltyQuery) {
	const scope = scopeOf(ctx.actor, 'penalty.read')
	const filter = filterOf(ctx, query)
	const page = await penaltiesPage(ctx.read, scope, filter, query.sort, query.cursor ?? null, PAGE_SIZE)
	const counts = await countViews(ctx.read, scope, ctx.now)
	return {
		query,
		today: ctx.today,
		rows: await linesOf(ctx, page.rows),
		next: page.next,
		total: await countPenalties(ctx.read, scope, filter),
		views: PENALTY_VIEWS.map((view) => ({ view, count: counts[view] })),
		counties: await countiesOf(ctx.read, ctx.actor.branchId),
		categories: (await currentTaxonomy(ctx, ctx.read)).body.categories.map(({ code, name }) => ({ code, name })),
	}
}

/** Every case that the list shows, for a file; read in batches while it is written. */
export async function* exportPenalties(ctx: Ctx, raw: Readonly<Record<string, string>>) {
	const query = penaltyQuerySchema.parse(raw)
	const scope = scopeOf(ctx.actor, 'penalty.read')
	let cursor: string | null = null
	do {
		const page: Awaited<ReturnType<typeof penaltiesPage>> = await penaltiesPage(
			ctx.read,
			scope,
			filterOf(ctx, query),
			query.sort,
			cursor,
			BATCH,
		)
		for (const row of page.rows)
			yield {
				id: row.id,
				number: row.number,
				state: row.state,
				severity: row.severity,
				violationType: row.violation_type,
				outletName: row.outletName,
				dealerName: row.dealerName,
				amountFen: row.amount_fen,
				points: row.points,
				occurredOn: row.occurred_on,
				openedAt: row.opened_at,
				decidedAt: row.decided_at,
				settledFen: row.settled_fen,
				outstandingFen: row.outstanding_fen,
			}
		cursor = page.next
	} while (cursor !== null)
}
