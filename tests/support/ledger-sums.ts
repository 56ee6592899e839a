import type { World } from './world.ts'

/** What each account of one dealer holds (fen): debit less credit for what is due to the branch, else credit less debit. */
export async function openEntries(world: World, dealer: string): Promise<Record<string, number>> {
	const dealerId = await world.dealerId(dealer)
	const rows = await world.db.read
		.selectFrom('ledger_entry')
		.select(['account', 'debit_fen', 'credit_fen'])
		.where('dealer_id', '=', dealerId)
		.execute()
	const sums: Record<string, number> = {}
	for (const { account, debit_fen, credit_fen } of rows)
		sums[account] = (sums[account] ?? 0) + (account === 'RECEIVABLE' ? debit_fen - credit_fen : credit_fen - debit_fen)
	return sums
}
