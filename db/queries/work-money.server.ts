import { expressionBuilder, type RawBuilder, sql } from 'kysely'
import type { LocalDate } from '#app/domain/time.ts'
import type { Database } from '../schema.ts'
import type { Predicate } from '../sql.server.ts'
import { dealersWithin, withinScope } from './scope.server.ts'
import type { Worker } from './work-cases.server.ts'
import { type WorkQuery, type WorkRow, workColumns } from './work-parts.server.ts'

/** What waits for somebody of claims, money and drafts; the gate of each act says the same again. */

const dealers = ({ scope }: Worker) => dealersWithin(expressionBuilder<Database, 'dealer'>(), scope)

/** A day's last moment in China, from a column with the day. */
const endOf = (day: RawBuilder<unknown>) => sql`${day} || 'T16:00:00.000Z'`

function clawbacks(who: Worker, where: Predicate): WorkQuery {
	const columns = workColumns({
		id: sql`clawback.id`,
		number: sql`clawback.number`,
		title: sql`dealer.name`,
		startedAt: sql`clawback.made_at`,
	})
	return sql<WorkRow>`select ${columns} from clawback join dealer on dealer.id = clawback.dealer_id
		where ${dealers(who)} and ${where}`
}

/** Claw-backs of somebody else's whose window is over, or whose objection was answered. */
export function clawbacksToConfirm(who: Worker, today: LocalDate): WorkQuery {
	return clawbacks(
		who,
		sql<boolean>`clawback.state = 'DRAFT' and clawback.made_by <> ${who.accountId} and
			((clawback.objected_at is null and clawback.objection_until < ${today}) or clawback.answered_at is not null)`,
	)
}

export function objectionsToAnswer(who: Worker): WorkQuery {
	return clawbacks(
		who,
		sql<boolean>`clawback.state = 'DRAFT' and clawback.objected_at is not null and clawback.answered_at is null`,
	)
}

/** Farming that asks for an exit and has no case yet; the same condition as `farmingCaseOf`. */
export function exitCasesToOpen(who: Worker): WorkQuery {
	return clawbacks(
		who,
		sql<boolean>`clawback.exit_review = 1 and clawback.state in ('DRAFT', 'CONFIRMED', 'COLLECTED')
			and not exists (select 1 from violation v where v.dealer_id = clawback.dealer_id and v.violation_type = 'D05'
			and v.state <> 'DISMISSED' and (v.source_ref = clawback.number or substr(v.occurred_on, 1, 7) = clawback.period))`,
	)
}

function refunds({ scope }: Worker, where: Predicate): WorkQuery {
	const columns = workColumns({
		id: sql`redress.id`,
		number: sql`redress.number`,
		title: sql`o.name`,
		dueAt: endOf(sql`redress.due_on`),
		startedAt: sql`redress.made_at`,
	})
	return sql<WorkRow>`select ${columns} from redress join outlet o on o.id = redress.outlet_id
		where redress.state = 'OWED' and ${withinScope(expressionBuilder<Database, 'redress'>(), 'redress', scope)} and ${where}`
}

/** Refunds that nobody has proved or proposed to pay in advance. */
export function refundsOwed(who: Worker): WorkQuery {
	return refunds(who, sql<boolean>`redress.proved_at is null and redress.advance_at is null`)
}

/** Proofs that somebody else handed in. */
export function refundsToVerify(who: Worker): WorkQuery {
	return refunds(who, sql<boolean>`redress.proved_at is not null and redress.proved_by <> ${who.accountId}`)
}

/** Advances that somebody else proposed. */
export function advancesToApprove(who: Worker): WorkQuery {
	return refunds(
		who,
		sql<boolean>`redress.advance_at is not null and redress.approved_at is null and redress.advance_by <> ${who.accountId}`,
	)
}

/** Deposits that are late, with their ladder; `proposed` where a suspension waits for its decision. */
export function topupsLate(who: Worker, which: 'all' | 'proposed'): WorkQuery {
	const columns = workColumns({
		id: sql`topup_notice.id`,
		number: sql`topup_notice.number`,
		title: sql`dealer.name`,
		dueAt: sql`topup_notice.due_at`,
		startedAt: sql`topup_notice.noticed_at`,
	})
	const where =
		which === 'all'
			? sql<boolean>`topup_notice.state in ('OVERDUE', 'SUSPENSION')`
			: sql<boolean>`topup_notice.state = 'SUSPENSION' and topup_notice.suspension_verdict is null`
	return sql<WorkRow>`select ${columns} from topup_notice join dealer on dealer.id = topup_notice.dealer_id
		where ${dealers(who)} and ${where}`
}

/** Exits whose refund may be paid, by somebody else than who proposed them, while there is a deposit to pay it from. */
export function exitRefundsDue(who: Worker, today: LocalDate): WorkQuery {
	const columns = workColumns({
		id: sql`dealer.id`,
		number: sql`dealer_exit.number`,
		title: sql`dealer.name`,
		onDay: sql`dealer_exit.refund_on`,
		startedAt: sql`dealer_exit.terminated_at`,
	})
	return sql<WorkRow>`select ${columns} from dealer_exit join dealer on dealer.id = dealer_exit.dealer_id
		where dealer_exit.state = 'TERMINATED' and dealer_exit.refund_on <= ${today}
		and dealer_exit.proposed_by <> ${who.accountId} and ${dealers(who)}
		and (select coalesce(sum(e.credit_fen - e.debit_fen), 0) from ledger_entry e
			where e.dealer_id = dealer.id and e.account = 'DEPOSIT_AVAILABLE') > 0`
}

/** Proposed settlements of somebody else's. */
export function settlementsToConfirm({ scope, accountId }: Worker): WorkQuery {
	const whole = scope.places.some((place) => place.kind === 'branch')
	const columns = workColumns({
		id: sql`settlement_proposal.id`,
		number: sql`''`,
		title: sql`settlement_proposal.period`,
		startedAt: sql`settlement_proposal.proposed_at`,
	})
	return sql<WorkRow>`select ${columns} from settlement_proposal where settlement_proposal.branch_id = ${scope.branchId}
		and settlement_proposal.state = 'PROPOSED' and settlement_proposal.proposed_by <> ${accountId}
		and ${whole ? sql<boolean>`1 = 1` : sql<boolean>`1 = 0`}`
}

/** Instalments and deferrals that somebody else asked for. */
export function paymentPlansToDecide(who: Worker): WorkQuery {
	const columns = workColumns({
		id: sql`payment_plan.id`,
		number: sql`coalesce(p.number, '')`,
		title: sql`dealer.name`,
		startedAt: sql`payment_plan.asked_at`,
	})
	return sql<WorkRow>`select ${columns} from payment_plan join dealer on dealer.id = payment_plan.dealer_id
		left join penalty p on p.id = payment_plan.penalty_id
		where payment_plan.state = 'ASKED' and payment_plan.asked_by <> ${who.accountId} and ${dealers(who)}`
}

/** Rulebook drafts whose check was asked for since they last came back, none of them written by this person. */
export function rulebooksToCheck({ scope, accountId }: Worker): WorkQuery {
	const last = (kind: string) => sql`coalesce((select max(e.id) from case_event e where e.subject_kind = 'rulebook'
		and e.subject_id = rulebook_draft.id and e.kind = ${kind}), 0)`
	const columns = workColumns({
		id: sql`rulebook_draft.id`,
		number: sql`''`,
		title: sql`rulebook_draft.code`,
		onDay: sql`rulebook_draft.effective_from`,
		startedAt: sql`rulebook_draft.drafted_at`,
	})
	return sql<WorkRow>`select ${columns} from rulebook_draft where rulebook_draft.branch_id = ${scope.branchId}
		and rulebook_draft.state = 'DRAFT' and rulebook_draft.editors_json not like ${`%"${accountId}"%`}
		and ${last('rulebook.check-asked')} > ${last('rulebook.returned')}`
}

/** Wordings of documents that somebody else drafted; one open draft per kind, known by the kind. */
export function templatesToCheck({ scope, accountId }: Worker): WorkQuery {
	const columns = workColumns({
		id: sql`notice_template_draft.kind`,
		number: sql`''`,
		title: sql`notice_template_draft.kind`,
		onDay: sql`notice_template_draft.effective_from`,
		startedAt: sql`notice_template_draft.drafted_at`,
	})
	return sql<WorkRow>`select ${columns} from notice_template_draft
		where notice_template_draft.branch_id = ${scope.branchId} and notice_template_draft.state = 'OPEN'
		and notice_template_draft.drafted_by <> ${accountId}`
}
