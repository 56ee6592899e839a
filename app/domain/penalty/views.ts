import type { Names } from '../calendar.ts'
import type { Clock, ClockKind } from '../clock.ts'
import type { DeadlineView } from '../desk/views.ts'
import type { Fen } from '../money.ts'
import type { RefusalRule } from '../refusal.ts'
import type { Instant, LocalDate } from '../time.ts'
import type { PenaltyState } from './machine.ts'
import type { NotCounted } from './recurrence.ts'
import type { Severity } from './rulebook.schema.ts'

/** What the staff's pages of cases are made of. */

/** Acts that have a page or a button of their own. */
export const PENALTY_PAGE_ACTS = [
	'check',
	'notice',
	'decide',
	'vote',
	'waive',
	'agree-waiver',
	'extend-defence',
	'withdraw',
	'review',
	'revoke',
	'recompute',
	'close',
] as const
export type PenaltyPageAct = (typeof PENALTY_PAGE_ACTS)[number]

/** One line of a gate; `helpers` are the people who may do it instead. */
export type GateLine = {
	readonly rule: RefusalRule
	readonly ok: boolean
	readonly params?: Readonly<Record<string, string | number>> | undefined
	readonly helpers?: readonly string[]
}

export type PenaltyActView = {
	readonly act: PenaltyPageAct
	/** The step that the case waits for: always shown, even shut. */
	readonly primary: boolean
	readonly open: boolean
	readonly lines: readonly GateLine[]
}

export type CaseClockView = Pick<Clock, 'kind' | 'state' | 'dueOn' | 'dueAt' | 'provisional' | 'steps' | 'party'> & {
	readonly id: string
	readonly endedAt: Instant | null
	readonly deadline: DeadlineView | null
}

export type PenaltyLine = {
	readonly id: string
	readonly number: string
	readonly state: PenaltyState
	readonly typeNames: Names
	readonly violationType: string | null
	readonly severity: Severity | null
	readonly outletName: string
	readonly dealerName: string
	readonly occurredOn: LocalDate
	readonly amountFen: Fen
	readonly points: number
	readonly deadline: DeadlineView | null
	readonly deadlineOf: ClockKind | null
}

export type PriorView = {
	readonly id: string
	readonly number: string
	readonly violationType: string
	readonly typeNames: Names
	readonly occurredOn: LocalDate
	readonly servedOn: LocalDate | null
	readonly amountFen: Fen
	readonly points: number
	/** Null: it counts. */
	readonly reason: NotCounted | null
}
