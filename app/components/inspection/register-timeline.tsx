import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useDynamicT, useT } from '#app/i18n/use-t.ts'
import { Timeline } from '../timeline.tsx'

type Event = { at: Instant; kind: string; actorName: string | null; reason: string | null }

/** What happened to one subject, newest first: who did what, and the reason where one was given. */
export function RegisterTimeline({ events, today }: { events: readonly Event[]; today: LocalDate }) {
	const t = useT()
	const said = useDynamicT()
	if (events.length === 0) return <p className="muted">{t('common.none')}</p>
	const items = events.map((event) => ({
		at: event.at,
		title: (
			<>
				{event.actorName ? <b>{event.actorName}</b> : null} {said(`event.${event.kind}`)}
			</>
		),
		sub: event.reason ?? undefined,
	}))
	return <Timeline items={items.reverse()} today={today} />
}
