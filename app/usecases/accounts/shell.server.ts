import { branchOf, unreadOf } from '#db/queries/shell.server.ts'
import type { Ctx } from '../context.server.ts'
import { navCounts } from '../work/counts.server.ts'

export type ShellFacts = {
	readonly branch: string
	readonly unread: number
	readonly counts: Readonly<Record<string, number>>
}

/** What stands around every page: branch, unread messages, numbers beside the places. */
export async function shellFacts(ctx: Ctx): Promise<ShellFacts> {
	const branch = await branchOf(ctx.read, ctx.actor.branchId)
	return {
		branch: branch?.name ?? '',
		unread: await unreadOf(ctx.read, ctx.actor.accountId),
		counts: await navCounts(ctx),
	}
}
