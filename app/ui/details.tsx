import type { ReactNode } from 'react'

/** Folded explanation; opens without scripts and prints open. */
export function More({
	summary,
	open,
	children,
}: {
	summary: ReactNode
	open?: boolean | undefined
	children: ReactNode
}) {
	return (
		<details className="more" open={open}>
			<summary>{summary}</summary>
			<div>{children}</div>
		</details>
	)
}
