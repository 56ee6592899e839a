import type { ReactNode } from 'react'
import { useT } from '#app/i18n/use-t.ts'
import { Mark } from '#app/ui/shapes.tsx'
import { LanguageSwitch } from './theme.tsx'

type DealerPageProps = {
	/** Department that writes, under the mark. */
	from?: string
	/** Number line above the title. */
	docno?: ReactNode
	title: ReactNode
	/** Fixed bar at the foot: <DoBar>. */
	bar?: ReactNode
	/** Before the title: <ErrorSummary>. */
	before?: ReactNode
	children: ReactNode
}

/** A page of 672 px for dealers, who come by a link on a phone: the answer first, no navigation. */
export function DealerPage({ from, docno, title, bar, before, children }: DealerPageProps) {
	const t = useT()
	return (
		<>
			<a className="skip" href="#main">
				{t('common.skip')}
			</a>
			<header>
				<div className="plain-top">
					<span className="brand brand-flat">
						<Mark />
						<span>
							<b>{t('common.product')}</b>
							<span>{from ?? t('shell.branch')}</span>
						</span>
					</span>
					<LanguageSwitch className="push" />
				</div>
			</header>
			<main id="main" className="plain" tabIndex={-1}>
				{before}
				{docno ? <p className="sm muted mt4 docno">{docno}</p> : null}
				<h1>{title}</h1>
				{children}
				{bar}
			</main>
		</>
	)
}

export type AnswerItem = { label: string; value: ReactNode }

/** Why, how much, until when, where the money is: opens with the thick-thin line of Chinese printing. */
export function Answer({ items }: { items: readonly AnswerItem[] }) {
	return (
		<dl className="answer">
			{items.map((item) => (
				<div key={item.label}>
					<dt>{item.label}</dt>
					<dd>{item.value}</dd>
				</div>
			))}
		</dl>
	)
}

/** The one amount of a notice. */
export function Amount({ children }: { children: ReactNode }) {
	return <span className="amt">{children}</span>
}

/** What a dealer may do: one entry each, with its link. */
export function Ways({ items }: { items: readonly { title: string; text: ReactNode; action: ReactNode }[] }) {
	return (
		<ul className="ways">
			{items.map((item) => (
				<li key={item.title}>
					<b>{item.title}</b>
					{item.text}
					<br />
					{item.action}
				</li>
			))}
		</ul>
	)
}

type DoBarProps = {
	title: string
	text?: string | undefined
	action: ReactNode
	/** On a detail page: repeats the first act at the foot of phones only. */
	phoneOnly?: boolean | undefined
}

/** The fixed bar: time left, and the act. */
export function DoBar({ title, text, action, phoneOnly }: DoBarProps) {
	return (
		<div className={phoneOnly ? 'dobar only-phone' : 'dobar'}>
			<small>
				<b>{title}</b>
				{text ? (
					<>
						<br />
						{text}
					</>
				) : null}
			</small>
			{action}
		</div>
	)
}
