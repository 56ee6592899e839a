import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { LEDGER_ACCOUNTS } from '#app/domain/ledger/ledger.ts'
import { importCommissions } from '#app/usecases/ledger/commissions.server.ts'
import { payInvoice } from '#app/usecases/ledger/pay-invoice.server.ts'
import { askPlan, decidePlan, plansOfCase } from '#app/usecases/ledger/payment-plans.server.ts'
import { dealerStatement, statementFile } from '#app/usecases/ledger/statement.server.ts'
import { listLedger } from '#app/usecases/ledger/views.server.ts'
import { revokeCase } from '#app/usecases/penalties/exits.server.ts'
import { runSweep } from '#app/usecases/sweep/run.server.ts'
import { bookOf, sumsOf, txnsOfCase } from '#db/queries/ledger.server.ts'
import { fromJson } from '#db/sql.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { at, must, payIn, rowOf, servedCase, WHY } from '#tests/support/penalty-case.ts'
import { settleMonth } from '#tests/support/settle.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const HEAD = '代理商编码,月份,应付酬金(元),已付(元)'

async function commission(world: World, rows: readonly string[], head = HEAD) {
	const bytes = Buffer.from([head, ...rows].join('\n'))
	const sha256 = createHash('sha256').update(bytes).digest('hex')
	return importCommissions(await world.as('compliance'), { name: 'commission.csv', bytes, sha256 })
}

/** Final on 30 November: the review window of a case served on the second is over. */
async function finalCase(world: World, units = 1): Promise<string> {
	const id = await servedCase(world, { units })
	world.at('2026-11-30')
	await runSweep(world.deps, 'test')
	expect((await rowOf(world, id)).state).toBe('FINAL')
	return id
}

const dealerOf = (world: World) => world.dealerId('D-0001')
const kindsOf = async (world: World, id: string) =>
	(await txnsOfCase(world.db.read, id)).map((txn) => `${txn.kind} ${txn.amount_fen}`)

async function pay(world: World, debtId: string, amountFen: number, key = 'once') {
	return payInvoice(await world.as('compliance'), {
		dealerId: await dealerOf(world),
		debtId,
		amountFen,
		voucher: '回单 1203-07',
		postedOn: (await world.as('compliance')).today,
		idempotencyKey: key,
	})
}

describeOnBoth('commission statements', (open) => {
	test('a file is posted in whole, once; nothing of it again', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		expect(must(await commission(world, ['D-0001,2026-10,"4,860.50",860.50', 'D-0002,2026-10,100,']))).toEqual({
			rows: 2,
			already: false,
		})
		expect(await sumsOf(world.db.read, await dealerOf(world))).toMatchObject({
			COMMISSION_PAYABLE: 400_000,
			CASH: -400_000,
		})
		const before = await world.fingerprint()
		expect(must(await commission(world, ['D-0001,2026-10,"4,860.50",860.50', 'D-0002,2026-10,100,']))).toEqual({
			rows: 0,
			already: true,
		})
		// The same rows in another file create nothing either.
		expect(must(await commission(world, ['D-0002,2026-10,100.00,0']))).toEqual({ rows: 0, already: true })
		expect(await world.fingerprint()).toBe(before)
	})

	test.each([
		['an unknown agent', 'D-9999,2026-10,100,'],
		['another sum for the same month', 'D-0001,2026-10,1,'],
		['a month to come', 'D-0001,2026-12,100,'],
		['no month', 'D-0001,October,100,'],
		['nothing', 'D-0001,2026-11,0,'],
		['three decimals', 'D-0001,2026-11,1.005,'],
		['paid above gross', 'D-0001,2026-11,100,101'],
	])('%s: nothing of the file is taken in', async (_, row) => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		must(await commission(world, ['D-0001,2026-10,100,']))
		const before = await world.fingerprint()
		expect(await commission(world, ['D-0002,2026-11,100,', row])).toMatchObject({
			error: { rule: 'import.has-errors' },
		})
		expect(await commission(world, ['D-0002,2026-11,100,'], 'a,b,c')).toMatchObject({ error: { kind: 'invalid' } })
		expect(await world.fingerprint()).toBe(before)
	})

	test('a month that was settled takes no more; only compliance imports', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await settleMonth(world, '2026-10')
		expect(await commission(world, ['D-0001,2026-10,100,'])).toMatchObject({ error: { rule: 'import.has-errors' } })
		for (const login of ['approver', 'auditor', 'dealer', 'manager', 'admin'])
			expect(
				await importCommissions(await world.as(login), { name: 'x.csv', bytes: Buffer.from(HEAD), sha256: 'x' }),
			).toMatchObject({ error: { kind: 'forbidden' } })
	})
})

describeOnBoth('settlement with commission', (open) => {
	test('half of the commission, then the hold; what commission covers is released, the rest is paid out', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await payIn(world, 300_000)
		must(await commission(world, ['D-0001,2026-11,"400.01",']))
		const id = await finalCase(world)
		await settleMonth(world, '2026-11')
		expect(await kindsOf(world, id)).toEqual(['HOLD 50000', 'OFFSET 20000', 'RELEASE 20000', 'DEDUCT 30000'])
		expect(await sumsOf(world.db.read, await dealerOf(world))).toMatchObject({
			COMMISSION_PAYABLE: 0,
			DEPOSIT_AVAILABLE: 270_000,
			PENALTY_INCOME: 50_000,
		})
		expect(await rowOf(world, id)).toMatchObject({ state: 'SETTLED', settled_fen: 50_000 })
	})

	test('a revocation gives each account its own back; the next settlement pays the commission out', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await payIn(world, 10_000)
		must(await commission(world, ['D-0001,2026-11,100,']))
		const id = await finalCase(world)
		await settleMonth(world, '2026-11')
		expect(await rowOf(world, id)).toMatchObject({ state: 'FINAL', settled_fen: 15_000, outstanding_fen: 35_000 })
		world.at('2026-12-03')
		must(await pay(world, id, 20_000))
		const dealerId = await dealerOf(world)
		expect(await sumsOf(world.db.read, dealerId)).toMatchObject({ RECEIVABLE: -15_000, CASH: -10_000 - 5_000 - 20_000 })
		must(await revokeCase(await world.as('reviewer'), { ...(await at(world, id)), reason: WHY }))
		expect(await sumsOf(world.db.read, dealerId)).toEqual({
			CASH: -15_000,
			DEPOSIT_AVAILABLE: 10_000,
			DEPOSIT_HELD: 0,
			RECEIVABLE: 0,
			COMMISSION_PAYABLE: 5_000,
			PENALTY_INCOME: 0,
			CLAWBACK: 0,
			USER_REDRESS: 0,
		})
		await settleMonth(world, '2026-12')
		expect(await sumsOf(world.db.read, dealerId)).toMatchObject({ COMMISSION_PAYABLE: 0, CASH: -10_000 })
	})

	test('each agent concerned gets a numbered statement that says what the ledger says', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await payIn(world, 20_000)
		must(await commission(world, ['D-0001,2026-11,100,']))
		await finalCase(world)
		const run = await settleMonth(world, '2026-11')
		const dealerId = await dealerOf(world)
		const notices = await world.db.read
			.selectFrom('notice')
			.selectAll()
			.where('kind', '=', 'settlement-statement')
			.execute()
		expect(notices.map((one) => [one.dealer_id, one.period])).toEqual([[dealerId, '2026-11']])
		const { said } = fromJson<{
			said: { rows: { commissionFen: number; depositFen: number; invoicedFen: number }[]; paidOutFen: number }
		}>(notices[0]?.body_json ?? '{}')
		expect(said.rows).toMatchObject([{ commissionFen: 5_000, depositFen: 20_000, invoicedFen: 25_000 }])
		expect(said.paidOutFen).toBe(5_000)
		expect(run.deductedFen).toBe(25_000)
		const statement = must(await dealerStatement(await world.as('compliance'), 'ledger.read', dealerId, '2026-11'))
		expect(statement.debts).toMatchObject([{ fromCommissionFen: 5_000, fromDepositFen: 20_000, openFen: 25_000 }])
		expect(statement.notice?.number).toBe(notices[0]?.number)
	})
})

describeOnBoth('invoices', (open) => {
	test('a payment is posted once, never above what is open; the last fen settles the case', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const id = await finalCase(world)
		expect(await pay(world, id, 1)).toMatchObject({ error: { kind: 'missing' } })
		await settleMonth(world, '2026-11')
		world.at('2026-12-03')
		expect(await pay(world, id, 50_001)).toMatchObject({ error: { rule: 'ledger.receivable-short' } })
		const first = must(await pay(world, id, 20_000))
		expect(must(await pay(world, id, 20_000))).toEqual(first)
		expect(await pay(world, id, 20_001)).toMatchObject({ error: { rule: 'ledger.key-reused' } })
		expect(await pay(world, 'another', 20_000)).toMatchObject({ error: { rule: 'ledger.key-reused' } })
		expect(await rowOf(world, id)).toMatchObject({ state: 'FINAL', settled_fen: 20_000, outstanding_fen: 30_000 })
		must(await pay(world, id, 30_000, 'two'))
		expect(await rowOf(world, id)).toMatchObject({ state: 'SETTLED', settled_fen: 50_000, outstanding_fen: 0 })
		const { paidFen, receivableFen } = await bookOf(world.db.read, { penaltyId: id })
		expect([paidFen, receivableFen]).toEqual([50_000, 0])
	})

	test('what is posted after a settlement belongs to the next open month', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const id = await finalCase(world)
		await settleMonth(world, '2026-11')
		must(await pay(world, id, 100))
		const rows = await world.db.read.selectFrom('ledger_txn').select(['kind', 'posted_on', 'period']).execute()
		expect(rows).toContainEqual({ kind: 'COLLECT', posted_on: '2026-11-30', period: '2026-12' })
	})
})

describeOnBoth('instalments', (open) => {
	async function granted(world: World, id: string, count: number, byDealer = true) {
		const asker = await world.as(byDealer ? 'dealer' : 'compliance')
		const { id: plan } = must(
			await askPlan(asker, { penaltyId: id, reason: '回款晚，申请分期支付', count, firstOn: '2026-12-31' }, byDealer),
		)
		must(await decidePlan(await world.as('approver'), { id: plan, version: 1, verdict: 'grant', reason: '同意分期' }))
		return plan
	}

	test('a settlement takes only the parts that are due; a missed part makes the rest due', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const id = await finalCase(world)
		await granted(world, id, 2)
		await settleMonth(world, '2026-11')
		expect((await rowOf(world, id)).outstanding_fen).toBe(50_000)
		world.at('2026-12-31')
		await payIn(world, 60_000)
		await settleMonth(world, '2026-12')
		expect(await rowOf(world, id)).toMatchObject({ state: 'FINAL', settled_fen: 25_000, outstanding_fen: 25_000 })
		world.at('2027-01-31')
		await settleMonth(world, '2027-01')
		expect((await rowOf(world, id)).state).toBe('SETTLED')
		const [plan] = await plansOfCase(await world.as('compliance'), id)
		expect(plan).toMatchObject({ state: 'DONE', parts: [{ state: 'paid' }, { state: 'paid' }] })
	})

	test('nothing was there for the first part: the next settlement finds the plan broken and takes what it can', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const id = await finalCase(world)
		await granted(world, id, 3, false)
		await settleMonth(world, '2026-11')
		world.at('2026-12-31')
		await settleMonth(world, '2026-12')
		world.at('2027-01-20')
		await payIn(world, 45_000)
		await settleMonth(world, '2027-01')
		expect(await rowOf(world, id)).toMatchObject({ settled_fen: 45_000, outstanding_fen: 5_000 })
		expect((await plansOfCase(await world.as('compliance'), id))[0]?.state).toBe('BROKEN')
	})

	test('who asks does not decide; one open request; nothing to ask for before the case is final', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const early = await servedCase(world)
		const dealer = await world.as('dealer')
		const wish = { reason: '回款晚，申请分期支付', count: 2, firstOn: '2026-12-31' } as const
		expect(await askPlan(dealer, { penaltyId: early, ...wish }, true)).toMatchObject({
			error: { rule: 'instalment.nothing' },
		})
		world.at('2026-11-30')
		await runSweep(world.deps, 'test')
		const other = await world.as('dealer2')
		expect(await askPlan(other, { penaltyId: early, ...wish }, true)).toMatchObject({ error: { kind: 'missing' } })
		for (const login of ['approver', 'auditor', 'manager', 'reviewer'])
			expect(await askPlan(await world.as(login), { penaltyId: early, ...wish }, false)).toMatchObject({ ok: false })
		const { id } = must(await askPlan(dealer, { penaltyId: early, ...wish }, true))
		expect(await askPlan(dealer, { penaltyId: early, ...wish }, true)).toMatchObject({
			error: { rule: 'instalment.open' },
		})
		const verdict = { id, version: 1, verdict: 'refuse', reason: '保证金充足，不同意' } as const
		for (const login of ['compliance', 'auditor', 'dealer', 'manager'])
			expect((await decidePlan(await world.as(login), verdict)).ok).toBe(false)
		must(await decidePlan(await world.as('approver'), verdict))
		expect(await decidePlan(await world.as('approver'), { ...verdict, version: 2 })).toMatchObject({
			error: { rule: 'instalment.decided' },
		})
	})
})

describeOnBoth('every figure', (open) => {
	test('the ledger’s sums are those of the entries it lists, for every filter that pages link to', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await payIn(world, 70_000)
		await payIn(world, 30_000, 'D-0002')
		must(await commission(world, ['D-0001,2026-11,500,100', 'D-0002,2026-11,90,']))
		const id = await finalCase(world, 2)
		const run = await settleMonth(world, '2026-11')
		const auditor = await world.as('auditor')
		const dealer = await dealerOf(world)
		const filters = [
			{},
			{ dealer },
			{ dealer, period: '2026-11' },
			{ penalty: id },
			{ run: run.id },
			{ stream: 'commission' },
			{ stream: 'penalty', dealer },
			{ kind: 'INVOICE' },
			{ dealer, account: 'COMMISSION_PAYABLE' },
		]
		for (const query of filters) {
			const { rows, sums, total } = await listLedger(auditor, query)
			expect(rows).toHaveLength(total)
			const asked =
				'account' in query ? LEDGER_ACCOUNTS.filter((account) => account === query.account) : LEDGER_ACCOUNTS
			for (const account of asked) {
				const listed = rows.flatMap((row) => row.entries).filter((entry) => entry.account === account)
				expect(sums[account]).toBe(listed.reduce((sum, entry) => sum + entry.creditFen - entry.debitFen, 0))
			}
		}
		const book = await bookOf(world.db.read, { penaltyId: id })
		const { sums } = await listLedger(auditor, { penalty: id })
		expect(sums.PENALTY_INCOME + sums.RECEIVABLE).toBe(book.paidFen)
	})

	test('statements chain: the closing of a month is the opening of the next, and the last one is the ledger', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await payIn(world, 20_000)
		must(await commission(world, ['D-0001,2026-11,200,']))
		const id = await finalCase(world)
		await settleMonth(world, '2026-11')
		world.at('2026-12-05')
		must(await pay(world, id, 7_000))
		const compliance = await world.as('compliance')
		const dealerId = await dealerOf(world)
		const of = async (period: string) => must(await dealerStatement(compliance, 'ledger.read', dealerId, period))
		const [november, december] = [await of('2026-11'), await of('2026-12')]
		expect(december.opening).toEqual(november.closing)
		const sums = await sumsOf(world.db.read, dealerId)
		expect(december.closing).toEqual({
			depositFen: sums.DEPOSIT_AVAILABLE + sums.DEPOSIT_HELD,
			heldFen: sums.DEPOSIT_HELD,
			commissionFen: sums.COMMISSION_PAYABLE,
			receivableFen: -sums.RECEIVABLE,
		})
		const added = november.lines.reduce((sum, line) => sum + line.change.depositFen, november.opening.depositFen)
		expect(added).toBe(november.closing.depositFen)
		// The dealer reads the very same one; another dealer finds none.
		const own = must(await dealerStatement(await world.as('dealer'), 'desk.read', dealerId, '2026-11'))
		expect(own.lines).toEqual(november.lines)
		expect(await dealerStatement(await world.as('dealer2'), 'desk.read', dealerId, '2026-11')).toMatchObject({
			error: { kind: 'missing' },
		})
	})

	test('the file adds up: opening and every line give the closing, with a byte order mark', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await payIn(world, 20_000)
		must(await commission(world, ['D-0001,2026-11,200,']))
		await finalCase(world)
		await settleMonth(world, '2026-11')
		const words = { text: (key: string) => key, first: (_: readonly string[], otherwise: string) => otherwise }
		const of = { dealerId: await dealerOf(world), period: '2026-11', format: 'csv' } as const
		const file = must(await statementFile(await world.as('compliance'), 'ledger.read', of, words))
		let text = ''
		for await (const piece of file.body) text += piece
		expect(text.startsWith('\uFEFF')).toBe(true)
		const rows = text
			.slice(1)
			.trim()
			.split('\r\n')
			.slice(1)
			.map((line) => line.slice(1, -1).split('","'))
		for (const column of [5, 6, 7, 8]) {
			const fen = (row: string[] | undefined) => Math.round(Number(row?.[column]) * 100)
			const lines = rows.slice(1, -2).reduce((sum, row) => sum + fen(row), 0)
			expect(fen(rows[0]) + lines).toBe(fen(rows.at(-1)))
			expect(lines).toBe(fen(rows.at(-2)))
		}
	})
})
