import { describe, expect, test } from 'vitest'
import {
	applyPosting,
	applyTo,
	type Balances,
	holdForNotice,
	type LedgerAccount,
	type LedgerEntry,
	NO_SUMS,
	type Posting,
	post,
	releaseCase,
} from './ledger.ts'

function entriesOf(postings: readonly Posting[]): LedgerEntry[] {
	return postings.flatMap((posting) => {
		const entries = post(posting)
		if (!entries.ok) throw new Error(entries.error.rule)
		return [...entries.value]
	})
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
		[
			{ kind: 'DEDUCT', fromHeldFen: 0, fromAvailableFen: 9, stream: 'redress' },
			['DEPOSIT_AVAILABLE 9 0', 'USER_REDRESS 0 9'],
		],
		[{ kind: 'COMMISSION', fen: 5 }, ['CASH 5 0', 'COMMISSION_PAYABLE 0 5']],
		[{ kind: 'COMMISSION_PAID', fen: 5 }, ['COMMISSION_PAYABLE 5 0', 'CASH 0 5']],
		[{ kind: 'OFFSET', fen: 5, stream: 'clawback' }, ['COMMISSION_PAYABLE 5 0', 'CLAWBACK 0 5']],
		[{ kind: 'INVOICE', fen: 5, stream: 'penalty' }, ['RECEIVABLE 5 0', 'PENALTY_INCOME 0 5']],
		[{ kind: 'COLLECT', fen: 5, stream: 'penalty', from: 'CASH' }, ['CASH 5 0', 'RECEIVABLE 0 5']],
		[{ kind: 'SURCHARGE', fen: 5 }, ['RECEIVABLE 5 0', 'PENALTY_INCOME 0 5']],
		[{ kind: 'REDRESS_PAID', fen: 5 }, ['USER_REDRESS 5 0', 'CASH 0 5']],
		[{ kind: 'REVERSAL', fen: 5, stream: 'penalty', from: 'RECEIVABLE', to: 'CASH' }, ['RECEIVABLE 5 0', 'CASH 0 5']],
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

	test.each<[from: LedgerAccount, to: LedgerAccount]>([
		['DEPOSIT_AVAILABLE', 'PENALTY_INCOME'],
		['DEPOSIT_HELD', 'CASH'],
		['CASH', 'DEPOSIT_AVAILABLE'],
		['PENALTY_INCOME', 'CASH'],
	])('a reversal from %s to %s is the inverse of nothing', (from, to) => {
		expect(post({ kind: 'REVERSAL', fen: 5, stream: 'penalty', from, to })).toMatchObject({
			ok: false,
			error: { rule: 'ledger.reversal' },
		})
	})

	test.each<[Posting, string]>([
		[{ kind: 'COMMISSION_PAID', fen: 1 }, 'ledger.commission-short'],
		[{ kind: 'OFFSET', fen: 1, stream: 'penalty' }, 'ledger.commission-short'],
		[{ kind: 'COLLECT', fen: 1, stream: 'penalty', from: 'CASH' }, 'ledger.receivable-short'],
	])('%j is refused on an empty ledger', (posting, rule) => {
		expect(applyTo(NO_SUMS, posting)).toMatchObject({ ok: false, error: { kind: 'procedure', rule } })
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

	test('a hold that is not needed is released', () => {
		expect(releaseCase({ heldFen: 2000, paidFen: 0 }, 1500)).toEqual([{ kind: 'RELEASE', fen: 500 }])
		expect(releaseCase({ heldFen: 2000, paidFen: 0 }, 2500)).toEqual([])
	})
})
