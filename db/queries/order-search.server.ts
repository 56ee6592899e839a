import { PostgresAdapter, sql } from 'kysely'
import { likePattern, type Predicate } from '../sql.server.ts'
import type { Handle } from '../tx.server.ts'

/**
 * With more orders than these that may hold a text, reading the list in its own order finds a page sooner than the
 * index of pairs does.
 */
const RARE = 5000

/** Pairs of neighbouring characters, each once. */
function pairsOf(text: string): string[] {
	const chars = [...text.toLowerCase()]
	return [...new Set(chars.slice(1).map((char, i) => `${chars[i]}${char}`))]
}

/** Orders whose number, title, source number or users' numbers hold a text (domain 5.3); null when none is asked for. */
export async function searchOf(handle: Handle, q: string | undefined): Promise<Predicate | null> {
	if (!q) return null
	const holds = sql<boolean>`supervision_order.search_text like ${likePattern(q)} escape '\\'`
	const pairs = pairsOf(q)
	if (pairs.length === 0) return holds
	if (handle.getExecutor().adapter instanceof PostgresAdapter)
		return sql<boolean>`(order_grams(supervision_order.search_text) @> ${pairs}::text[] and ${holds})`
	const match = pairs.map((pair) => Buffer.from(pair).toString('hex')).join(' AND ')
	const some = sql`select rowid from order_gram where order_gram match ${match}`
	const { rows } = await sql<{ n: number }>`select count(*) as n from (${some} limit ${RARE + 1})`.execute(handle)
	if ((rows[0]?.n ?? 0) > RARE) return holds
	return sql<boolean>`(supervision_order.id in (select order_id from order_text where no in (${some})) and ${holds})`
}
