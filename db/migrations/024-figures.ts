import type { MigrationText } from './dialect.ts'

// The lists behind the figures of cases, read page by page in their own order. Each index names the query it serves.
const indexes = [
	// overview.rows of confirmed violations
	`create index violation_confirmed on violation (branch_id, checked_at, id) where state = 'CONFIRMED' and historic = 0`,
	// overview.rows of what ended with education
	`create index penalty_educated on penalty (branch_id, ended_at, id) where state = 'WAIVED'`,
	// overview.rows of what was closed after a defence
	`create index penalty_answered on penalty (branch_id, (coalesce(decided_at, ended_at)), id) where defence_state = 'STATED'`,
	// overview.rows of what was revoked on review
	`create index penalty_revoked on penalty (branch_id, reviewed_at, id) where review_outcome = 'REVOKED'`,
	// overview.rows of plans
	`create index plan_struck on plan (branch_id, struck_off_at, id) where struck_off_at is not null`,
]

export function figures(): MigrationText {
	return {
		up: [...indexes],
		down: [
			'drop index plan_struck',
			'drop index penalty_revoked',
			'drop index penalty_answered',
			'drop index penalty_educated',
			'drop index violation_confirmed',
		],
	}
}
