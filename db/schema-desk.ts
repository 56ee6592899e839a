import type { Generated } from 'kysely'
import type { Instant, LocalDate } from '#app/domain/time.ts'

/** More time for the defence, asked by the dealer once per case (domain 4, step 5). */
interface DefenceExtensionTable {
	id: string
	branch_id: string
	penalty_id: string
	asked_by: string
	asked_at: Instant
	reason: string
	/** The last day of the window when it was asked; what is granted counts from it. */
	original_due_on: LocalDate
	/** null while nobody has decided; WITHDRAWN when a reply made it void. */
	outcome: 'GRANTED' | 'REFUSED' | 'WITHDRAWN' | null
	decided_by: string | null
	decided_at: Instant | null
	/** What the dealer is told; empty without words. */
	answer: string
	new_due_on: LocalDate | null
}

/** What somebody typed into a form and has not sent, by account and form; never files. */
interface FormDraftTable {
	id: string
	branch_id: string
	account_id: string
	form_key: string
	body_json: string
	saved_at: Instant
}

/** A violation that the dealer reports before anybody found it (domain 3.2, self-reported). */
interface SelfReportTable {
	branch_id: string
	county_id: string
	grid_id: string
	dealer_id: string
	outlet_id: string
	id: string
	number: string
	state: 'RECEIVED' | 'TAKEN_UP' | 'DECLINED'
	/** What it was, in the dealer's words. */
	matter: string
	occurred_on: LocalDate
	units: number
	facts: string
	/** Masked numbers only, JSON string[]. */
	affected_users_json: string
	refund: 'DONE' | 'NOT_YET' | 'NONE_DUE'
	/** Of the form: sent twice it is one report. */
	request_key: string
	reported_by: string
	reported_at: Instant
	decided_by: string | null
	decided_at: Instant | null
	/** What the dealer is told. */
	answer: string
	violation_id: string | null
	violation_type: string | null
	/** The violation draft got the factor 'self-reported'. */
	factor_set: 0 | 1
	/** What was there before the report, as it was found when it was taken up; JSON. */
	found_json: string
	version: Generated<number>
}

export interface DeskTables {
	defence_extension: DefenceExtensionTable
	form_draft: FormDraftTable
	self_report: SelfReportTable
}
