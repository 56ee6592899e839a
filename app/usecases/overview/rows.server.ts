import { type Action, scopeOf } from '#app/domain/access.ts'
import type { CaseFigure, OverviewRowsQuery } from '#app/domain/overview/overview.schema.ts'
import { halves, periodSpan } from '#app/domain/overview/period.ts'
import { localDateOf } from '#app/domain/time.ts'
import { casePage, countCases } from '#db/queries/case-figures.server.ts'
import type { Ctx } from '../context.server.ts'
import { typeNamesIn } from '../desk/lines.server.ts'
import { currentTaxonomy } from '../reference/load.server.ts'

export const ROWS_PAGE = 50

type Subject = 'violation' | 'penalty' | 'plan'
const SUBJECT: Readonly<Record<CaseFigure, Subject>> = {
	confirmed: 'violation',
	educated: 'penalty',
	answered: 'penalty',
	changed: 'penalty',
	revoked: 'penalty',
	verified: 'plan',
	recurred: 'plan',
}
const ACTION = { violation: 'violation.read', penalty: 'penalty.read', plan: 'plan.read' } as const satisfies Record<
	Subject,
	Action
>

/** The list that proves a figure of cases: the same question, its rows instead of their number. */
export async function overviewRows(ctx: Ctx, query: OverviewRowsQuery) {
	const present = ctx.today.slice(0, 7)
	const month = query.month !== undefined && query.month < present ? query.month : present
	const whole = periodSpan(query.period, month)
	const span = query.half === undefined ? whole : halves(whole)[query.half === '1' ? 0 : 1]
	const subject = SUBJECT[query.of]
	const scope = scopeOf(ctx.actor, ACTION[subject])
	const ask = { of: query.of, scope, span, today: ctx.today, category: query.category }
	const page = await casePage(ctx.read, ask, query.cursor ?? null, ROWS_PAGE)
	const taxonomy = await currentTaxonomy(ctx, ctx.read)
	return {
		query: { ...query, month },
		today: ctx.today,
		span,
		subject,
		total: await countCases(ctx.read, ask),
		next: page.next,
		rows: page.rows.map(({ at, ...row }) => ({
			...row,
			on: localDateOf(at),
			typeNames: typeNamesIn(taxonomy.body, row.type),
		})),
	}
}
