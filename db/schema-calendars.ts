/** Rows of deadline policies and of calendar changes in preparation; part of db/schema.ts. */
import type { Generated } from 'kysely'
import type { Instant } from '#app/domain/time.ts'

/** One version of the numbers by which deadlines are set; frozen once it has come into force. */
export interface DeadlinePolicyTable {
	id: string
	branch_id: string
	/** 1, 2, 3 … per branch. */
	no: number
	state: 'DRAFT' | 'PROPOSED' | 'IN_FORCE' | 'SUPERSEDED' | 'RETIRED' | 'DROPPED'
	base_id: string | null
	body_json: string
	sha256: string
	reason: string
	/** Null for what the product ships. */
	drafted_by: string | null
	drafted_at: Instant
	/** Everybody who wrote in it, JSON string[]: none of them puts it in force. */
	editors_json: string
	in_force_by: string | null
	in_force_at: Instant | null
	ended_by: string | null
	ended_at: Instant | null
	end_reason: string | null
	version: Generated<number>
}

/** A change of the calendar: a year's notice, days of the branch, a unit's calendar; published it becomes a version. */
export interface CalendarDraftTable {
	id: string
	branch_id: string
	kind: 'YEAR' | 'OVERRIDE' | 'UNIT'
	title: string
	year: number | null
	form: 'notice' | 'csv' | 'json' | 'form'
	/** What the person typed or pasted, kept as it was. */
	typed: string
	source: string
	change_json: string
	/** The version on which it was made; another one in force since means: look again. */
	base_version_id: string
	state: 'DRAFT' | 'PROPOSED' | 'PUBLISHED' | 'DROPPED'
	/** 1 for an example: it can be looked at and never be published. */
	example: 0 | 1
	reason: string
	drafted_by: string
	drafted_at: Instant
	editors_json: string
	published_by: string | null
	published_at: Instant | null
	published_version_id: string | null
	/** What the publication moved, for the record. */
	summary_json: string | null
	ended_by: string | null
	end_reason: string | null
	version: Generated<number>
}

export interface CalendarTables {
	deadline_policy: DeadlinePolicyTable
	calendar_draft: CalendarDraftTable
}
