import { CLOCK_KINDS, type Clock, type ClockKind } from '#app/domain/clock.ts'
import type { Instant } from '#app/domain/time.ts'
import type { ClockTable } from '../schema-clocks.ts'
import { flag, fromJson, toJson } from '../sql.server.ts'

export type StoredClock = Clock & { readonly id: string; readonly branchId: string; readonly endedAt: Instant | null }

type Row = { [K in keyof ClockTable]: ClockTable[K] }

function isClockKind(text: string): text is ClockKind {
	return CLOCK_KINDS.some((kind) => kind === text)
}

/** A row as the rules read it. */
export function clockOfRow(row: Row): StoredClock {
	if (!isClockKind(row.kind)) throw new Error(`Unknown clock: ${row.kind}`)
	return {
		id: row.id,
		branchId: row.branch_id,
		subjectKind: row.subject_kind,
		subjectId: row.subject_id,
		kind: row.kind,
		party: row.party,
		unit: row.limit_unit,
		amount: row.limit_amount,
		startedAt: row.started_at,
		dueAt: row.due_at,
		dueOn: row.due_on,
		rawDueOn: row.raw_due_on,
		provisional: row.provisional === 1,
		calendarVersionId: row.calendar_version_id,
		steps: fromJson(row.steps_json),
		round: row.round,
		state: row.state,
		endedAt: row.ended_at,
		closeAt: row.close_at,
		calendarCode: row.calendar_code,
		startEvent: row.start_event,
		defaultOutcome: row.default_outcome,
		policyId: row.policy_id,
		cut: cutOf(row),
		firstDueAt: row.first_due_at,
		firstDueOn: row.first_due_on,
		metAt: row.met_at,
		breachedAt: row.breached_at,
	}
}

function cutOf(row: Row): Clock['cut'] {
	const { cut_complaint_on: complaintOn, cut_statutory_on: statutoryOn, cut_reserve_wd: reserveWd } = row
	return complaintOn === null || statutoryOn === null || reserveWd === null
		? null
		: { complaintOn, statutoryOn, reserveWd }
}

/** What a start writes, also over a row of the same round. */
export function datesOfClock(clock: Clock) {
	return {
		limit_amount: clock.amount,
		limit_unit: clock.unit,
		started_at: clock.startedAt,
		due_at: clock.dueAt,
		due_on: clock.dueOn,
		raw_due_on: clock.rawDueOn,
		provisional: flag(clock.provisional),
		calendar_version_id: clock.calendarVersionId,
		steps_json: toJson(clock.steps),
		state: clock.state,
		ended_at: null,
		close_at: clock.closeAt,
		calendar_code: clock.calendarCode,
		start_event: clock.startEvent,
		default_outcome: clock.defaultOutcome,
		policy_id: clock.policyId,
		cut_complaint_on: clock.cut?.complaintOn ?? null,
		cut_statutory_on: clock.cut?.statutoryOn ?? null,
		cut_reserve_wd: clock.cut?.reserveWd ?? null,
		first_due_at: clock.firstDueAt,
		first_due_on: clock.firstDueOn,
		met_at: clock.metAt,
		breached_at: clock.breachedAt,
	}
}
