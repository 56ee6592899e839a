import { branchOf, unreadOf } from '#db/queries/shell.server.ts'
import type { Ctx } from '../context.server.ts'
import { navCounts } from '../work/counts.server.ts'
import { grantViews } from './grant-views.server.ts'

export type ShellFacts = {
	readonly branch: string
	/** Name of the place when all roles hold at the same one; null for the branch or several. */
	readonly place: string | null
	readonly unread: number
	readonly counts: Readonly<Record<string, number>>
}

/** What stands around every page: branch, unread messages, numbers beside the places. */
export async function shellFacts(ctx: Ctx): Promise<ShellFacts> {
	const branch = await branchOf(ctx.read, ctx.actor.branchId)
	const places = new Set((await grantViews(ctx.read, ctx.actor.accountId)).map((grant) => grant.place))
	return {
		place: places.size === 1 ? ([...places][0] ?? null) : null,
		branch: branch?.name ?? '',
		unread: await unreadOf(ctx.read, ctx.actor.accountId),
		counts: await navCounts(ctx),
	}
}
