import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type LedgerTxn, ledgerFaults, type StoredEntry } from './faults.ts'
import { giveBack } from './give-back.ts'
import {
	type AccountSums,
	addEntries,
	applyTo,
	type CaseBook,
	caseBook,
	type DebtStream,
	holdForNotice,
	LEDGER_ACCOUNTS,
	type LedgerEntry,
	NO_SUMS,
	type Posting,
	post,
	releaseCase,
	streamOf,
} from './ledger.ts'
import { settleDealer } from './settle.ts'

/** A dealer's ledger that lives through any history, by the rules alone. */

const WHAT = ['in', 'topup', 'refund', 'commission', 'notice', 'claim', 'settle', 'pay', 'lower', 'revoke'] as const
type Act = { readonly what: (typeof WHAT)[number]; readonly n: number; readonly fen: number }
const act: fc.Arbitrary<Act> = fc.record({
	what: fc.constantFrom(...WHAT, 'settle' as const),
	n: fc.integer({ min: 0, max: 3 }),
	fen: fc.integer({ min: 1, max: 5000 }),
})

type Owed = { readonly stream: DebtStream; amountFen: number; surchargeFen: number }
type World = { sums: AccountSums; txns: (LedgerTxn & { entries: LedgerEntry[] })[]; debts: Map<string, Owed> }

const ofDebt = (world: World, id: string) => world.txns.filter((txn) => (txn.penaltyId ?? txn.claimId) === id)
const bookOf = (world: World, id: string): CaseBook => caseBook(ofDebt(world, id))

function append(world: World, posting: Posting, debt: string | null, reversesId: string | null = null): void {
	const entries = post(posting)
	if (!entries.ok) throw new Error(entries.error.rule)
	const after = applyTo(world.sums, posting)
	if (!after.ok) throw new Error(`${posting.kind} ${after.error.rule}`)
	world.sums = after.value
	const seq = world.txns.length
	const penalty = debt?.startsWith('p') ?? false
	world.txns.push({
		id: `t${seq}`,
		seq,
		dealerId: 'd',
		kind: posting.kind,
		stream: streamOf(posting),
		penaltyId: penalty ? debt : null,
		claimId: penalty ? null : debt,
		reversesId,
		entries: [...entries.value],
	})
}

function settleAll(world: World): void {
	const debts = [...world.debts].map(([id, owed]) => {
		const book = bookOf(world, id)
		// A surcharge grows only on what was invoiced.
		if (book.receivableFen > 0 && owed.stream === 'penalty') owed.surchargeFen += 7
		return { id, stream: owed.stream, amountFen: owed.amountFen, surchargeFen: owed.surchargeFen, book, limitFen: null }
	})
	const commissionFen = world.sums.COMMISSION_PAYABLE
	const done = settleDealer({ sums: world.sums, commissionFen, penaltiesPercent: 50, debts })
	if (!done.ok) throw new Error(done.error.rule)
	for (const { debtId, posting } of done.value.postings) append(world, posting, debtId)
	expect(world.sums).toEqual(done.value.after)
}

function bringDown(world: World, id: string, stream: DebtStream, keep: { principalFen: number; surchargeFen: number }) {
	for (const { reversesId, posting } of giveBack(ofDebt(world, id), stream, keep))
		append(world, posting, id, reversesId)
	const { heldFen, paidFen } = bookOf(world, id)
	const needed = Math.max(0, keep.principalFen - paidFen)
	for (const posting of releaseCase({ heldFen, paidFen }, needed)) append(world, posting, id)
}

function live(acts: readonly Act[], world: World = { sums: NO_SUMS, txns: [], debts: new Map() }): World {
	for (const { what, n, fen } of acts) {
		const id = n < 3 ? `p${n}` : 'c3'
		const owed = world.debts.get(id)
		switch (what) {
			case 'in':
				append(world, { kind: 'DEPOSIT_IN', fen }, null)
				break
			case 'topup':
				append(world, { kind: 'TOPUP_IN', fen }, null)
				break
			case 'refund':
				if (world.sums.DEPOSIT_AVAILABLE >= fen) append(world, { kind: 'REFUND', fen }, null)
				break
			case 'commission':
				append(world, { kind: 'COMMISSION', fen }, null)
				break
			case 'notice': {
				if (owed || n === 3) break
				world.debts.set(id, { stream: 'penalty', amountFen: fen, surchargeFen: bookOf(world, id).surchargeFen })
				const { hold } = holdForNotice(world.sums.DEPOSIT_AVAILABLE, fen)
				if (hold > 0) append(world, { kind: 'HOLD', fen: hold }, id)
				break
			}
			case 'claim':
				if (n === 3 && !owed)
					world.debts.set(id, { stream: fen % 2 ? 'redress' : 'clawback', amountFen: fen, surchargeFen: 0 })
				break
			case 'settle':
				settleAll(world)
				break
			case 'pay': {
				const open = Math.min(fen, bookOf(world, id).receivableFen)
				if (owed && open > 0) append(world, { kind: 'COLLECT', fen: open, stream: owed.stream, from: 'CASH' }, id)
				break
			}
			case 'lower': {
				if (!owed || fen >= owed.amountFen) break
				owed.surchargeFen = Math.floor((owed.surchargeFen * fen) / owed.amountFen)
				owed.amountFen = fen
				bringDown(world, id, owed.stream, { principalFen: fen, surchargeFen: owed.surchargeFen })
				break
			}
			case 'revoke':
				if (!owed) break
				bringDown(world, id, owed.stream, { principalFen: 0, surchargeFen: 0 })
				world.debts.delete(id)
				break
		}
	}
	return world
}

const stored = (world: World): StoredEntry[] =>
	world.txns.flatMap((txn) => txn.entries.map((entry) => ({ ...entry, txnId: txn.id })))
const acts = (maxLength: number) => fc.array(act, { maxLength })
const RUNS = { numRuns: 1000 }

describe('for any history', () => {
	test('the invariants hold and the entries alone explain every account', () => {
		fc.assert(
			fc.property(acts(40), (history) => {
				const world = live(history)
				expect(ledgerFaults(world.txns, stored(world))).toEqual([])
				expect(addEntries(NO_SUMS, stored(world))).toEqual(world.sums)
				expect(LEDGER_ACCOUNTS.reduce((sum, account) => sum + world.sums[account], 0)).toBe(0)
				const books = ['p0', 'p1', 'p2', 'c3'].map((id) => bookOf(world, id))
				const total = (of: (book: CaseBook) => number) => books.reduce((sum, book) => sum + of(book), 0)
				expect(total((book) => book.heldFen)).toBe(world.sums.DEPOSIT_HELD)
				expect(total((book) => book.receivableFen)).toBe(0 - world.sums.RECEIVABLE)
				for (const book of books)
					expect(Math.min(book.heldFen, book.paidFen, book.receivableFen, book.surchargeFen)).toBeGreaterThanOrEqual(0)
			}),
			RUNS,
		)
	})

	test('a revocation leaves every account as it would be without the case’s postings', () => {
		fc.assert(
			fc.property(acts(40), fc.integer({ min: 0, max: 3 }), (history, n) => {
				const world = live([...history, { what: 'revoke', n, fen: 1 }])
				const own = ofDebt(world, n < 3 ? `p${n}` : 'c3')
				expect(
					addEntries(
						NO_SUMS,
						own.flatMap((txn) => txn.entries),
					),
				).toEqual(NO_SUMS)
				// Not even a fen stays between the accounts of any posting.
				expect(caseBook(own)).toEqual({ heldFen: 0, paidFen: 0, receivableFen: 0, leviedFen: 0, surchargeFen: 0 })
			}),
			RUNS,
		)
	})

	test('revoking everything leaves what was put in, stated and refunded', () => {
		fc.assert(
			fc.property(acts(40), (history) => {
				const world = live([...history, ...[0, 1, 2, 3].map((n) => ({ what: 'revoke', n, fen: 1 }) as const)])
				const money = (...kinds: string[]) =>
					world.txns
						.flatMap((txn) => (kinds.includes(txn.kind) ? txn.entries : []))
						.reduce((sum, e) => sum + e.creditFen, 0)
				const put = money('DEPOSIT_IN', 'TOPUP_IN') - money('REFUND')
				const commission = money('COMMISSION') - money('COMMISSION_PAID')
				expect(world.sums).toEqual({
					...NO_SUMS,
					CASH: 0 - put - commission,
					DEPOSIT_AVAILABLE: put,
					COMMISSION_PAYABLE: commission,
				})
			}),
			RUNS,
		)
	})

	test('a lowered amount gives back exactly what is too much, never from a wrong account', () => {
		fc.assert(
			fc.property(acts(30), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 5000 }), (history, n, keep) => {
				const world = live(history)
				const id = `p${n}`
				const before = bookOf(world, id)
				const principal = before.leviedFen - before.surchargeFen
				bringDown(world, id, 'penalty', { principalFen: keep, surchargeFen: before.surchargeFen })
				const after = bookOf(world, id)
				expect(after.leviedFen - after.surchargeFen).toBe(Math.min(principal, keep))
				expect(after.surchargeFen).toBe(before.surchargeFen)
				expect(after.paidFen).toBeLessThanOrEqual(before.paidFen)
				// Paid money comes back only when no invoice of the principal is open any more.
				if (after.paidFen < before.paidFen) expect(after.receivableFen).toBeLessThanOrEqual(after.surchargeFen)
				expect(ledgerFaults(world.txns, stored(world))).toEqual([])
			}),
			RUNS,
		)
	})

	test('a second run at once posts only what the first has paid out of nothing: nothing', () => {
		fc.assert(
			fc.property(acts(30), (history) => {
				const world = live([...history, { what: 'settle', n: 0, fen: 1 }])
				const open = [...world.debts.keys()].some((id) => bookOf(world, id).receivableFen > 0)
				const before = world.txns.length
				const again = live([{ what: 'settle', n: 0, fen: 1 }], world).txns.slice(before)
				expect(again.map((txn) => txn.kind).filter((kind) => !(open && kind === 'SURCHARGE'))).toEqual([])
			}),
			RUNS,
		)
	})
})
