import type { Calendar } from './calendar.ts'
import type { ClockCut } from './clock/facts.ts'
import type { DueDate, DueStep, Limit, LimitUnit } from './due-date.ts'
import { CLOSE_DEALER, CLOSE_DEPARTMENT, dueDate, isInstantText } from './due-date.ts'
import type { Instant, LocalDate } from './time.ts'
import { instantAt } from './time.ts'

/** Every deadline that the sweep watches; one word per deadline in the whole product. */
export const CLOCK_KINDS = [
	'order.acknowledge',
	'order.handle',
	'order.statutory',
	'order.assist',
	/** A note on the user's matter at least every 3 working days (domain 5.6). */
	'order.progress',
	/** The answer to a transfer; unanswered, the order comes back to its owner. */
	'order.transfer',
	/** The day on which the answer of an outside body is expected: the order resumes by itself. */
	'order.suspension',
	/** 办结 to 销号: the days in which the problem must not come back (domain 5.2). */
	'order.observe',
	'penalty.check',
	/** Served by lapse of time on the 3rd working day after sending (domain 4). */
	'penalty.service',
	'penalty.defence',
	'penalty.decision',
	'penalty.review',
	'penalty.reviewDecision',
	'penalty.limitation',
	'plan.submit',
	'plan.work',
	'violation.open',
	'refund',
	/** Calendar day 15: after it the delay of a refund counts as deliberate (domain 4). */
	'refund.late',
	'measure.review',
	'topup',
	/** The operator answers a user's complaint within 15 calendar days (domain 7). */
	'complaint.answer',
	'opinion.answer',
	'survey.answer',
] as const
export type ClockKind = (typeof CLOCK_KINDS)[number]

/** What a law counts: the clock goes on whatever the branch waits for (domain 5.2, 7). */
const STATUTORY_KINDS: readonly ClockKind[] = [
	'order.statutory',
	'complaint.answer',
	'refund.late',
	'penalty.limitation',
]

/** True for clocks that never pause. */
export function isStatutory(kind: ClockKind): boolean {
	return STATUTORY_KINDS.includes(kind)
}

/** Who has to act; decides when the last day ends. */
export type ClockParty = 'dealer' | 'department' | 'staff'
/** PAUSED: its time does not count; RETIRED: the policy that it was counted by has been retired. */
export type ClockState = 'RUNNING' | 'PAUSED' | 'MET' | 'BREACHED' | 'CANCELLED' | 'RETIRED'
export type ClockSubject =
	| 'order'
	| 'assist'
	| 'penalty'
	| 'plan'
	| 'violation'
	| 'measure'
	| 'topup'
	| 'transfer'
	| 'complaint'
	| 'intake'

/** A deadline of one subject. `dueAt` is the last moment in time; `dueOn` the day that people are told. */
export type Clock = {
	readonly subjectKind: ClockSubject
	readonly subjectId: string
	readonly kind: ClockKind
	readonly party: ClockParty
	/** 'date' when the day was set by a rule or a person and not counted; `amount` is then 0. */
	readonly unit: LimitUnit | 'date'
	readonly amount: number
	readonly startedAt: Instant
	readonly dueAt: Instant
	readonly dueOn: LocalDate
	readonly rawDueOn: LocalDate
	readonly provisional: boolean
	readonly calendarVersionId: string
	readonly steps: readonly DueStep[]
	/** 1 from the start; a return opens the next one. */
	readonly round: number
	readonly state: ClockState
	/** Minute at which the last day ends. */
	readonly closeAt: number
	/** Which of the branch's calendars counts it. */
	readonly calendarCode: string
	/** What started it, as an event kind; null where the kind of clock says it. */
	readonly startEvent: string | null
	/** What happens by itself when it runs out. */
	readonly defaultOutcome: string | null
	/** The deadline policy that its limit was read from. */
	readonly policyId: string | null
	readonly cut: ClockCut | null
	/** Before any extension or pause. */
	readonly firstDueAt: Instant
	readonly firstDueOn: LocalDate
	/** The moment of the answer, in time or late. */
	readonly metAt: Instant | null
	/** The due moment that passed without an answer. */
	readonly breachedAt: Instant | null
}

/** What whoever starts a clock may say of it beside its dates. */
type ClockMore = {
	readonly calendarCode?: string | undefined
	readonly startEvent?: string | null | undefined
	readonly defaultOutcome?: string | null | undefined
	readonly policyId?: string | null | undefined
	readonly cut?: ClockCut | null | undefined
}

type ClockStart = ClockMore & {
	readonly subjectKind: ClockSubject
	readonly subjectId: string
	readonly kind: ClockKind
	readonly party: ClockParty
	readonly round?: number
	/** Minute at which the last day ends; by party when left out. */
	readonly closeAt?: number
}

/** The minute at which the last day ends for a party, by a policy's two closes. */
export function closeFor(
	{ dealer, department }: { readonly dealer: number; readonly department: number },
	party: ClockParty,
): number {
	return party === 'dealer' ? dealer : department
}

/** 24:00 for dealers, 18:00 for departments and the branch's own people (domain 6.3). */
export function closeOfDay(party: ClockParty): number {
	return party === 'dealer' ? CLOSE_DEALER : CLOSE_DEPARTMENT
}

/** A running clock for a limit that begins on a date or at an instant; it keeps the calendar that counted it. */
export function startClock(
	calendar: Calendar,
	start: ClockStart & { readonly from: LocalDate | Instant; readonly limit: Limit },
): Clock {
	const due = dueDate(calendar, start.from, start.limit, start.closeAt ?? closeOfDay(start.party))
	return clockOf({ calendarCode: calendar.code, ...start }, due)
}

type Dates = Pick<
	Clock,
	'unit' | 'amount' | 'startedAt' | 'dueAt' | 'dueOn' | 'rawDueOn' | 'provisional' | 'calendarVersionId' | 'steps'
>

function running(start: ClockStart, dates: Dates): Clock {
	return {
		...dates,
		subjectKind: start.subjectKind,
		subjectId: start.subjectId,
		kind: start.kind,
		party: start.party,
		round: start.round ?? 1,
		state: 'RUNNING',
		closeAt: start.closeAt ?? closeOfDay(start.party),
		calendarCode: start.calendarCode ?? 'branch',
		startEvent: start.startEvent ?? null,
		defaultOutcome: start.defaultOutcome ?? null,
		policyId: start.policyId ?? null,
		cut: start.cut ?? null,
		firstDueAt: dates.dueAt,
		firstDueOn: dates.dueOn,
		metAt: null,
		breachedAt: null,
	}
}

/** A running clock for a due date that was found elsewhere (an order's, with its statutory rule). */
export function clockOf(start: ClockStart, due: DueDate): Clock {
	const { startedAt, dueAt, dueOn, rawDueOn, provisional, calendarVersionId, steps } = due
	const { unit, amount } = due.limit
	return running(start, {
		unit,
		amount,
		startedAt,
		dueAt,
		dueOn,
		rawDueOn,
		provisional,
		calendarVersionId,
		steps,
	})
}

/**
 * A running clock to a day that no limit counts: a limitation in months, an assisting department's own date.
 * The day is kept even when it is a rest day, because somebody named it.
 */
export function startClockUntil(
	calendar: Calendar,
	start: ClockStart & { readonly from: LocalDate | Instant; readonly dueOn: LocalDate },
): Clock {
	const { from, dueOn } = start
	const startedAt = isInstantText(from) ? from : instantAt(from, 0)
	const dueAt = instantAt(dueOn, start.closeAt ?? closeOfDay(start.party))
	const steps: DueStep[] = [{ kind: 'end', date: dueOn, at: dueAt }]
	// A named day does not move when a notice comes, so it is never provisional.
	return running(
		{ calendarCode: calendar.code, ...start },
		{
			unit: 'date',
			amount: 0,
			startedAt,
			dueAt,
			dueOn,
			rawDueOn: dueOn,
			provisional: false,
			calendarVersionId: calendar.versionId,
			steps,
		},
	)
}

/** True once the last moment has passed while the clock ran. */
export function isOverdue(clock: Pick<Clock, 'state' | 'dueAt'>, now: Instant): boolean {
	return clock.state === 'BREACHED' || (clock.state === 'RUNNING' && now > clock.dueAt)
}

/** The state in which an act at this moment leaves a running clock; a clock that stands keeps its state. */
export function stoppedState(clock: Pick<Clock, 'state' | 'dueAt'>, at: Instant): ClockState {
	if (clock.state !== 'RUNNING') return clock.state
	return at > clock.dueAt ? 'BREACHED' : 'MET'
}

export type ClockDates = Pick<Clock, 'dueAt' | 'dueOn' | 'rawDueOn' | 'provisional' | 'calendarVersionId' | 'steps'>
