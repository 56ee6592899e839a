import type { Instant } from '#app/domain/time.ts'
import type { Handle, Tx } from '../tx.server.ts'

/** Failed sign-ins of a name, by SHA-256 of the name: unknown names have a row like known ones. */
export async function throttleOf(handle: Handle, key: string) {
	return handle
		.selectFrom('sign_in_throttle')
		.select(['failures', 'last_failure_at', 'locked_until'])
		.where('key', '=', key)
		.executeTakeFirst()
}

export async function writeThrottle(
	tx: Tx,
	key: string,
	values: { readonly failures: number; readonly last_failure_at: Instant; readonly locked_until: Instant | null },
): Promise<void> {
	await tx
		.insertInto('sign_in_throttle')
		.values({ key, ...values })
		.onConflict((oc) => oc.column('key').doUpdateSet(values))
		.execute()
}

export async function clearThrottle(tx: Tx, key: string): Promise<void> {
	await tx.deleteFrom('sign_in_throttle').where('key', '=', key).execute()
}
