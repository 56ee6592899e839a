import { may, scopeOf } from '#app/domain/access.ts'
import { delayOf, type RedressState } from '#app/domain/claim/redress.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { clockOfRound } from '#db/queries/clocks.server.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { bookOf } from '#db/queries/ledger.server.ts'
import { outletById } from '#db/queries/penalty-facts.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import {
	countRedress,
	type RedressFilter,
	type RedressRow,
	redressIn,
	redressOfViolation,
	redressPage as redressRows,
	violationNumbered,
} from '#db/queries/redress.server.ts'
import { violationById, violationIn } from '#db/queries/violations.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { deadlineView } from '../desk/lines.server.ts'
import { dealerEvidenceOf, evidenceItemsOf } from '../evidence/views.server.ts'
import { currentCalendar } from '../reference/load.server.ts'

const SIZE = 40

export type RedressQuery = {
	readonly view: 'owed' | 'late' | 'waiting' | 'all'
	readonly state?: RedressState | undefined
	readonly q?: string | undefined
	readonly after?: string | undefined
}

/** A page of refunds by due date; the views are what is owed, what is late, what waits for a second person, and all. */
export async function listRedress(ctx: Ctx, query: RedressQuery) {
	const scope = scopeOf(ctx.actor, 'redress.read')
	const base: RedressFilter = { q: query.q, state: query.state, today: ctx.today }
	const filters = {
		owed: { ...base, state: 'OWED' as const },
		late: { ...base, late: true },
		waiting: { ...base, waiting: true },
		all: base,
	}
	const page = await redressRows(ctx.read, scope, filters[query.view], query.after ?? null, SIZE)
	const count = (view: keyof typeof filters) => countRedress(ctx.read, scope, filters[view])
	return {
		rows: page.rows.map((row) => ({ ...row, delay: delayOf(row, row.paidOn ?? ctx.today) })),
		next: page.next,
		counts: {
			owed: await count('owed'),
			late: await count('late'),
			waiting: await count('waiting'),
			all: await count('all'),
		},
		query,
		today: ctx.today,
		mayRecord: may(ctx.actor, 'redress.record'),
	}
}

async function shownOf(ctx: Ctx, row: RedressRow) {
	const [violation, dealer, outlet, book, clock] = [
		await violationById(ctx.read, row.violation_id),
		await dealerById(ctx.read, row.dealer_id),
		await outletById(ctx.read, row.outlet_id),
		await bookOf(ctx.read, { claimId: row.id }),
		await clockOfRound(ctx.read, 'violation', row.violation_id, 'refund', row.no),
	]
	const calendar = await currentCalendar(ctx, ctx.read)
	return {
		id: row.id,
		version: row.version,
		number: row.number,
		state: row.state,
		user: row.user_masked,
		basis: row.basis,
		priceFen: row.price_fen,
		amountFen: row.amount_fen,
		recourseFen: row.recourse_fen,
		collectedFen: book.paidFen,
		violation: { id: row.violation_id, number: violation?.number ?? '' },
		dealer: { id: row.dealer_id, name: dealer?.name ?? '' },
		outlet: { id: row.outlet_id, name: outlet?.name ?? '' },
		share: violation?.dealer_share ?? 100,
		confirmedOn: row.confirmed_on,
		dueOn: row.due_on,
		lateOn: row.late_on,
		overdue: row.overdue_at !== null,
		delayed: row.delayed_at !== null,
		deadline: clock && row.state === 'OWED' ? deadlineView(calendar, ctx.now, clock) : null,
		steps: clock?.steps ?? [],
		proof: row.proved_by
			? { note: row.proof_note ?? '', paidOn: row.proved_on ?? row.confirmed_on, at: row.proved_at ?? row.made_at }
			: null,
		proofRefused: row.proof_refused,
		advanceAsked: row.advance_by !== null && row.state === 'OWED',
		paidOn: row.paid_on,
		voucher: row.voucher,
		recoveredAt: row.recovered_at,
		endReason: row.end_reason,
		today: ctx.today,
	}
}

/** The proofs, their hashes compared just now. */
async function checkedFiles(ctx: Ctx, id: string) {
	const out = []
	for (const item of await evidenceItemsOf(ctx.read, 'redress', id)) {
		const intact = typeof (await ctx.evidence.get(item.sha256)) !== 'string'
		out.push({ ...item, integrity: intact ? ('intact' as const) : ('broken' as const) })
	}
	return out
}

/** One refund with its days, proof, ledger and what the actor may do. */
export async function redressView(ctx: Ctx, id: string) {
	const row = await redressIn(ctx.read, scopeOf(ctx.actor, 'redress.read'), id)
	if (!row) return refuse('missing', 'not-found')
	const reaches = async (action: 'redress.record' | 'redress.verify' | 'redress.approve') =>
		row.state === 'OWED' && (await redressIn(ctx.read, scopeOf(ctx.actor, action), id)) !== undefined
	const [records, verifies, approves] = [
		await reaches('redress.record'),
		await reaches('redress.verify'),
		await reaches('redress.approve'),
	]
	const free = row.proved_by === null && row.advance_by === null
	const me = ctx.actor.accountId
	const names = await namesOf(ctx.read, [row.proved_by, row.verified_by, row.advance_by, row.approved_by, row.ended_by])
	const name = (who: string | null) => (who === null ? null : (names.get(who) ?? ''))
	return ok({
		...(await shownOf(ctx, row)),
		people: {
			provedBy: name(row.proved_by),
			verifiedBy: name(row.verified_by),
			advanceBy: name(row.advance_by),
			approvedBy: name(row.approved_by),
			endedBy: name(row.ended_by),
		},
		files: await checkedFiles(ctx, id),
		rights: {
			assess: records && free,
			prove: records && free && row.amount_fen > 0,
			advance: records && free && row.amount_fen > 0,
			verify: verifies && row.proved_by !== null && row.proved_by !== me,
			approve: approves && row.advance_by !== null && row.advance_by !== me,
			cancel: verifies && free,
		},
		events: (await eventsOf(ctx.read, 'redress', id)).toReversed().map((one) => ({
			id: one.id,
			at: one.at,
			kind: one.kind,
			actor: one.actorName ?? '',
			reason: one.reason,
		})),
	})
}

/** An own refund as the dealer sees it. */
export async function deskRedress(ctx: Ctx, id: string) {
	const row = await redressIn(ctx.read, scopeOf(ctx.actor, 'desk.read'), id)
	if (!row) return refuse('missing', 'not-found')
	const free = row.state === 'OWED' && row.proved_by === null && row.advance_by === null
	return ok({
		...(await shownOf(ctx, row)),
		files: await dealerEvidenceOf(ctx.read, 'redress', id),
		mayProve: free && row.amount_fen > 0,
	})
}

/** The form of a refund by hand: the violation by its id or number, with what is known of the users. */
export async function newRedressPage(ctx: Ctx, wanted: string | undefined) {
	const scope = scopeOf(ctx.actor, 'redress.record')
	const found = wanted
		? ((await violationIn(ctx.read, scope, wanted)) ?? (await violationNumbered(ctx.read, scope, wanted)))
		: undefined
	return {
		asked: wanted ?? '',
		violation: found
			? {
					id: found.id,
					number: found.number,
					confirmed: found.state === 'CONFIRMED',
					users: fromJson<string[]>(found.affected_users_json),
					lossFen: found.loss_basis_fen,
				}
			: null,
	}
}

/**
 * The refunds of a confirmed violation, and whether every one was paid: before the notice that is the mitigating factor
 * 'user refunded' (domain 3.2). Null for a draft.
 */
export async function redressSection(ctx: Ctx, violation: { readonly id: string; readonly state: string }) {
	if (violation.state !== 'CONFIRMED') return null
	const rows = (await redressOfViolation(ctx.read, violation.id)).filter((row) => row.state !== 'CANCELLED')
	return {
		redress: {
			rows: rows.map((row) => ({
				id: row.id,
				number: row.number,
				state: row.state,
				user: row.user_masked,
				amountFen: row.amount_fen,
				dueOn: row.due_on,
				overdue: row.overdue_at !== null,
				delayed: row.delayed_at !== null,
				waiting: row.state === 'OWED' && row.proved_by !== null,
			})),
			refunded: rows.length > 0 && rows.every((row) => row.state === 'PAID_BY_DEALER'),
		},
		mayRecord: (await violationIn(ctx.read, scopeOf(ctx.actor, 'redress.record'), violation.id)) !== undefined,
	}
}

type Page<T> = T extends Outcome<infer V> ? V : never
export type RedressView = Page<Awaited<ReturnType<typeof redressView>>>
export type DeskRedressView = Page<Awaited<ReturnType<typeof deskRedress>>>
