import { scopeOf } from '#app/domain/access.ts'
import type { SelfReportForm } from '#app/domain/desk/self-report.schema.ts'
import { reportableDay } from '#app/domain/desk/self-report.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { yearOf } from '#app/domain/time.ts'
import { nextNumber, numberText } from '#db/queries/numbers.server.ts'
import { outletIn } from '#db/queries/outlets.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import { insertSelfReport, selfReportByRequest } from '#db/queries/self-reports.server.ts'
import { toJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { addStagedIn, type IncomingFile, keepFiles, stageFiles } from '../evidence/add-evidence.server.ts'
import { recordNew } from '../transition.server.ts'

type Made = { readonly id: string; readonly number: string }

/**
 * A dealer reports an own violation, numbered ZB-YYYY-nnnn. The same form sent twice is one report. Refuses an outlet
 * that is not the dealer's, a day to come or past limitation, and files that are no evidence.
 */
export async function reportOwnViolation(
	ctx: Ctx,
	command: { readonly requestKey: string; readonly form: Omit<SelfReportForm, 'confirm'> },
	files: readonly IncomingFile[] = [],
): Promise<Outcome<Made>> {
	const { form, requestKey } = command
	const day = reportableDay(form.occurredOn, ctx.today)
	if (!day.ok) return day
	const staged = await stageFiles(ctx, files)
	if (!staged.ok) return staged
	const done = await ctx.inTx<Made>(ctx.actor.branchId, async (tx) => {
		const outlet = await outletIn(tx, scopeOf(ctx.actor, 'desk.report'), form.outletId)
		if (!outlet) return refuse('missing', 'not-found')
		const before = await selfReportByRequest(tx, ctx.actor.branchId, requestKey)
		if (before) return before.reportedBy === ctx.actor.accountId ? ok(before) : refuse('missing', 'not-found')
		const made = await insert(ctx, tx, { outlet, form, requestKey })
		const added = await addStagedIn(ctx, tx, { kind: 'self-report', id: made.id }, staged.value)
		return added.ok ? ok(made) : added
	})
	if (done.ok) await keepFiles(ctx, staged.value)
	return done
}

type Outlet = NonNullable<Awaited<ReturnType<typeof outletIn>>>

async function insert(
	ctx: Ctx,
	tx: Tx,
	{ outlet, form, requestKey }: { outlet: Outlet; form: Omit<SelfReportForm, 'confirm'>; requestKey: string },
): Promise<Made> {
	const { branchId, accountId } = ctx.actor
	const year = yearOf(ctx.today)
	const id = ctx.newId()
	const number = numberText('ZB', year, await nextNumber(tx, branchId, 'self-report', year))
	await insertSelfReport(tx, {
		id,
		branch_id: branchId,
		county_id: outlet.county_id,
		grid_id: outlet.grid_id,
		dealer_id: outlet.dealer_id,
		outlet_id: outlet.id,
		number,
		state: 'RECEIVED',
		matter: form.matter,
		occurred_on: form.occurredOn,
		units: form.units,
		facts: form.facts,
		affected_users_json: toJson(form.affectedNumbers),
		refund: form.refund,
		request_key: requestKey,
		reported_by: accountId,
		reported_at: ctx.now,
		decided_by: null,
		decided_at: null,
		answer: '',
		violation_id: null,
		violation_type: null,
		factor_set: 0,
		found_json: '[]',
	})
	const where = { countyId: outlet.county_id, gridId: outlet.grid_id }
	const officers = await holdersOf(tx, branchId, ['COMPLIANCE_OFFICER'], where)
	await recordNew(ctx, tx, {
		subject: 'self-report',
		id,
		event: {
			kind: 'self-report.received',
			after: { number, occurred_on: form.occurredOn, units: form.units, refund: form.refund },
		},
		tell: officers.map((officer) => ({
			key: `self-report:${id}`,
			kind: 'self-report.received',
			accountId: officer.id,
			subjectKind: 'self-report',
			subjectId: id,
			params: { number, outlet: outlet.name },
		})),
	})
	return { id, number }
}
