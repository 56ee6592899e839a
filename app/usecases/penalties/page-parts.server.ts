import { may, scopeOf } from '#app/domain/access.ts'
import type { CaseClockView, PriorView } from '#app/domain/penalty/views.ts'
import { addDays } from '#app/domain/time.ts'
import { clocksOf, type StoredClock } from '#db/queries/clocks.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { balancesOf, caseMoneyOf, txnsOfCase } from '#db/queries/ledger.server.ts'
import { earlierCases, type PenaltyRow, penaltiesIn } from '#db/queries/penalties.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { deadlineView, typeNamesIn } from '../desk/lines.server.ts'
import { evidenceItemsOf } from '../evidence/views.server.ts'
import { calendarById, taxonomyById } from '../reference/load.server.ts'
import type { CaseFile } from './case-file.server.ts'
import { isPending } from './clocks.server.ts'
import { repeatsOf } from './compute.server.ts'
import { basisOf } from './draft-penalty.server.ts'
import { ladderOf } from './measures.server.ts'

const PRIORS_SHOWN = 20
const CHECKED_FILES = 12
const LIMITATION_NEAR_DAYS = 45

/** Files with their hash compared just now, up to a dozen; the others say that they were not. */
export async function checkedEvidence(ctx: Ctx, violationId: string) {
	const items = await evidenceItemsOf(ctx.read, 'violation', violationId)
	const out = []
	for (const [i, item] of items.entries()) {
		let integrity: 'intact' | 'broken' | 'unchecked' = 'unchecked'
		if (i < CHECKED_FILES) integrity = typeof (await ctx.evidence.get(item.sha256)) === 'string' ? 'broken' : 'intact'
		out.push({ ...item, integrity })
	}
	return out
}

export async function priorsOf(ctx: Ctx, { row, facts, rulebook, violation }: CaseFile): Promise<PriorView[]> {
	const taxonomy = await taxonomyById(ctx.read, violation.taxonomy_version_id)
	const [earlier, found] = [
		await earlierCases(ctx.read, row.dealer_id, row.id),
		await repeatsOf(ctx.read, rulebook.body, basisOf(row, facts.severity)),
	]
	// What was computed stands: after the check the counted ones are those of the working.
	const counted = new Set(fromJson<string[]>(row.priors_json))
	const reasons = new Map(found.notCounted.map((one) => [one.earlier.penaltyId, one.reason]))
	const ids = earlier.map((one) => one.penaltyId)
	const open = await penaltiesIn(ctx.read, scopeOf(ctx.actor, 'penalty.read'), ids)
	const views = earlier.map(
		(one): PriorView => ({
			id: one.penaltyId,
			mayOpen: open.has(one.penaltyId),
			number: one.number,
			violationType: one.violationType,
			typeNames: typeNamesIn(taxonomy.body, one.violationType),
			occurredOn: one.occurredOn,
			servedOn: one.decisionServedOn,
			amountFen: one.amountFen,
			points: one.points,
			reason: counted.has(one.penaltyId) ? null : (reasons.get(one.penaltyId) ?? 'served-too-late'),
		}),
	)
	const rank = (one: PriorView) => (one.reason === null ? 0 : one.reason === 'other-outlet' ? 2 : 1)
	return views.sort((a, b) => rank(a) - rank(b) || b.occurredOn.localeCompare(a.occurredOn)).slice(0, PRIORS_SHOWN)
}

/** The log of the case with the postings of its money, newest first. */
export async function timelineOf(ctx: Ctx, row: PenaltyRow) {
	const events = (await eventsOf(ctx.read, 'penalty', row.id)).map((one) => {
		const after: Readonly<Record<string, unknown>> = fromJson(one.after_json)
		const text = (name: string) => (typeof after[name] === 'string' ? after[name] : '')
		const count = (name: string) => (typeof after[name] === 'number' ? after[name] : null)
		return {
			id: String(one.id),
			seq: one.seq,
			at: one.at,
			kind: one.kind,
			reason: one.reason,
			actor: one.actorName ?? '',
			notice: text('notice'),
			amountFen: count('amount_fen'),
			money: null,
		}
	})
	const money = (await txnsOfCase(ctx.read, row.id)).map((one) => ({
		id: one.id,
		seq: null,
		at: one.created_at,
		kind: null,
		reason: null,
		actor: '',
		notice: one.voucher,
		amountFen: one.amount_fen,
		money: one.kind,
	}))
	const merged = [...events, ...money]
	return merged
		.map((one, i) => ({ one, i }))
		.sort((a, b) => b.one.at.localeCompare(a.one.at) || b.i - a.i)
		.map(({ one }) => one)
}

/** Running deadlines soonest first, the plan's among them; each judged by the calendar that it pins. */
export async function clockViews(ctx: Ctx, { clocks, plan, row }: CaseFile): Promise<CaseClockView[]> {
	const ofPlan = plan ? await clocksOf(ctx.read, 'plan', plan.id) : []
	const near = addDays(ctx.today, LIMITATION_NEAR_DAYS)
	// The limitation is worth a line only when it comes near.
	const shown = clocks.filter((one) => isPending(row, one) && (one.kind !== 'penalty.limitation' || one.dueOn <= near))
	const running = [...shown, ...ofPlan.filter((one) => one.state === 'RUNNING')]
	const views: CaseClockView[] = []
	for (const clock of running.sort((a, b) => a.dueAt.localeCompare(b.dueAt))) views.push(await clockView(ctx, clock))
	return views
}

async function clockView(ctx: Ctx, clock: StoredClock): Promise<CaseClockView> {
	const { body } = await calendarById(ctx.read, clock.calendarVersionId)
	const { id, kind, state, dueOn, dueAt, provisional, steps, party, endedAt } = clock
	return {
		id,
		kind,
		state,
		dueOn,
		dueAt,
		provisional,
		steps,
		party,
		endedAt,
		deadline: deadlineView(body, ctx.now, clock),
	}
}

export async function dealerOf(ctx: Ctx, file: CaseFile) {
	const { row, dealer } = file
	const { before, after, strongest } = await ladderOf(ctx, ctx.read, file)
	// A case that ended without a decision in force adds nothing.
	const adds = row.ended_at === null
	const seesMoney = may(ctx.actor, 'ledger.read')
	const owners = await holdersOf(ctx.read, row.branch_id, ['DEALER_OWNER'], { dealerId: dealer.id })
	return {
		id: dealer.id,
		name: dealer.name,
		owners: owners.map((one) => one.name),
		points: before,
		pointsAfter: adds ? after : before,
		measure: adds ? (strongest?.measure ?? null) : null,
		balances: seesMoney ? await balancesOf(ctx.read, dealer.id) : null,
		money: seesMoney ? await caseMoneyOf(ctx.read, row.id) : null,
	}
}
