import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useDynamicT, useT } from '#app/i18n/use-t.ts'
import { Section } from './page-head.tsx'
import { Timeline } from './timeline.tsx'

type LogLine = {
	readonly id: number
	readonly at: Instant
	readonly kind: string
	readonly actor: string
	readonly reason: string | null
}

/** What happened to a measure, a claim, an entry or a succession, newest first. */
export function SubjectLog({ events, today }: { events: readonly LogLine[]; today: LocalDate }) {
	const t = useT()
	const word = useDynamicT()
	return (
		<Section id="log" title={t('penalty.log')}>
			<Timeline
				today={today}
				items={events.map((one) => ({
					at: one.at,
					title: (
						<>
							<b>{one.actor}</b> {word(`event.${one.kind}`)}
						</>
					),
					sub: one.reason ?? undefined,
				}))}
			/>
		</Section>
	)
}
