import type { Actor } from '#app/domain/access.ts'
import { actorOf } from '#db/queries/people.server.ts'
import type { Deps } from '../context.server.ts'

/** The person as an actor with the roles held now; undefined when disabled or unknown. */
export async function actorOfAccount(deps: Pick<Deps, 'read'>, accountId: string): Promise<Actor | undefined> {
	return actorOf(deps.read, accountId)
}
