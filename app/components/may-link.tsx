import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Action } from '#app/domain/access.ts'
import { useMay } from './use-may.ts'

/** A link for whom the page opens; the same words without it for everybody else. */
export function MayLink({
	may,
	branch,
	to,
	children,
}: {
	may: Action
	branch?: boolean | undefined
	to: string
	children: ReactNode
}) {
	return useMay()(may, branch ? 'branch' : undefined) ? <Link to={to}>{children}</Link> : children
}
