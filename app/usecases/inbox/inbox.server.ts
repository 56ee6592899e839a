import { may, scopeOf } from '#app/domain/access.ts'
import { closedParams } from '#app/domain/delivery/closed.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Instant } from '#app/domain/time.ts'
import { countUnread, type InboxRow, inboxPage, markRead } from '#db/queries/inbox.server.ts'
import { closedOrders } from '#db/queries/orders.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { reachOf } from '../orders/order.server.ts'

const SIZE = 40

export type InboxItem = {
	readonly id: string
	readonly kind: string
	readonly subjectKind: string
	readonly subjectId: string
	readonly params: Readonly<Record<string, string | number>>
	readonly at: Instant
	readonly read: boolean
	/** About a confidential order that does not name this reader: neither its number nor its words are told. */
	readonly closed: boolean
}

function itemOf(row: InboxRow, closedOnes: ReadonlySet<string>): InboxItem {
	const params = fromJson<Record<string, string | number>>(row.params_json)
	const closed = row.subject_kind === 'order' && closedOnes.has(row.subject_id)
	return {
		id: row.id,
		kind: row.kind,
		subjectKind: row.subject_kind,
		subjectId: row.subject_id,
		params: closed ? closedParams(params) : params,
		at: row.created_at,
		read: row.read_at !== null,
		closed,
	}
}

/** One's own messages: every unread one of the page first, then the read ones. */
export async function inbox(ctx: Ctx, part: 'unread' | 'read', cursor: string | null) {
	const { accountId } = ctx.actor
	const page = await inboxPage(ctx.read, accountId, part, cursor, SIZE)
	const orders = page.rows.flatMap((row) => (row.subject_kind === 'order' ? [row.subject_id] : []))
	const closed = await closedOrders(ctx.read, reachOf(ctx.actor, 'order.read'), orders)
	return {
		part,
		today: ctx.today,
		unread: await countUnread(ctx.read, accountId),
		items: page.rows.map((row) => itemOf(row, closed)),
		next: page.next,
		/** A dealer goes to the desk. */
		dealer: may(ctx.actor, 'desk.read') && scopeOf(ctx.actor, 'desk.read').places.length > 0,
	}
}

/** How many messages this person has not read. */
export function unreadCount(ctx: Ctx): Promise<number> {
	return countUnread(ctx.read, ctx.actor.accountId)
}

/** Marks one message as read, or every one. Reading is no change of a case and leaves no event. */
export function readMessages(ctx: Ctx, id: string | null): Promise<Outcome<null>> {
	return ctx.inTx<null>(null, async (tx) => {
		await markRead(tx, ctx.actor.accountId, id, ctx.now)
		return ok(null)
	})
}
