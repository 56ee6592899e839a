import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { importCommissions } from '#app/usecases/ledger/commissions.server.ts'
import { runSweep } from '#app/usecases/sweep/run.server.ts'
import { checkAmounts } from '#app/usecases/verify/cases.server.ts'
import { checkLedger } from '#app/usecases/verify/ledger.server.ts'
import { checkSettlements } from '#app/usecases/verify/settlements.server.ts'
import type { Db } from '#db/client.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { layMoney } from '#tests/support/money.ts'
import { must, payIn, servedCase } from '#tests/support/penalty-case.ts'
import { settleMonth } from '#tests/support/settle.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

/** A month with commission, a hold that is used, an invoice, a statement that was sent, a deferral that was asked for. */
async function story(world: World): Promise<void> {
	await payIn(world, 20_000)
	const bytes = Buffer.from('dealer,period,gross,paid\nD-0001,2026-10,200,50\n')
	const sha256 = createHash('sha256').update(bytes).digest('hex')
	must(await importCommissions(await world.as('compliance'), { name: 'a.csv', bytes, sha256 }))
	const id = await servedCase(world)
	await layMoney(world, id)
	world.at('2026-11-30')
	await runSweep(world.deps, 'test')
	await settleMonth(world, '2026-11')
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
	for (const table of ['ledger_txn', 'ledger_entry', 'commission_statement', 'case_event'])
		await sql.raw(`drop trigger if exists ${table}_no_change on ${table}`).execute(db.write)
	const { rows } = await sql<{ t: string; c: string }>`select conrelid::regclass::text as t, conname as c
		from pg_constraint where contype in ('c', 'f') and connamespace = 'public'::regnamespace`.execute(db.write)
	for (const { t, c } of rows)
		await sql.raw(`alter table ${t} drop constraint if exists ${c} cascade`).execute(db.write)
}

const NOVEMBER = `(select id from settlement_proposal where state = 'CONFIRMED')`
const entryOf = (kind: string, side: string) =>
	`(select min(e.id) from ledger_entry e join ledger_txn t on t.id = e.txn_id where t.kind = '${kind}' and e.${side} > 0)`

type Planted = readonly [what: string, check: 'settlements' | 'ledger' | 'amounts', statement: string, fault: RegExp]
const PLANTED: readonly Planted[] = [
	[
		'one person',
		'settlements',
		`update settlement_proposal set decided_by = proposed_by where id = ${NOVEMBER}`,
		/one person/,
	],
	[
		'no proposal',
		'settlements',
		`update settlement_proposal set run_id = null where id = ${NOVEMBER}`,
		/without a confirmed proposal/,
	],
	[
		'a proposal that was dropped',
		'settlements',
		`update settlement_proposal set state = 'DROPPED' where id = ${NOVEMBER}`,
		/without a confirmed proposal/,
	],
	[
		'another person than the log knows',
		'settlements',
		`update settlement_proposal set proposed_by = 'somebody' where id = ${NOVEMBER}`,
		/not those of the log/,
	],
	[
		'another preview',
		'settlements',
		`update settlement_proposal set sha256 = 'x' where id = ${NOVEMBER}`,
		/hash does not fit/,
	],
	['another total', 'settlements', 'update settlement_run set deducted_fen = deducted_fen + 1', /its postings/],
	[
		'a posting that was not confirmed',
		'settlements',
		"update ledger_txn set amount_fen = amount_fen + 7 where kind = 'OFFSET'",
		/fen of OFFSET .* were confirmed/,
	],
	[
		'a posting that is missing',
		'settlements',
		"update ledger_txn set settlement_run_id = null where kind = 'INVOICE'",
		/did not post 2\d+ fen of INVOICE/,
	],
	['no statement', 'settlements', "delete from notice where kind = 'settlement-statement'", /got no statement/],
	[
		'a statement that tells another sum',
		'settlements',
		`update notice set body_json = replace(body_json, '"depositFen":20000', '"depositFen":20001') where kind = 'settlement-statement'`,
		/tells of \d+ fen/,
	],
	['commission of no statement', 'settlements', 'delete from commission_statement', /no statement says/],
	[
		'another commission',
		'settlements',
		'update commission_statement set gross_fen = gross_fen + 1',
		/the ledger says 20000 fen/,
	],
	['parts that are not the total', 'settlements', 'update instalment set amount_fen = 999', /its parts are 999 fen/],
	['a plan of one person', 'settlements', 'update payment_plan set decided_by = asked_by', /decided by one person/],
	[
		'an entry of another account',
		'ledger',
		`update ledger_entry set account = 'CLAWBACK' where id = ${entryOf('INVOICE', 'credit_fen')}`,
		/another stream|accounts/,
	],
	[
		'a posting in another stream',
		'ledger',
		"update ledger_txn set stream = 'clawback' where kind = 'INVOICE'",
		/another stream/,
	],
	[
		'a receivable below zero',
		'ledger',
		`update ledger_txn set kind = 'COLLECT' where kind = 'INVOICE'`,
		/accounts that its kind does not move/,
	],
	[
		'more commission paid out than stated',
		'ledger',
		`update ledger_entry set debit_fen = debit_fen * 9, credit_fen = credit_fen * 9 where txn_id = (select id from ledger_txn where kind = 'COMMISSION_PAID' and settlement_run_id is null)`,
		/more commission than was stated/,
	],
	[
		'an amount that is not collected and outstanding',
		'amounts',
		'update penalty set outstanding_fen = outstanding_fen - 1',
		/are not/,
	],
	['a sum that was not collected', 'amounts', 'update penalty set settled_fen = settled_fen + 1', /the ledger says/],
]
const CHECKS = { settlements: checkSettlements, ledger: checkLedger, amounts: checkAmounts }

describeOnBoth('verify: the money behind the cases', (open) => {
	test('a sound month passes', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await story(world)
		for (const check of Object.values(CHECKS)) expect((await check(world.db.read)).faults).toEqual([])
	})

	test('each planted fault is found, and nothing once it is taken away', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await story(world)
		await loosen(world.db)
		for (const [what, check, statement, fault] of PLANTED) {
			const found: string[] = []
			await world.db.write
				.transaction()
				.execute(async (tx) => {
					await sql.raw(statement).execute(tx)
					found.push(...(await CHECKS[check](tx)).faults.map((one) => `${one.where} ${one.what}`))
					throw new Error('taken away')
				})
				.catch((error: unknown) => {
					if (!(error instanceof Error) || error.message !== 'taken away') throw error
				})
			expect([what, found.filter((one) => fault.test(one)).length > 0 ? 'found' : found]).toEqual([what, 'found'])
		}
		expect((await checkSettlements(world.db.read)).faults).toEqual([])
	})
})
