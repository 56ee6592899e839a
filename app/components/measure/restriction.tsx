import type { OutletStatus } from '#app/domain/dealer.ts'
import type { Restriction } from '#app/domain/measure/in-force.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { StateBadge, Tag } from '../badge.tsx'
import { OutletBadge } from '../inspection/badges.tsx'
import { MayLink } from '../may-link.tsx'

export type RestrictionLine = {
	/** The case behind it lies outside what the reader may open. */
	readonly shut?: boolean | undefined
	readonly what: Restriction
	readonly from: LocalDate
	readonly until: LocalDate | null
	readonly waits: boolean
	readonly by:
		| { readonly kind: 'case'; readonly measureId: string; readonly caseId: string; readonly number: string }
		| { readonly kind: 'topup'; readonly number: string }
}

/** A restriction as one sentence: what, from, to. */
export function useRestrictionText(today: LocalDate) {
	const t = useT()
	const formats = useFormats()
	return ({ what, from, until, waits }: Omit<RestrictionLine, 'by'>) => {
		const said = { what: t(`restriction.${what}`), from: formats.day(from, today) }
		if (until === null) return t('restriction.open', said)
		const to = formats.day(until, today)
		return waits ? t('restriction.waits', { ...said, to }) : t('restriction.line', { ...said, to })
	}
}

/** What an outlet or a dealer may not do just now: one clear line each, with from, to and the case. */
export function Restrictions({ lines, today }: { lines: readonly RestrictionLine[]; today: LocalDate }) {
	const t = useT()
	const textOf = useRestrictionText(today)
	if (lines.length === 0) return null
	return (
		<Note kind="bad" icon="lock">
			<ul>
				{lines.map((line, i) => (
					<li key={i}>
						<b>{textOf(line)}</b>{' '}
						{line.by.kind === 'case' && line.shut ? (
							t('restriction.case', { number: line.by.number })
						) : line.by.kind === 'case' ? (
							<MayLink may="measure.read" to={paths.measure(line.by.measureId)}>
								{t('restriction.case', { number: line.by.number })}
							</MayLink>
						) : (
							t('restriction.topup', { number: line.by.number })
						)}
					</li>
				))}
			</ul>
		</Note>
	)
}

type StateProps = { status: OutletStatus; restriction: Restriction | null }

/** The outlet's state: closed by a measure in force, whatever the register says; or the register with what is taken away. */
export function OutletState({ status, restriction }: StateProps) {
	const t = useT()
	if (restriction === 'ENDED' || restriction === 'CLOSED')
		return <StateBadge kind="ended-against">{t(`restriction.${restriction}`)}</StateBadge>
	return (
		<>
			<OutletBadge status={status} />{' '}
			{restriction === null ? null : (
				<Tag tone="red" icon="lock">
					{t(`restriction.${restriction}`)}
				</Tag>
			)}
		</>
	)
}
