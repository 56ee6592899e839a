import type { ReactNode } from 'react'
import { cx } from './class-name.ts'
import { Icon, type IconName } from './icon.tsx'

export type NoteKind = 'info' | 'warn' | 'bad' | 'plain'
const ICON_OF: Record<NoteKind, IconName> = { info: 'info', warn: 'warn', bad: 'stop', plain: 'lock' }

type NoteProps = {
	kind?: NoteKind | undefined
	icon?: IconName | undefined
	role?: 'status' | 'alert' | undefined
	id?: string | undefined
	children: ReactNode
}

/** A strip beside the text; never more than two on a page. */
export function Note({ kind = 'info', icon, role, id, children }: NoteProps) {
	return (
		<div className={cx('note', kind !== 'info' && `note--${kind}`)} role={role} id={id}>
			<Icon name={icon ?? ICON_OF[kind]} />
			<div>{children}</div>
		</div>
	)
}
