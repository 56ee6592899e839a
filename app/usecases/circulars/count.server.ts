import type { CircularFacts, Judged } from '#app/domain/order/circular.ts'
import type { Outcomes } from '#app/domain/order/figures.ts'
import { departmentScores, monthBeside, monthSpan } from '#app/domain/order/scores.ts'
import { ORDER_SOURCES } from '#app/domain/order/sources.ts'
import { URGENCIES } from '#app/domain/order/urgency.ts'
import { addDays, type Instant, instantAt, localDateOf } from '#app/domain/time.ts'
import { groupCounts, noticeCounts, openAt } from '#db/queries/circulars.server.ts'
import {
	type DaySpan,
	type FigureScope,
	happeningFigures,
	issuedFigures,
	NO_HAPPENINGS,
	outcomeFigures,
} from '#db/queries/order-figures.server.ts'
import { lateOrders, scoreFacts } from '#db/queries/order-scores.server.ts'
import { departmentsOf } from '#db/queries/orders.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { overdueDaysOf } from '../orders/content.server.ts'
import { reachOf, stateOf } from '../orders/order.server.ts'
import { valuedLines } from '../orders/scores.server.ts'
import { currentCalendar } from '../reference/load.server.ts'

/** Late orders that the circular names one by one. */
const LATE_LISTED = 2000

const judgedOf = (outcomes: Outcomes): Judged => ({ onTime: outcomes['on-time'], late: outcomes.late })

/** The moment of counting: the end of the month, or now while it runs. */
function endOf(span: DaySpan, now: Instant): Instant {
	const end = instantAt(addDays(span.to, 1), 0)
	return end < now ? end : now
}

/** Every number of a month's circular, counted now from the same figures as the board and the overview. */
export async function countMonth(ctx: Ctx, handle: Handle, month: string): Promise<CircularFacts | null> {
	const span = monthSpan(month)
	const earlier = monthSpan(monthBeside(month, -1))
	if (!span || !earlier) return null
	const reach = reachOf(ctx.actor, 'order.read')
	const scope: FigureScope = { reach, now: ctx.now }
	const outcomes = await outcomeFigures(handle, scope, span)
	const before = await outcomeFigures(handle, scope, earlier)
	const departments = await countDepartments(ctx, handle, scope, span, outcomes.byDepartment)
	const sum = (of: (row: (typeof departments)[number]) => number) =>
		departments.reduce((total, row) => total + of(row), 0)
	const sources = await groupCounts(handle, reach, 'source', span, ctx.now)
	const levels = await groupCounts(handle, reach, 'urgency', span, ctx.now)
	return {
		month,
		issued: sum((row) => row.issued),
		judged: judgedOf(outcomes.total),
		before: judgedOf(before.total),
		extended: sum((row) => row.extended),
		returned: sum((row) => row.returned),
		chased: sum((row) => row.chased),
		notices: sum((row) => row.notices),
		recurred: sum((row) => row.recurred),
		open: await openAt(handle, reach, endOf(span, ctx.now)),
		sources: ORDER_SOURCES.flatMap((source) =>
			sources.filter(({ key }) => key === source).map(({ key: _, ...counts }) => ({ source, ...counts })),
		),
		levels: URGENCIES.toReversed().flatMap((urgency) =>
			levels.filter(({ key }) => key === urgency).map(({ key: _, ...counts }) => ({ urgency, ...counts })),
		),
		departments,
		late: await countLate(ctx, handle, span),
	}
}

async function countDepartments(
	ctx: Ctx,
	handle: Handle,
	scope: FigureScope,
	span: DaySpan,
	outcomes: ReadonlyMap<string, Outcomes>,
) {
	const issued = await issuedFigures(handle, scope, span)
	const happened = await happeningFigures(handle, scope, span)
	const notices = await noticeCounts(handle, scope.reach, span)
	const lines = await valuedLines(ctx, handle, await scoreFacts(handle, scope.reach, span, ctx.now))
	const departments = await departmentsOf(handle, ctx.actor.branchId)
	const scores = departmentScores(
		departments.map(({ id }) => id),
		lines,
	)
	return departments.map(({ id, name }) => {
		const score = scores.find(({ departmentId }) => departmentId === id)
		if (!score) throw new Error(`No score for ${id}`)
		const { extended, returned, chased } = happened.get(id) ?? NO_HAPPENINGS
		const of = outcomes.get(id)
		return {
			id,
			name,
			issued: issued.get(id) ?? 0,
			onTime: of?.['on-time'] ?? 0,
			late: of?.late ?? 0,
			extended,
			returned,
			chased,
			notices: notices.get(id) ?? 0,
			recurred: score.rules.recurred.count,
			scoreTenths: score.totalTenths,
			rules: score.rules,
		}
	})
}

async function countLate(ctx: Ctx, handle: Handle, span: DaySpan): Promise<CircularFacts['late']> {
	const calendar = await currentCalendar(ctx, handle)
	const rows = await lateOrders(handle, reachOf(ctx.actor, 'order.read'), span, ctx.now, LATE_LISTED)
	return rows.flatMap((row) => {
		if (row.due_on === null) return []
		const state = stateOf(row.state)
		const answered = row.submitted_at === null ? null : localDateOf(row.submitted_at)
		return [
			{
				id: row.id,
				number: row.confidential === 1 ? '' : (row.number ?? ''),
				title: row.confidential === 1 ? null : row.title,
				department: row.departmentName,
				dueOn: row.due_on,
				days: overdueDaysOf(calendar, { ...row, facts: { state } }, ctx.now, row.submitted_at) ?? 0,
				answeredOn: answered,
				extensions: row.extension_count,
				returns: row.returned_count,
			},
		]
	})
}
