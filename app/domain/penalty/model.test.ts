import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { broken, ledgerOf } from '#tests/support/case-faults.ts'
import { Model } from '#tests/support/case-model.ts'
import { history } from '#tests/support/case-steps.ts'
import { PENALTY_ACTIONS } from './machine.ts'

const LONG = process.env.FANGXIN_LONG === '1'
const RUNS = LONG ? 10_000 : 300
const done = new Map<string, number>()

function count(model: Model): void {
	for (const [action, n] of model.done) done.set(action, (done.get(action) ?? 0) + n)
}

describe('the whole case machine with money', () => {
	test('whatever is done in whatever order, every invariant holds after every step', () => {
		fc.assert(
			fc.property(history, (said) => {
				const model = new Model(said)
				for (const step of said.steps) {
					model.step(step)
					expect(broken(model)).toEqual([])
				}
				expect(ledgerOf(model)).toEqual([])
				count(model)
			}),
			{ numRuns: RUNS, seed: 20260302 },
		)
		// Not a walk in place: every act of the machine has happened, settlements and recomputations among them.
		const missing = [...PENALTY_ACTIONS, 'open', 'settlement', 'recompute'].filter((action) => !done.has(action))
		if (LONG) console.info(Object.fromEntries(done))
		expect(missing).toEqual([])
	})

	test('revoking after any history restores the ledger', () => {
		fc.assert(
			fc.property(history, (said) => {
				const model = new Model(said)
				for (const step of said.steps) model.step(step)
				const nobody = { personId: 'revoker', roles: ['REVIEWER', 'COMPLIANCE_OFFICER'], declared: 'none' } as const
				for (const one of model.cases) {
					model.revokeAs(one, nobody)
					if (!one.facts.revoked)
						model.act(one, 'withdraw', { what: 'wild', a: 0, b: signerFree(model, one.facts.dealerSignerId), c: 0 })
				}
				const { DEPOSIT_AVAILABLE, DEPOSIT_HELD, PENALTY_INCOME, RECEIVABLE, COMMISSION_PAYABLE, CASH } = model.sums
				expect({ DEPOSIT_AVAILABLE, DEPOSIT_HELD, PENALTY_INCOME, RECEIVABLE }).toEqual({
					DEPOSIT_AVAILABLE: model.put,
					DEPOSIT_HELD: 0,
					PENALTY_INCOME: 0,
					RECEIVABLE: 0,
				})
				expect(COMMISSION_PAYABLE + CASH + model.put).toBe(0)
				expect(broken(model)).toEqual([])
			}),
			{ numRuns: RUNS, seed: 20260303 },
		)
	})

	test('the order of settlements does not matter', () => {
		fc.assert(
			fc.property(history, fc.nat({ max: 5 }), (said, rotate) => {
				const [one, other] = [new Model(said), new Model(said)]
				for (const step of said.steps) {
					one.step(step)
					other.step(step)
				}
				one.settleAll(one.sums.COMMISSION_PAYABLE)
				other.settleAll(other.sums.COMMISSION_PAYABLE, rotate)
				expect(other.sums).toEqual(one.sums)
				// A second run finds nothing to do.
				const before = one.posted.length
				one.settleAll(0, 0, false)
				expect(one.posted.length).toBe(before)
			}),
			{ numRuns: RUNS, seed: 20260304 },
		)
	})
})

/** Somebody who did not sign the dealer up. */
function signerFree(model: Model, signer: string | null): number {
	return model.people.findIndex((one) => one.personId !== signer)
}
