import type { Ctx } from '../context.server.ts'
import { sweepClusters } from './clusters.server.ts'
import { sweepSatisfaction } from './satisfaction.server.ts'

/** What the numbers say by themselves: clusters and bad months that nobody has proposed yet. Gives how many there were. */
export async function sweepIntake(ctx: Ctx): Promise<number> {
	return (await sweepClusters(ctx)) + (await sweepSatisfaction(ctx))
}
