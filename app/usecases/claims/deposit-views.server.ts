import { may, scopeOf } from '#app/domain/access.ts'
import { exitRefund } from '#app/domain/claim/exit.ts'
import type { DueStep } from '#app/domain/due-date.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Instant } from '#app/domain/time.ts'
import { clawbacksPage } from '#db/queries/clawbacks.server.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { dealerIn } from '#db/queries/dealers.server.ts'
import { deskDealers } from '#db/queries/desk.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { type ExitRow, exitOfDealer, exitsWithin } from '#db/queries/exits.server.ts'
import { balancesOf } from '#db/queries/ledger.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { redressOfDealer } from '#db/queries/redress.server.ts'
import { type TopupRow, topupIn, topupsOfDealer, topupsWithin } from '#db/queries/topups.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentRulebook } from '../reference/load.server.ts'
import { exitMoney, openItemsOf } from './open-items.server.ts'

const SIZE = 100

function topupLine(row: TopupRow) {
	return {
		id: row.id,
		number: row.number,
		state: row.state,
		requiredFen: row.required_fen,
		balanceFen: row.balance_fen,
		shortFen: row.short_fen,
		noticedAt: row.noticed_at,
		dueOn: row.due_on,
		suspendOn: row.suspend_on,
		businessOff: row.business_off_at !== null && row.state !== 'ENDED',
		verdict: row.suspension_verdict,
		endedAt: row.ended_at,
	}
}

function exitLine(row: ExitRow) {
	return {
		id: row.id,
		number: row.number,
		state: row.state,
		reason: row.reason,
		exitOn: row.exit_on,
		refundOn: row.refund_on,
		refundedFen: row.refunded_fen,
		proposedAt: row.proposed_at,
	}
}

/** Top-ups and exits of the branch: what runs stands first. */
export async function depositsPage(ctx: Ctx) {
	const scope = scopeOf(ctx.actor, 'claim.read')
	const [topups, exits] = [await topupsWithin(ctx.read, scope, SIZE), await exitsWithin(ctx.read, scope, SIZE)]
	return {
		topups: topups.map((row) => ({ ...topupLine(row), dealer: { id: row.dealer_id, name: row.dealerName } })),
		exits: exits.map((row) => ({ ...exitLine(row), dealer: { id: row.dealer_id, name: row.dealerName } })),
		today: ctx.today,
	}
}

async function eventLines(handle: Handle, kind: 'topup' | 'exit', id: string) {
	return (await eventsOf(handle, kind, id)).toReversed().map((one) => ({
		id: one.id,
		at: one.at as Instant, // read from an Instant column
		kind: one.kind,
		actor: one.actorName ?? '',
		reason: one.reason,
	}))
}

/** One top-up notice with its ladder and what the actor may decide. */
export async function topupPage(ctx: Ctx, id: string) {
	const row = await topupIn(ctx.read, scopeOf(ctx.actor, 'claim.read'), id)
	if (!row) return refuse('missing', 'not-found')
	const dealer = await dealerById(ctx.read, row.dealer_id)
	const decides = (await topupIn(ctx.read, scopeOf(ctx.actor, 'claim.confirm'), id)) !== undefined
	const names = await namesOf(ctx.read, [row.suspension_by])
	return ok({
		...topupLine(row),
		version: row.version,
		dealer: { id: row.dealer_id, name: dealer?.name ?? '' },
		nowFen: (await balancesOf(ctx.read, row.dealer_id)).balance,
		steps: fromJson<DueStep[]>(row.steps_json),
		businessOffAt: row.business_off_at,
		violationId: row.violation_id,
		suspensionAt: row.suspension_at,
		decidedAt: row.suspension_decided_at,
		decidedBy: row.suspension_by ? (names.get(row.suspension_by) ?? '') : null,
		decisionReason: row.suspension_reason,
		mayDecide: decides && row.state === 'SUSPENSION' && row.suspension_verdict === null,
		events: await eventLines(ctx.read, 'topup', id),
		today: ctx.today,
	})
}

/** A dealer's exit: none yet, or the one that runs, with open items and what may be paid back. */
export async function exitPage(ctx: Ctx, dealerId: string) {
	const dealer = await dealerIn(ctx.read, scopeOf(ctx.actor, 'claim.read'), dealerId)
	if (!dealer) return refuse('missing', 'not-found')
	const row = await exitOfDealer(ctx.read, dealerId)
	const items = await openItemsOf(ctx.read, dealerId)
	const money = exitRefund(await exitMoney(ctx.read, dealerId), items)
	const rulebook = await currentRulebook(ctx, ctx.read)
	const within = async (action: 'exit.propose' | 'exit.confirm') =>
		(await dealerIn(ctx.read, scopeOf(ctx.actor, action), dealerId)) !== undefined
	const [proposes, confirms] = [await within('exit.propose'), await within('exit.confirm')]
	const other = row?.proposed_by !== ctx.actor.accountId
	const names = row ? await namesOf(ctx.read, [row.proposed_by, row.confirmed_by, row.paid_by]) : new Map()
	return ok({
		dealer: { id: dealer.id, code: dealer.code, name: dealer.name, status: dealer.status },
		exit: row
			? {
					...exitLine(row),
					version: row.version,
					proposedBy: String(names.get(row.proposed_by) ?? ''),
					confirmedBy: row.confirmed_by ? String(names.get(row.confirmed_by) ?? '') : null,
					paidBy: row.paid_by ? String(names.get(row.paid_by) ?? '') : null,
					paidAt: row.paid_at,
				}
			: null,
		items,
		money,
		afterDays: rulebook.body.settings.exit.refundAfterDays,
		rights: {
			propose: row === undefined && proposes && dealer.status !== 'TERMINATED',
			confirm: row?.state === 'PROPOSED' && confirms && other,
			cancel: (row?.state === 'PROPOSED' || row?.state === 'CONFIRMED') && (proposes || confirms),
			pay: row?.state === 'TERMINATED' && confirms && other,
		},
		tooEarly: row ? ctx.today < row.refund_on : false,
		events: row ? await eventLines(ctx.read, 'exit', row.id) : [],
		today: ctx.today,
	})
}

/** What a dealer's page and desk say of claims: running top-up, exit, refunds, claw-backs. */
async function claimsOfDealer(ctx: Ctx, dealerId: string, action: 'claim.read' | 'desk.read') {
	const scope = scopeOf(ctx.actor, action)
	const topups = (await topupsOfDealer(ctx.read, dealerId)).map(topupLine)
	const exit = await exitOfDealer(ctx.read, dealerId)
	const clawbacks = await clawbacksPage(ctx.read, scope, { dealerId }, null, 20)
	const redress = await redressOfDealer(ctx.read, dealerId, 20)
	return {
		topups,
		exit: exit && (action === 'claim.read' || exit.state !== 'PROPOSED') ? exitLine(exit) : null,
		clawbacks: clawbacks.rows,
		redress: redress.map((row) => ({
			id: row.id,
			number: row.number,
			state: row.state,
			user: row.user_masked,
			amountFen: row.amount_fen,
			dueOn: row.due_on,
			lateOn: row.late_on,
			paidOn: row.paid_on,
			overdue: row.overdue_at !== null,
			delayed: row.delayed_at !== null,
			waiting: row.state === 'OWED' && row.proved_by !== null,
		})),
	}
}

/** The section of a dealer's page; null for whom claims are not shown. */
export async function dealerClaims(ctx: Ctx, dealerId: string) {
	if (!may(ctx.actor, 'claim.read')) return null
	if (!(await dealerIn(ctx.read, scopeOf(ctx.actor, 'claim.read'), dealerId))) return null
	return { ...(await claimsOfDealer(ctx, dealerId, 'claim.read')), mayExit: may(ctx.actor, 'exit.propose') }
}

/** The dealer's own claims page. */
export async function deskClaims(ctx: Ctx) {
	const dealers = await deskDealers(ctx.read, scopeOf(ctx.actor, 'desk.read'))
	const out = []
	for (const dealer of dealers)
		out.push({
			id: dealer.id,
			code: dealer.code,
			name: dealer.name,
			...(await claimsOfDealer(ctx, dealer.id, 'desk.read')),
		})
	return { dealers: out, today: ctx.today }
}

type Page<T> = T extends Outcome<infer V> ? V : never
export type ExitView = Page<Awaited<ReturnType<typeof exitPage>>>
export type DealerClaims = NonNullable<Awaited<ReturnType<typeof dealerClaims>>>
