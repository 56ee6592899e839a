import type { Generated } from 'kysely'
import type { Instant, LocalDate } from '#app/domain/time.ts'

/** What an order contains beside its dates (domain 5.3). */
export interface OrderContentColumns {
	/** The day of the source's own paper. */
	source_on: LocalDate | null
	/** Codes of the user's rights, JSON number[]. */
	rights_json: string
	/** Nobody signed inside the limit: from this moment the order counts as signed for by default. */
	ack_default_at: Instant | null
	reopened_count: number
	/** The day on which the problem came back within 90 days of completion. */
	recurred_on: LocalDate | null
	/** The earlier order whose problem this one takes up again. */
	repeats_id: string | null
}

/** Evidence that the feedback is to bring. */
export interface OrderWantedTable {
	id: string
	branch_id: string
	order_id: string
	n: number
	code: string | null
	text: string
}

export interface OrderFeedbackFileTable {
	id: string
	branch_id: string
	order_id: string
	feedback_id: string
	evidence_id: string
	part: 'result' | 'cause' | 'mechanism' | 'wanted'
	wanted_id: string | null
}

/** What the department says of evidence that it cannot hand in. */
export interface OrderFeedbackSaidTable {
	id: string
	branch_id: string
	feedback_id: string
	wanted_id: string
	text: string
}

export interface OrderLinkTable {
	id: string
	branch_id: string
	order_id: string
	subject_kind: 'penalty' | 'plan'
	subject_id: string
	linked_by: string
	linked_at: Instant
}

/** 通报 of a month; a draft until a second person publishes it. */
export interface OrderCircularTable {
	id: string
	branch_id: string
	/** 'YYYY-MM' */
	month: string
	edition: number
	number: string | null
	state: 'DRAFT' | 'PUBLISHED' | 'DROPPED'
	remark: string
	facts_json: string
	counted_at: Instant
	drafted_by: string
	drafted_at: Instant
	published_by: string | null
	published_at: Instant | null
	replaces_id: string | null
	replace_reason: string | null
	version: Generated<number>
}

/** The circular as it was published; never changed. */
export interface OrderCircularPaperTable {
	id: string
	branch_id: string
	circular_id: string
	number: string
	remark: string
	facts_json: string
	sha256: string
	published_by: string
	published_at: Instant
}

export interface OrderContentTables {
	order_wanted: OrderWantedTable
	order_feedback_file: OrderFeedbackFileTable
	order_feedback_said: OrderFeedbackSaidTable
	order_link: OrderLinkTable
	order_circular: OrderCircularTable
	order_circular_paper: OrderCircularPaperTable
}
