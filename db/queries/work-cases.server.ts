import { expressionBuilder, sql } from 'kysely'
import type { Scope } from '#app/domain/access.ts'
import type { ClockKind } from '#app/domain/clock.ts'
import type { Database } from '../schema.ts'
import type { Predicate } from '../sql.server.ts'
import { withinScope } from './scope.server.ts'
import { clockColumn, type WorkQuery, type WorkRow, workColumns } from './work-parts.server.ts'

/** Whose work: the places of the permission and the person, for separation of duties. */
export type Worker = { readonly scope: Scope; readonly accountId: string }

const within = {
	inspection: (scope: Scope) => withinScope(expressionBuilder<Database, 'inspection'>(), 'inspection', scope),
	finding: (scope: Scope) => withinScope(expressionBuilder<Database, 'finding'>(), 'finding', scope),
	violation: (scope: Scope) => withinScope(expressionBuilder<Database, 'violation'>(), 'violation', scope),
	penalty: (scope: Scope) => withinScope(expressionBuilder<Database, 'penalty'>(), 'penalty', scope),
	plan: (scope: Scope) => withinScope(expressionBuilder<Database, 'plan'>(), 'plan', scope),
	selfReport: (scope: Scope) => withinScope(expressionBuilder<Database, 'self_report'>(), 'self_report', scope),
}

/** Inspections of one inspector in a state: planned visits, or sheets that were begun and not handed in. */
export function ownInspections({ scope, accountId }: Worker, state: 'PLANNED' | 'IN_PROGRESS'): WorkQuery {
	const columns = workColumns({
		id: sql`inspection.id`,
		number: sql`inspection.number`,
		title: sql`o.name`,
		type: sql`inspection.type`,
		onDay: sql`coalesce(inspection.planned_on, inspection.occurred_on)`,
		lastScore: sql`(select last.score_tenths from inspection last where last.outlet_id = inspection.outlet_id
			and last.state = 'SUBMITTED' order by last.occurred_on desc, last.id desc limit 1)`,
	})
	return sql<WorkRow>`select ${columns} from inspection join outlet o on o.id = inspection.outlet_id
		where inspection.inspector_id = ${accountId} and inspection.state = ${state} and ${within.inspection(scope)}`
}

/** Findings of one's own submitted inspections that have not been judged yet. */
export function openFindings({ scope, accountId }: Worker): WorkQuery {
	const columns = workColumns({
		id: sql`inspection.id`,
		number: sql`finding.number`,
		title: sql`o.name`,
		type: sql`finding.violation_type`,
		onDay: sql`inspection.occurred_on`,
		startedAt: sql`finding.created_at`,
	})
	return sql<WorkRow>`select ${columns} from finding join inspection on inspection.id = finding.inspection_id
		join outlet o on o.id = finding.outlet_id
		where inspection.inspector_id = ${accountId} and inspection.state = 'SUBMITTED' and finding.state = 'OPEN'
		and finding.historic = 0 and ${within.finding(scope)}`
}

/** Violations that a second person has to check; not one's own (domain 4, step 2). */
export function violationsToCheck({ scope, accountId }: Worker): WorkQuery {
	const columns = workColumns({
		id: sql`violation.id`,
		number: sql`violation.number`,
		title: sql`o.name`,
		type: sql`violation.violation_type`,
		onDay: sql`violation.discovered_on`,
		startedAt: sql`violation.opened_at`,
	})
	return sql<WorkRow>`select ${columns} from violation join outlet o on o.id = violation.outlet_id
		where violation.state = 'DRAFT' and violation.historic = 0 and violation.opened_by <> ${accountId}
		and ${within.violation(scope)}`
}

function penalties(scope: Scope, kinds: readonly ClockKind[], where: Predicate): WorkQuery {
	const columns = workColumns({
		id: sql`penalty.id`,
		number: sql`penalty.number`,
		title: sql`o.name`,
		type: sql`penalty.violation_type`,
		...(kinds.length === 0
			? {}
			: {
					dueAt: clockColumn('due_at', 'penalty', sql`penalty.id`, kinds),
					startedAt: clockColumn('started_at', 'penalty', sql`penalty.id`, kinds),
				}),
	})
	return sql<WorkRow>`select ${columns} from penalty join outlet o on o.id = penalty.outlet_id
		where penalty.historic = 0 and ${within.penalty(scope)} and ${where}`
}

export function penaltiesToCheck({ scope, accountId }: Worker): WorkQuery {
	return penalties(
		scope,
		['penalty.check'],
		sql<boolean>`penalty.state = 'DRAFT' and penalty.opened_by <> ${accountId}`,
	)
}

export function penaltiesToNotice({ scope }: Worker): WorkQuery {
	return penalties(
		scope,
		['penalty.check'],
		sql<boolean>`penalty.state = 'CHECKED' and penalty.waiver_proposed_by is null`,
	)
}

/** Cases whose dealer has answered, or said nothing in time, for whoever decides their severity and took no part. */
export function penaltiesToDecide({ scope, accountId }: Worker, severities: readonly string[]): WorkQuery {
	return penalties(
		scope,
		['penalty.decision'],
		sql<boolean>`penalty.state = 'DEFENCE' and penalty.defence_state in ('STATED', 'ACKNOWLEDGED', 'LAPSED')
			and penalty.waiver_proposed_by is null and penalty.severity in (${sql.join([...severities])})
			and penalty.opened_by <> ${accountId} and coalesce(penalty.checked_by, '') <> ${accountId}`,
	)
}

/** L4 cases on which this member has not voted in the round. */
export function penaltiesToVote({ scope, accountId }: Worker): WorkQuery {
	return penalties(
		scope,
		['penalty.decision'],
		sql<boolean>`penalty.state = 'DEFENCE' and penalty.defence_state in ('STATED', 'ACKNOWLEDGED', 'LAPSED')
			and penalty.waiver_proposed_by is null and penalty.severity = 'L4'
			and penalty.opened_by <> ${accountId} and coalesce(penalty.checked_by, '') <> ${accountId}
			and not exists (select 1 from panel_vote v where v.penalty_id = penalty.id and v.round = penalty.round
				and v.voter_id = ${accountId})`,
	)
}

export function waiversToAgree({ scope, accountId }: Worker, severities: readonly string[]): WorkQuery {
	return penalties(
		scope,
		[],
		sql<boolean>`penalty.state in ('CHECKED', 'PRE_NOTICED', 'DEFENCE') and penalty.waiver_proposed_by is not null
			and penalty.waiver_proposed_by <> ${accountId} and penalty.severity in (${sql.join([...severities])})`,
	)
}

/** Reviews for somebody who took no part before. */
export function penaltiesToReview({ scope, accountId }: Worker): WorkQuery {
	return penalties(
		scope,
		['penalty.reviewDecision'],
		sql<boolean>`penalty.state = 'REVIEW' and penalty.opened_by <> ${accountId}
			and coalesce(penalty.checked_by, '') <> ${accountId} and coalesce(penalty.decided_by, '') <> ${accountId}`,
	)
}

/** Cases that a changed earlier decision leaves to be computed again. */
export function penaltiesToRecompute({ scope }: Worker): WorkQuery {
	return penalties(
		scope,
		[],
		// From the few open tasks to their cases: `exists` would walk every case of the branch.
		sql<boolean>`penalty.id in (select t.penalty_id from case_task t where t.kind = 'recompute' and t.done_at is null)`,
	)
}

/** Requests of dealers for more time that nobody has decided; the window goes on meanwhile (domain 4, step 5). */
export function extensionsToDecide({ scope }: Worker): WorkQuery {
	return penalties(
		scope,
		['penalty.defence'],
		sql<boolean>`penalty.state = 'DEFENCE' and penalty.id in
			(select e.penalty_id from defence_extension e where e.outcome is null)`,
	)
}

/** Self-reports that wait; not of dealers whom this person signed up. */
export function selfReportsToDecide({ scope, accountId }: Worker): WorkQuery {
	const columns = workColumns({
		id: sql`self_report.id`,
		number: sql`self_report.number`,
		title: sql`o.name`,
		onDay: sql`self_report.occurred_on`,
		startedAt: sql`self_report.reported_at`,
	})
	return sql<WorkRow>`select ${columns} from self_report join outlet o on o.id = self_report.outlet_id
		join dealer d on d.id = self_report.dealer_id
		where self_report.state = 'RECEIVED' and (d.signed_by is null or d.signed_by <> ${accountId})
		and ${within.selfReport(scope)}`
}

export function penaltiesToSettle({ scope }: Worker): WorkQuery {
	return penalties(scope, [], sql<boolean>`penalty.state = 'FINAL'`)
}

/** Measures that a crossed threshold proposes; the exit of a dealer is the panel's. */
export function measuresToDecide({ scope }: Worker, kinds: 'exit' | 'other'): WorkQuery {
	const exit = sql<boolean>`measure.kind in ('TERMINATE', 'BLACKLIST')`
	const columns = workColumns({
		id: sql`measure.id`,
		number: sql`penalty.number`,
		title: sql`coalesce(o.name, d.name)`,
		type: sql`measure.kind`,
		startedAt: sql`measure.proposed_at`,
	})
	return sql<WorkRow>`select ${columns} from measure join penalty on penalty.id = measure.penalty_id
		join dealer d on d.id = measure.dealer_id left join outlet o on o.id = measure.outlet_id
		where measure.state = 'PROPOSED' and ${kinds === 'exit' ? exit : sql<boolean>`not ${exit}`}
		and ${within.penalty(scope)}`
}

function plans(scope: Scope, where: Predicate): WorkQuery {
	const columns = workColumns({
		id: sql`plan.id`,
		number: sql`plan.number`,
		title: sql`o.name`,
		type: sql`plan.violation_type`,
		onDay: sql`plan.due_on`,
	})
	return sql<WorkRow>`select ${columns} from plan join outlet o on o.id = plan.outlet_id
		where ${within.plan(scope)} and ${where}`
}

export function plansToApprove({ scope, accountId }: Worker): WorkQuery {
	return plans(scope, sql<boolean>`plan.state = 'IN_APPROVAL' and coalesce(plan.submitted_by, '') <> ${accountId}`)
}

/** Verified by somebody who did not log the finding (domain 4.1). */
export function plansToVerify({ scope, accountId }: Worker): WorkQuery {
	return plans(
		scope,
		sql<boolean>`plan.state = 'IN_VERIFICATION' and not exists (select 1 from violation v
			left join inspection i on i.id = v.inspection_id where v.id = plan.violation_id
			and (i.inspector_id = ${accountId} or (i.id is null and v.opened_by = ${accountId})))`,
	)
}

/** Measures of which a lower result asks whether they still stand; each once, however many results fell. */
export function measuresToReview({ scope }: Worker, kinds: 'exit' | 'other' | 'all'): WorkQuery {
	const exit = sql<boolean>`measure.kind in ('TERMINATE', 'BLACKLIST')`
	const which = kinds === 'all' ? sql<boolean>`1 = 1` : kinds === 'exit' ? exit : sql<boolean>`not ${exit}`
	const columns = workColumns({
		id: sql`measure.id`,
		number: sql`penalty.number`,
		title: sql`coalesce(o.name, d.name)`,
		type: sql`measure.kind`,
		startedAt: sql`measure.proposed_at`,
	})
	return sql<WorkRow>`select ${columns} from measure join penalty on penalty.id = measure.penalty_id
		join dealer d on d.id = measure.dealer_id left join outlet o on o.id = measure.outlet_id
		where measure.id in (select t.measure_id from case_task t
			where t.branch_id = ${scope.branchId} and t.kind = 'measure-review' and t.done_at is null)
		and ${which} and ${within.penalty(scope)}`
}
