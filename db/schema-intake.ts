import type { Generated } from 'kysely'
import type { EndCode, IntakeKind, IntakeState, ReplyVia } from '#app/domain/intake/item.ts'
import type { IntakeChannel } from '#app/domain/intake/sources.ts'
import type { Urgency } from '#app/domain/order/urgency.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'

/** Somebody outside who looks at the branch's service and says so every month (domain 1, row 7). */
interface SocialSupervisorTable {
	id: string
	branch_id: string
	code: string
	name: string
	background: string
	since_on: LocalDate
	until_on: LocalDate | null
	created_by: string
	created_at: Instant
	version: Generated<number>
}

/** A month's opinions, or the free-text answers of one survey; closed when each has an answer. */
interface IntakeBatchTable {
	id: string
	branch_id: string
	kind: 'opinion' | 'survey'
	/** 'YYYY-MM' */
	period: string
	title: string
	received_on: LocalDate
	state: 'OPEN' | 'CLOSED'
	opened_by: string
	opened_at: Instant
	closed_by: string | null
	closed_at: Instant | null
	version: Generated<number>
}

/** Something said by a user or a supervisor that wants an answer of its own. */
interface IntakeItemTable {
	id: string
	branch_id: string
	/** The place, all of it or none: a complaint need not name an outlet. */
	county_id: string | null
	grid_id: string | null
	dealer_id: string | null
	outlet_id: string | null
	number: string
	kind: IntakeKind
	state: IntakeState
	channel: IntakeChannel
	/** The number that the hotline or the authority gave. */
	external_number: string | null
	/** From this day the operator's 15 days count (domain 7). */
	complained_on: LocalDate
	received_at: Instant
	/** The first who was asked. */
	received_by: string
	/** Never empty: the first receiver, until a named successor accepts (domain 5.6). */
	owner_id: string
	successor_id: string | null
	successor_asked_at: Instant | null
	/** Masked number; empty when unknown. */
	complainant: string
	complainant_hmac: string | null
	/** A to I of the taxonomy, or 'Z' for what is none of a dealer's doing. */
	category: string
	/** 'B03' where the cause is known so closely; within the category. */
	violation_type: string | null
	matter: string
	wanted: string
	reply_by: ReplyVia
	urgency: Urgency
	batch_id: string | null
	batch_line: number | null
	supervisor_id: string | null
	topic: string | null
	due_at: Instant
	due_on: LocalDate
	raw_due_on: LocalDate
	due_provisional: 0 | 1
	/** The due moment that passed without an answer; stays. */
	overdue_at: Instant | null
	answer: string
	answered_via: ReplyVia | null
	answered_by: string | null
	answered_at: Instant | null
	/** What a completed order lets one answer; a person sends it. */
	proposed_answer: string
	proposed_at: Instant | null
	order_id: string | null
	violation_id: string | null
	merged_into_id: string | null
	proposal_id: string | null
	end_code: EndCode | null
	end_reason: string
	ended_by: string | null
	ended_at: Instant | null
	request_key: string
	search_text: string
	version: Generated<number>
}

/** Who spoke with the person before, beside and after an order: when, how and what was said. Never changed. */
interface IntakeContactTable {
	id: string
	branch_id: string
	item_id: string
	channel: 'PHONE' | 'SMS' | 'VISIT' | 'ONLINE'
	reached: 0 | 1
	text: string
	at: Instant
	by_account_id: string
	recorded_at: Instant
}

/** What the numbers say by themselves: an order should be made (domain 5.5). A person decides. */
interface OrderProposalTable {
	id: string
	branch_id: string
	county_id: string
	grid_id: string
	dealer_id: string
	outlet_id: string
	number: string
	kind: 'CLUSTER' | 'SATISFACTION'
	key: string
	category: string | null
	/** The cause of a cluster: the type where its complaints name one, else the category alone. */
	violation_type: string | null
	from_on: LocalDate
	to_on: LocalDate
	facts_json: string
	state: 'PROPOSED' | 'CONFIRMED' | 'DISMISSED' | 'LAPSED'
	proposed_at: Instant
	decided_by: string | null
	decided_at: Instant | null
	reason: string
	order_id: string | null
	version: Generated<number>
}

/** A month's share of satisfied users at one outlet; a correction is the next version, the old one stays. */
interface WindowSatisfactionTable {
	id: string
	branch_id: string
	county_id: string
	grid_id: string
	dealer_id: string
	outlet_id: string
	/** 'YYYY-MM' */
	month: string
	n: number
	/** 9500 = 95.00% */
	basis_points: number
	/** How many users answered; null when the source does not say. */
	answers: number | null
	in_force: 0 | 1
	reason: string
	import_id: string | null
	recorded_by: string
	recorded_at: Instant
}

export interface IntakeTables {
	social_supervisor: SocialSupervisorTable
	intake_batch: IntakeBatchTable
	intake_item: IntakeItemTable
	intake_contact: IntakeContactTable
	order_proposal: OrderProposalTable
	window_satisfaction: WindowSatisfactionTable
}
