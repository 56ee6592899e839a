import {
	REDRESS_DAYS,
	type RedressBasis,
	recourseOf,
	redressAmount,
	redressDays,
	sharePrice,
} from '#app/domain/claim/redress.ts'
import { startClock, startClockUntil } from '#app/domain/clock.ts'
import type { Fen } from '#app/domain/money.ts'
import { yearOf } from '#app/domain/time.ts'
import { startClocks } from '#db/queries/clocks.server.ts'
import { nextNumber, numberText } from '#db/queries/numbers.server.ts'
import { insertRedress, type RedressRow, redressOfViolation } from '#db/queries/redress.server.ts'
import type { ViolationRow } from '#db/queries/violations.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar } from '../reference/load.server.ts'
import { closesOf } from '../reference/policy.server.ts'
import { recordNew } from '../transition.server.ts'
import { tellOwners, tellStaff } from './tell.server.ts'

export type RedressAsk = { readonly user: string; readonly basis: RedressBasis; readonly priceFen: Fen }

/**
 * The refunds that a confirmed violation brings, in the transaction of its confirmation (domain 4): one per affected
 * user, with an equal part of the recorded loss as its first price. A violation without a loss, or whose type infringes
 * no user's right, or that the dealer has no share in, brings none. What is owed waits for no defence and no review.
 */
export async function oweRedressIn(ctx: Ctx, tx: Tx, violation: ViolationRow): Promise<void> {
	if (violation.dealer_share === 0 || violation.historic === 1) return
	const users = fromJson<string[]>(violation.affected_users_json)
	const infringes = fromJson<number[]>(violation.right_articles_json).length > 0
	if (violation.loss_basis_fen === 0 && (users.length === 0 || !infringes)) return
	const owed = users.length > 0 ? users : ['']
	const prices = sharePrice(violation.loss_basis_fen, owed.length)
	for (const [i, user] of owed.entries())
		await oweOne(ctx, tx, violation, { user, basis: 'REFUND', priceFen: prices[i] ?? 0 })
}

/** One more refund of a confirmed violation, with its number, its clocks and its messages. */
export async function oweOne(ctx: Ctx, tx: Tx, violation: ViolationRow, ask: RedressAsk): Promise<RedressRow> {
	const calendar = await currentCalendar(ctx, tx)
	const year = yearOf(ctx.today)
	const no = (await redressOfViolation(tx, violation.id)).length + 1
	const { dueOn, lateOn } = redressDays(calendar, ctx.today)
	const amount = redressAmount(ask.basis, ask.priceFen)
	const row: Omit<RedressRow, 'version'> = {
		id: ctx.newId(),
		branch_id: violation.branch_id,
		county_id: violation.county_id,
		grid_id: violation.grid_id,
		dealer_id: violation.dealer_id,
		outlet_id: violation.outlet_id,
		number: numberText('TF', year, await nextNumber(tx, violation.branch_id, 'redress', year)),
		violation_id: violation.id,
		no,
		user_masked: ask.user,
		basis: ask.basis,
		price_fen: ask.priceFen,
		amount_fen: amount,
		recourse_fen: recourseOf(amount, violation.dealer_share),
		state: 'OWED',
		confirmed_on: ctx.today,
		due_on: dueOn,
		late_on: lateOn,
		overdue_at: null,
		delayed_at: null,
		made_by: ctx.actor.accountId,
		made_at: ctx.now,
		proof_note: null,
		proved_by: null,
		proved_at: null,
		proved_on: null,
		proof_refused: null,
		verified_by: null,
		verified_at: null,
		advance_by: null,
		advance_at: null,
		voucher: null,
		approved_by: null,
		approved_at: null,
		paid_on: null,
		recovered_at: null,
		end_reason: null,
		ended_by: null,
		ended_at: null,
	}
	await insertRedress(tx, row)
	const clock = { subjectKind: 'violation', subjectId: violation.id, party: 'dealer', round: no } as const
	const closeAt = (await closesOf(ctx, tx)).dealer
	const counted = startClock(calendar, {
		...clock,
		kind: 'refund',
		closeAt,
		from: ctx.today,
		limit: { amount: REDRESS_DAYS, unit: 'wd' },
	})
	const due =
		counted.dueOn === dueOn
			? counted
			: startClockUntil(calendar, { ...clock, kind: 'refund', closeAt, from: ctx.today, dueOn })
	// What a law counts ends at 24:00, whatever the policy says.
	const late = startClockUntil(calendar, { ...clock, kind: 'refund.late', from: ctx.today, dueOn: lateOn })
	await startClocks(tx, violation.branch_id, ctx.newId, [due, late])
	await announce(ctx, tx, row, violation.number)
	return { ...row, version: 1 }
}

async function announce(ctx: Ctx, tx: Tx, row: Omit<RedressRow, 'version'>, violation: string): Promise<void> {
	const subject = { kind: 'redress', id: row.id, branchId: row.branch_id, dealerId: row.dealer_id } as const
	const told = { ...subject, number: row.number, where: { countyId: row.county_id, gridId: row.grid_id } }
	const params = { day: row.due_on }
	await recordNew(ctx, tx, {
		subject: 'redress',
		id: row.id,
		event: {
			kind: 'redress.owed',
			after: { number: row.number, violation, basis: row.basis, amount_fen: row.amount_fen, due_on: row.due_on },
		},
		tell: [
			...(await tellOwners(tx, told, 'redress.owed', params)),
			...(await tellStaff(tx, told, 'redress.owed', ['CHANNEL_MANAGER'], params)),
		],
	})
}
