/** Rows of the claims beside the penalty; part of db/schema.ts. */
import type { Generated } from 'kysely'
import type { Instant, LocalDate } from '#app/domain/time.ts'

type Flag = 0 | 1

/** A row of an imported activation list: what was activated in a month and what was paid for it. */
export interface ActivationTable {
	id: string
	branch_id: string
	dealer_id: string
	outlet_id: string
	/** 'YYYY-MM' */
	month: string
	/** The list's own key; unique in the branch. */
	record_key: string
	number_masked: string
	activated_on: LocalDate
	/** Commission paid so far, and instalments not paid yet. */
	commission_fen: number
	unpaid_fen: number
	/** What is wrong with it: kept alive without a user, or no business at all. */
	bad: 'FARMED' | 'VOID' | null
	bad_reason: string
	import_id: string
}

export interface ClawbackTable {
	id: string
	branch_id: string
	dealer_id: string
	/** KH-2026-0007 */
	number: string
	period: string
	cause: 'SIM_FARMING' | 'VOID_BUSINESS' | 'GRAVE'
	/** The L4 case, for cause GRAVE. */
	penalty_id: string | null
	rulebook_version_id: string | null
	total_records: number
	bad_records: number
	allowed_records: number
	/** How many are clawed back. */
	records: number
	amount_fen: number
	cancelled_fen: number
	exit_review: Flag
	state: 'DRAFT' | 'CONFIRMED' | 'COLLECTED' | 'DROPPED' | 'REVERSED'
	reason: string
	made_by: string
	made_at: Instant
	objection_until: LocalDate
	objection: string | null
	objected_by: string | null
	objected_at: Instant | null
	answer: string | null
	answered_by: string | null
	answered_at: Instant | null
	confirmed_by: string | null
	confirmed_at: Instant | null
	collected_at: Instant | null
	end_reason: string | null
	ended_by: string | null
	ended_at: Instant | null
	version: Generated<number>
}

export interface ClawbackRecordTable {
	id: string
	branch_id: string
	clawback_id: string
	activation_id: string
	amount_fen: number
	cancelled_fen: number
	/** 0 once the claim was dropped or reversed: the record may be claimed again. */
	live: Flag
}

/** Money owed to a user, its own due date, paid by the dealer or in advance (domain 3.2, 4). */
export interface RedressTable {
	id: string
	branch_id: string
	county_id: string
	grid_id: string
	dealer_id: string
	outlet_id: string
	/** TF-2026-0012 */
	number: string
	violation_id: string
	/** 1, 2, … within the violation; also the round of its clock. */
	no: number
	user_masked: string
	basis: 'REFUND' | 'TREBLE'
	price_fen: number
	amount_fen: number
	/** What the dealer owes the operator if it pays in advance: the dealer's share of the fault. */
	recourse_fen: number
	state: 'OWED' | 'PAID_BY_DEALER' | 'PAID_IN_ADVANCE' | 'RECOVERED' | 'CANCELLED'
	confirmed_on: LocalDate
	due_on: LocalDate
	/** Day 15: after it the delay counts as deliberate. */
	late_on: LocalDate
	overdue_at: Instant | null
	delayed_at: Instant | null
	made_by: string
	made_at: Instant
	proof_note: string | null
	proved_by: string | null
	proved_at: Instant | null
	proved_on: LocalDate | null
	proof_refused: string | null
	verified_by: string | null
	verified_at: Instant | null
	advance_by: string | null
	advance_at: Instant | null
	voucher: string | null
	approved_by: string | null
	approved_at: Instant | null
	paid_on: LocalDate | null
	recovered_at: Instant | null
	end_reason: string | null
	ended_by: string | null
	ended_at: Instant | null
	version: Generated<number>
}

/** The deposit fell below what is required: a notice with its ladder (domain 3.2, top-up). */
export interface TopupNoticeTable {
	id: string
	branch_id: string
	dealer_id: string
	/** BZ-2026-0003 */
	number: string
	required_fen: number
	balance_fen: number
	short_fen: number
	state: 'NOTICED' | 'OVERDUE' | 'SUSPENSION' | 'ENDED'
	noticed_at: Instant
	due_on: LocalDate
	due_at: Instant
	steps_json: string
	suspend_on: LocalDate
	/** New business is off from here until the notice ends. */
	business_off_at: Instant | null
	violation_id: string | null
	suspension_at: Instant | null
	suspension_verdict: 'IMPOSED' | 'DECLINED' | null
	suspension_by: string | null
	suspension_decided_at: Instant | null
	suspension_reason: string | null
	ended_at: Instant | null
	end_balance_fen: number | null
	version: Generated<number>
}

export interface DealerExitTable {
	id: string
	branch_id: string
	dealer_id: string
	/** TC-2026-0001 */
	number: string
	reason: string
	state: 'PROPOSED' | 'CONFIRMED' | 'TERMINATED' | 'REFUNDED' | 'CANCELLED'
	exit_on: LocalDate
	refund_on: LocalDate
	proposed_by: string
	proposed_at: Instant
	confirmed_by: string | null
	confirmed_at: Instant | null
	terminated_at: Instant | null
	refunded_fen: number
	paid_by: string | null
	paid_at: Instant | null
	end_reason: string | null
	ended_by: string | null
	ended_at: Instant | null
	version: Generated<number>
}

export interface ClaimTables {
	activation: ActivationTable
	clawback: ClawbackTable
	clawback_record: ClawbackRecordTable
	redress: RedressTable
	topup_notice: TopupNoticeTable
	dealer_exit: DealerExitTable
}
