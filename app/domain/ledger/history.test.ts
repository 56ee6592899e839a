import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type LedgerTxn, ledgerFaults, type StoredEntry } from './faults.ts'
import {
	applyPosting,
	type Balances,
	balances,
	caseBook,
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
	return caseBook(
		world.txns
			.filter((txn) => txn.penaltyId === penaltyId)
			.map((txn) => ({ id: txn.id, kind: txn.kind, reversesId: null, entries: entriesOf([txn.posting]) })),
	)
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
