import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type LedgerTxn, ledgerFaults, postingOf, type StoredEntry } from './faults.ts'
import {
	applyPosting,
	type Balances,
	balances,
	caseMoney,
	EMPTY,
	holdForNotice,
	type LedgerEntry,
	type Posting,
	post,
	releaseCase,
	reverseCase,
	settleCase,
} from './ledger.ts'

function entriesOf(postings: readonly Posting[]): LedgerEntry[] {
	return postings.flatMap((posting) => {
		const entries = post(posting)
		if (!entries.ok) throw new Error(entries.error.rule)
		return [...entries.value]
	})
}

function run(start: Balances, postings: readonly Posting[]): Balances {
	return postings.reduce((now, posting) => {
		const next = applyPosting(now, posting)
		if (!next.ok) throw new Error(`${posting.kind}: ${next.error.rule}`)
		return next.value
	}, start)
}

const at = (available: number, held = 0): Balances => ({ balance: available + held, held, available })

describe('postings', () => {
	test.each<[Posting, string[]]>([
		[{ kind: 'DEPOSIT_IN', fen: 500 }, ['CASH 500 0', 'DEPOSIT_AVAILABLE 0 500']],
		[{ kind: 'TOPUP_IN', fen: 500 }, ['CASH 500 0', 'DEPOSIT_AVAILABLE 0 500']],
		[{ kind: 'HOLD', fen: 500 }, ['DEPOSIT_AVAILABLE 500 0', 'DEPOSIT_HELD 0 500']],
		[{ kind: 'RELEASE', fen: 500 }, ['DEPOSIT_HELD 500 0', 'DEPOSIT_AVAILABLE 0 500']],
		[{ kind: 'REFUND', fen: 500 }, ['DEPOSIT_AVAILABLE 500 0', 'CASH 0 500']],
		[{ kind: 'REVERSAL', fen: 500 }, ['PENALTY_INCOME 500 0', 'DEPOSIT_AVAILABLE 0 500']],
		[
			{ kind: 'DEDUCT', fromHeldFen: 300, fromAvailableFen: 200 },
			['DEPOSIT_HELD 300 0', 'DEPOSIT_AVAILABLE 200 0', 'PENALTY_INCOME 0 500'],
		],
		[{ kind: 'DEDUCT', fromHeldFen: 300, fromAvailableFen: 0 }, ['DEPOSIT_HELD 300 0', 'PENALTY_INCOME 0 300']],
	])('%j', (posting, sides) => {
		expect(entriesOf([posting]).map((e) => `${e.account} ${e.debitFen} ${e.creditFen}`)).toEqual(sides)
	})

	test.each<Posting>([
		{ kind: 'HOLD', fen: 0 },
		{ kind: 'HOLD', fen: -1 },
		{ kind: 'DEPOSIT_IN', fen: 0.5 },
		{ kind: 'DEPOSIT_IN', fen: Number.MAX_SAFE_INTEGER + 1 },
		{ kind: 'DEDUCT', fromHeldFen: 0, fromAvailableFen: 0 },
		{ kind: 'DEDUCT', fromHeldFen: 10, fromAvailableFen: -5 },
	])('refuses %j', (posting) => {
		expect(post(posting)).toMatchObject({ ok: false, error: { rule: 'ledger.amount' } })
	})

	test.each<[Posting, Balances, string]>([
		[{ kind: 'HOLD', fen: 101 }, at(100), 'ledger.available-short'],
		[{ kind: 'REFUND', fen: 101 }, at(100, 50), 'ledger.available-short'],
		[{ kind: 'RELEASE', fen: 51 }, at(100, 50), 'ledger.held-short'],
		[{ kind: 'DEDUCT', fromHeldFen: 51, fromAvailableFen: 0 }, at(100, 50), 'ledger.held-short'],
		[{ kind: 'DEDUCT', fromHeldFen: 50, fromAvailableFen: 101 }, at(100, 50), 'ledger.available-short'],
	])('%j is refused on %j', (posting, before, rule) => {
		expect(applyPosting(before, posting)).toMatchObject({ ok: false, error: { kind: 'procedure', rule } })
	})
})

describe('money of a case', () => {
	test('a pre-notice holds what is there', () => {
		expect([holdForNotice(3000, 2000), holdForNotice(500, 2000), holdForNotice(0, 2000)]).toEqual([
			{ hold: 2000, uncovered: 0 },
			{ hold: 500, uncovered: 1500 },
			{ hold: 0, uncovered: 2000 },
		])
	})

	test.each<[string, number, { heldFen: number; paidFen: number }, Balances, Posting[], number]>([
		[
			'covered by the hold',
			2000,
			{ heldFen: 2000, paidFen: 0 },
			at(1000, 2000),
			[{ kind: 'DEDUCT', fromHeldFen: 2000, fromAvailableFen: 0 }],
			0,
		],
		[
			'decided lower',
			1500,
			{ heldFen: 2000, paidFen: 0 },
			at(0, 2000),
			[
				{ kind: 'DEDUCT', fromHeldFen: 1500, fromAvailableFen: 0 },
				{ kind: 'RELEASE', fen: 500 },
			],
			0,
		],
		[
			'hold then available',
			2000,
			{ heldFen: 500, paidFen: 0 },
			at(5000, 900),
			[{ kind: 'DEDUCT', fromHeldFen: 500, fromAvailableFen: 1500 }],
			0,
		],
		[
			'not enough',
			2000,
			{ heldFen: 500, paidFen: 0 },
			at(300, 500),
			[{ kind: 'DEDUCT', fromHeldFen: 500, fromAvailableFen: 300 }],
			1200,
		],
		['nothing there', 2000, { heldFen: 0, paidFen: 0 }, at(0), [], 2000],
		[
			'the rest after a top-up',
			2000,
			{ heldFen: 0, paidFen: 800 },
			at(5000),
			[{ kind: 'DEDUCT', fromHeldFen: 0, fromAvailableFen: 1200 }],
			0,
		],
		['once more', 2000, { heldFen: 0, paidFen: 2000 }, at(5000), [], 0],
		['nothing to collect', 0, { heldFen: 700, paidFen: 0 }, at(0, 700), [{ kind: 'RELEASE', fen: 700 }], 0],
	])('settling: %s', (_, amount, money, now, postings, outstandingFen) => {
		expect(settleCase(amount, money, now)).toEqual({ ok: true, value: { postings, outstandingFen } })
		run(now, postings)
	})

	test('a case cannot use another case’s hold', () => {
		expect(settleCase(2000, { heldFen: 600, paidFen: 0 }, at(0, 500))).toMatchObject({
			ok: false,
			error: { rule: 'ledger.held-short' },
		})
	})

	test('giving back', () => {
		expect(releaseCase({ heldFen: 2000, paidFen: 0 }, 1500)).toEqual([{ kind: 'RELEASE', fen: 500 }])
		expect(releaseCase({ heldFen: 2000, paidFen: 0 }, 2500)).toEqual([])
		expect(reverseCase({ heldFen: 0, paidFen: 800 })).toEqual([{ kind: 'REVERSAL', fen: 800 }])
		expect(reverseCase({ heldFen: 100, paidFen: 800 })).toEqual([
			{ kind: 'RELEASE', fen: 100 },
			{ kind: 'REVERSAL', fen: 800 },
		])
		expect(reverseCase({ heldFen: 0, paidFen: 0 })).toEqual([])
	})
})

type Act = {
	readonly what: 'in' | 'topup' | 'refund' | 'notice' | 'settle' | 'lower' | 'revoke'
	readonly penalty: number
	readonly fen: number
}
const act: fc.Arbitrary<Act> = fc.record({
	what: fc.constantFrom('in', 'topup', 'refund', 'notice', 'settle', 'lower', 'revoke'),
	penalty: fc.integer({ min: 0, max: 3 }),
	fen: fc.integer({ min: 1, max: 5000 }),
})

type World = { now: Balances; txns: (LedgerTxn & { posting: Posting })[]; amounts: Map<string, number> }

function ofCase(world: World, penaltyId: string) {
	return caseMoney(world.txns.filter((txn) => txn.penaltyId === penaltyId).map((txn) => txn.posting))
}

function postingsOf(world: World, { what, fen }: Act, penaltyId: string): readonly Posting[] {
	const money = ofCase(world, penaltyId)
	const amount = world.amounts.get(penaltyId)
	switch (what) {
		case 'in':
			return [{ kind: 'DEPOSIT_IN', fen }]
		case 'topup':
			return [{ kind: 'TOPUP_IN', fen }]
		case 'refund':
			return world.now.available >= fen ? [{ kind: 'REFUND', fen }] : []
		case 'notice': {
			if (amount !== undefined) return []
			world.amounts.set(penaltyId, fen)
			const { hold } = holdForNotice(world.now.available, fen)
			return hold > 0 ? [{ kind: 'HOLD', fen: hold }] : []
		}
		case 'settle': {
			if (amount === undefined) return []
			const settled = settleCase(amount, money, world.now)
			if (!settled.ok) throw new Error(settled.error.rule)
			expect(
				money.paidFen +
					settled.value.postings.reduce(
						(n, p) => n + (p.kind === 'DEDUCT' ? p.fromHeldFen + p.fromAvailableFen : 0),
						0,
					) +
					settled.value.outstandingFen,
			).toBe(Math.max(amount, money.paidFen))
			return settled.value.postings
		}
		case 'lower':
			if (amount === undefined || money.paidFen > 0) return []
			world.amounts.set(penaltyId, Math.min(amount, fen))
			return releaseCase(money, Math.min(amount, fen))
		case 'revoke':
			world.amounts.delete(penaltyId)
			return reverseCase(money)
	}
}

function live(acts: readonly Act[]): World {
	const world: World = { now: EMPTY, txns: [], amounts: new Map() }
	for (const one of acts) {
		const penaltyId = `p${one.penalty}`
		for (const posting of postingsOf(world, one, penaltyId)) {
			world.now = run(world.now, [posting])
			const free = posting.kind === 'DEPOSIT_IN' || posting.kind === 'TOPUP_IN' || posting.kind === 'REFUND'
			const seq = world.txns.length
			world.txns.push({
				id: `t${seq}`,
				seq,
				dealerId: 'd',
				kind: posting.kind,
				penaltyId: free ? null : penaltyId,
				posting,
			})
		}
	}
	return world
}

const stored = (world: World): StoredEntry[] =>
	world.txns.flatMap((txn) => entriesOf([txn.posting]).map((entry) => ({ ...entry, txnId: txn.id })))

describe('for any history', () => {
	test('the invariants hold and the entries alone explain the balances', () => {
		fc.assert(
			fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
				const world = live(acts)
				const entries = stored(world)
				expect(ledgerFaults(world.txns, entries)).toEqual([])
				expect(balances(entries)).toEqual(world.now)
				expect(entries.reduce((n, e) => n + e.debitFen - e.creditFen, 0)).toBe(0)
				const total = (...kinds: string[]) =>
					world.txns
						.filter((t) => kinds.includes(t.kind))
						.reduce(
							(n, t) =>
								n + (t.posting.kind === 'DEDUCT' ? t.posting.fromHeldFen + t.posting.fromAvailableFen : t.posting.fen),
							0,
						)
				expect(world.now.balance).toBe(total('DEPOSIT_IN', 'TOPUP_IN', 'REVERSAL') - total('DEDUCT', 'REFUND'))
				const held = ['p0', 'p1', 'p2', 'p3'].reduce((n, id) => n + ofCase(world, id).heldFen, 0)
				expect(held).toBe(world.now.held)
			}),
			{ numRuns: 500 },
		)
	})

	test('revoking every case gives back everything that was not refunded', () => {
		fc.assert(
			fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
				const all = [0, 1, 2, 3].map((penalty) => ({ what: 'revoke', penalty, fen: 1 }) as const)
				const world = live([...acts, ...all])
				const money = (kind: string) =>
					world.txns
						.filter((t) => t.kind === kind)
						.reduce((n, t) => n + (t.posting.kind === 'DEDUCT' ? 0 : t.posting.fen), 0)
				const put = money('DEPOSIT_IN') + money('TOPUP_IN') - money('REFUND')
				expect(world.now).toEqual({ balance: put, held: 0, available: put })
			}),
			{ numRuns: 500 },
		)
	})

	test('settling again posts nothing', () => {
		fc.assert(
			fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
				const settleAll = [0, 1, 2, 3].map((penalty) => ({ what: 'settle', penalty, fen: 1 }) as const)
				expect(live([...acts, ...settleAll, ...settleAll]).txns.length).toBe(live([...acts, ...settleAll]).txns.length)
			}),
		)
	})
})

describe('faults of stored rows', () => {
	const txn = (change: Partial<LedgerTxn> = {}): LedgerTxn => ({
		id: 't1',
		seq: 1,
		dealerId: 'd',
		kind: 'DEPOSIT_IN',
		penaltyId: null,
		...change,
	})
	const rows = (txnId: string, ...postings: Posting[]): StoredEntry[] =>
		entriesOf(postings).map((entry) => ({ ...entry, txnId }))
	const paidIn = rows('t1', { kind: 'DEPOSIT_IN', fen: 500 })
	const held = txn({ id: 't2', seq: 2, kind: 'HOLD', penaltyId: 'p' })
	const faults = (txns: LedgerTxn[], entries: StoredEntry[]) => ledgerFaults(txns, entries).map((one) => one.fault)

	test.each<[string, LedgerTxn[], StoredEntry[], string[]]>([
		['sound', [txn()], paidIn, []],
		['no entries', [txn()], [], ['transaction-without-entries']],
		['no transaction', [], paidIn, ['entry-without-transaction']],
		['twice', [txn(), txn({ seq: 2 })], paidIn, ['duplicate-transaction']],
		[
			'one side changed',
			[txn()],
			paidIn.map((e) => ({ ...e, creditFen: e.creditFen === 0 ? 0 : 600 })),
			['unbalanced'],
		],
		[
			'both sides of one entry',
			[txn()],
			paidIn.map((e) => ({ ...e, creditFen: 500, debitFen: 500 })),
			['amount-not-positive'],
		],
		[
			'negative',
			[txn()],
			paidIn.map((e) => ({ ...e, creditFen: -e.creditFen, debitFen: -e.debitFen })),
			['amount-not-positive', 'available-negative'],
		],
		[
			'a fraction',
			[txn()],
			paidIn.map((e) => ({ ...e, creditFen: e.creditFen / 1000, debitFen: e.debitFen / 1000 })),
			['amount-not-positive'],
		],
		[
			'another account',
			[txn()],
			paidIn.map((e) => ({ ...e, account: e.account === 'CASH' ? 'PENALTY_INCOME' : e.account })),
			['wrong-accounts'],
		],
		['another kind', [txn({ kind: 'HOLD', penaltyId: 'p' })], paidIn, ['wrong-accounts']],
		[
			'hold without a case',
			[txn(), { ...held, penaltyId: null }],
			[...paidIn, ...rows('t2', { kind: 'HOLD', fen: 100 })],
			['case-missing'],
		],
		[
			'held more than available',
			[txn(), held],
			[...paidIn, ...rows('t2', { kind: 'HOLD', fen: 501 })],
			['available-negative'],
		],
		[
			'released what was not held',
			[txn(), { ...held, kind: 'RELEASE' }],
			[...paidIn, ...rows('t2', { kind: 'RELEASE', fen: 1 })],
			['held-negative', 'case-hold-negative'],
		],
		[
			'released another case’s hold',
			[txn(), held, txn({ id: 't3', seq: 3, kind: 'RELEASE', penaltyId: 'q' })],
			[...paidIn, ...rows('t2', { kind: 'HOLD', fen: 100 }), ...rows('t3', { kind: 'RELEASE', fen: 100 })],
			['case-hold-negative'],
		],
		[
			'reversed what was not deducted',
			[txn(), { ...held, kind: 'REVERSAL' }],
			[...paidIn, ...rows('t2', { kind: 'REVERSAL', fen: 100 })],
			['reversed-more-than-deducted'],
		],
	])('%s', (_, txns, entries, expected) => {
		expect(faults(txns, entries)).toEqual(expected)
	})

	test('dealers are apart', () => {
		const other = txn({ id: 't2', seq: 2, dealerId: 'e', kind: 'REFUND' })
		expect(ledgerFaults([txn(), other], [...paidIn, ...rows('t2', { kind: 'REFUND', fen: 100 })])).toEqual([
			{ fault: 'available-negative', txnId: 't2', dealerId: 'e' },
		])
	})

	test('entries tell their posting', () => {
		const posting: Posting = { kind: 'DEDUCT', fromHeldFen: 300, fromAvailableFen: 200 }
		expect(postingOf('DEDUCT', entriesOf([posting]))).toEqual(posting)
		expect(postingOf('HOLD', entriesOf([{ kind: 'HOLD', fen: 7 }]))).toEqual({ kind: 'HOLD', fen: 7 })
	})
})
