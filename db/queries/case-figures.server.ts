import { sql } from 'kysely'
import type { Scope } from '#app/domain/access.ts'
import type { Span } from '#app/domain/overview/period.ts'
import { addDays, type Instant, instantAt, type LocalDate, localDateOf } from '#app/domain/time.ts'
import type { Handle } from '../tx.server.ts'
import { withinScope } from './scope.server.ts'

/**
 * One case that is counted, with what a list says of it. Figures are the lengths of these lists, so that the number
 * and what proves it cannot differ.
 */
export type CaseRow = {
	readonly id: string
	readonly number: string
	readonly type: string
	readonly outletName: string
	readonly at: Instant
}

const bounds = ({ from, to }: Span) => [instantAt(from, 0), instantAt(addDays(to, 1), 0)] as const

/** Violations that were confirmed in the span, latest first. */
export async function violationsConfirmed(handle: Handle, scope: Scope, span: Span): Promise<CaseRow[]> {
	const [from, until] = bounds(span)
	const rows = await handle
		.selectFrom('violation')
		.innerJoin('outlet', 'outlet.id', 'violation.outlet_id')
		.select([
			'violation.id',
			'violation.number',
			'violation.violation_type as type',
			'violation.checked_at as at',
			'outlet.name as outletName',
		])
		.where((eb) => withinScope(eb, 'violation', scope))
		.where('violation.state', '=', 'CONFIRMED')
		.where('violation.historic', '=', 0)
		.where('violation.checked_at', '>=', from)
		.where('violation.checked_at', '<', until)
		.orderBy('violation.checked_at', 'desc')
		.orderBy('violation.id')
		.execute()
	return rows.map((row) => ({ ...row, at: row.at ?? from }))
}

type PenaltyFigure = 'educated' | 'answered' | 'changed' | 'revoked'

/** What a figure of penalties counts, and the moment by which it belongs to a span. */
function penaltyFigure(of: PenaltyFigure) {
	const closed = sql<Instant | null>`coalesce(penalty.decided_at, penalty.ended_at)`
	const answered = sql<boolean>`penalty.defence_state = 'STATED' and (penalty.decided_at is not null or penalty.state = 'WAIVED')`
	switch (of) {
		case 'educated':
			return { at: sql<Instant | null>`penalty.ended_at`, where: sql<boolean>`penalty.state = 'WAIVED'` }
		case 'answered':
			return { at: closed, where: answered }
		case 'changed':
			return {
				at: closed,
				where: sql<boolean>`${answered} and (penalty.state = 'WAIVED' or penalty.decided_amount_fen <> penalty.notice_amount_fen)`,
			}
		case 'revoked':
			return { at: sql<Instant | null>`penalty.reviewed_at`, where: sql<boolean>`penalty.review_outcome = 'REVOKED'` }
	}
}

/** Cases that ended with education only, were decided after a defence, changed by it, or revoked on review. */
export async function penaltiesOf(handle: Handle, scope: Scope, span: Span, of: PenaltyFigure): Promise<CaseRow[]> {
	const [from, until] = bounds(span)
	const { at, where } = penaltyFigure(of)
	const rows = await handle
		.selectFrom('penalty')
		.innerJoin('outlet', 'outlet.id', 'penalty.outlet_id')
		.select([
			'penalty.id',
			'penalty.number',
			'penalty.violation_type as type',
			at.as('at'),
			'outlet.name as outletName',
		])
		.where((eb) => withinScope(eb, 'penalty', scope))
		.where('penalty.historic', '=', 0)
		.where(where)
		.where(sql<boolean>`${at} >= ${from} and ${at} < ${until}`)
		.orderBy(at, 'desc')
		.orderBy('penalty.id')
		.execute()
	return rows.map((row) => ({ ...row, type: row.type ?? '', at: row.at ?? from }))
}

/** Days after the strike-off of a plan in which the same violation at the same outlet is a recurrence (domain 4.1). */
export const RECURRENCE_DAYS = 90

export type VerifiedPlan = CaseRow & { readonly recurred: boolean }

/**
 * Plans that were verified and struck off in the span, and whether the same kind of violation came back at the same
 * outlet within 90 days. Only those whose 90 days are over by `today`: a plan of yesterday proves nothing yet.
 */
export async function plansVerified(
	handle: Handle,
	scope: Scope,
	span: Span,
	today: LocalDate,
): Promise<VerifiedPlan[]> {
	const [from, until] = bounds(span)
	const rows = await handle
		.selectFrom('plan')
		.where((eb) => withinScope(eb, 'plan', scope))
		.innerJoin('outlet', 'outlet.id', 'plan.outlet_id')
		.leftJoin('violation as again', (join) =>
			join
				.onRef('again.outlet_id', '=', 'plan.outlet_id')
				.onRef('again.violation_type', '=', 'plan.violation_type')
				.on('again.state', '=', 'CONFIRMED')
				.on(sql<boolean>`again.occurred_on > substr(plan.struck_off_at, 1, 10)`),
		)
		.select([
			'plan.id',
			'plan.number',
			'plan.violation_type as type',
			'plan.struck_off_at as at',
			'outlet.name as outletName',
			'again.occurred_on as againOn',
		])
		.where('plan.struck_off_at', '>=', from)
		.where('plan.struck_off_at', '<', until)
		.orderBy('plan.struck_off_at', 'desc')
		.orderBy('plan.id')
		.execute()
	const plans = new Map<string, VerifiedPlan>()
	for (const { againOn, at, ...row } of rows) {
		const struckOn = localDateOf(at ?? from)
		const last = addDays(struckOn, RECURRENCE_DAYS)
		if (last >= today) continue
		const recurred = againOn !== null && againOn > struckOn && againOn <= last
		const known = plans.get(row.id)
		plans.set(row.id, { ...row, at: at ?? from, recurred: recurred || known?.recurred === true })
	}
	return [...plans.values()]
}
