import { type Action, scopeOf } from '#app/domain/access.ts'
import type { CaseFigure, OverviewRowsQuery } from '#app/domain/overview/overview.schema.ts'
import { halves, periodSpan, type Span } from '#app/domain/overview/period.ts'
import { localDateOf } from '#app/domain/time.ts'
import { type CaseRow, penaltiesOf, plansVerified, violationsConfirmed } from '#db/queries/case-figures.server.ts'
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

/** The rows that a figure counts. */
async function rowsBehind(ctx: Ctx, of: CaseFigure, span: Span): Promise<readonly CaseRow[]> {
	const scope = scopeOf(ctx.actor, ACTION[SUBJECT[of]])
	switch (of) {
		case 'confirmed':
			return violationsConfirmed(ctx.read, scope, span)
		case 'educated':
		case 'answered':
		case 'changed':
		case 'revoked':
			return penaltiesOf(ctx.read, scope, span, of)
		case 'verified':
			return plansVerified(ctx.read, scope, span, ctx.today)
		case 'recurred':
			return (await plansVerified(ctx.read, scope, span, ctx.today)).filter(({ recurred }) => recurred)
	}
}

/** The list that proves a figure of cases: the same question, its rows instead of their number. */
export async function overviewRows(ctx: Ctx, query: OverviewRowsQuery) {
	const present = ctx.today.slice(0, 7)
	const month = query.month !== undefined && query.month < present ? query.month : present
	const whole = periodSpan(query.period, month)
	const span = query.half === undefined ? whole : halves(whole)[query.half === '1' ? 0 : 1]
	const found = await rowsBehind(ctx, query.of, span)
	const rows = found.filter(({ type }) => query.category === undefined || type.startsWith(query.category))
	const page = Math.min(Number(query.page ?? 0), Math.floor(Math.max(0, rows.length - 1) / ROWS_PAGE))
	const taxonomy = await currentTaxonomy(ctx, ctx.read)
	return {
		query: { ...query, month },
		today: ctx.today,
		span,
		subject: SUBJECT[query.of],
		total: rows.length,
		page,
		pages: Math.ceil(rows.length / ROWS_PAGE),
		rows: rows.slice(page * ROWS_PAGE, (page + 1) * ROWS_PAGE).map(({ at, ...row }) => ({
			...row,
			on: localDateOf(at),
			typeNames: typeNamesIn(taxonomy.body, row.type),
		})),
	}
}
