import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { cx } from '#app/ui/class-name.ts'
import { Light, type LightColour } from '#app/ui/shapes.tsx'

export type WorkItem = { to: string; title: ReactNode; sub?: ReactNode | undefined; end?: ReactNode | undefined }
export type WorkGroup = { label: string; colour?: LightColour | undefined; items: readonly WorkItem[] }

function Entry({ item }: { item: WorkItem }) {
	return (
		<>
			<Link className="t1" to={item.to}>
				{item.title}
			</Link>
			{item.sub ? <span className="t2">{item.sub}</span> : null}
			{item.end ? <span className="end">{item.end}</span> : null}
		</>
	)
}

/** One link per line: it covers the line, and its text is the matter. */
export function WorkList({ items }: { items: readonly WorkItem[] }) {
	return (
		<ul className="work">
			{items.map((item, i) => (
				<li key={i}>
					<Entry item={item} />
				</li>
			))}
		</ul>
	)
}

/** By deadline: overdue, today, this week, later. Empty groups are left out. */
export function WorkGroups({ groups }: { groups: readonly WorkGroup[] }) {
	const shown = groups.filter((group) => group.items.length > 0)
	return shown.map((group, i) => (
		<div key={group.label}>
			<h3 className={cx('grp', group.colour, i === 0 && 'grp--first')}>
				{group.colour ? <Light colour={group.colour} /> : null}
				{group.label} <span>{group.items.length}</span>
			</h3>
			<WorkList items={group.items} />
		</div>
	))
}
