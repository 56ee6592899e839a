import { may, scopeOf } from '#app/domain/access.ts'
import type { LightColour } from '#app/domain/light.ts'
import { type AgeName, type AgeSpan, ageSpans, NO_OUTCOMES, type Outcomes } from '#app/domain/order/figures.ts'
import type { OverviewQuery } from '#app/domain/overview/overview.schema.ts'
import { halves, monthPlus, monthSpan, periodSpan, type Span, yearOfMonths } from '#app/domain/overview/period.ts'
import type {
	CaseFigures,
	DepartmentLine,
	Happenings,
	LightSplit,
	Overview,
	Share,
} from '#app/domain/overview/views.ts'
import { type LocalDate, localDateOf } from '#app/domain/time.ts'
import { type CaseRow, caseRows, countCases, plansVerified } from '#db/queries/case-figures.server.ts'
import {
	type FigureScope,
	happeningFigures,
	issuedFigures,
	NO_HAPPENINGS,
	type OpenRow,
	openFigures,
	outcomeFigures,
} from '#db/queries/order-figures.server.ts'
import { departmentsOf } from '#db/queries/orders.server.ts'
import type { Ctx } from '../context.server.ts'
import { sourceOf } from '../orders/board.server.ts'
import { reachOf } from '../orders/order.server.ts'
import { currentCalendar, currentTaxonomy } from '../reference/load.server.ts'

/** The departments whose figures a reader may ask for: all of the branch, or the own ones. */
async function choicesOf(ctx: Ctx) {
	const all = await departmentsOf(ctx.read, ctx.actor.branchId)
	const { places } = reachOf(ctx.actor, 'order.read').scope
	const own = places.flatMap((place) => (place.kind === 'department' ? [place.departmentId] : []))
	return { all, choices: own.length === 0 ? all : all.filter(({ id }) => own.includes(id)), bound: own.length > 0 }
}

const CALM: readonly LightColour[] = ['green', 'grey']

function splitOf(rows: readonly OpenRow[]): LightSplit {
	const sum = (keep: (row: OpenRow) => boolean) => rows.reduce((n, row) => (keep(row) ? n + row.n : n), 0)
	return {
		calm: sum(({ light }) => CALM.includes(light)),
		yellow: sum(({ light }) => light === 'yellow'),
		red: sum(({ light }) => light === 'red'),
	}
}

const running = (rows: readonly OpenRow[]) => rows.filter(({ light }) => light !== 'stopped')

function byAge(rows: readonly OpenRow[], ages: readonly AgeSpan[]): (AgeSpan & LightSplit)[] {
	const of = (name: AgeName) => splitOf(running(rows).filter(({ age }) => age === name))
	return ages.map((span) => ({ ...span, ...of(span.name) }))
}

function bySource(rows: readonly OpenRow[], issued: ReadonlyMap<string, number>) {
	const names = [...new Set([...rows.map(({ source }) => source), ...issued.keys()])]
	return names
		.map((name) => ({
			source: sourceOf(name),
			issued: issued.get(name) ?? 0,
			...splitOf(running(rows).filter(({ source }) => source === name)),
		}))
		.toSorted((a, b) => b.issued - a.issued || a.source.localeCompare(b.source))
}

/** What a leader looks at: the on-time rate, what is open, where it comes from, what comes back; within the own reach. */
export async function overview(ctx: Ctx, query: OverviewQuery): Promise<Overview> {
	const { all, choices, bound } = await choicesOf(ctx)
	const asked = choices.find(({ id }) => id === query.department)?.id
	const department = asked ?? (bound ? choices[0]?.id : undefined)
	const reach = reachOf(ctx.actor, 'order.read')
	const scope: FigureScope = { reach, now: ctx.now, department }
	const present = ctx.today.slice(0, 7)
	const month = query.month !== undefined && query.month < present ? query.month : present
	const span = periodSpan(query.period, month)
	const months = yearOfMonths(month)
	const ages = ageSpans(await currentCalendar(ctx, ctx.read), ctx.today)
	const trend = await outcomeFigures(ctx.read, scope, periodSpan('year', month))
	const judged = query.period === 'year' ? trend : await outcomeFigures(ctx.read, scope, span)
	const before = await outcomeFigures(ctx.read, scope, monthSpan(monthPlus(month, -1)))
	const open = await openFigures(ctx.read, scope, ages)
	const happened = await happeningFigures(ctx.read, scope, span)
	const issued = await issuedFigures(ctx.read, scope, span, 'source')
	return {
		query: { ...query, month, department },
		today: ctx.today,
		now: ctx.now,
		span,
		/** Somebody who is not named by confidential orders counts without them, as in the lists. */
		withoutConfidential: reach.named.places.length === 0,
		departmentName: all.find(({ id }) => id === department)?.name ?? null,
		choices: choices.map(({ id, name }) => ({ id, name })),
		bound,
		month: { outcomes: trend.byMonth.get(month) ?? NO_OUTCOMES, before: before.total, span: monthSpan(month) },
		months: months.map((name) => ({ name, span: monthSpan(name), outcomes: trend.byMonth.get(name) ?? NO_OUTCOMES })),
		running: splitOf(open),
		ages: byAge(open, ages),
		sources: bySource(open, issued),
		departments: departmentLines(all, judged.byDepartment, open, happened, department),
		happened: sumHappenings(happened),
		cases: await casesOf(ctx, span),
	}
}

function sumHappenings(all: ReadonlyMap<string, Happenings>): Happenings {
	const sum = { ...NO_HAPPENINGS }
	for (const one of all.values())
		for (const name of ['extended', 'refused', 'returned', 'chased'] as const) sum[name] += one[name]
	return sum
}

function departmentLines(
	all: readonly { readonly id: string; readonly name: string }[],
	outcomes: ReadonlyMap<string, Outcomes>,
	open: readonly OpenRow[],
	happened: ReadonlyMap<string, Happenings>,
	department: string | undefined,
): DepartmentLine[] {
	return all
		.filter(({ id }) => department === undefined || id === department)
		.map(({ id, name }) => ({
			id,
			name,
			outcomes: outcomes.get(id) ?? NO_OUTCOMES,
			happened: happened.get(id) ?? NO_HAPPENINGS,
			...splitOf(running(open).filter(({ departmentId }) => departmentId === id)),
		}))
}

const inSpan = (row: { readonly on: LocalDate }, { from, to }: Span) => row.on >= from && row.on <= to
const shareOf = (plans: readonly { readonly recurred: boolean }[]): Share => ({
	yes: plans.filter(({ recurred }) => recurred).length,
	of: plans.length,
})

/** Figures of the cases behind the orders; null for who does not read cases. */
async function casesOf(ctx: Ctx, span: Span): Promise<CaseFigures | null> {
	if (!may(ctx.actor, 'violation.read') || !may(ctx.actor, 'penalty.read') || !may(ctx.actor, 'plan.read')) return null
	const within = { span, today: ctx.today }
	const penalties = (of: 'educated' | 'answered' | 'changed' | 'revoked') =>
		countCases(ctx.read, { ...within, of, scope: scopeOf(ctx.actor, 'penalty.read') })
	const scope = scopeOf(ctx.actor, 'violation.read')
	const violations = await caseRows(ctx.read, { ...within, of: 'confirmed', scope })
	const found = await plansVerified(ctx.read, { ...within, scope: scopeOf(ctx.actor, 'plan.read') })
	const plans = found.map((plan) => ({ ...plan, on: dayOf(plan) }))
	const [first, second] = halves(span)
	const split = (of: typeof plans): [Share, Share] => [
		shareOf(of.filter((plan) => inSpan(plan, first))),
		shareOf(of.filter((plan) => inSpan(plan, second))),
	]
	const taxonomy = (await currentTaxonomy(ctx, ctx.read)).body
	const codes = [...new Set([...violations, ...plans].map(({ type }) => type.slice(0, 1)))]
	return {
		confirmed: violations.length,
		educated: await penalties('educated'),
		changed: {
			yes: await penalties('changed'),
			of: await penalties('answered'),
		},
		revoked: await penalties('revoked'),
		recurred: shareOf(plans),
		halves: split(plans),
		categories: codes
			.map((code) => ({
				code,
				name: taxonomy.categories.find((one) => one.code === code)?.name ?? { 'zh-Hans': code, en: code },
				n: violations.filter(({ type }) => type.startsWith(code)).length,
				halves: split(plans.filter(({ type }) => type.startsWith(code))),
			}))
			.toSorted((a, b) => b.n - a.n || a.code.localeCompare(b.code)),
	}
}

function dayOf({ at }: Pick<CaseRow, 'at'>): LocalDate {
	return localDateOf(at)
}
