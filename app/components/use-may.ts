import { useRouteLoaderData } from '@remix-run/react'
import { type Action, type Role, roleMay } from '#app/domain/access.ts'

type Root = { readonly shell: { readonly roles: readonly Role[]; readonly wide: readonly Role[] } | null }

/**
 * Whether a link leads the reader anywhere: with the action somewhere, or in the whole branch.
 * Each page still asks for its own actor (domain 8.1).
 */
export function useMay(): (action: Action, where?: 'branch') => boolean {
	const shell = useRouteLoaderData<Root>('root')?.shell
	return (action, where) =>
		(where === 'branch' ? (shell?.wide ?? []) : (shell?.roles ?? [])).some((role) => roleMay(role, action))
}
