import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useT } from '#app/i18n/use-t.ts'
import { cx } from '#app/ui/class-name.ts'

export type Crumb = { label: string; to?: string | undefined }

type PageHeadProps = {
	title: ReactNode
	crumbs?: readonly Crumb[] | undefined
	/** Pieces of the line under the title; each stands apart by white space. */
	meta?: ReactNode | undefined
	lead?: ReactNode | undefined
	actions?: ReactNode | undefined
	/** No rule below: when saved views follow. */
	flush?: boolean | undefined
}

export function PageHead({ title, crumbs, meta, lead, actions, flush }: PageHeadProps) {
	return (
		<header className={cx('phead', flush && 'phead--flush')}>
			{crumbs ? <Crumbs crumbs={crumbs} /> : null}
			<div className="phead-row">
				<div>
					<h1>{title}</h1>
					{meta ? <div className="phead-meta">{meta}</div> : null}
					{lead ? <p className="lead">{lead}</p> : null}
				</div>
				{actions ? <div className="btns">{actions}</div> : null}
			</div>
		</header>
	)
}

function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
	const t = useT()
	return (
		<nav className="crumbs" aria-label={t('ui.crumbs')}>
			<ol>
				{crumbs.map((crumb, i) => (
					<li key={i}>{crumb.to ? <Link to={crumb.to}>{crumb.label}</Link> : crumb.label}</li>
				))}
			</ol>
		</nav>
	)
}

type SectionProps = {
	id: string
	title: ReactNode
	/** Said beside the title in small type. */
	sub?: ReactNode | undefined
	/** The title is read out but not shown. */
	silent?: boolean | undefined
	className?: string | undefined
	children: ReactNode
}

/** A section ruled like a ledger; `id` names it and can be linked to. */
export function Section({ id, title, sub, silent, className, children }: SectionProps) {
	return (
		<section className={cx(silent ? undefined : 'sec', className)} aria-labelledby={id}>
			{sub ? (
				<div className="sec-h">
					<h2 id={id}>{title}</h2>
					<span className="sub">{sub}</span>
				</div>
			) : (
				<h2 id={id} className={silent ? 'vh' : undefined}>
					{title}
				</h2>
			)}
			{children}
		</section>
	)
}

/** Text column and 320 px aside; below 1080 px the aside follows the text. */
export function Columns({
	aside,
	asideLabel,
	children,
}: {
	aside: ReactNode
	asideLabel: string
	children: ReactNode
}) {
	return (
		<div className="cols mt6">
			<div>{children}</div>
			<aside aria-label={asideLabel}>{aside}</aside>
		</div>
	)
}
