import { holdersOf } from '#db/queries/people.server.ts'
import type { Ctx } from '../context.server.ts'

/** Who keeps the accounts of the actor's branch: whom to ask when something does not work. */
export async function administratorsOf(ctx: Ctx): Promise<string[]> {
	const people = await holdersOf(ctx.read, ctx.actor.branchId, ['ADMINISTRATOR'])
	return people.map((person) => person.name)
}
