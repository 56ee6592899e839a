import { type AliasedExpression, sql } from 'kysely'
import type { Scope } from '#app/domain/access.ts'
import type { CaseFigure } from '#app/domain/overview/overview.schema.ts'
import type { Span } from '#app/domain/overview/period.ts'
import { addDays, type Instant, instantAt, type LocalDate, localDateOf } from '#app/domain/time.ts'
import { decodeCursor, type Page, type Predicate, pageOf } from '../sql.server.ts'
import type { Handle } from '../tx.server.ts'
import { withinScope } from './scope.server.ts'

/** One case that is counted, with what a list says of it and the moment by which it belongs to a span. */
export type CaseRow = {
	readonly id: string
	readonly number: string
	readonly type: string
	readonly outletName: string
	readonly at: Instant
}

/**
 * What a figure counts, within a scope. The number, the list and each page of it ask the same question, so that they
 * cannot differ. `today` matters to plans alone: one counts when the 90 days after its strike-off are over.
 */
export type CaseAsk = {
	readonly of: CaseFigure
	readonly scope: Scope
	readonly span: Span
	readonly today: LocalDate
	/** Letter of the kind of violation. */
	readonly category?: string | undefined
}

/** Days after the strike-off of a plan in which the same violation at the same outlet is a recurrence (domain 4.1). */
export const RECURRENCE_DAYS = 90

const bounds = ({ from, to }: Span) => [instantAt(from, 0), instantAt(addDays(to, 1), 0)] as const

type Cases = AliasedExpression<CaseRow, 'c'>

function violationsIn(handle: Handle, { scope, span }: CaseAsk): Cases {
	const [from, until] = bounds(span)
	return handle
		.selectFrom('violation')
		.innerJoin('outlet', 'outlet.id', 'violation.outlet_id')
		.select(['violation.id', 'violation.number', 'violation.violation_type as type', 'outlet.name as outletName'])
		.select(sql<Instant>`violation.checked_at`.as('at'))
		.where((eb) => withinScope(eb, 'violation', scope))
		.where(sql<boolean>`violation.state = 'CONFIRMED' and violation.historic = 0`)
		.where('violation.checked_at', '>=', from)
		.where('violation.checked_at', '<', until)
		.as('c')
}

type PenaltyFigure = 'educated' | 'answered' | 'changed' | 'revoked'

/** What a figure of penalties counts, and the moment by which it belongs to a span; texts of the indexes (024). */
function penaltyFigure(of: PenaltyFigure): { readonly at: ReturnType<typeof sql<Instant>>; readonly where: Predicate } {
	const closed = sql<Instant>`coalesce(penalty.decided_at, penalty.ended_at)`
	const answered = sql<boolean>`penalty.defence_state = 'STATED' and (penalty.decided_at is not null or penalty.state = 'WAIVED')`
	switch (of) {
		case 'educated':
			return { at: sql<Instant>`penalty.ended_at`, where: sql<boolean>`penalty.state = 'WAIVED'` }
		case 'answered':
			return { at: closed, where: answered }
		case 'changed':
			return {
				at: closed,
				where: sql<boolean>`${answered} and (penalty.state = 'WAIVED' or penalty.decided_amount_fen <> penalty.notice_amount_fen)`,
			}
		case 'revoked':
			return { at: sql<Instant>`penalty.reviewed_at`, where: sql<boolean>`penalty.review_outcome = 'REVOKED'` }
	}
}

/** Cases that ended with education only, were decided after a defence, changed by it, or revoked on review. */
function penaltiesIn(handle: Handle, { scope, span }: CaseAsk, of: PenaltyFigure): Cases {
	const [from, until] = bounds(span)
	const { at, where } = penaltyFigure(of)
	return handle
		.selectFrom('penalty')
		.innerJoin('outlet', 'outlet.id', 'penalty.outlet_id')
		.select(['penalty.id', 'penalty.number', 'outlet.name as outletName'])
		.select([sql<string>`coalesce(penalty.violation_type, '')`.as('type'), at.as('at')])
		.where((eb) => withinScope(eb, 'penalty', scope))
		.where(sql<boolean>`penalty.historic = 0`)
		.where(where)
		.where(sql<boolean>`${at} >= ${from} and ${at} < ${until}`)
		.as('c')
}

/** Plans verified and struck off in the span whose 90 days are over: a plan of yesterday proves nothing yet. */
function plansIn(handle: Handle, { scope, span, today }: CaseAsk): Cases {
	const [from, until] = bounds(span)
	const proven = instantAt(addDays(today, -RECURRENCE_DAYS), 0)
	return handle
		.selectFrom('plan')
		.innerJoin('outlet', 'outlet.id', 'plan.outlet_id')
		.select(['plan.id', 'plan.number', 'plan.violation_type as type', 'outlet.name as outletName'])
		.select(sql<Instant>`plan.struck_off_at`.as('at'))
		.where((eb) => withinScope(eb, 'plan', scope))
		.where('plan.struck_off_at', '>=', from)
		.where('plan.struck_off_at', '<', proven < until ? proven : until)
		.as('c')
}

function casesIn(handle: Handle, ask: CaseAsk): Cases {
	switch (ask.of) {
		case 'confirmed':
			return violationsIn(handle, ask)
		case 'educated':
		case 'answered':
		case 'changed':
		case 'revoked':
			return penaltiesIn(handle, ask, ask.of)
		case 'verified':
		case 'recurred':
			return plansIn(handle, ask)
	}
}

function asked(handle: Handle, ask: CaseAsk) {
	const cases = handle.selectFrom(casesIn(handle, ask))
	return ask.category === undefined ? cases : cases.where('c.type', 'like', `${ask.category}%`)
}

/** Those of some plans after whose strike-off the same violation came back to the same outlet within 90 days. */
async function recurredAmong(handle: Handle, plans: readonly CaseRow[]): Promise<ReadonlySet<string>> {
	const struckOn = new Map(plans.map(({ id, at }) => [id, localDateOf(at)]))
	const ids = [...struckOn.keys()]
	const found = new Set<string>()
	for (let i = 0; i < ids.length; i += 500) {
		const rows = await handle
			.selectFrom('plan')
			.innerJoin('violation as again', (join) =>
				join.onRef('again.outlet_id', '=', 'plan.outlet_id').onRef('again.violation_type', '=', 'plan.violation_type'),
			)
			.select(['plan.id', 'again.occurred_on as on'])
			.where('plan.id', 'in', ids.slice(i, i + 500))
			.where('again.state', '=', 'CONFIRMED')
			.where(sql<boolean>`again.occurred_on > substr(plan.struck_off_at, 1, 10)`)
			.execute()
		for (const { id, on } of rows) {
			const struck = struckOn.get(id)
			if (struck !== undefined && on > struck && on <= addDays(struck, RECURRENCE_DAYS)) found.add(id)
		}
	}
	return found
}

/** Every row that a figure counts, latest first. */
export async function caseRows(handle: Handle, ask: CaseAsk): Promise<CaseRow[]> {
	const rows = await asked(handle, ask).selectAll().orderBy('c.at', 'desc').orderBy('c.id', 'desc').execute()
	if (ask.of !== 'recurred') return rows
	const recurred = await recurredAmong(handle, rows)
	return rows.filter(({ id }) => recurred.has(id))
}

/** How many rows a figure counts. */
export async function countCases(handle: Handle, ask: CaseAsk): Promise<number> {
	if (ask.of === 'recurred') return (await caseRows(handle, ask)).length
	const row = await asked(handle, ask).select(sql<number>`count(*)`.as('n')).executeTakeFirstOrThrow()
	return Number(row.n)
}

/** Plans that were verified, each with whether the violation came back. */
export async function plansVerified(
	handle: Handle,
	ask: Omit<CaseAsk, 'of'>,
): Promise<(CaseRow & { readonly recurred: boolean })[]> {
	const plans = await caseRows(handle, { ...ask, of: 'verified' })
	const recurred = await recurredAmong(handle, plans)
	return plans.map((plan) => ({ ...plan, recurred: recurred.has(plan.id) }))
}

type After = readonly [at: unknown, id: unknown]

async function rowsAfter(handle: Handle, ask: CaseAsk, after: After | null, size: number): Promise<CaseRow[]> {
	let query = asked(handle, ask).selectAll().orderBy('c.at', 'desc').orderBy('c.id', 'desc').limit(size)
	if (after) query = query.where(sql<boolean>`(c.at, c.id) < (${String(after[0])}, ${String(after[1])})`)
	return query.execute()
}

/** A page of the rows behind a figure, latest first; what recurred is looked for in page after page of the plans. */
export async function casePage(
	handle: Handle,
	ask: CaseAsk,
	cursor: string | null,
	size: number,
): Promise<Page<CaseRow>> {
	const key = ({ at, id }: CaseRow) => [at, id] as const
	const decoded = decodeCursor(cursor, 2)
	let after: After | null = decoded ? [decoded[0], decoded[1]] : null
	if (ask.of !== 'recurred') return pageOf(await rowsAfter(handle, ask, after, size + 1), size, key)
	const found: CaseRow[] = []
	while (found.length <= size) {
		const plans = await rowsAfter(handle, ask, after, size + 1)
		const recurred = await recurredAmong(handle, plans)
		found.push(...plans.filter(({ id }) => recurred.has(id)))
		const last = plans.at(-1)
		if (last === undefined || plans.length <= size) break
		after = key(last)
	}
	return pageOf(found.slice(0, size + 1), size, key)
}
