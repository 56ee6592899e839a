import { Fragment, type ReactNode } from 'react'
import { cx } from '#app/ui/class-name.ts'

export type Fact = { label: ReactNode; value: ReactNode } | null | false

/** Label and value, one line each; empty entries are left out. `wide` puts two pairs in a line from 900 px. */
export function Facts({
	items,
	wide,
	className,
}: {
	items: readonly Fact[]
	wide?: boolean | undefined
	className?: string | undefined
}) {
	return (
		<dl className={cx('facts', wide && 'facts--wide', className)}>
			{items.map((item, i) =>
				item ? (
					<Fragment key={i}>
						<dt>{item.label}</dt>
						<dd>{item.value}</dd>
					</Fragment>
				) : null,
			)}
		</dl>
	)
}

export type Figure = { label: string; value: ReactNode; unit?: string | undefined; note?: ReactNode | undefined }

/** Up to five figures in a row. */
export function Figures({ items }: { items: readonly Figure[] }) {
	return (
		<dl className="figs">
			{items.map((item, i) => (
				<div key={i}>
					<dt>{item.label}</dt>
					<dd>
						{item.value}
						{item.unit ? <small> {item.unit}</small> : null}
					</dd>
					{item.note ? <dd>{item.note}</dd> : null}
				</div>
			))}
		</dl>
	)
}
