import type { ReactNode } from 'react'
import { cx } from './class-name.ts'

export type Column = {
	label: ReactNode
	/** Figures stand right. */
	num?: boolean | undefined
	sort?: 'ascending' | 'descending' | undefined
	/** The head is read out but not shown, as above a column of buttons. */
	silent?: boolean | undefined
	className?: string | undefined
}

type TableProps = {
	caption: string
	captionShown?: boolean | undefined
	columns: readonly Column[]
	tight?: boolean | undefined
	wide?: boolean | undefined
	/** Two-column entries on phones (default); false keeps the grid and scrolls. */
	stack?: boolean | undefined
	id?: string | undefined
	foot?: ReactNode | undefined
	children: ReactNode
}

/** Ledger table. Roles are written out because `t--stack` changes the display of rows on phones. */
export function Table({ caption, captionShown, columns, tight, wide, stack = true, id, foot, children }: TableProps) {
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
		// biome-ignore lint/a11y/useSemanticElements: a landmark would repeat the name of the section around it
		<div role="group" className="tw" tabIndex={0} aria-label={caption}>
			<table role="table" id={id} className={cx('t', tight && 't--tight', wide && 't--wide', stack && 't--stack')}>
				<caption className={captionShown ? undefined : 'vh'}>{caption}</caption>
				<thead role="rowgroup">
					<tr role="row">
						{columns.map((column, i) => (
							<th
								key={i}
								role="columnheader"
								scope="col"
								aria-sort={column.sort}
								className={cx(column.num && 'n', column.className) || undefined}
							>
								{column.silent ? <span className="vh">{column.label}</span> : column.label}
							</th>
						))}
					</tr>
				</thead>
				<tbody role="rowgroup">{children}</tbody>
				{foot ? <tfoot role="rowgroup">{foot}</tfoot> : null}
			</table>
		</div>
	)
}

/** `link`: the row's one link (in the main cell) covers the row. */
export function Row({
	link,
	on,
	id,
	children,
}: {
	link?: boolean | undefined
	on?: boolean | undefined
	id?: string | undefined
	children: ReactNode
}) {
	return (
		<tr role="row" id={id} className={cx(link && 'link', on && 'is-on') || undefined}>
			{children}
		</tr>
	)
}

type CellProps = {
	/** The column's head, shown before the value on phones. */
	label?: string | undefined
	/** The matter: comes first and large on phones. */
	main?: boolean | undefined
	num?: boolean | undefined
	/** Left out on phones. */
	hide?: boolean | undefined
	nowrap?: boolean | undefined
	muted?: boolean | undefined
	colSpan?: number | undefined
	children?: ReactNode | undefined
}

export function Cell({ label, main, num, hide, nowrap, muted, colSpan, children }: CellProps) {
	return (
		<td
			role="cell"
			data-l={label}
			colSpan={colSpan}
			className={cx(main && 'main', num && 'n', hide && 'hide', nowrap && 'nowrap', muted && 'muted') || undefined}
		>
			{children}
		</td>
	)
}
