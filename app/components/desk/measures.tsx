import { Link } from '@remix-run/react'
import type { Restriction } from '#app/domain/measure/in-force.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { useRestrictionText } from '../measure/restriction.tsx'

type Line = {
	readonly what: Restriction
	readonly from: LocalDate
	readonly until: LocalDate | null
	readonly waits: boolean
	/** Null: every outlet of the dealer. */
	readonly outlet: string | null
	readonly lifts: 'deposit' | 'expiry' | 'plan' | 'case'
	readonly case: { readonly id: string; readonly number: string } | null
	readonly topup: string | null
}

/** What the dealer may not do just now: where, from, to, by which case, and what lifts it. */
export function DeskMeasures({ lines, today }: { lines: readonly Line[]; today: LocalDate }) {
	const t = useT()
	const textOf = useRestrictionText(today)
	if (lines.length === 0) return <p className="muted">{t('desk.measures.none')}</p>
	return (
		<ul className="stack">
			{lines.map((line, i) => (
				<li key={i}>
					<b>{textOf(line)}</b>
					<br />
					{line.outlet ?? t('desk.measures.all')}{' '}
					{line.case ? (
						<Link to={paths.deskCase(line.case.id)}>{t('restriction.case', { number: line.case.number })}</Link>
					) : null}
					{line.topup === null ? null : t('restriction.topup', { number: line.topup })}
					<br />
					<span className="muted">{t(`desk.measures.lifts.${line.lifts}`)}</span>
				</li>
			))}
		</ul>
	)
}
