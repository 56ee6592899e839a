import type { DueStep } from '../due-date.ts'
import type { Urgency } from '../order/urgency.ts'
import type { Instant, LocalDate } from '../time.ts'
import type { EndCode, IntakeKind, IntakeState, ReplyVia } from './item.ts'
import type { AnswerRate } from './rate.ts'
import type { IntakeChannel } from './sources.ts'

/** What the pages of the registers are given. */

export type Names3 = Readonly<Record<'zh-Hans' | 'zh-Hant' | 'en', string>>
export type CauseNames = readonly { readonly code: string; readonly names: Names3 }[]

export type IntakeLineView = {
	readonly id: string
	readonly number: string
	readonly external: string | null
	readonly channel: IntakeChannel
	readonly state: IntakeState
	readonly complainedOn: LocalDate
	readonly category: string
	readonly matter: string
	readonly outletName: string | null
	readonly ownerName: string | null
	readonly dueAt: Instant
	readonly dueOn: LocalDate
	readonly rawDueOn: LocalDate
	readonly overdueAt: Instant | null
	readonly proposedAt: Instant | null
}

export type IntakeCounts = Readonly<Record<'open' | 'mine' | 'late' | 'accept', number>>
export type AnswerRateView = AnswerRate

/** An item as its page shows it: never the hash of who complained. */
export type IntakeItemView = {
	readonly item: {
		readonly id: string
		readonly number: string
		readonly version: number
		readonly kind: IntakeKind
		readonly state: IntakeState
		readonly channel: IntakeChannel
		readonly external_number: string | null
		readonly complained_on: LocalDate
		readonly received_at: Instant
		readonly complainant: string
		readonly category: string
		readonly violation_type: string | null
		readonly matter: string
		readonly wanted: string
		readonly reply_by: ReplyVia
		readonly urgency: Urgency
		readonly outlet_id: string | null
		readonly topic: string | null
		readonly due_at: Instant
		readonly due_on: LocalDate
		readonly raw_due_on: LocalDate
		readonly due_provisional: 0 | 1
		readonly overdue_at: Instant | null
		readonly answer: string
		readonly answered_via: ReplyVia | null
		readonly answered_at: Instant | null
		readonly proposed_answer: string
		readonly proposed_at: Instant | null
		readonly end_code: EndCode | null
		readonly end_reason: string
		readonly ended_at: Instant | null
	}
	readonly outlet: { readonly id: string; readonly name: string; readonly dealerName: string } | null
	readonly names: {
		readonly receiver: string
		readonly owner: string
		readonly successor: string | null
		readonly answerer: string | null
		readonly ender: string | null
	}
	readonly order: {
		readonly id: string
		readonly number: string | null
		readonly title: string
		readonly state: string
	} | null
	readonly violation: { readonly id: string; readonly number: string; readonly type: string } | null
	readonly mergedInto: { readonly id: string; readonly number: string } | null
	readonly proposal: { readonly id: string; readonly number: string } | null
	readonly batch: { readonly id: string; readonly title: string; readonly period: string } | null
	readonly supervisor: { readonly code: string; readonly background: string } | null
	readonly twins: readonly { readonly id: string; readonly number: string }[]
	readonly clock: {
		readonly dueOn: LocalDate
		readonly dueAt: Instant
		readonly provisional: boolean
		readonly steps: readonly DueStep[]
	} | null
	readonly causes: CauseNames
	readonly today: LocalDate
	readonly now: Instant
	readonly may: Readonly<
		Record<
			| 'works'
			| 'owner'
			| 'answer'
			| 'orderOpen'
			| 'order'
			| 'violation'
			| 'contact'
			| 'end'
			| 'handOver'
			| 'succeed'
			| 'readOrder'
			| 'readViolation',
			boolean
		>
	>
}
