import type { Role } from '#app/domain/access.ts'
import { DEMO_ACCOUNTS } from '#app/domain/demo-accounts.ts'
import { namesOfLogins } from '#db/queries/accounts.server.ts'
import type { Deps } from '../context.server.ts'

export type DemoPerson = { readonly login: string; readonly name: string; readonly role: Role }

/** The accounts that the demo's sign-in page offers; none anywhere else. */
export async function demoPeople(deps: Deps): Promise<DemoPerson[]> {
	if (!deps.demo) return []
	const rows = await namesOfLogins(
		deps.read,
		DEMO_ACCOUNTS.map((account) => account.login),
	)
	const names = new Map(rows.map((row) => [row.login, row.name]))
	return DEMO_ACCOUNTS.flatMap(({ login, role }) => {
		const name = names.get(login)
		return name === undefined ? [] : [{ login, role, name }]
	})
}
