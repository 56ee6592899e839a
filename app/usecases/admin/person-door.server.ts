import type { Outcome } from '#app/domain/refusal.ts'
import { type AccountSet, personOf, saveAccount } from '#db/queries/accounts.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { type Door, type Move, transition } from '../transition.server.ts'

export type PersonRow = NonNullable<Awaited<ReturnType<typeof personOf>>>

/** The one way in which an administrator changes a person: permission, version, event, all in one transaction. */
export async function changePerson(
	ctx: Ctx,
	id: string,
	version: number,
	decide: (row: PersonRow, tx: Tx) => Promise<Outcome<Move<AccountSet>>> | Outcome<Move<AccountSet>>,
): Promise<Outcome<{ id: string }>> {
	const door: Door<PersonRow, AccountSet> = {
		subject: 'account',
		id,
		version,
		readAction: 'admin.accounts',
		actions: ['admin.accounts'],
		load: async (tx, scope, personId) =>
			scope.places.length === 0 ? undefined : personOf(tx, scope.branchId, personId),
		decide,
		save: saveAccount,
	}
	return transition(ctx, door)
}
