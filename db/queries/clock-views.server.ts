import type { ClockKind, ClockSubject } from '#app/domain/clock.ts'
import type { Handle } from '../tx.server.ts'
import { clocksOfMany, type StoredClock } from './clocks.server.ts'

export type { StoredClock } from './clocks.server.ts'

/**
 * The running clocks of several subjects by subject, soonest first; `late` adds those that ended unmet, because an
 * overdue plan stays overdue. The subjects are the rows of one page.
 */
export async function runningClocksOf(
	handle: Handle,
	subjectKind: ClockSubject,
	ids: readonly string[],
	kinds: readonly ClockKind[],
	late = false,
): Promise<Map<string, StoredClock[]>> {
	const found = new Map<string, StoredClock[]>()
	for (const clock of await clocksOfMany(handle, subjectKind, ids)) {
		const wanted = clock.state === 'RUNNING' || (late && clock.state === 'BREACHED')
		if (!wanted || !kinds.includes(clock.kind)) continue
		found.set(clock.subjectId, [...(found.get(clock.subjectId) ?? []), clock])
	}
	return found
}
