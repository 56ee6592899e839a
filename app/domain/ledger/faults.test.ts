import { describe, expect, test } from 'vitest'
import { type LedgerTxn, ledgerFaults, postingOf, type StoredEntry } from './faults.ts'
import { type LedgerEntry, type Posting, post } from './ledger.ts'

function entriesOf(postings: readonly Posting[]): LedgerEntry[] {
	return postings.flatMap((posting) => {
		const entries = post(posting)
		if (!entries.ok) throw new Error(entries.error.rule)
		return [...entries.value]
	})
}

describe('faults of stored rows', () => {
	const txn = (change: Partial<LedgerTxn> = {}): LedgerTxn => ({
		id: 't1',
		seq: 1,
		dealerId: 'd',
		kind: 'DEPOSIT_IN',
		stream: 'deposit',
		penaltyId: null,
		claimId: null,
		reversesId: null,
		...change,
	})
	const rows = (txnId: string, ...postings: Posting[]): StoredEntry[] =>
		entriesOf(postings).map((entry) => ({ ...entry, txnId }))
	const paidIn = rows('t1', { kind: 'DEPOSIT_IN', fen: 500 })
	const held = txn({ id: 't2', seq: 2, kind: 'HOLD', stream: 'penalty', penaltyId: 'p' })
	const invoice = txn({ kind: 'INVOICE', stream: 'penalty', penaltyId: 'p' })
	const collect = txn({ id: 't2', seq: 2, kind: 'COLLECT', stream: 'penalty', penaltyId: 'p' })
	const withdrawn = txn({ ...collect, kind: 'REVERSAL', reversesId: 't1' })
	const back: Posting = { kind: 'REVERSAL', fen: 5, stream: 'penalty', from: 'PENALTY_INCOME', to: 'RECEIVABLE' }
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
		['another kind', [txn({ kind: 'HOLD', stream: 'penalty', penaltyId: 'p' })], paidIn, ['wrong-accounts']],
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
			[txn(), held, txn({ id: 't3', seq: 3, kind: 'RELEASE', stream: 'penalty', penaltyId: 'q' })],
			[...paidIn, ...rows('t2', { kind: 'HOLD', fen: 100 }), ...rows('t3', { kind: 'RELEASE', fen: 100 })],
			['case-hold-negative'],
		],
		[
			'reversed what was not deducted',
			[txn(), { ...held, kind: 'REVERSAL' }],
			[
				...paidIn,
				...rows('t2', {
					kind: 'REVERSAL',
					fen: 100,
					stream: 'penalty',
					from: 'PENALTY_INCOME',
					to: 'DEPOSIT_AVAILABLE',
				}),
			],
			['reversed-more-than-deducted', 'reverses-nothing'],
		],
		[
			'paid out more commission than there was',
			[
				txn({ kind: 'COMMISSION', stream: 'commission' }),
				txn({ id: 't2', seq: 2, kind: 'COMMISSION_PAID', stream: 'commission' }),
			],
			[...rows('t1', { kind: 'COMMISSION', fen: 5 }), ...rows('t2', { kind: 'COMMISSION_PAID', fen: 6 })],
			['commission-negative'],
		],
		[
			'collected more than was invoiced',
			[invoice, collect],
			[
				...rows('t1', { kind: 'INVOICE', fen: 5, stream: 'penalty' }),
				...rows('t2', { kind: 'COLLECT', fen: 6, stream: 'penalty', from: 'CASH' }),
			],
			['receivable-negative', 'case-receivable-negative'],
		],
		[
			'collected for another case',
			[invoice, { ...collect, penaltyId: 'q' }],
			[
				...rows('t1', { kind: 'INVOICE', fen: 5, stream: 'penalty' }),
				...rows('t2', { kind: 'COLLECT', fen: 5, stream: 'penalty', from: 'CASH' }),
			],
			['case-receivable-negative'],
		],
		[
			'a claw-back in the stream of penalties',
			[{ ...invoice, claimId: 'c' }],
			rows('t1', { kind: 'INVOICE', fen: 5, stream: 'clawback' }),
			['wrong-stream'],
		],
		[
			'a claw-back without its claim',
			[{ ...invoice, stream: 'clawback' }],
			rows('t1', { kind: 'INVOICE', fen: 5, stream: 'clawback' }),
			['case-missing'],
		],
		[
			'an invoice withdrawn',
			[invoice, withdrawn],
			[...rows('t1', { kind: 'INVOICE', fen: 5, stream: 'penalty' }), ...rows('t2', back)],
			[],
		],
		[
			'an invoice withdrawn twice',
			[invoice, withdrawn, { ...withdrawn, id: 't3', seq: 3 }],
			[...rows('t1', { kind: 'INVOICE', fen: 5, stream: 'penalty' }), ...rows('t2', back), ...rows('t3', back)],
			['receivable-negative', 'case-receivable-negative', 'reversed-more-than-deducted', 'reversed-more-than-posted'],
		],
		[
			'another case’s invoice withdrawn',
			[invoice, { ...invoice, id: 't3', seq: 2, penaltyId: 'q' }, { ...withdrawn, seq: 3, penaltyId: 'q' }],
			[
				...rows('t1', { kind: 'INVOICE', fen: 5, stream: 'penalty' }),
				...rows('t3', { kind: 'INVOICE', fen: 5, stream: 'penalty' }),
				...rows('t2', back),
			],
			['reverses-nothing'],
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
