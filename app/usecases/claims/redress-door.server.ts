import type { Action } from '#app/domain/access.ts'
import type { RedressFacts } from '#app/domain/claim/redress.ts'
import { instantAt, type LocalDate } from '#app/domain/time.ts'
import { stopClocks } from '#db/queries/clocks.server.ts'
import { type RedressRow, type RedressSet, redressIn, updateRedress } from '#db/queries/redress.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Door } from '../transition.server.ts'

export type RedressDoor = Door<RedressRow, RedressSet>

export function redressFacts(row: RedressRow): RedressFacts {
	return {
		state: row.state,
		amountFen: row.amount_fen,
		confirmedOn: row.confirmed_on,
		provedBy: row.proved_by,
		advanceBy: row.advance_by,
	}
}

export function redressDoor(
	id: string,
	version: number | undefined,
	actions: readonly Action[],
	decide: RedressDoor['decide'],
	readAction: Action = 'redress.read',
): RedressDoor {
	return { subject: 'redress', id, version, readAction, actions, load: redressIn, decide, save: updateRedress }
}

export const redressSubject = (row: RedressRow) =>
	({
		kind: 'redress',
		id: row.id,
		branchId: row.branch_id,
		dealerId: row.dealer_id,
		number: row.number,
		where: { countyId: row.county_id, gridId: row.grid_id },
	}) as const

/** What the sweep may have flagged while a payment in time was waiting to be verified. */
export function flagsAfter(row: RedressRow, paidOn: LocalDate): RedressSet {
	return {
		paid_on: paidOn,
		...(paidOn <= row.due_on ? { overdue_at: null } : {}),
		...(paidOn <= row.late_on ? { delayed_at: null } : {}),
	}
}

/** The flags of a payment that came late before the sweep has seen it. */
export function lateFlags(row: RedressRow, paidOn: LocalDate, now: RedressRow['made_at']): RedressSet {
	return {
		...(paidOn > row.due_on && row.overdue_at === null ? { overdue_at: now } : {}),
		...(paidOn > row.late_on && row.delayed_at === null ? { delayed_at: now } : {}),
	}
}

const LAST_MINUTE = 24 * 60 - 1

/** The user has the money: the refund's two clocks stop on the day of payment. */
export async function stopRefundClocks(
	tx: Tx,
	row: RedressRow,
	end: { readonly paidOn: LocalDate } | { readonly cancelledAt: RedressRow['made_at'] },
): Promise<void> {
	// The clocks of a violation's other refunds run on: each has its own round.
	const at = 'paidOn' in end ? instantAt(end.paidOn, LAST_MINUTE) : end.cancelledAt
	await stopClocks(
		tx,
		'violation',
		row.violation_id,
		['refund', 'refund.late'],
		at,
		'paidOn' in end ? 'answered' : 'cancelled',
		row.no,
	)
}
