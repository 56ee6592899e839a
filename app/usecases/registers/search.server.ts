import { type Action, may, scopeOf } from '#app/domain/access.ts'
import { dealersPage } from '#db/queries/dealers.server.ts'
import { intakePage } from '#db/queries/intake.server.ts'
import { outletsPage } from '#db/queries/outlets.server.ts'
import {
	findingsByNumber,
	inspectionsByNumber,
	ordersByText,
	penaltiesByNumber,
	plansByNumber,
	type SearchHit,
	violationsByNumber,
} from '#db/queries/search.server.ts'
import type { Ctx } from '../context.server.ts'
import { reachOf } from '../orders/order.server.ts'

export type { SearchHit }
export const SEARCH_GROUPS = [
	'penalties',
	'orders',
	'intake',
	'plans',
	'inspections',
	'findings',
	'violations',
	'outlets',
	'dealers',
] as const
export type SearchGroup = (typeof SEARCH_GROUPS)[number]
export type SearchResult = { readonly group: SearchGroup; readonly hits: readonly SearchHit[] }

const LIMIT = 10
const SHORTEST = 2

/** Half-width, trimmed, dashes made plain: 'ＣＦ－2026－0142' finds CF-2026-0142. */
function plain(text: string): string {
	return text
		.normalize('NFKC')
		.replace(/[‐‑–—−]/g, '-')
		.trim()
		.slice(0, 60)
}

/**
 * Cases by number, outlets and dealers by name or code; every group within what the actor may read. Text of fewer
 * than two characters finds nothing.
 */
export async function search(ctx: Ctx, typed: string): Promise<SearchResult[]> {
	const text = plain(typed)
	if (text.length < SHORTEST) return []
	const { read } = ctx
	const within = async (
		group: SearchGroup,
		action: Action,
		find: (scope: ReturnType<typeof scopeOf>) => Promise<readonly SearchHit[]>,
	): Promise<SearchResult> => ({
		group,
		hits: may(ctx.actor, action) ? await find(scopeOf(ctx.actor, action)) : [],
	})
	const results = await Promise.all([
		within('penalties', 'penalty.read', (scope) => penaltiesByNumber(read, scope, text, LIMIT)),
		within('orders', 'order.read', () => ordersByText(read, reachOf(ctx.actor, 'order.read'), text, LIMIT)),
		within('intake', 'intake.read', async (scope) => {
			const asker = { scope, accountId: ctx.actor.accountId, now: ctx.now }
			const { rows } = await intakePage(read, { view: 'all', q: text }, asker, null, LIMIT)
			return rows.map((row) => ({
				id: row.id,
				number: row.number,
				title: row.matter,
				sub: [row.external, row.outletName].filter((part) => part).join(' '),
				state: row.state,
			}))
		}),
		within('plans', 'plan.read', (scope) => plansByNumber(read, scope, text, LIMIT)),
		within('inspections', 'inspection.read', (scope) => inspectionsByNumber(read, scope, text, LIMIT)),
		within('findings', 'inspection.read', (scope) => findingsByNumber(read, scope, text, LIMIT)),
		within('violations', 'violation.read', (scope) => violationsByNumber(read, scope, text, LIMIT)),
		within('outlets', 'register.read', async (scope) =>
			(await outletsPage(read, scope, { q: text }, null, LIMIT)).rows.map((row) => ({
				id: row.id,
				number: row.code,
				title: row.name,
				sub: row.dealerName,
				state: row.status,
			})),
		),
		within('dealers', 'register.read', async (scope) =>
			(await dealersPage(read, scope, { q: text }, null, LIMIT)).rows.map((row) => ({
				id: row.id,
				number: row.code,
				title: row.name,
				sub: row.creditCode ?? '',
				state: row.status,
			})),
		),
	])
	return results.filter((result) => result.hits.length > 0)
}
