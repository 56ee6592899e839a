import { scopeOf } from '#app/domain/access.ts'
import { LEDGER_ACCOUNTS, LEDGER_KINDS, STREAMS } from '#app/domain/ledger/ledger.ts'
import { isPeriod } from '#app/domain/ledger/period.ts'
import { refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { isLocalDate, type LocalDate } from '#app/domain/time.ts'
import { dealerIdsWithin, dealerIn, dealerOptions } from '#db/queries/dealers.server.ts'
import {
	countLedger,
	filteredSums,
	type LedgerFilter,
	type LedgerLine,
	ledgerPage,
} from '#db/queries/ledger-views.server.ts'
import { caseNumbers } from '#db/queries/points.server.ts'
import type { Page } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { depositOf } from '../desk/standing.server.ts'

const PAGE_SIZE = 50
const EXPORT_SIZE = 500

export type LedgerQuery = {
	readonly dealer?: string | undefined
	readonly penalty?: string | undefined
	readonly kind?: string | undefined
	readonly account?: string | undefined
	readonly stream?: string | undefined
	readonly claim?: string | undefined
	readonly period?: string | undefined
	readonly run?: string | undefined
	readonly txn?: string | undefined
	readonly from?: string | undefined
	readonly to?: string | undefined
	readonly q?: string | undefined
	readonly after?: string | undefined
}

const dateOf = (text: string | undefined): LocalDate | undefined => (text && isLocalDate(text) ? text : undefined)

/** The filter of an address, within what the actor may read. */
async function filterOf(ctx: Ctx, query: LedgerQuery): Promise<LedgerFilter> {
	return {
		dealerIds: await dealerIdsWithin(ctx.read, scopeOf(ctx.actor, 'ledger.read')),
		dealerId: query.dealer,
		penaltyId: query.penalty,
		claimId: query.claim,
		stream: STREAMS.find((stream) => stream === query.stream),
		period: query.period && isPeriod(query.period) ? query.period : undefined,
		kind: LEDGER_KINDS.find((kind) => kind === query.kind),
		account: LEDGER_ACCOUNTS.find((account) => account === query.account),
		runId: query.run,
		txnId: query.txn,
		from: dateOf(query.from),
		to: dateOf(query.to),
		q: query.q,
	}
}

/** The branch's ledger with its filters; a chosen dealer or case is named. */
export async function listLedger(ctx: Ctx, query: LedgerQuery) {
	const { branchId } = ctx.actor
	const filter = await filterOf(ctx, query)
	const [page, total, sums] = await Promise.all([
		ledgerPage(ctx.read, branchId, filter, query.after ?? null, PAGE_SIZE),
		countLedger(ctx.read, branchId, filter),
		filteredSums(ctx.read, branchId, { ...filter, account: undefined }),
	])
	const dealer = query.dealer ? await dealerIn(ctx.read, scopeOf(ctx.actor, 'ledger.read'), query.dealer) : undefined
	const numbers = query.penalty ? await caseNumbers(ctx.read, [query.penalty]) : new Map<string, string>()
	return {
		...page,
		total,
		sums,
		filter,
		dealerName: dealer?.name ?? null,
		penaltyNumber: query.penalty ? (numbers.get(query.penalty) ?? null) : null,
		dealers: await dealerOptions(ctx.read, scopeOf(ctx.actor, 'ledger.read')),
	}
}

/** Every posting of the list, page by page, for a file. */
export async function* exportLedger(ctx: Ctx, query: LedgerQuery): AsyncGenerator<LedgerLine> {
	const filter = await filterOf(ctx, query)
	let after: string | null = null
	do {
		const page: Page<LedgerLine> = await ledgerPage(ctx.read, ctx.actor.branchId, filter, after, EXPORT_SIZE)
		yield* page.rows
		after = page.next
	} while (after !== null)
}

/** The dealer's deposit before something is paid in, topped up or paid back. */
export async function depositForm(ctx: Ctx, dealerId: string) {
	const dealer = await dealerIn(ctx.read, scopeOf(ctx.actor, 'ledger.deposit'), dealerId)
	if (!dealer) return refuse('missing', 'not-found')
	return ok({
		dealer: { id: dealer.id, code: dealer.code, name: dealer.name },
		deposit: await depositOf(ctx.read, dealer.id, dealer.deposit_required_fen),
		idempotencyKey: ctx.newId(),
	})
}
