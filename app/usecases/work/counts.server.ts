import type { Ctx } from '../context.server.ts'

/** Numbers beside the places of the navigation, by path. */
export async function navCounts(_ctx: Ctx): Promise<Readonly<Record<string, number>>> {
	return {}
}
