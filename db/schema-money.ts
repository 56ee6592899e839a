/** Rows of the money behind the cases; part of db/schema.ts. */
import type { Generated } from 'kysely'
import type { Instant, LocalDate } from '#app/domain/time.ts'

type Flag = 0 | 1

/** What a settlement would post, kept as it was shown; another person confirms it. */
export interface SettlementProposalTable {
	id: string
	branch_id: string
	/** 'YYYY-MM' */
	period: string
	state: 'PROPOSED' | 'CONFIRMED' | 'DROPPED'
	/** The day on which parts of plans and surcharges were looked at. */
	as_of: LocalDate
	/** Of body_json. */
	sha256: string
	body_json: string
	proposed_by: string
	proposed_at: Instant
	decided_by: string | null
	decided_at: Instant | null
	reason: string | null
	run_id: string | null
	version: Generated<number>
}

/** A file of commission statements, taken in whole. */
export interface CommissionImportTable {
	id: string
	branch_id: string
	file_name: string
	sha256: string
	statements: number
	gross_fen: number
	paid_fen: number
	imported_by: string
	imported_at: Instant
}

/** Append-only: the commission of a dealer for a month, as the commission system says; never computed here. */
export interface CommissionStatementTable {
	id: string
	branch_id: string
	dealer_id: string
	/** 'YYYY-MM' */
	period: string
	gross_fen: number
	paid_fen: number
	import_id: string
	row_no: number
	imported_at: Instant
}

/** Instalments or a deferral of one case or claim. */
export interface PaymentPlanTable {
	id: string
	branch_id: string
	dealer_id: string
	penalty_id: string | null
	claim_id: string | null
	kind: 'INSTALMENT' | 'DEFERRAL'
	state: 'ASKED' | 'GRANTED' | 'REFUSED' | 'BROKEN' | 'DONE'
	by_dealer: Flag
	reason: string
	/** What was open when it was asked for, and what had been paid until then. */
	total_fen: number
	base_paid_fen: number
	asked_by: string
	asked_at: Instant
	decided_by: string | null
	decided_at: Instant | null
	decision_reason: string | null
	ended_at: Instant | null
	version: Generated<number>
}

export interface InstalmentTable {
	id: string
	branch_id: string
	plan_id: string
	no: number
	due_on: LocalDate
	amount_fen: number
}

export interface MoneyTables {
	settlement_proposal: SettlementProposalTable
	commission_import: CommissionImportTable
	commission_statement: CommissionStatementTable
	payment_plan: PaymentPlanTable
	instalment: InstalmentTable
}
