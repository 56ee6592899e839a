import type { LocalDate } from '#app/domain/time.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { ButtonLink } from '../act.tsx'
import { Section } from '../page-head.tsx'
import { type RedressLine, RedressTable } from './tables.tsx'

/** What a confirmed violation owes to users; and whether the mitigating factor for it is open. */
export function ViolationRedress({
	redress,
	violationId,
	mayRecord,
	today,
}: {
	redress: { readonly rows: readonly RedressLine[]; readonly refunded: boolean }
	violationId: string
	mayRecord: boolean
	today: LocalDate
}) {
	const t = useT()
	return (
		<Section id="redress" title={t('redress.violation')}>
			{redress.rows.length > 0 ? (
				<RedressTable rows={redress.rows} to={paths.redressOne} today={today} />
			) : (
				<p className="muted">{t('redress.violation.none')}</p>
			)}
			{redress.refunded ? <Note kind="info">{t('redress.violation.hint')}</Note> : null}
			{mayRecord ? (
				<p className="mt3">
					<ButtonLink to={paths.newRedress({ violation: violationId })} small icon="plus">
						{t('redress.new')}
					</ButtonLink>
				</p>
			) : null}
		</Section>
	)
}
