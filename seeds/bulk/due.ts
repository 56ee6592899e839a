import type { Calendar } from '#app/domain/calendar.ts'
import { type Clock, type ClockKind, type ClockParty, type ClockSubject, closeOfDay } from '#app/domain/clock.ts'
import { type DueDate, dueDate, type Limit } from '#app/domain/due-date.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import type { Bulk } from './field.ts'

const known = new Map<string, DueDate>()

/** The product's own count, once per day and limit. */
export function dueFrom(calendar: Calendar, from: LocalDate, limit: Limit, party: ClockParty): DueDate {
	const key = `${calendar.versionId} ${from} ${limit.amount}${limit.unit} ${party}`
	const found = known.get(key) ?? dueDate(calendar, from, limit, closeOfDay(party))
	known.set(key, found)
	return found
}

export type ClockFacts = {
	readonly subject: ClockSubject
	readonly id: string
	readonly kind: ClockKind
	readonly party: ClockParty
	readonly limit: Limit
	readonly startedAt: Instant
	/** Null while it runs. */
	readonly endedAt: Instant | null
}

export function addClock(bulk: Bulk, facts: ClockFacts, due: DueDate): Clock['state'] {
	const late = facts.endedAt !== null && facts.endedAt > due.dueAt
	const state = facts.endedAt === null ? 'RUNNING' : late ? 'BREACHED' : 'MET'
	bulk.sink.add('clock', {
		id: bulk.newId(),
		branch_id: bulk.laid.branchId,
		subject_kind: facts.subject,
		subject_id: facts.id,
		kind: facts.kind,
		party: facts.party,
		round: 1,
		limit_amount: facts.limit.amount,
		limit_unit: facts.limit.unit,
		started_at: facts.startedAt,
		due_at: due.dueAt,
		due_on: due.dueOn,
		raw_due_on: due.rawDueOn,
		provisional: due.provisional ? 1 : 0,
		calendar_version_id: due.calendarVersionId,
		steps_json: JSON.stringify(due.steps),
		state,
		ended_at: facts.endedAt,
		close_at: closeOfDay(facts.party),
		calendar_code: 'branch',
		first_due_at: due.dueAt,
		first_due_on: due.dueOn,
		met_at: facts.endedAt,
		breached_at: state === 'BREACHED' ? due.dueAt : null,
	})
	return state
}
