import { covers, may, scopeOf } from '#app/domain/access.ts'
import type { PlanStepView } from '#app/domain/desk/views.ts'
import { may as mayGo } from '#app/domain/machine.ts'
import { PLAN_MACHINE, type PlanAction, type PlanFacts, verificationMethod } from '#app/domain/plan/plan.ts'
import type { PlanActView, PlanCheck, PlanLine, PlanPageView, PlanRecheck } from '#app/domain/plan/views.ts'
import { type Outcome, type RefusalRule, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { runningClocksOf } from '#db/queries/clock-views.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { inspectionBrief } from '#db/queries/penalty-facts.server.ts'
import { holdersOf, namesOf } from '#db/queries/people.server.ts'
import {
	countPlans,
	PLAN_VIEWS,
	type PlanFilter,
	type PlanListRow,
	type PlanView,
	plansPage,
} from '#db/queries/plan-list.server.ts'
import {
	type PlanRow,
	type PlanStepRow,
	planHeadOf,
	planIn,
	type RecheckRow,
	stepsOf,
} from '#db/queries/plans.server.ts'
import type { Ctx } from '../context.server.ts'
import { deadlineView, typeNamesIn } from '../desk/lines.server.ts'
import { evidenceItemsOf } from '../evidence/views.server.ts'
import { currentCalendar, currentTaxonomy } from '../reference/load.server.ts'
import { causeOf, planFacts, planStateOf } from './facts.server.ts'
import { recheckChoices } from './verify-plan.server.ts'

const PAGE_SIZE = 20

export function stepView(row: PlanStepRow): PlanStepView {
	const { id, no, what, owner, proof } = row
	return { id, no, what, owner, dueOn: row.due_on, proof, doneAt: row.done_at }
}

/** Rows as pages list them, each with the light of its running or missed date. */
export async function staffLines(ctx: Ctx, rows: readonly PlanListRow[]): Promise<PlanLine[]> {
	const ids = rows.map((row) => row.id)
	const [calendar, taxonomy, clocks] = await Promise.all([
		currentCalendar(ctx, ctx.read),
		currentTaxonomy(ctx, ctx.read),
		runningClocksOf(ctx.read, 'plan', ids, ['plan.work', 'plan.submit'], true),
	])
	return rows.map((row) => {
		const clock = clocks.get(row.id)?.at(-1)
		const ended = row.state === 'STRUCK_OFF' || row.state === 'CANCELLED'
		return {
			id: row.id,
			number: row.number,
			state: planStateOf(row.state),
			severity: row.severity,
			typeCode: row.violationType,
			typeNames: typeNamesIn(taxonomy.body, row.violationType),
			outletName: row.outletName,
			dealerId: row.dealerId,
			dealerName: row.dealerName,
			penaltyId: row.penaltyId,
			penaltyNumber: row.penaltyNumber,
			dueOn: row.dueOn,
			deadline: clock && !ended ? deadlineView(calendar, ctx.now, clock) : null,
			ineffective: row.ineffective === 1,
			extended: row.extended === 1,
		}
	})
}

export type PlanQuery = {
	readonly view?: string | undefined
	readonly severity?: string | undefined
	readonly state?: string | undefined
	readonly q?: string | undefined
	readonly after?: string | undefined
}

/** The list of plans with the counts of its views; a count is the length of the list behind it. */
export async function listPlans(ctx: Ctx, query: PlanQuery) {
	const scope = scopeOf(ctx.actor, 'plan.read')
	const view: PlanView = PLAN_VIEWS.find((one) => one === query.view) ?? 'running'
	const filter: PlanFilter = { view, severity: query.severity, state: query.state, q: query.q }
	const page = await plansPage(ctx.read, scope, filter, ctx.today, query.after ?? null, PAGE_SIZE)
	const counts: { view: PlanView; count: number }[] = []
	for (const one of PLAN_VIEWS)
		counts.push({ view: one, count: await countPlans(ctx.read, scope, { view: one }, ctx.today) })
	return {
		view,
		counts,
		total: await countPlans(ctx.read, scope, filter, ctx.today),
		rows: await staffLines(ctx, page.rows),
		next: page.next,
	}
}

const check = (rule: RefusalRule, met: boolean, params?: Readonly<Record<string, string | number>>): PlanCheck => ({
	ok: met,
	refusal: params ? { kind: 'procedure', rule, params } : { kind: 'procedure', rule },
})

function permitted(ctx: Ctx, row: PlanRow, action: 'plan.approve' | 'plan.verify'): boolean {
	return may(ctx.actor, action) && covers(scopeOf(ctx.actor, action), row)
}

const inState = (facts: PlanFacts, action: PlanAction) =>
	check('wrong-state', mayGo(PLAN_MACHINE, facts.state, action), { state: facts.state, action })

function actsOf(
	ctx: Ctx,
	row: PlanRow,
	facts: PlanFacts,
	rechecks: readonly RecheckRow[],
	helpers: readonly string[],
): PlanPageView['acts'] {
	const me = ctx.actor.accountId
	const until = facts.dueOn ?? ''
	const byProof = verificationMethod(facts.severity) === 'PROOF'
	const approve: PlanActView = {
		permitted: permitted(ctx, row, 'plan.approve'),
		checks: [inState(facts, 'approve'), check('plan.approver-submitted', me !== facts.submitterId)],
		helpers,
	}
	const verify: PlanActView = {
		permitted: permitted(ctx, row, 'plan.verify'),
		checks: [
			inState(facts, 'strikeOff'),
			check('plan.verifier-found', me !== facts.finderId),
			check('plan.verifier-wrote', me !== facts.submitterId),
			...(byProof ? [] : [check('plan.needs-reinspection', rechecks.length > 0)]),
		],
		helpers,
	}
	const extend: PlanActView = {
		permitted: permitted(ctx, row, 'plan.approve'),
		checks: [
			inState(facts, 'extend'),
			check('plan.extension-used', !facts.extended),
			check('plan.extension-late', facts.dueOn !== null && ctx.today <= facts.dueOn, { until }),
		],
		helpers,
	}
	return { approve, verify, extend }
}

const recheckView = ({ id, number, occurredOn, inspectorName, passed }: RecheckRow): PlanRecheck => ({
	id,
	number,
	occurredOn,
	inspectorName,
	passed,
})

/** People near the plan who neither found nor wrote it. */
async function helpersOf(ctx: Ctx, row: PlanRow, facts: PlanFacts): Promise<string[]> {
	const where = { countyId: row.county_id, gridId: row.grid_id }
	const people = await holdersOf(ctx.read, row.branch_id, ['COUNTY_SUPERVISOR', 'COMPLIANCE_OFFICER'], where)
	return people
		.filter((one) => one.id !== facts.finderId && one.id !== facts.submitterId && one.id !== ctx.actor.accountId)
		.map((one) => one.name)
}

/** The re-inspection on which the plan was struck off. */
async function recheckOf(ctx: Ctx, id: string): Promise<PlanRecheck | null> {
	const visit = await inspectionBrief(ctx.read, id)
	if (!visit) return null
	const { number, occurredOn, inspectorName } = visit
	return { id, number, occurredOn, inspectorName, passed: true }
}

/** Everything of one plan within the actor's scope; 404 outside of it. */
export async function planPage(ctx: Ctx, id: string): Promise<Outcome<PlanPageView>> {
	const row = await planIn(ctx.read, scopeOf(ctx.actor, 'plan.read'), id)
	if (!row) return refuse('missing', 'not-found')
	const facts = await planFacts(ctx.read, row)
	const [line] = await staffLines(ctx, [await planHeadOf(ctx.read, row)])
	if (!line) return refuse('missing', 'not-found')
	const names = await namesOf(ctx.read, [facts.finderId, row.submitted_by, row.approved_by, row.verified_by])
	const nameOf = (person: string | null) => (person === null ? null : (names.get(person) ?? null))
	const rechecks = row.state === 'IN_VERIFICATION' ? await recheckChoices(ctx.read, row) : []
	const files = await evidenceItemsOf(ctx.read, 'plan', row.id)
	const events = await eventsOf(ctx.read, 'plan', row.id)
	return ok({
		...line,
		version: row.version,
		violationId: row.violation_id,
		outletId: row.outlet_id,
		cause: causeOf(row.cause_code),
		causeText: row.cause_text,
		steps: (await stepsOf(ctx.read, row.id)).map(stepView),
		files: files.map(({ id: file, caption, fileName, isImage, copyState, receivedAt }) => ({
			id: file,
			caption: caption || fileName,
			hasThumb: isImage && copyState === 'ready',
			receivedAt,
		})),
		people: {
			finder: nameOf(facts.finderId),
			submitter: nameOf(row.submitted_by),
			approver: nameOf(row.approved_by),
			verifier: nameOf(row.verified_by),
		},
		at: { served: row.served_at, submitted: row.submitted_at, approved: row.approved_at, struckOff: row.struck_off_at },
		returnedFrom: row.returned_from,
		returnReason: row.return_reason,
		returnedCount: row.returned_count,
		missed: facts.missed,
		escalate: facts.missed || row.returned_count >= 2,
		endReason: row.end_reason,
		recheck: row.recheck_inspection_id === null ? null : await recheckOf(ctx, row.recheck_inspection_id),
		byReinspection: verificationMethod(facts.severity) === 'REINSPECTION',
		rechecks: rechecks.map(recheckView),
		acts: actsOf(ctx, row, facts, rechecks, await helpersOf(ctx, row, facts)),
		events: events.map((event) => ({ kind: event.kind, at: event.at, by: event.actorName, reason: event.reason })),
	})
}
