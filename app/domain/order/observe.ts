import type { Calendar } from '../calendar.ts'
import { type Clock, startClockUntil } from '../clock.ts'
import type { Instant, LocalDate } from '../time.ts'

export type Observation = {
	readonly orderId: string
	readonly round: number
	readonly from: Instant
	/** The first day on which it may be struck off. */
	readonly until: LocalDate
	/** Minute of that day at which the strikers are told. */
	readonly remindAt: number
	readonly policyId: string | null
}

/** 办结 to 销号 (domain 5.2): when it runs out nobody is late; whoever may strike off is told that it may be done. */
export function observeClock(calendar: Calendar, observation: Observation): Clock {
	const { orderId, round, from, until, remindAt, policyId } = observation
	return startClockUntil(calendar, {
		subjectKind: 'order',
		subjectId: orderId,
		kind: 'order.observe',
		party: 'staff',
		round,
		from,
		dueOn: until,
		closeAt: remindAt,
		startEvent: 'order.completed',
		defaultOutcome: 'may-be-struck-off',
		policyId,
	})
}
