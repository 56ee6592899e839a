import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useDynamicT } from '#app/i18n/use-t.ts'
import { Timeline } from '../timeline.tsx'

type Event = { at: Instant; kind: string; actorName: string | null; reason: string | null }

/** What happened to one subject, newest first: who did what, and the reason where one was given. */
export function RegisterTimeline({ events, today }: { events: readonly Event[]; today: LocalDate }) {
	const said = useDynamicT()
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
