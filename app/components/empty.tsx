import type { ReactNode } from 'react'

/** Why there is nothing, and one way on. `action` is a ButtonLink; `level` 3 inside of a Section. */
export function Empty({
	title,
	level = 2,
	children,
	action,
}: {
	title: string
	level?: 2 | 3 | undefined
	children?: ReactNode | undefined
	action?: ReactNode | undefined
}) {
	return (
		<div className="empty">
			{level === 2 ? <h2>{title}</h2> : <h3>{title}</h3>}
			{children ? <p>{children}</p> : null}
			{action}
		</div>
	)
}
