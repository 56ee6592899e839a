import { post } from '#app/domain/ledger/ledger.ts'
import type { Instant } from '#app/domain/time.ts'
import { type Case, decisionId, type Running, reached } from './case.ts'
import type { Bulk } from './field.ts'

const TOP_UP = 10_000_000

type Kind = 'DEPOSIT_IN' | 'TOPUP_IN' | 'HOLD' | 'DEDUCT'

/** Deposit, hold and deduction of a case. */
export function addMoney(bulk: Bulk, one: Case, run: Running): void {
	if (!reached(one, 'PRE_NOTICED')) return
	const dealer = one.outlet.dealer.id
	const fen = one.amount.amountFen
	const before = run.available.get(dealer)
	if ((before ?? 0) < fen) {
		addTxn(bulk, one, before === undefined ? 'DEPOSIT_IN' : 'TOPUP_IN', TOP_UP, one.at('open'))
		run.available.set(dealer, (before ?? 0) + TOP_UP)
	}
	addTxn(bulk, one, 'HOLD', fen, one.at('notice'))
	run.available.set(dealer, (run.available.get(dealer) ?? 0) - fen)
	if (reached(one, 'SETTLED')) addTxn(bulk, one, 'DEDUCT', fen, one.at('settle'))
}

function addTxn(bulk: Bulk, one: Case, kind: Kind, fen: number, at: Instant): void {
	const ofCase = kind === 'HOLD' || kind === 'DEDUCT'
	const posting =
		kind === 'DEDUCT' ? ({ kind, fromHeldFen: fen, fromAvailableFen: 0 } as const) : ({ kind, fen } as const)
	const entries = post(posting)
	if (!entries.ok) throw new Error(entries.error.rule)
	const id = bulk.newId()
	const owner = { branch_id: bulk.laid.branchId, dealer_id: one.outlet.dealer.id }
	bulk.sink.add('ledger_txn', {
		id,
		...owner,
		kind,
		stream: ofCase ? 'penalty' : 'deposit',
		amount_fen: fen,
		penalty_id: ofCase ? one.id : null,
		claim_id: null,
		decision_id: kind === 'DEDUCT' ? decisionId(one) : null,
		settlement_run_id: null,
		reverses_id: null,
		voucher: `${kind}-${one.number}`,
		idempotency_key: `${one.id}:${kind}`,
		posted_on: one.on,
		period: one.on.slice(0, 7),
		created_by: bulk.laid.person('compliance'),
		created_at: at,
	})
	for (const entry of entries.value) {
		const money = { account: entry.account, debit_fen: entry.debitFen, credit_fen: entry.creditFen }
		bulk.sink.add('ledger_entry', { ...owner, txn_id: id, ...money })
	}
}
