import { recourseOf, redressAmount } from '#app/domain/claim/redress.ts'
import { daysBetween, localDateOf } from '#app/domain/time.ts'
import { bookOf } from '#db/queries/ledger.server.ts'
import {
	advancePaid,
	clawbacksToVerify,
	exitRefunds,
	exitsToVerify,
	redressToVerify,
	strayClaims,
	topupsToVerify,
	unflaggedRedress,
} from '#db/queries/verify-claims.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { type Check, Faults, MAX_FAULTS, plural } from './check.ts'

/**
 * Claims beside the penalty: each amount is what its records and entries say, two people stand behind each, a refund to
 * a user that is late says so, a top-up's ladder is whole, an exit has paid no more and no earlier than it may.
 */
export async function checkClaims(handle: Handle): Promise<Check> {
	const faults = new Faults()
	const looked =
		(await checkClawbacks(handle, faults)) +
		(await checkRedress(handle, faults)) +
		(await checkTopups(handle, faults)) +
		(await checkExits(handle, faults))
	for (const row of await strayClaims(handle, MAX_FAULTS))
		faults.add(`ledger_txn ${row.id}`, `names the claim ${row.claim_id ?? '?'}, which there is not`)
	return { name: 'claims', looked: plural(looked, 'claim'), faults: faults.list, notes: [] }
}

const COUNTS = new Set(['CONFIRMED', 'COLLECTED'])

async function checkClawbacks(handle: Handle, faults: Faults): Promise<number> {
	const rows = await clawbacksToVerify(handle)
	for (const row of rows) {
		if (faults.full) break
		const say = (what: string) => faults.add(`clawback ${row.number} (id ${row.id})`, what)
		if (row.recordCount !== row.records) say(`says ${row.records} records, has ${row.recordCount}`)
		if (row.recordFen !== row.amount_fen) say(`says ${row.amount_fen} fen, its records ${row.recordFen} fen`)
		if (row.recordCancelledFen !== row.cancelled_fen) say('cancels other instalments than its records have')
		const live = row.state === 'DRAFT' || COUNTS.has(row.state)
		if (row.liveCount !== (live ? row.recordCount : 0)) say(`is ${row.state} and holds ${row.liveCount} records`)
		if (row.confirmed_by === row.made_by) say('was confirmed by the person who proposed it')
		if (COUNTS.has(row.state) && row.confirmed_by === null) say(`is ${row.state} and nobody confirmed it`)
		const { paidFen, receivableFen } = await bookOf(handle, { claimId: row.id })
		if (paidFen < 0 || paidFen + receivableFen > row.amount_fen)
			say(`of ${row.amount_fen} fen ${paidFen} were collected and ${receivableFen} invoiced`)
		if (row.state === 'COLLECTED' && paidFen !== row.amount_fen) say(`is COLLECTED with ${paidFen} fen`)
		if (!COUNTS.has(row.state) && paidFen + receivableFen !== 0) say(`is ${row.state} and has money posted`)
	}
	return rows.length
}

async function checkRedress(handle: Handle, faults: Faults): Promise<number> {
	const rows = await redressToVerify(handle)
	for (const row of rows) {
		if (faults.full) break
		const say = (what: string) => faults.add(`redress ${row.number} (id ${row.id})`, what)
		if (row.amount_fen !== redressAmount(row.basis, row.price_fen)) say('has another amount than its price gives')
		if (row.recourse_fen > recourseOf(row.amount_fen, 100)) say('recovers more than was paid')
		if (row.due_on > row.late_on || daysBetween(row.confirmed_on, row.late_on) !== 15)
			say('has days that no rule gives')
		if (row.verified_by !== null && row.verified_by === row.proved_by)
			say('was verified by whoever handed in the proof')
		if (row.approved_by !== null && row.approved_by === row.advance_by) say('was approved by whoever proposed it')
		if (row.state === 'PAID_BY_DEALER' && row.verified_by === null) say('counts as paid and nobody verified it')
		if (row.paid_on !== null && row.paid_on > row.due_on && row.overdue_at === null)
			say('was paid late and is not flagged')
		if (row.paid_on !== null && row.paid_on > row.late_on && row.delayed_at === null)
			say('was paid after day 15 and is not flagged')
		const advanced = row.state === 'PAID_IN_ADVANCE' || row.state === 'RECOVERED'
		if (advanced && row.approved_by === null) say(`is ${row.state} and nobody approved it`)
		const paid = await advancePaid(handle, row.id)
		if (paid !== (advanced ? row.amount_fen : 0)) say(`is ${row.state} with ${paid} fen paid in advance`)
		const { paidFen, receivableFen } = await bookOf(handle, { claimId: row.id })
		if (paidFen < 0 || paidFen + receivableFen > row.recourse_fen)
			say(`of ${row.recourse_fen} fen ${paidFen} were recovered and ${receivableFen} invoiced`)
		if (row.state === 'RECOVERED' && paidFen !== row.recourse_fen) say(`is RECOVERED with ${paidFen} fen`)
	}
	for (const row of await unflaggedRedress(handle, MAX_FAULTS))
		faults.add(`redress ${row.number} (id ${row.id})`, 'is past its day and not flagged')
	return rows.length
}

async function checkTopups(handle: Handle, faults: Faults): Promise<number> {
	const rows = await topupsToVerify(handle)
	for (const row of rows) {
		if (faults.full) break
		const say = (what: string) => faults.add(`topup_notice ${row.number} (id ${row.id})`, what)
		if (row.short_fen !== row.required_fen - row.balance_fen) say('is short by another sum than its figures give')
		if ((row.state === 'OVERDUE' || row.state === 'SUSPENSION') && row.business_off_at === null)
			say(`is ${row.state} and new business is on`)
		if (row.state === 'SUSPENSION' && row.suspension_at === null) say('is SUSPENSION and nothing was proposed')
		if (row.suspension_verdict !== null && row.suspension_by === null) say('was decided by nobody')
		if (row.state === 'ENDED' && (row.end_balance_fen === null || row.ended_at === null)) say('ended without a balance')
	}
	return rows.length
}

async function checkExits(handle: Handle, faults: Faults): Promise<number> {
	const rows = await exitsToVerify(handle)
	for (const row of rows) {
		if (faults.full) break
		const say = (what: string) => faults.add(`dealer_exit ${row.number} (id ${row.id})`, what)
		const over = row.state === 'TERMINATED' || row.state === 'REFUNDED'
		if (over && row.dealerStatus !== 'TERMINATED') say(`is ${row.state} and its dealer is ${row.dealerStatus}`)
		if ((over || row.state === 'CONFIRMED') && row.confirmed_by === null) say(`is ${row.state} and nobody confirmed it`)
		if (row.confirmed_by === row.proposed_by) say('was confirmed by the person who proposed it')
		if (row.paid_by !== null && row.paid_by === row.proposed_by) say('was paid by the person who proposed it')
		const refunds = await exitRefunds(handle, row.id)
		const paid = refunds.reduce((sum, one) => sum + one.amount_fen, 0)
		if (paid !== row.refunded_fen) say(`says ${row.refunded_fen} fen were paid back, the ledger says ${paid} fen`)
		if (refunds.length > 0 && row.paid_at !== null && localDateOf(row.paid_at) < row.refund_on)
			say('was paid back before its day')
	}
	return rows.length
}
