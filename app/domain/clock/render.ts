import type { Clock } from '../clock.ts'
import { renderStep } from '../due-render.ts'
import { type Instant, withOffset } from '../time.ts'

type Rendered = Readonly<Record<string, unknown>>

const moment = (at: Instant | null) => (at === null ? null : withOffset(at))

/** A clock for a machine: its facts, what they lead to, and every step between; instants with +08:00. */
export function renderClock(
	clock: Clock & { readonly id: string; readonly endedAt: Instant | null },
	steps: Clock['steps'],
): Rendered {
	return {
		id: clock.id,
		subject: { kind: clock.subjectKind, id: clock.subjectId },
		kind: clock.kind,
		party: clock.party,
		round: clock.round,
		state: clock.state,
		start: { at: moment(clock.startedAt), event: clock.startEvent },
		limit: clock.unit === 'date' ? { unit: 'date', on: clock.firstDueOn } : { unit: clock.unit, amount: clock.amount },
		closeAt: clock.closeAt,
		statutory: clock.cut,
		due: moment(clock.dueAt),
		dueOn: clock.dueOn,
		rawDueOn: clock.rawDueOn,
		firstDue: moment(clock.firstDueAt),
		firstDueOn: clock.firstDueOn,
		provisional: clock.provisional,
		metAt: moment(clock.metAt),
		breachedAt: moment(clock.breachedAt),
		endedAt: moment(clock.endedAt),
		defaultOutcome: clock.defaultOutcome,
		steps: steps.map(renderStep),
	}
}
