import { Link } from '@remix-run/react'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { ButtonLink } from '../act.tsx'

type Found = {
	readonly violation: { readonly id: string; readonly number: string } | null
	/** What the form of the violation begins with; null for who may not record one. */
	readonly form: Readonly<Record<'type' | 'source' | 'ref' | 'units' | 'outlet', string>> | null
}

/** Farming that reaches the line for an exit review: the case that brings it before the panel, or the way to open it. */
export function ExitCase({ found }: { found: Found | null }) {
	const t = useT()
	if (found === null) return null
	const { violation, form } = found
	return (
		<Note kind="warn">
			<p>
				{violation ? t('claim.exit-case.stands') : t('claim.exit-case.open')}{' '}
				{violation ? <Link to={paths.violation(violation.id)}>{violation.number}</Link> : null}
			</p>
			{violation === null && form ? (
				<ButtonLink to={paths.newViolation(form)} icon="case">
					{t('claim.exit-case.do')}
				</ButtonLink>
			) : null}
		</Note>
	)
}
