import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { StateBadge } from '../badge.tsx'
import { Facts } from '../facts.tsx'

export type VoteLine = {
	readonly id: string
	readonly name: string
	readonly yes: boolean
	readonly reason: string
	readonly at: Instant
}

/** The votes so far, each with the member's reason. */
export function VoteList({
	votes,
	yes,
	no,
	today,
}: {
	votes: readonly VoteLine[]
	yes: string
	no: string
	today: LocalDate
}) {
	const t = useT()
	const formats = useFormats()
	if (votes.length === 0) return <p className="muted">{t('measure.panel.none')}</p>
	return (
		<Facts
			items={votes.map((vote) => ({
				label: vote.name,
				value: (
					<>
						<StateBadge kind={vote.yes ? 'ended-against' : 'done'}>{vote.yes ? yes : no}</StateBadge> {vote.reason}{' '}
						<span className="muted sm">{formats.moment(vote.at, today)}</span>
					</>
				),
			}))}
		/>
	)
}
