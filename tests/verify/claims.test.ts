import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { confirmDealerExit, payExitRefund, proposeExit } from '#app/usecases/claims/exit.server.ts'
import { importActivations, takeActivations } from '#app/usecases/claims/import-activations.server.ts'
import { confirmClawbackClaim } from '#app/usecases/claims/judge.server.ts'
import { proposeClawback } from '#app/usecases/claims/propose.server.ts'
import { approveRedressAdvance, oweRedress, proposeRedressAdvance } from '#app/usecases/claims/redress-acts.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { checkClaims } from '#app/usecases/verify/claims.server.ts'
import type { Db } from '#db/client.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { drafted, must, payIn } from '#tests/support/penalty-case.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const LIST = [
	'记录编号,网点编码,号码,激活日期,已付佣金,未付佣金,异常',
	'K-1,JZ-WJ-0312,138****0001,2026-07-01,50,20,虚假业务',
	'K-2,JZ-WJ-0312,138****0002,2026-07-02,60,0,虚假业务',
].join('\n')

/** A confirmed claw-back, a refund paid in advance and one that is overdue, an overdue top-up, an exit paid back. */
async function story(world: World): Promise<void> {
	const [compliance, approver] = [await world.as('compliance'), await world.as('approver')]
	await payIn(world, 1_000_000)
	await payIn(world, 3_000_000, 'D-0002')
	const dealerId = await world.dealerId('D-0001')
	const taken = await takeActivations(compliance, { name: 'a.csv', bytes: Buffer.from(LIST) })
	must(await importActivations(compliance, 'token' in taken ? taken.token : ''))
	const ask = { dealerId, month: '2026-07', cause: 'VOID_BUSINESS', reason: '虚假业务' } as const
	const claim = must(await proposeClawback(compliance, ask))
	const penaltyId = await drafted(world, { occurredOn: '2026-07-30' })
	const { violation_id } = await world.db.read
		.selectFrom('penalty')
		.select('violation_id')
		.where('id', '=', penaltyId)
		.executeTakeFirstOrThrow()
	const owed = { violationId: violation_id ?? '', user: '138****0001', basis: 'REFUND', priceFen: 5_000 } as const
	const first = must(await oweRedress(compliance, owed))
	must(await oweRedress(compliance, owed))
	must(await proposeRedressAdvance(compliance, { id: first.id, version: 1, reason: '拖延' }))
	const pay = { verdict: 'approve', voucher: 'V-1', paidOn: compliance.today } as const
	must(await approveRedressAdvance(approver, { id: first.id, version: 2, ...pay }))
	const other = { dealerId: await world.dealerId('D-0002'), exitOn: compliance.today, reason: '不再续签' }
	const exit = must(await proposeExit(compliance, other))
	must(await confirmDealerExit(approver, { id: exit.id, version: 1 }))
	await sweepOnce(world.deps)
	world.at('2026-11-09')
	await sweepOnce(world.deps)
	must(await confirmClawbackClaim(await world.as('approver'), { id: claim.id, version: 1 }))
	const last = { id: exit.id, version: 3, voucher: 'V-2', paidOn: '2026-11-09' } as const
	must(await payExitRefund(await world.as('approver'), last))
}

/** Lets the database take what the product would not write. */
async function loosen(db: Db): Promise<void> {
	if (db.dialect === 'sqlite') {
		const found = await sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`.execute(db.write)
		for (const { name } of found.rows) await sql.raw(`drop trigger ${name}`).execute(db.write)
		await sql`pragma foreign_keys = off`.execute(db.write)
		await sql`pragma ignore_check_constraints = on`.execute(db.write)
		return
	}
	await sql.raw('drop trigger if exists ledger_txn_no_change on ledger_txn').execute(db.write)
	const { rows } = await sql<{ t: string; c: string }>`select conrelid::regclass::text as t, conname as c
		from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace`.execute(db.write)
	for (const { t, c } of rows)
		await sql.raw(`alter table ${t} drop constraint if exists ${c} cascade`).execute(db.write)
}

const PLANTED: readonly (readonly [what: string, statement: string, fault: RegExp])[] = [
	['amount', 'update clawback set amount_fen = amount_fen + 1', /says 11001 fen, its records 11000 fen/],
	['records', 'update clawback set records = 3', /says 3 records, has 2/],
	['one person', 'update clawback set confirmed_by = made_by', /confirmed by the person who proposed it/],
	['collected', "update clawback set state = 'COLLECTED'", /is COLLECTED with 0 fen/],
	['live records', "update clawback set state = 'DROPPED'", /is DROPPED and holds 2 records/],
	['instalments', 'update clawback_record set cancelled_fen = 7', /cancels other instalments/],
	['late, unflagged', 'update redress set overdue_at = null', /is past its day and not flagged/],
	['after day 15', 'update redress set delayed_at = null', /is past its day and not flagged/],
	[
		'paid late, unflagged',
		"update redress set paid_on = '2026-08-20' where paid_on is not null",
		/paid late and is not flagged/,
	],
	['approved by the proposer', 'update redress set approved_by = advance_by', /approved by whoever proposed it/],
	['verified by the prover', "update redress set proved_by = 'x', verified_by = 'x'", /verified by whoever handed in/],
	['amount of a refund', 'update redress set amount_fen = 4', /another amount than its price/],
	[
		'never paid',
		"update redress set state = 'PAID_IN_ADVANCE', approved_by = 'x' where state = 'OWED'",
		/with 0 fen paid in advance/,
	],
	['recovered', "update redress set state = 'RECOVERED' where state = 'PAID_IN_ADVANCE'", /is RECOVERED with 0 fen/],
	['day 15', "update redress set late_on = '2026-09-30'", /has days that no rule gives/],
	['new business on', 'update topup_notice set business_off_at = null', /and new business is on/],
	['short', 'update topup_notice set short_fen = 1', /short by another sum/],
	['dealer alive', "update dealer set status = 'ACTIVE'", /and its dealer is ACTIVE/],
	['exit by one', 'update dealer_exit set confirmed_by = proposed_by', /confirmed by the person who proposed it/],
	['refund', 'update dealer_exit set refunded_fen = 1', /says 1 fen were paid back/],
	['too early', "update dealer_exit set refund_on = '2026-12-31'", /paid back before its day/],
	['stray posting', "update ledger_txn set claim_id = 'none' where claim_id is not null", /names the claim none/],
]

describeOnBoth('verify: claims', (open) => {
	test('what the product does is sound; each planted fault is found', async () => {
		const world = worldOf(await open(layWorld), '2026-08-03')
		await story(world)
		const sound = await checkClaims(world.db.read)
		expect(sound.faults).toEqual([])
		expect(sound.looked).toBe('5 claims')
		await loosen(world.db)
		for (const [what, statement, fault] of PLANTED) {
			const undo = 'planted'
			await world.db.write
				.transaction()
				.execute(async (tx) => {
					await sql.raw(statement).execute(tx)
					const found = (await checkClaims(tx)).faults.map((one) => one.what).join('\n')
					expect(found, what).toMatch(fault)
					throw new Error(undo)
				})
				.catch((error: unknown) => {
					if (!(error instanceof Error) || error.message !== undo) throw error
				})
		}
	})
})
