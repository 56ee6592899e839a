import type { ReactNode } from 'react'
import { useT } from '#app/i18n/use-t.ts'
import { More } from '#app/ui/details.tsx'

type FigureProps = {
	/** The finding, then what is drawn. */
	title: string
	sub: string
	wide: ReactNode
	/** The drawing of phones, or a table in its stead. */
	narrow: ReactNode
	/** The same numbers as a table, folded. */
	table: ReactNode
}

/** A chart of two drawings, so that type stays 12 px on every screen, and its numbers below (screens 7). */
export function Figure({ title, sub, wide, narrow, table }: FigureProps) {
	const t = useT()
	return (
		<figure className="fig">
			<figcaption>
				<b>{title}</b>
				<span>{sub}</span>
			</figcaption>
			<div className="only-wide">{wide}</div>
			<div className="only-phone">{narrow}</div>
			<div className="mt2 sm">
				<More summary={t('overview.data')}>{table}</More>
			</div>
		</figure>
	)
}

/** The sentence of a drawing is its name; `id` is one on the page. */
export function Drawing({
	id,
	width,
	height,
	sentence,
	children,
}: {
	id: string
	width: number
	height: number
	sentence: string
	children: ReactNode
}) {
	return (
		<svg className="ch" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={id}>
			<title id={id}>{sentence}</title>
			{children}
		</svg>
	)
}

/** Room to the tenth of a pixel. */
export const px = (n: number) => Math.round(n * 10) / 10
