import { LEDGER_ACCOUNTS, LEDGER_KINDS } from '#app/domain/ledger/ledger.ts'
import { isLocalDate, type LocalDate } from '#app/domain/time.ts'
import { type LedgerLine, ledgerPage } from '#db/queries/ledger-views.server.ts'
import type { Ctx } from '../context.server.ts'

const SIZE = 500
const dateOf = (text: string | undefined): LocalDate | undefined => (text && isLocalDate(text) ? text : undefined)

/** Every posting of the ledger's list, page by page, with the list's own filters. */
export async function* exportLedger(ctx: Ctx, query: Readonly<Record<string, string>>): AsyncGenerator<LedgerLine> {
	const { dealer, penalty, kind, account, run, txn, from, to, q } = query
	const filter = {
		dealerId: dealer,
		penaltyId: penalty,
		kind: LEDGER_KINDS.find((known) => known === kind),
		account: LEDGER_ACCOUNTS.find((known) => known === account),
		runId: run,
		txnId: txn,
		from: dateOf(from),
		to: dateOf(to),
		q,
	}
	let cursor: string | null = null
	do {
		const page: Awaited<ReturnType<typeof ledgerPage>> = await ledgerPage(
			ctx.read,
			ctx.actor.branchId,
			filter,
			cursor,
			SIZE,
		)
		yield* page.rows
		cursor = page.next
	} while (cursor !== null)
}
