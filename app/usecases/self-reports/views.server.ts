import { scopeOf } from '#app/domain/access.ts'
import { type FoundBefore, REFUND_STATES, SELF_REPORTED } from '#app/domain/desk/self-report.ts'
import type { SelfReportView } from '#app/domain/desk/views.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { orderByNumber } from '#db/queries/orders.server.ts'
import { outletById } from '#db/queries/penalty-facts.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { type SelfReportRow, selfReportIn, selfReportsPage, toldCaseOf } from '#db/queries/self-reports.server.ts'
import { outletChoices, violationById } from '#db/queries/violations.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { dealerEvidenceOf, evidenceItemsOf } from '../evidence/views.server.ts'
import { reachOf } from '../orders/order.server.ts'
import { currentRulebook, currentTaxonomy } from '../reference/load.server.ts'
import { foundBeforeReport } from './decide.server.ts'

const SIZE = 40

async function viewOf(ctx: Ctx, row: SelfReportRow): Promise<SelfReportView> {
	const told = row.violation_id === null ? undefined : await toldCaseOf(ctx.read, row.violation_id)
	return {
		id: row.id,
		number: row.number,
		version: row.version,
		state: row.state,
		outletName: (await outletById(ctx.read, row.outlet_id)).name,
		matter: row.matter,
		occurredOn: row.occurred_on,
		units: row.units,
		facts: row.facts,
		affected: fromJson<string[]>(row.affected_users_json),
		refund: REFUND_STATES.find((one) => one === row.refund) ?? 'NOT_YET',
		reportedAt: row.reported_at,
		decidedAt: row.decided_at,
		answer: row.answer,
		credited: row.factor_set === 1,
		files: await dealerEvidenceOf(ctx.read, 'self-report', row.id),
		case: told ?? null,
	}
}

/** An own report as its dealer sees it; 404 for anybody else's. */
export async function deskReport(ctx: Ctx, id: string): Promise<Outcome<SelfReportView>> {
	const row = await selfReportIn(ctx.read, scopeOf(ctx.actor, 'desk.report'), id)
	return row ? ok(await viewOf(ctx, row)) : refuse('missing', 'not-found')
}

const lineOf = (row: Awaited<ReturnType<typeof selfReportsPage>>['rows'][number]) => ({
	id: row.id,
	number: row.number,
	state: row.state,
	matter: row.matter,
	occurredOn: row.occurred_on,
	reportedAt: row.reported_at,
	credited: row.factor_set === 1,
	outletName: row.outletName,
	dealerName: row.dealerName,
})
export type SelfReportLineView = ReturnType<typeof lineOf>

/** The dealer's own reports, newest first. */
export async function deskReports(ctx: Ctx, cursor: string | null) {
	const page = await selfReportsPage(ctx.read, scopeOf(ctx.actor, 'desk.report'), null, cursor, SIZE)
	return { rows: page.rows.map(lineOf), next: page.next }
}

/** Reports within the officer's places, newest first. */
export async function selfReportList(ctx: Ctx, state: SelfReportRow['state'] | null, cursor: string | null) {
	const page = await selfReportsPage(ctx.read, scopeOf(ctx.actor, 'self-report.read'), state, cursor, SIZE)
	return { rows: page.rows.map(lineOf), next: page.next }
}

/**
 * One report as staff see it: with its files, who took it up, and, for a type that is looked at, what was there
 * before. 404 outside the places.
 */
export async function selfReportPage(ctx: Ctx, id: string, typeCode: string | null) {
	const row = await selfReportIn(ctx.read, scopeOf(ctx.actor, 'self-report.read'), id)
	if (!row) return refuse('missing', 'not-found')
	const { body } = await currentTaxonomy(ctx, ctx.read)
	const dealer = await dealerById(ctx.read, row.dealer_id)
	const names = await namesOf(ctx.read, [row.reported_by, row.decided_by])
	const violation = row.violation_id === null ? undefined : await violationById(ctx.read, row.violation_id)
	const looked = body.types.find((type) => type.code === (row.violation_type ?? typeCode))
	const now = looked && row.state === 'RECEIVED' ? await foundBeforeReport(ctx.read, row, looked.code) : null
	const { files: _, ...view } = await viewOf(ctx, row)
	return ok({
		...view,
		dealer: { id: row.dealer_id, name: dealer?.name ?? '' },
		outletId: row.outlet_id,
		reportedBy: names.get(row.reported_by) ?? '',
		decidedBy: row.decided_by === null ? '' : (names.get(row.decided_by) ?? ''),
		evidence: await evidenceItemsOf(ctx.read, 'self-report', row.id),
		violation: violation ? { id: violation.id, number: violation.number } : null,
		type: looked ? { code: looked.code, names: looked.name, unit: looked.unit } : null,
		found: await foundFor(ctx, row.state === 'RECEIVED' ? now : fromJson<FoundBefore[]>(row.found_json)),
		types: body.types.map((type) => ({ code: type.code, names: type.name, severity: type.severity })),
		signedUp: dealer?.signed_by === ctx.actor.accountId,
		today: ctx.today,
	})
}

/** That an order was there before is part of the decision; which one, is told to who reads it. */
async function foundFor(ctx: Ctx, found: FoundBefore[] | null): Promise<FoundBefore[] | null> {
	if (found === null) return null
	const reach = reachOf(ctx.actor, 'order.read')
	const told: FoundBefore[] = []
	for (const one of found) {
		const closed = one.kind === 'order' && !(await orderByNumber(ctx.read, reach, one.number))
		told.push(closed ? { ...one, number: '' } : one)
	}
	return told
}

type Answer = Awaited<ReturnType<typeof selfReportPage>>
export type SelfReportPage = Answer extends Outcome<infer T> ? T : never

/** What the form of a report needs: the own outlets by name, and what a report in time brings (percent; 0: nothing). */
export async function reportForm(ctx: Ctx) {
	const rows = await outletChoices(ctx.read, scopeOf(ctx.actor, 'desk.report'))
	const { body } = await currentRulebook(ctx, ctx.read)
	const factor = body.factors.find((one) => one.code === SELF_REPORTED)
	return { outlets: rows.map(({ id, name }) => ({ id, name })), percent: Math.abs(factor?.percent ?? 0) }
}
