import { may, scopeOf } from '#app/domain/access.ts'
import type { DeadlineView } from '#app/domain/desk/views.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { addMonths } from '#app/domain/time.ts'
import { runningClocksOf } from '#db/queries/clock-views.server.ts'
import { inspectionSummary, openCasesOf, outletsOfDealer } from '#db/queries/dealer-page.server.ts'
import { dealerIn } from '#db/queries/dealers.server.ts'
import { ledgerPage } from '#db/queries/ledger-views.server.ts'
import { measuresOfDealer } from '#db/queries/measures.server.ts'
import { penaltiesIn } from '#db/queries/penalties.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { plansOfDealer } from '#db/queries/plan-list.server.ts'
import type { Ctx } from '../context.server.ts'
import { restrictionsOfDealer } from '../measures/restrictions.server.ts'
import { personLines } from '../persons/views.server.ts'
import { staffLines } from '../plans/views.server.ts'
import { currentCalendar, currentRulebook, currentTaxonomy } from '../reference/load.server.ts'
import { dealerAcceptances } from '../rulebooks/register.server.ts'
import { successionLines } from '../succession/views.server.ts'
import { deadlineView, typeNamesIn } from './lines.server.ts'
import { depositOf, ladderOf, standingMoney } from './standing.server.ts'

const CASE_CLOCKS = [
	'penalty.check',
	'penalty.service',
	'penalty.defence',
	'penalty.decision',
	'penalty.review',
	'penalty.reviewDecision',
] as const
const LEDGER_SIZE = 20
const MONTHS = 12

async function openCases(ctx: Ctx, dealerId: string) {
	const rows = await openCasesOf(ctx.read, scopeOf(ctx.actor, 'penalty.read'), dealerId)
	const [calendar, taxonomy] = [await currentCalendar(ctx, ctx.read), await currentTaxonomy(ctx, ctx.read)]
	const clocks = await runningClocksOf(
		ctx.read,
		'penalty',
		rows.map((row) => row.id),
		CASE_CLOCKS,
	)
	return rows.map((row) => {
		const clock = [...(clocks.get(row.id) ?? [])].sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0]
		const deadline: DeadlineView | null = clock ? deadlineView(calendar, ctx.now, clock) : null
		return { ...row, typeNames: typeNamesIn(taxonomy.body, row.violationType), deadline }
	})
}

async function restrictions(ctx: Ctx, dealerId: string) {
	const lines = await restrictionsOfDealer(ctx.read, dealerId, ctx.today)
	const cases = lines.flatMap(({ by }) => (by.kind === 'case' ? [by.caseId] : []))
	const open = await penaltiesIn(ctx.read, scopeOf(ctx.actor, 'measure.read'), cases)
	return lines.map((one) => ({ ...one, shut: one.by.kind === 'case' && !open.has(one.by.caseId) }))
}

async function measures(ctx: Ctx, dealerId: string) {
	const rows = await measuresOfDealer(ctx.read, dealerId)
	const cases = rows.map((row) => row.penalty_id)
	const open = await penaltiesIn(ctx.read, scopeOf(ctx.actor, 'measure.read'), cases)
	return rows.map((row) => ({
		id: row.id,
		mayOpen: open.has(row.penalty_id),
		kind: row.kind,
		state: row.state,
		threshold: row.threshold,
		outletId: row.outlet_id,
		proposedAt: row.proposed_at,
		beginsOn: row.begins_on,
		endsOn: row.ends_on,
	}))
}

/** The compliance history of one dealer as staff see it; 404 outside the actor's scope. */
export async function dealerPage(ctx: Ctx, id: string) {
	const dealer = await dealerIn(ctx.read, scopeOf(ctx.actor, 'register.read'), id)
	if (!dealer) return refuse('missing', 'not-found')
	const names = await namesOf(ctx.read, [dealer.signed_by])
	const rulebook = await currentRulebook(ctx, ctx.read)
	const mayLedger = may(ctx.actor, 'ledger.read')
	const ledger = mayLedger ? await ledgerPage(ctx.read, ctx.actor.branchId, { dealerId: id }, null, LEDGER_SIZE) : null
	const since = addMonths(ctx.today, -MONTHS)
	const [registers, plans] = [scopeOf(ctx.actor, 'register.read'), scopeOf(ctx.actor, 'plan.read')]
	return ok({
		rules: await dealerAcceptances(ctx, id),
		dealer: {
			id: dealer.id,
			code: dealer.code,
			name: dealer.name,
			creditCode: dealer.credit_code,
			contactName: dealer.contact_name,
			contactPhone: dealer.contact_phone,
			agreementFrom: dealer.agreement_from,
			agreementTo: dealer.agreement_to,
			status: dealer.status,
			imported: dealer.source === 'IMPORTED',
			signedBy: dealer.signed_by === null ? null : (names.get(dealer.signed_by) ?? null),
			consentAt: dealer.e_service_consent_at,
		},
		ladder: await ladderOf(ctx.read, { dealerId: id }, rulebook.body, ctx.today),
		deposit: mayLedger ? await depositOf(ctx.read, id, dealer.deposit_required_fen) : null,
		money: mayLedger ? await standingMoney(ctx, { id, requiredFen: dealer.deposit_required_fen }, rulebook.body) : null,
		requiredFen: dealer.deposit_required_fen,
		ledger: ledger ? { rows: ledger.rows, more: ledger.next !== null } : null,
		cases: may(ctx.actor, 'penalty.read') ? await openCases(ctx, id) : [],
		measures: may(ctx.actor, 'measure.read') ? await measures(ctx, id) : [],
		restrictions: await restrictions(ctx, id),
		people: await personLines(ctx.read, id),
		successions: await successionLines(ctx.read, id),
		plans: await staffLines(ctx, await plansOfDealer(ctx.read, plans, id)),
		outlets: await outletsOfDealer(ctx.read, registers, id),
		inspections: await inspectionSummary(ctx.read, scopeOf(ctx.actor, 'inspection.read'), id, since),
		rights: {
			edit: may(ctx.actor, 'register.edit'),
			deposit: may(ctx.actor, 'ledger.deposit'),
			decideMeasure: may(ctx.actor, 'measure.decide') || may(ctx.actor, 'measure.decide-exit'),
		},
	})
}

type Answer = Awaited<ReturnType<typeof dealerPage>>
export type DealerPageView = Answer extends Outcome<infer T> ? T : never
