import type { ReactNode } from 'react'

/** Why there is nothing, and one way on. `action` is a ButtonLink. */
export function Empty({
	title,
	children,
	action,
}: {
	title: string
	children?: ReactNode | undefined
	action?: ReactNode | undefined
}) {
	return (
		<div className="empty">
			<h3>{title}</h3>
			{children ? <p>{children}</p> : null}
			{action}
		</div>
	)
}
