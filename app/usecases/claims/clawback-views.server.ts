import { may, scopeOf } from '#app/domain/access.ts'
import {
	CLAWBACK_CAUSES,
	CLAWBACK_MACHINE,
	type ClawbackCause,
	type ClawbackState,
	confirmBars,
	objectTo,
} from '#app/domain/claim/clawback.ts'
import { isPeriod } from '#app/domain/ledger/period.ts'
import { may as mayMove } from '#app/domain/machine.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { activationMonths, monthsWithActivations } from '#db/queries/activations.server.ts'
import {
	type ClawbackRow,
	clawbackIn,
	clawbacksPage,
	countClawbacks,
	farmedOutlet,
	farmingCaseOf,
	graveCasesOf,
	recordsOf,
} from '#db/queries/clawbacks.server.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { dealerIn, dealerOptions } from '#db/queries/dealers.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { bookOf } from '#db/queries/ledger.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { caseNumbers } from '#db/queries/points.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentRulebook } from '../reference/load.server.ts'
import { clawbackFacts } from './judge.server.ts'
import { computeClawback } from './propose.server.ts'

const SIZE = 40
const RECORDS_SHOWN = 300

/** A page of claw-backs, newest first. */
export async function listClawbacks(
	ctx: Ctx,
	query: { state?: ClawbackState | undefined; dealer?: string | undefined; after?: string | undefined },
) {
	const scope = scopeOf(ctx.actor, 'claim.read')
	const filter = { state: query.state, dealerId: query.dealer }
	const page = await clawbacksPage(ctx.read, scope, filter, query.after ?? null, SIZE)
	return {
		...page,
		total: await countClawbacks(ctx.read, scope, filter),
		today: ctx.today,
		mayPropose: may(ctx.actor, 'claim.propose'),
	}
}

/** Activations by month and dealer, with what the farming rule says of each. */
export async function activationsPage(
	ctx: Ctx,
	query: { month?: string | undefined; dealer?: string | undefined; page?: string | undefined },
) {
	const scope = scopeOf(ctx.actor, 'claim.read')
	const at = Math.max(0, Number.parseInt(query.page ?? '0', 10) || 0)
	const rulebook = await currentRulebook(ctx, ctx.read)
	const month = query.month && isPeriod(query.month) ? query.month : undefined
	const rows = await activationMonths(ctx.read, scope, { month, dealerId: query.dealer }, at * SIZE, SIZE + 1)
	const { badShareAbovePercent, badCountAbove } = rulebook.body.clawback
	return {
		rows: rows.slice(0, SIZE).map((row) => ({
			...row,
			farming: row.farmed * 100 > row.total * badShareAbovePercent && row.farmed > badCountAbove,
		})),
		more: rows.length > SIZE,
		page: at,
		month: month ?? '',
		months: await monthsWithActivations(ctx.read, ctx.actor.branchId),
		rule: { badShareAbovePercent, badCountAbove },
		mayPropose: may(ctx.actor, 'claim.propose'),
	}
}

/** The form of a proposal: dealer, month and cause chosen, what it comes to computed by the rule that writes it. */
export async function newClawbackPage(
	ctx: Ctx,
	query: {
		dealer?: string | undefined
		month?: string | undefined
		cause?: string | undefined
		penalty?: string | undefined
	},
) {
	const scope = scopeOf(ctx.actor, 'claim.propose')
	const dealer = query.dealer ? await dealerIn(ctx.read, scope, query.dealer) : undefined
	const cause = CLAWBACK_CAUSES.find((one) => one === query.cause) ?? 'SIM_FARMING'
	const base = {
		dealers: await dealerOptions(ctx.read, scope),
		months: await monthsWithActivations(ctx.read, ctx.actor.branchId),
		cause,
		month: query.month ?? '',
		dealer: dealer ? { id: dealer.id, name: dealer.name } : null,
		penaltyId: query.penalty ?? '',
		grave: dealer ? await graveCasesOf(ctx.read, dealer.id) : [],
		today: ctx.today,
	}
	const computed = dealer && query.month ? await previewOf(ctx, dealer.id, query.month, cause) : ok(null)
	return computed.ok ? ok({ ...base, computed: computed.value }) : computed
}

/** The working of a proposal, without its records. */
async function previewOf(ctx: Ctx, dealerId: string, month: string, cause: ClawbackCause) {
	const computed = await computeClawback(ctx, ctx.read, { dealerId, month, cause })
	if (!computed.ok) return computed
	const { records, ...sums } = computed.value
	return ok({ ...sums, count: records.length })
}

async function shownOf(ctx: Ctx, row: ClawbackRow) {
	const [dealer, records, book, names, numbers] = [
		await dealerById(ctx.read, row.dealer_id),
		await recordsOf(ctx.read, row.id),
		await bookOf(ctx.read, { claimId: row.id }),
		await namesOf(ctx.read, [row.made_by, row.confirmed_by, row.answered_by, row.ended_by]),
		row.penalty_id ? await caseNumbers(ctx.read, [row.penalty_id]) : new Map<string, string>(),
	]
	const name = (id: string | null) => (id === null ? null : (names.get(id) ?? ''))
	return {
		id: row.id,
		version: row.version,
		number: row.number,
		period: row.period,
		cause: row.cause,
		state: row.state,
		dealer: { id: row.dealer_id, name: dealer?.name ?? '' },
		penalty: row.penalty_id ? { id: row.penalty_id, number: numbers.get(row.penalty_id) ?? '' } : null,
		total: row.total_records,
		bad: row.bad_records,
		allowed: row.allowed_records,
		count: row.records,
		amountFen: row.amount_fen,
		cancelledFen: row.cancelled_fen,
		exitReview: row.exit_review === 1,
		reason: row.reason,
		madeAt: row.made_at,
		madeBy: name(row.made_by),
		objectionUntil: row.objection_until,
		objection: row.objection,
		objectedAt: row.objected_at,
		answer: row.answer,
		answeredAt: row.answered_at,
		answeredBy: name(row.answered_by),
		confirmedAt: row.confirmed_at,
		confirmedBy: name(row.confirmed_by),
		collectedAt: row.collected_at,
		endReason: row.end_reason,
		endedAt: row.ended_at,
		collectedFen: book.paidFen,
		invoicedFen: book.receivableFen,
		records: records.slice(0, RECORDS_SHOWN),
		today: ctx.today,
	}
}

/** Where the farming of a claim stands as a case: the violation on record, or what the form of one begins with. */
async function exitCaseOf(ctx: Ctx, row: ClawbackRow) {
	const alive = row.state !== 'DROPPED' && row.state !== 'REVERSED'
	if (row.exit_review !== 1 || !alive) return null
	const violation = await farmingCaseOf(ctx.read, row)
	const outlet = await farmedOutlet(ctx.read, row.dealer_id, row.period)
	const form = { type: 'D05', source: 'AUDIT', ref: row.number, units: String(row.bad_records), outlet: outlet ?? '' }
	return { violation: violation ?? null, form: may(ctx.actor, 'violation.record') ? form : null }
}

/** One claw-back with its records, what the ledger has collected, and what the actor may do. */
export async function clawbackPage(ctx: Ctx, id: string) {
	const row = await clawbackIn(ctx.read, scopeOf(ctx.actor, 'claim.read'), id)
	if (!row) return refuse('missing', 'not-found')
	const facts = clawbackFacts(row)
	const reaches = async (action: 'claim.propose' | 'claim.confirm') =>
		(await clawbackIn(ctx.read, scopeOf(ctx.actor, action), id)) !== undefined
	const [proposes, confirms] = [await reaches('claim.propose'), await reaches('claim.confirm')]
	const either = proposes || confirms
	return ok({
		...(await shownOf(ctx, row)),
		exitCase: await exitCaseOf(ctx, row),
		rights: {
			answer: either && mayMove(CLAWBACK_MACHINE, row.state, 'answer') && facts.objected && !facts.answered,
			drop: either && mayMove(CLAWBACK_MACHINE, row.state, 'drop'),
			confirm: confirms && mayMove(CLAWBACK_MACHINE, row.state, 'confirm'),
			reverse: confirms && mayMove(CLAWBACK_MACHINE, row.state, 'reverse') && row.made_by !== ctx.actor.accountId,
		},
		bars: confirmBars(facts, ctx.actor.accountId, ctx.today),
		events: (await eventsOf(ctx.read, 'clawback', id)).toReversed().map((one) => ({
			id: one.id,
			at: one.at,
			kind: one.kind,
			actor: one.actorName ?? '',
			reason: one.reason,
		})),
	})
}

/** An own claw-back as the dealer sees it: masked records, no names of staff. */
export async function deskClawback(ctx: Ctx, id: string) {
	const row = await clawbackIn(ctx.read, scopeOf(ctx.actor, 'desk.read'), id)
	if (!row) return refuse('missing', 'not-found')
	const { madeBy: _, answeredBy: __, confirmedBy: ___, ...shown } = await shownOf(ctx, row)
	const gate = objectTo(clawbackFacts(row), ctx.today)
	return ok({ ...shown, mayObject: gate.ok, shut: gate.ok ? null : gate.error })
}

type Page<T> = T extends Outcome<infer V> ? V : never
export type ClawbackView = Page<Awaited<ReturnType<typeof clawbackPage>>>
export type DeskClawbackView = Page<Awaited<ReturnType<typeof deskClawback>>>
