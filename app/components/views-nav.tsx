import { Link } from '@remix-run/react'
import { useT } from '#app/i18n/use-t.ts'

export type View = { to: string; label: string; count?: number | undefined; current?: boolean | undefined }

/** Saved views with counts: links, the state lives in the address. */
export function ViewsNav({ views, label }: { views: readonly View[]; label?: string | undefined }) {
	const t = useT()
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a row that scrolls must be reachable by keyboard
		<nav className="views" aria-label={label ?? t('ui.views')} tabIndex={0}>
			<ViewLinks views={views} />
		</nav>
	)
}

/** Parts of one page or of one result. */
export function Tabs({ views, label }: { views: readonly View[]; label: string }) {
	return (
		<nav className="tabs" aria-label={label}>
			<ViewLinks views={views} />
		</nav>
	)
}

function ViewLinks({ views }: { views: readonly View[] }) {
	return views.map((view) => (
		<Link key={view.to} to={view.to} aria-current={view.current ? 'true' : undefined} preventScrollReset>
			{view.label}
			{view.count === undefined ? null : <span className="n">{view.count}</span>}
		</Link>
	))
}
