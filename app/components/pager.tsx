import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useT } from '#app/i18n/use-t.ts'

type PagerProps = {
	/** '第 41–60 条，共 127 条' */
	text: string
	/** Addresses; none at either end. */
	prev?: string | null | undefined
	next?: string | null | undefined
	label?: string | undefined
	/** Said beside the text: the legend of the lights. */
	children?: ReactNode | undefined
}

/** Keyset pages: only on and back, so that a list never skips or repeats a line. */
export function Pager({ text, prev, next, label, children }: PagerProps) {
	const t = useT()
	return (
		<nav className="pager" aria-label={label ?? t('ui.pager')}>
			<span>{text}</span>
			{children}
			{prev || next ? (
				<ul>
					{prev ? (
						<li>
							<Link to={prev} rel="prev">
								{t('ui.pager.prev')}
							</Link>
						</li>
					) : null}
					{next ? (
						<li>
							<Link to={next} rel="next">
								{t('ui.pager.next')}
							</Link>
						</li>
					) : null}
				</ul>
			) : null}
		</nav>
	)
}
