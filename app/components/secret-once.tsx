import type { ReactNode } from 'react'
import { Note } from '#app/ui/note.tsx'

/** Something that is shown once and kept nowhere: an initial password, a token. */
export function SecretOnce({ title, secret, children }: { title: string; secret: string; children?: ReactNode }) {
	return (
		<Note kind="info" role="status">
			<p className="strong">{title}</p>
			<p className="mono md">{secret}</p>
			{children}
		</Note>
	)
}
