import type { ReactNode } from 'react'
import { cx } from '#app/ui/class-name.ts'
import { Icon, type IconName } from '#app/ui/icon.tsx'
import { StateMark, type StateShape } from '#app/ui/shapes.tsx'

export type StateKind = Exclude<StateShape, 'now'>

const TONE: Record<StateKind, string> = {
	draft: '',
	todo: '',
	'run-1': 'badge--run',
	'run-2': 'badge--run',
	'run-3': 'badge--run',
	wait: 'badge--wait',
	returned: 'badge--wait',
	done: 'badge--done',
	ended: '',
	'ended-against': 'badge--bad',
}

/** A badge tells state; time is the light's business. */
export function StateBadge({ kind, children }: { kind: StateKind; children: ReactNode }) {
	return (
		<span className={cx('badge', TONE[kind])}>
			<StateMark shape={kind} />
			{children}
		</span>
	)
}

/** A small framed word: level, urgency, clause. */
export function Tag({
	tone,
	icon,
	children,
}: {
	tone?: 'strong' | 'red' | 'seal' | undefined
	icon?: IconName | undefined
	children: ReactNode
}) {
	return (
		<span className={cx('tag', tone && `tag--${tone}`)}>
			{icon ? (
				<>
					<Icon name={icon} size="s" />{' '}
				</>
			) : null}
			{children}
		</span>
	)
}

export function Tags({ children }: { children: ReactNode }) {
	return <span className="tags">{children}</span>
}
