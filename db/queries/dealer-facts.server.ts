import type { DealerTable } from '../schema.ts'
import type { Handle } from '../tx.server.ts'

export type DealerFacts = { [K in keyof DealerTable]: K extends 'version' ? number : DealerTable[K] }

/** The dealer of a case that the actor already holds; no scope of its own. */
export async function dealerById(handle: Handle, id: string): Promise<DealerFacts | undefined> {
	return handle.selectFrom('dealer').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Name and sign of the branch, for document heads and numbers. */
export async function branchById(handle: Handle, id: string) {
	return handle
		.selectFrom('branch')
		.select(['id', 'name', 'short_name as shortName', 'is_demo as isDemo'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow()
}
