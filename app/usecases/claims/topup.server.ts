import { shortOf, topupDays, topupStep } from '#app/domain/claim/topup.ts'
import { clockOf } from '#app/domain/clock.ts'
import type { Fen } from '#app/domain/money.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { yearOf } from '#app/domain/time.ts'
import { breachClock, latestClock, type StoredClock, startClocks, stopClocks } from '#db/queries/clocks.server.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { balancesOf } from '#db/queries/ledger.server.ts'
import { nextNumber, numberText } from '#db/queries/numbers.server.ts'
import {
	dealersShort,
	insertTopup,
	mainOutletOf,
	runningTopups,
	type TopupRow,
	type TopupSet,
	topupIn,
	updateTopup,
} from '#db/queries/topups.server.ts'
import { toJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { withStandIns } from '../ladder/stand-ins.server.ts'
import { currentCalendar, currentRulebook } from '../reference/load.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { type Door, type Move, recordNew, transition, transitionIn } from '../transition.server.ts'
import { draftViolationIn } from '../violations/record-violation.server.ts'
import { tellOwners, tellStaff } from './tell.server.ts'

type TopupDoor = Door<TopupRow, TopupSet>

const subjectOf = (row: Pick<TopupRow, 'id' | 'branch_id' | 'dealer_id' | 'number'>) =>
	({ kind: 'topup', id: row.id, branchId: row.branch_id, dealerId: row.dealer_id, number: row.number }) as const

/** Type of the violation that an overdue top-up is: a duty of the agreement not met in time (domain 3.2). */
const OVERDUE_TYPE = 'I02'

/**
 * The deposit's ladder, as far as time has brought it: new notices for dealers whose balance fell below what is required,
 * then every running notice one step on; a notice whose deposit is full ends. Each step once: it is guarded by the row.
 * Answers how many steps were taken.
 */
export async function sweepTopups(ctx: Ctx): Promise<number> {
	let steps = 0
	for (const row of await runningTopups(ctx.read, ctx.actor.branchId)) if (await stepOn(ctx, row)) steps += 1
	for (const dealer of await dealersShort(ctx.read, ctx.actor.branchId)) {
		const made = await ctx.inTx<boolean>(ctx.actor.branchId, async (tx) => ok(await noticeIn(ctx, tx, dealer.id)))
		if (made.ok && made.value) steps += 1
	}
	return steps
}

/** A notice of the amount that is missing now; false when there is none missing or a notice runs. */
async function noticeIn(ctx: Ctx, tx: Tx, dealerId: string): Promise<boolean> {
	const dealer = await dealerById(tx, dealerId)
	if (!dealer) return false
	const running = (await runningTopups(tx, ctx.actor.branchId)).some((one) => one.dealer_id === dealerId)
	const { balance } = await balancesOf(tx, dealerId)
	const short = shortOf(dealer.deposit_required_fen, balance)
	if (running || short === 0) return false
	const [calendar, rulebook] = [await currentCalendar(ctx, tx), await currentRulebook(ctx, tx)]
	const { deposit, settings } = rulebook.body
	const closeAt = (await policyOf(ctx, tx)).body.closeOfDay.dealer
	const days = topupDays(calendar, ctx.now, deposit.topUpWorkingDays, settings.topUpSuspendAfterDays, closeAt)
	const year = yearOf(ctx.today)
	const row: Omit<TopupRow, 'version'> = {
		id: ctx.newId(),
		branch_id: ctx.actor.branchId,
		dealer_id: dealerId,
		number: numberText('BZ', year, await nextNumber(tx, ctx.actor.branchId, 'topup', year)),
		required_fen: dealer.deposit_required_fen,
		balance_fen: balance,
		short_fen: short,
		state: 'NOTICED',
		noticed_at: ctx.now,
		due_on: days.due.dueOn,
		due_at: days.due.dueAt,
		steps_json: toJson(days.due.steps),
		suspend_on: days.suspendOn,
		business_off_at: null,
		violation_id: null,
		suspension_at: null,
		suspension_verdict: null,
		suspension_by: null,
		suspension_decided_at: null,
		suspension_reason: null,
		ended_at: null,
		end_balance_fen: null,
	}
	await insertTopup(tx, row)
	const clock = { subjectKind: 'topup', subjectId: row.id, kind: 'topup', party: 'dealer' } as const
	await startClocks(tx, row.branch_id, ctx.newId, [
		clockOf({ ...clock, closeAt, startEvent: 'topup.noticed', defaultOutcome: 'business-off' }, days.due),
	])
	await recordNew(ctx, tx, {
		subject: 'topup',
		id: row.id,
		event: {
			kind: 'topup.noticed',
			after: {
				number: row.number,
				required_fen: row.required_fen,
				balance_fen: balance,
				short_fen: short,
				due_on: row.due_on,
			},
		},
		tell: await tellOwners(tx, subjectOf(row), 'topup.noticed', { day: row.due_on }),
	})
	return true
}

function topupDoor(
	id: string,
	version: number | undefined,
	actions: TopupDoor['actions'],
	decide: TopupDoor['decide'],
): TopupDoor {
	return { subject: 'topup', id, version, readAction: 'claim.read', actions, load: topupIn, decide, save: updateTopup }
}

/** What is missing now, by the dealer's figure of today. */
async function shortNow(tx: Tx, row: TopupRow): Promise<{ short: Fen; balance: Fen }> {
	const dealer = await dealerById(tx, row.dealer_id)
	const { balance } = await balancesOf(tx, row.dealer_id)
	return { balance, short: shortOf(dealer?.deposit_required_fen ?? row.required_fen, balance) }
}

async function stepOn(ctx: Ctx, seen: TopupRow): Promise<boolean> {
	const moved = await ctx.inTx<boolean>(ctx.actor.branchId, async (tx) => {
		const done = await transitionIn(
			ctx,
			tx,
			topupDoor(seen.id, undefined, ['claim.clock'], async (row, within) => {
				const { short, balance } = await shortNow(within, row)
				const step = topupStep(
					{ state: row.state, dueAt: row.due_at, suspendOn: row.suspend_on },
					{ at: ctx.now, today: ctx.today, shortFen: short },
				)
				if (step === null) return refuse('procedure', 'already-done')
				if (step === 'ENDED') return ok(await ended(ctx, within, row, balance))
				return step === 'OVERDUE' ? overdue(ctx, within, row) : ok(await suspension(ctx, within, row))
			}),
		)
		return done.ok ? ok(true) : done
	})
	return moved.ok && moved.value
}

/** The notice's last day has passed: the ladder takes its step; a clock whose notice has ended is put away. */
export async function topupPassed(ctx: Ctx, clock: StoredClock): Promise<Outcome<unknown>> {
	const row = (await runningTopups(ctx.read, ctx.actor.branchId)).find(({ id }) => id === clock.subjectId)
	if (row && (await stepOn(ctx, row))) return ok(null)
	return ctx.inTx<null>(ctx.actor.branchId, async (tx) => {
		if (!row) await stopClocks(tx, 'topup', clock.subjectId, ['topup'], ctx.now, 'cancelled')
		return ok(null)
	})
}

async function ended(ctx: Ctx, tx: Tx, row: TopupRow, balance: Fen): Promise<Move<TopupSet>> {
	return {
		also: (within) => stopClocks(within, 'topup', row.id, ['topup'], ctx.now, 'answered'),
		set: { state: 'ENDED', ended_at: ctx.now, end_balance_fen: balance },
		event: { kind: 'topup.ended' },
		tell: await tellOwners(tx, subjectOf(row), 'topup.ended'),
	}
}

/** New business is off, and a violation of the duty is recorded for a person to judge (domain 3.2). */
async function overdue(ctx: Ctx, tx: Tx, row: TopupRow): Promise<Outcome<Move<TopupSet>>> {
	const outlet = await mainOutletOf(tx, row.dealer_id)
	const made = outlet
		? await draftViolationIn(ctx, tx, {
				place: { ...outlet, outlet_id: outlet.id },
				source: 'AUDIT',
				sourceRef: row.number,
				typeCode: OVERDUE_TYPE,
				occurredOn: row.due_on,
				discoveredOn: ctx.today,
				facts: `保证金补足通知 ${row.number}：须于 ${row.due_on} 前补足，逾期未补足。`,
			})
		: null
	const clock = await latestClock(tx, 'topup', row.id, 'topup')
	return ok({
		also: async (within) => {
			if (clock) await breachClock(within, clock.id, ctx.now)
		},
		set: { state: 'OVERDUE', business_off_at: ctx.now, violation_id: made?.id ?? null },
		event: { kind: 'topup.overdue', after: { business_off_at: ctx.now, violation: made?.number ?? null } },
		tell: await withStandIns(
			tx,
			[
				...(await tellOwners(tx, subjectOf(row), 'topup.overdue')),
				...(await tellStaff(tx, subjectOf(row), 'topup.overdue', ['COMPLIANCE_OFFICER'])),
			],
			ctx.today,
		),
	})
}

async function suspension(ctx: Ctx, tx: Tx, row: TopupRow): Promise<Move<TopupSet>> {
	return {
		set: { state: 'SUSPENSION', suspension_at: ctx.now },
		event: { kind: 'topup.suspension-proposed' },
		tell: await withStandIns(
			tx,
			[
				...(await tellOwners(tx, subjectOf(row), 'topup.suspension')),
				...(await tellStaff(tx, subjectOf(row), 'topup.suspension', ['APPROVER'])),
			],
			ctx.today,
		),
	}
}

/** Whoever may confirm decides on the proposed suspension, with a reason; it ends with the notice. */
export function decideSuspension(
	ctx: Ctx,
	command: {
		readonly id: string
		readonly version: number
		readonly verdict: 'IMPOSED' | 'DECLINED'
		readonly reason: string
	},
): Promise<Outcome<{ id: string }>> {
	return transition(
		ctx,
		topupDoor(command.id, command.version, ['claim.confirm'], (row) => {
			if (row.state !== 'SUSPENSION' || row.suspension_verdict !== null)
				return refuse('procedure', 'topup.nothing-proposed')
			return ok({
				set: {
					suspension_verdict: command.verdict,
					suspension_by: ctx.actor.accountId,
					suspension_decided_at: ctx.now,
					suspension_reason: command.reason,
				},
				event: {
					kind: command.verdict === 'IMPOSED' ? 'topup.suspension-imposed' : 'topup.suspension-declined',
					reason: command.reason,
				},
			})
		}),
	)
}
