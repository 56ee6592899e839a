import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ledgerFaults, type StoredEntry } from '#app/domain/ledger/faults.ts'
import { postingFen } from '#app/domain/ledger/ledger.ts'
import { confirmSettlement } from '#app/usecases/ledger/confirm.server.ts'
import { postDeposit } from '#app/usecases/ledger/deposit.server.ts'
import { dropSettlement, proposeSettlement } from '#app/usecases/ledger/propose.server.ts'
import { settlementView } from '#app/usecases/ledger/settlement-views.server.ts'
import { listLedger } from '#app/usecases/ledger/views.server.ts'
import { revokeCase } from '#app/usecases/penalties/exits.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { balancesOf, sumsOf, txnsOfCase } from '#db/queries/ledger.server.ts'
import { holdsOf, ledgerPage } from '#db/queries/ledger-views.server.ts'
import { runsOf } from '#db/queries/settlements.server.ts'
import { settleMonth } from '#tests/support/settle.ts'
import { describeOnBoth } from '../support/database.ts'
import { at, must, payIn, rowOf, servedCase, WHY } from '../support/penalty-case.ts'
import { layWorld, type World, worldOf } from '../support/world.ts'

const LONG = process.env.FANGXIN_LONG === '1'

/** Cases of the dealer that are final on 2026-12-01. */
async function finalCases(
	world: World,
	wishes: readonly { units: number; outlet?: string; opener?: string }[],
): Promise<string[]> {
	const ids: string[] = []
	for (const wish of wishes) ids.push(await servedCase(world, { ...wish, occurredOn: '2026-10-30' }))
	world.at('2026-11-30')
	await sweepOnce(world.deps)
	for (const id of ids) expect((await rowOf(world, id)).state).toBe('FINAL')
	return ids
}

async function faultsOf(world: World) {
	const txns = await world.db.read.selectFrom('ledger_txn').selectAll().orderBy('created_at').orderBy('id').execute()
	const entries = await world.db.read.selectFrom('ledger_entry').selectAll().orderBy('id').execute()
	const firstEntry = new Map<string, number>()
	for (const entry of entries) if (!firstEntry.has(entry.txn_id)) firstEntry.set(entry.txn_id, entry.id)
	return ledgerFaults(
		txns.map((txn) => ({
			id: txn.id,
			seq: firstEntry.get(txn.id) ?? 0,
			dealerId: txn.dealer_id,
			kind: txn.kind,
			stream: txn.stream,
			penaltyId: txn.penalty_id,
			claimId: txn.claim_id,
			reversesId: txn.reverses_id,
		})),
		entries.map(
			(entry): StoredEntry => ({
				txnId: entry.txn_id,
				account: entry.account,
				debitFen: entry.debit_fen,
				creditFen: entry.credit_fen,
			}),
		),
	)
}

async function deposit(world: World, kind: 'DEPOSIT_IN' | 'TOPUP_IN' | 'REFUND', amountFen: number, key: string) {
	return postDeposit(await world.as('compliance'), {
		dealerId: await world.dealerId('D-0001'),
		kind,
		amountFen,
		voucher: `回单 ${key}`,
		postedOn: '2026-11-02',
		idempotencyKey: key,
	})
}

describeOnBoth('deposits', (open) => {
	test('a form sent twice posts once; the same key for another amount is refused', async () => {
		const world = worldOf(await open(layWorld))
		const first = must(await deposit(world, 'DEPOSIT_IN', 3_000_000, 'k1'))
		expect(must(await deposit(world, 'DEPOSIT_IN', 3_000_000, 'k1'))).toEqual(first)
		const before = await world.fingerprint()
		expect(await deposit(world, 'DEPOSIT_IN', 1, 'k1')).toMatchObject({ error: { rule: 'ledger.key-reused' } })
		expect(await deposit(world, 'REFUND', 3_000_001, 'k2')).toMatchObject({ error: { rule: 'ledger.available-short' } })
		expect(await world.fingerprint()).toBe(before)
		must(await deposit(world, 'TOPUP_IN', 500, 'k3'))
		must(await deposit(world, 'REFUND', 200, 'k4'))
		const dealerId = await world.dealerId('D-0001')
		expect(await balancesOf(world.db.read, dealerId)).toEqual({ balance: 3_000_300, held: 0, available: 3_000_300 })
		const kinds = (await eventsOf(world.db.read, 'deposit', dealerId)).map((one) => one.kind)
		expect(kinds).toEqual(['deposit.paid-in', 'deposit.topped-up', 'deposit.refunded'])
		expect(await faultsOf(world)).toEqual([])
	})

	test('only the compliance officer posts; a day to come is refused', async () => {
		const world = worldOf(await open(layWorld))
		const before = await world.fingerprint()
		const dealerId = await world.dealerId('D-0001')
		const command = {
			dealerId,
			kind: 'DEPOSIT_IN',
			amountFen: 100,
			voucher: 'slip',
			postedOn: '2026-11-02',
			idempotencyKey: 'x',
		} as const
		for (const login of ['approver', 'auditor', 'reviewer'])
			expect(await postDeposit(await world.as(login), command)).toMatchObject({ error: { kind: 'forbidden' } })
		for (const login of ['manager', 'dealer', 'orders', 'admin'])
			expect(await postDeposit(await world.as(login), command)).toMatchObject({ error: { kind: 'missing' } })
		const compliance = await world.as('compliance')
		expect(await postDeposit(compliance, { ...command, postedOn: '2026-11-03' })).toMatchObject({
			error: { rule: 'ledger.day-ahead' },
		})
		expect(await postDeposit(compliance, { ...command, dealerId: 'nobody' })).toMatchObject({
			error: { kind: 'missing' },
		})
		expect(await world.fingerprint()).toBe(before)
	})
})

describeOnBoth('settlement', (open) => {
	test('takes the hold first, then what is free, and releases nothing it needs', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const dealerId = await world.dealerId('D-0001')
		await payIn(world, 300_000)
		const [id = ''] = await finalCases(world, [{ units: 2 }])
		expect(await balancesOf(world.db.read, dealerId)).toEqual({ balance: 300_000, held: 100_000, available: 200_000 })
		const done = await settleMonth(world, '2026-11')
		expect(done).toMatchObject({ cases: 1, deductedFen: 100_000, outstandingFen: 0 })
		expect(await rowOf(world, id)).toMatchObject({ state: 'SETTLED', settled_fen: 100_000, outstanding_fen: 0 })
		expect(await balancesOf(world.db.read, dealerId)).toEqual({ balance: 200_000, held: 0, available: 200_000 })
		expect((await txnsOfCase(world.db.read, id)).map((txn) => [txn.kind, txn.amount_fen])).toEqual([
			['HOLD', 100_000],
			['DEDUCT', 100_000],
		])
		const deduct = await world.db.read
			.selectFrom('ledger_txn')
			.select(['decision_id', 'settlement_run_id', 'stream', 'period'])
			.where('kind', '=', 'DEDUCT')
			.executeTakeFirstOrThrow()
		expect(deduct).toMatchObject({ settlement_run_id: done.id, stream: 'penalty', period: '2026-11' })
		expect(deduct.decision_id).not.toBeNull()
		expect(await faultsOf(world)).toEqual([])
	})

	test('confirmed twice by the same person it is posted once; another person finds it decided', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await payIn(world, 300_000)
		await finalCases(world, [{ units: 1 }])
		const { id } = must(await proposeSettlement(await world.as('compliance'), { period: '2026-11' }))
		const approver = await world.as('approver')
		must(await confirmSettlement(approver, { id, version: 1 }))
		const before = await world.fingerprint()
		expect(must(await confirmSettlement(approver, { id, version: 1 }))).toEqual({ id })
		expect(await confirmSettlement(await world.as('approver2'), { id, version: 1 })).toMatchObject({
			error: { kind: 'stale' },
		})
		expect(await confirmSettlement(await world.as('approver2'), { id, version: 2 })).toMatchObject({
			error: { rule: 'settlement.decided' },
		})
		expect(await proposeSettlement(await world.as('compliance'), { period: '2026-11' })).toMatchObject({
			error: { kind: 'procedure', rule: 'settlement.settled' },
		})
		expect(await world.fingerprint()).toBe(before)
		expect(await runsOf(world.db.read, approver.actor.branchId)).toHaveLength(1)
	})

	test('two approvers at once: one run, every posting once', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const dealerId = await world.dealerId('D-0001')
		await payIn(world, 300_000)
		await finalCases(world, [{ units: 1 }, { units: 1 }])
		const { id } = must(await proposeSettlement(await world.as('compliance'), { period: '2026-11' }))
		const people = [await world.as('approver'), await world.as('approver2')]
		const answers = await Promise.all(people.map((ctx) => confirmSettlement(ctx, { id, version: 1 })))
		expect(answers.map((one) => one.ok).sort()).toEqual([false, true])
		expect((await balancesOf(world.db.read, dealerId)).balance).toBe(200_000)
		const posts = await Promise.all([1, 2, 3].map(() => deposit(world, 'TOPUP_IN', 700, 'same')))
		expect(new Set(posts.map((one) => must(one).txnId)).size).toBe(1)
		expect(await faultsOf(world)).toEqual([])
	})

	test('what stays outstanding is invoiced and picked up by a later period after a top-up', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const dealerId = await world.dealerId('D-0001')
		await payIn(world, 30_000)
		const [id = ''] = await finalCases(world, [{ units: 1 }])
		await settleMonth(world, '2026-11')
		expect(await rowOf(world, id)).toMatchObject({ state: 'FINAL', settled_fen: 30_000, outstanding_fen: 20_000 })
		expect(await sumsOf(world.db.read, dealerId)).toMatchObject({ DEPOSIT_AVAILABLE: 0, RECEIVABLE: -20_000 })
		world.at('2026-12-20')
		must(await deposit(world, 'TOPUP_IN', 50_000, 'later'))
		await settleMonth(world, '2026-12')
		expect(await rowOf(world, id)).toMatchObject({ state: 'SETTLED', settled_fen: 50_000, outstanding_fen: 0 })
		expect(await balancesOf(world.db.read, dealerId)).toEqual({ balance: 30_000, held: 0, available: 30_000 })
		const kinds = (await eventsOf(world.db.read, 'penalty', id)).map((one) => one.kind)
		expect(kinds.slice(-2)).toEqual(['penalty.part-settled', 'penalty.settled'])
		expect((await txnsOfCase(world.db.read, id)).map((txn) => txn.kind)).toEqual([
			'HOLD',
			'DEDUCT',
			'INVOICE',
			'COLLECT',
		])
		expect(await faultsOf(world)).toEqual([])
	})

	test('a case that became final after the month belongs to a later month', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await payIn(world, 300_000)
		const [id = ''] = await finalCases(world, [{ units: 1 }])
		expect(await settleMonth(world, '2026-10')).toMatchObject({ cases: 0, deductedFen: 0 })
		expect((await rowOf(world, id)).state).toBe('FINAL')
		const compliance = await world.as('compliance')
		const rule = async (period: string) => proposeSettlement(compliance, { period })
		expect(await rule('2026-12')).toMatchObject({ error: { rule: 'ledger.period-ahead' } })
		expect(await rule('2026')).toMatchObject({ error: { rule: 'ledger.period' } })
		expect(await rule('2026-09')).toMatchObject({ error: { rule: 'settlement.later-settled' } })
		await settleMonth(world, '2026-11')
		expect((await rowOf(world, id)).state).toBe('SETTLED')
	})

	test('compliance proposes, an approver confirms; nobody else, and never the proposer', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const before = await world.fingerprint()
		for (const login of ['approver', 'auditor', 'dealer', 'manager', 'admin', 'reviewer', 'supervisor'])
			expect(await proposeSettlement(await world.as(login), { period: '2026-11' })).toMatchObject({
				error: { kind: 'forbidden' },
			})
		expect(await world.fingerprint()).toBe(before)
		const { id } = must(await proposeSettlement(await world.as('compliance'), { period: '2026-11' }))
		const proposed = await world.fingerprint()
		for (const login of [
			'compliance',
			'compliance2',
			'auditor',
			'dealer',
			'manager',
			'admin',
			'reviewer',
			'supervisor',
		])
			expect((await confirmSettlement(await world.as(login), { id, version: 1 })).ok).toBe(false)
		// One person with both roles cannot settle alone.
		const both = await world.as('compliance')
		const grants = [...both.actor.grants, ...(await world.as('approver')).actor.grants]
		expect(await confirmSettlement({ ...both, actor: { ...both.actor, grants } }, { id, version: 1 })).toMatchObject({
			error: { kind: 'procedure', rule: 'settlement.same-person' },
		})
		expect(await world.fingerprint()).toBe(proposed)
	})

	test('what has changed since the proposal stops the confirmation; dropped and proposed anew it is posted', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await payIn(world, 120_000)
		await finalCases(world, [{ units: 2 }, { units: 1, outlet: 'JZ-ND-0101', opener: 'manager4' }])
		const [compliance, approver] = [await world.as('compliance'), await world.as('approver')]
		const { id } = must(await proposeSettlement(compliance, { period: '2026-11' }))
		expect(await proposeSettlement(compliance, { period: '2026-11' })).toMatchObject({
			error: { rule: 'settlement.proposed' },
		})
		must(await deposit(world, 'TOPUP_IN', 10_000, 'in-between'))
		const before = await world.fingerprint()
		expect(await confirmSettlement(approver, { id, version: 1 })).toMatchObject({
			error: { kind: 'procedure', rule: 'settlement.changed' },
		})
		expect(await world.fingerprint()).toBe(before)
		expect(must(await settlementView(approver, id)).gates.confirm).toMatchObject({ rule: 'settlement.changed' })
		must(await dropSettlement(compliance, { id, version: 1, reason: '保证金有了变化' }))
		expect(await confirmSettlement(approver, { id, version: 2 })).toMatchObject({
			error: { rule: 'settlement.decided' },
		})
		const again = must(await proposeSettlement(compliance, { period: '2026-11' }))
		const { preview } = must(await settlementView(approver, again.id))
		must(await confirmSettlement(approver, { id: again.id, version: 1 }))
		const posted = await world.db.read
			.selectFrom('ledger_txn')
			.select(['kind', 'amount_fen'])
			.where('settlement_run_id', '=', again.id)
			.execute()
		const sorted = (rows: (readonly [string, number])[]) => rows.map((row) => row.join(' ')).sort()
		expect(sorted(posted.map((txn) => [txn.kind, txn.amount_fen] as const))).toEqual(
			sorted(
				preview.dealers.flatMap((dealer) =>
					dealer.postings.map(({ posting }) => [posting.kind, postingFen(posting)] as const),
				),
			),
		)
		expect(preview.totals).toMatchObject({ cases: 2, fromDepositFen: 130_000, outstandingFen: 20_000 })
	})

	test('a revocation after settlement restores the money, once', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const dealerId = await world.dealerId('D-0001')
		await payIn(world, 300_000)
		const [id = ''] = await finalCases(world, [{ units: 2 }])
		await settleMonth(world, '2026-11')
		must(await revokeCase(await world.as('reviewer'), { ...(await at(world, id)), reason: WHY }))
		expect(await balancesOf(world.db.read, dealerId)).toEqual({ balance: 300_000, held: 0, available: 300_000 })
		expect((await txnsOfCase(world.db.read, id)).map((txn) => txn.kind)).toEqual(['HOLD', 'DEDUCT', 'REVERSAL'])
		world.at('2026-12-20')
		expect(await settleMonth(world, '2026-12')).toMatchObject({ cases: 0 })
		expect(await faultsOf(world)).toEqual([])
	})

	test('any mix of deposits, cases, runs and revocations keeps the ledger sound', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		const dealerId = await world.dealerId('D-0001')
		const steps = fc.array(
			fc.record({ what: fc.constantFrom('in', 'out', 'case', 'run', 'revoke'), n: fc.integer({ min: 1, max: 60 }) }),
			{ minLength: LONG ? 30 : 14, maxLength: LONG ? 40 : 18 },
		)
		const [plan = []] = fc.sample(steps, { numRuns: 1, seed: 20261102 })
		const cases: string[] = []
		let month = 11
		for (const [i, { what, n }] of plan.entries()) {
			if (what === 'in') must(await deposit(world, 'DEPOSIT_IN', n * 1000, `p${i}`))
			if (what === 'out') await deposit(world, 'REFUND', n * 1000, `p${i}`)
			if (what === 'case') cases.push(await servedCase(world, { units: 1 + (n % 3) }))
			if (what === 'run' && month <= 12) {
				const until = month === 12 ? '2026-12-31' : `2026-${month}-30`
				world.at(until as `${number}-${number}-${number}`) // months 11 and 12 only
				await sweepOnce(world.deps)
				await settleMonth(world, `2026-${month}`)
				month += 1
			}
			const last = cases.at(-1)
			if (what === 'revoke' && last !== undefined) {
				await revokeCase(await world.as('reviewer'), { ...(await at(world, last)), reason: WHY })
				cases.pop()
			}
			const now = await balancesOf(world.db.read, dealerId)
			expect(now.available).toBeGreaterThanOrEqual(0)
			expect(now.held).toBeGreaterThanOrEqual(0)
		}
		expect(await faultsOf(world)).toEqual([])
		const holds = await holdsOf(world.db.read, dealerId)
		expect(holds.reduce((sum, one) => sum + one.heldFen, 0)).toBe((await balancesOf(world.db.read, dealerId)).held)
	})
})

describeOnBoth('the ledger page', (open) => {
	test('every balance is the sum of the entries up to it, on every page', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await payIn(world, 300_000)
		await finalCases(world, [{ units: 2 }, { units: 1 }])
		await settleMonth(world, '2026-11')
		const { branchId } = (await world.as('auditor')).actor
		const dealerId = await world.dealerId('D-0001')
		let cursor: string | null = null
		const lines = []
		do {
			const page: Awaited<ReturnType<typeof ledgerPage>> = await ledgerPage(
				world.db.read,
				branchId,
				{ dealerId },
				cursor,
				2,
			)
			lines.push(...page.rows)
			cursor = page.next
		} while (cursor)
		expect(lines).toHaveLength(5)
		let [balance, held] = [0, 0]
		for (const line of [...lines].reverse()) {
			balance += line.balanceChangeFen
			held += line.heldChangeFen
			expect(line.balanceFen).toBe(balance)
			expect(line.availableFen).toBe(balance - held)
			const debit = line.entries.reduce((sum, entry) => sum + entry.debitFen, 0)
			expect(line.entries.reduce((sum, entry) => sum + entry.creditFen, 0)).toBe(debit)
		}
	})

	test('filters by kind, account, case and text; another dealer stays out', async () => {
		const world = worldOf(await open(layWorld), '2026-11-02')
		await payIn(world, 300_000)
		await payIn(world, 70_000, 'D-0002')
		const id = await servedCase(world)
		const auditor = await world.as('auditor')
		const kinds = async (query: Parameters<typeof listLedger>[1]) =>
			(await listLedger(auditor, query)).rows.map((row) => row.kind)
		expect(await kinds({})).toHaveLength(3)
		expect(await kinds({ kind: 'HOLD' })).toEqual(['HOLD'])
		expect(await kinds({ account: 'DEPOSIT_HELD' })).toEqual(['HOLD'])
		expect(await kinds({ penalty: id })).toEqual(['HOLD'])
		expect(await kinds({ dealer: await world.dealerId('D-0002') })).toEqual(['DEPOSIT_IN'])
		expect(await kinds({ q: '同辉' })).toEqual(['DEPOSIT_IN'])
		expect(await kinds({ q: 'cf-2026-0001' })).toEqual(['HOLD'])
		expect(await kinds({ q: '%' })).toEqual([])
		expect(await kinds({ from: '2026-11-03' })).toEqual([])
	})
})
