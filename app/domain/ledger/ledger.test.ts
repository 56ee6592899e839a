import { describe, expect, test } from 'vitest'
import {
	applyPosting,
	type Balances,
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
		[
			{ kind: 'REVERSAL', fen: 500, stream: 'penalty', from: 'PENALTY_INCOME', to: 'DEPOSIT_AVAILABLE' },
			['PENALTY_INCOME 500 0', 'DEPOSIT_AVAILABLE 0 500'],
		],
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
		expect(reverseCase({ heldFen: 0, paidFen: 800 })).toEqual([
			{ kind: 'REVERSAL', fen: 800, stream: 'penalty', from: 'PENALTY_INCOME', to: 'DEPOSIT_AVAILABLE' },
		])
		expect(reverseCase({ heldFen: 100, paidFen: 800 })).toEqual([
			{ kind: 'RELEASE', fen: 100 },
			{ kind: 'REVERSAL', fen: 800, stream: 'penalty', from: 'PENALTY_INCOME', to: 'DEPOSIT_AVAILABLE' },
		])
		expect(reverseCase({ heldFen: 0, paidFen: 0 })).toEqual([])
	})
})
