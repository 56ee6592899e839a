import { type Actor, covers, type Role } from '#app/domain/access.ts'
import type { ClockKind } from '#app/domain/clock.ts'
import { type Declaration, type Declared, newestByPerson } from '#app/domain/penalty/conflict.ts'
import type { PenaltyActor, PenaltyFacts } from '#app/domain/penalty/facts.ts'
import { needsOrderTrace, orderTraceOf } from '#app/domain/penalty/order-trace.ts'
import { PANEL_MINIMUM } from '#app/domain/penalty/panel.ts'
import type { Rulebook } from '#app/domain/penalty/rulebook.schema.ts'
import type { WorkingLine } from '#app/domain/penalty/working.ts'
import { type LocalDate, localDateOf } from '#app/domain/time.ts'
import { type ReviewExtensionRow, reviewExtensionsOf } from '#db/queries/cascade.server.ts'
import { type CasePlanRow, planOfCase } from '#db/queries/case-plan.server.ts'
import { clocksOf, type StoredClock } from '#db/queries/clocks.server.ts'
import { type DeclarationRow, declarationsOf } from '#db/queries/conflicts.server.ts'
import { type DealerFacts, dealerById } from '#db/queries/dealer-facts.server.ts'
import { type DecisionRow, decisionsOf, type ReviewRow, reviewsOf } from '#db/queries/decisions.server.ts'
import { hasEvent } from '#db/queries/events.server.ts'
import { evidenceIdsOf, orderTracesOf } from '#db/queries/evidence.server.ts'
import { type DefenceExtensionRow, extensionOf } from '#db/queries/extensions.server.ts'
import { type GateReason, gateReasonsOf } from '#db/queries/gate-reasons.server.ts'
import { tasksOf } from '#db/queries/measures.server.ts'
import { type NoticeRow, noticesOf } from '#db/queries/notices.server.ts'
import { type ArgumentRow, argumentsOf, type PenaltyRow, type VoteRow, votesOf } from '#db/queries/penalties.server.ts'
import { inspectorsOf } from '#db/queries/penalty-facts.server.ts'
import { type AcceptanceRow, acceptanceOf } from '#db/queries/rulebook-acceptance.server.ts'
import { readSetting } from '#db/queries/settings.server.ts'
import { type ViolationRow, violationById } from '#db/queries/violations.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { rulebookById, rulebookOn, type Versioned } from '../reference/load.server.ts'

/** Everything of one case that the procedure looks at, read in one place. */
export type CaseFile = {
	readonly row: PenaltyRow
	readonly violation: ViolationRow
	readonly dealer: DealerFacts
	readonly rulebook: Versioned<Rulebook>
	readonly clocks: readonly StoredClock[]
	readonly args: readonly ArgumentRow[]
	readonly votes: readonly VoteRow[]
	readonly decisions: readonly DecisionRow[]
	readonly reviews: readonly ReviewRow[]
	readonly extensions: readonly ReviewExtensionRow[]
	readonly notices: readonly NoticeRow[]
	readonly plan: CasePlanRow | undefined
	readonly extension: DefenceExtensionRow | undefined
	/** Of the version in force when it happened: a dealer is bound by what the dealer accepted. */
	readonly acceptance: AcceptanceRow | undefined
	readonly inspectors: readonly string[]
	/** Reasoned exceptions at the gates, oldest first. */
	readonly reasons: readonly GateReason[]
	/** What people declared on the violation or the case, oldest first. */
	readonly declarations: readonly DeclarationRow[]
	readonly facts: PenaltyFacts
}

/** Rounds of the clock `penalty.service`: 1 is the pre-notice, then one per decision. */
export const decisionServiceRound = (round: number) => round + 1

export function workingOf(row: Pick<PenaltyRow, 'working_json'>): WorkingLine[] {
	return fromJson<WorkingLine[]>(row.working_json)
}

/** Points as first computed: the working is not touched after the pre-notice. */
function toldPoints(row: PenaltyRow): number {
	const line = workingOf(row).find((one) => one.kind === 'points')
	return line?.kind === 'points' ? line.points : row.points
}

const setFlag = async (handle: Handle, branchId: string, name: string) =>
	(await readSetting(handle, branchId, name)) === true

/** Three unless the branch announced a larger panel. */
export async function panelSeatsOf(handle: Handle, branchId: string): Promise<number> {
	const seats = await readSetting(handle, branchId, 'penalty.panelSeats')
	return typeof seats === 'number' && Number.isSafeInteger(seats) ? Math.max(PANEL_MINIMUM, seats) : PANEL_MINIMUM
}

/**
 * The dealer's acceptance of the version in force when it happened, whichever version is applied: a later one is only
 * applied where it is milder (domain 3.2).
 */
async function acceptanceFor(handle: Handle, row: PenaltyRow): Promise<AcceptanceRow | undefined> {
	const then = await rulebookOn(handle, row.branch_id, row.occurred_on)
	return then && acceptanceOf(handle, row.dealer_id, then.versionId)
}

/** Reads a case that the caller holds; refusals of scope happened when the row was loaded. */
export async function caseFileOf(handle: Handle, row: PenaltyRow): Promise<CaseFile> {
	const violation = row.violation_id === null ? undefined : await violationById(handle, row.violation_id)
	const dealer = await dealerById(handle, row.dealer_id)
	if (!violation || !dealer || row.rulebook_version_id === null || row.severity === null)
		throw new Error(`The penalty ${row.number} has no file: it was imported`)
	const parts = {
		violation,
		dealer,
		rulebook: await rulebookById(handle, row.rulebook_version_id),
		clocks: await clocksOf(handle, 'penalty', row.id),
		args: await argumentsOf(handle, row.id),
		votes: await votesOf(handle, row.id),
		decisions: await decisionsOf(handle, row.id),
		reviews: await reviewsOf(handle, row.id),
		extensions: await reviewExtensionsOf(handle, row.id),
		notices: await noticesOf(handle, row.id),
		plan: await planOfCase(handle, row.id, row.violation_id),
		extension: await extensionOf(handle, row.id),
		acceptance: await acceptanceFor(handle, row),
		inspectors: await inspectorsOf(handle, violation.inspection_id),
		reasons: await gateReasonsOf(handle, 'penalty', row.id),
		declarations: await declarationsOf(handle, [row.id, violation.id]),
	}
	const evidence = await evidenceIdsOf(handle, { kind: 'violation', id: violation.id })
	const traces = needsOrderTrace(row.violation_type) ? await orderTracesOf(handle, violation.id) : []
	const reasoned = parts.reasons.some((one) => one.gate === 'trace')
	const branch = {
		evidenceCount: evidence.length,
		orderTrace: orderTraceOf(row.violation_type, traces, reasoned),
		waiverRefused: await hasEvent(handle, 'penalty', row.id, 'penalty.waiver-refused'),
		checkerMayDecideMinor: await setFlag(handle, row.branch_id, 'penalty.checkerMayDecideMinor'),
		panelSeats: await panelSeatsOf(handle, row.branch_id),
		openTasks: (await tasksOf(handle, 'cause_penalty_id', row.id)).length,
	}
	return { row, ...parts, facts: factsOf({ row, severity: row.severity, ...parts }, branch) }
}

type Parts = Omit<CaseFile, 'facts'> & { readonly severity: PenaltyFacts['severity'] }
type Branch = Pick<
	PenaltyFacts,
	'evidenceCount' | 'orderTrace' | 'waiverRefused' | 'checkerMayDecideMinor' | 'panelSeats' | 'openTasks'
>

const dayOf = (at: PenaltyRow['served_at']): LocalDate | null => (at === null ? null : localDateOf(at))

/** A document lapses into service only where electronic service was and is agreed to (domain 4, step 4). */
export function mayLapse(dealer: Pick<DealerFacts, 'e_service_consent_at'>, notice: NoticeRow | undefined): boolean {
	return dealer.e_service_consent_at !== null && notice?.electronic === 1
}

const lapses = ({ dealer, notices }: Parts, kind: NoticeRow['kind']) =>
	mayLapse(
		dealer,
		notices.findLast((one) => one.kind === kind),
	)

function factsOf(parts: Parts, branch: Branch): PenaltyFacts {
	const { row, severity, dealer } = parts
	const clock = (kind: ClockKind, round: number) =>
		parts.clocks.find((one) => one.kind === kind && one.round === round && one.state !== 'CANCELLED')
	const defence = clock('penalty.defence', 1)
	const ended = defence?.endedAt ? localDateOf(defence.endedAt) : dayOf(row.served_at)
	const beforeNotice = row.notice_amount_fen === null
	return {
		state: row.state,
		severity,
		redLine: row.red_line === 1,
		...branch,
		...peopleOf(parts),
		dealerSignerId: dealer.signed_by,
		...mattersOf(parts),
		preNoticeFen: row.notice_amount_fen,
		preNoticePoints: beforeNotice ? null : toldPoints(row),
		serviceLapseOn: lapses(parts, 'pre-notice') ? (clock('penalty.service', 1)?.dueOn ?? null) : null,
		servedOn: dayOf(row.served_at),
		defenceDueOn: defence?.dueOn ?? null,
		defenceExtended: row.defence_extended === 1,
		extension: parts.extension === undefined ? 'NONE' : parts.extension.outcome === null ? 'ASKED' : 'ANSWERED',
		earlyPercent: parts.rulebook.body.settings.earlyAcknowledgePercent,
		acknowledgedOn: row.defence_state === 'ACKNOWLEDGED' ? ended : null,
		defenceClosedOn: row.defence_state === 'LAPSED' ? ended : null,
		argumentCount: parts.args.length,
		answeredCount: parts.args.filter((one) => one.answered_at !== null).length,
		votes: parts.votes
			.filter((vote) => vote.round === row.round)
			.map((vote) => ({ personId: vote.voter_id, amountFen: vote.amount_fen })),
		...decidedOf(parts),
		decisionLapseOn: lapses(parts, 'decision')
			? (clock('penalty.service', decisionServiceRound(row.round))?.dueOn ?? null)
			: null,
		decisionServedOn: row.decision_served_on,
		reviewDueOn: clock('penalty.review', row.round)?.dueOn ?? null,
		reviewDecisionDueAt: clock('penalty.reviewDecision', row.round)?.dueAt ?? null,
		reviewExtended: parts.extensions.some((one) => one.round === row.round),
	}
}

function peopleOf({ row, violation, decisions, reviews, votes, inspectors }: Parts) {
	const deciders = [
		row.decided_by,
		...decisions.filter((one) => one.kind === 'DECISION').map((one) => one.decided_by),
		...votes.map((vote) => vote.voter_id),
	]
	return {
		openerId: row.opened_by,
		checkerId: row.checked_by,
		deciderIds: [...new Set(deciders.filter((id) => id !== null))],
		reviewerId: row.reviewed_by,
		returnedBy: reviews.flatMap((one) => (one.outcome === 'RETURNED' && one.decided_by ? [one.decided_by] : [])),
		waiverProposerId: row.waiver_proposed_by,
		inspectorIds: inspectors,
		confirmerId: violation.checked_by,
	}
}

function mattersOf({ row, violation, rulebook, plan, acceptance }: Parts) {
	const factors = fromJson<string[]>(row.factors_json)
	const affected = fromJson<string[]>(violation.affected_users_json)
	return {
		violationConfirmed: violation.state === 'CONFIRMED',
		clause: row.violation_type === null ? null : `${rulebook.code} ${row.violation_type}`,
		// Terms bind only what was done after they were accepted.
		rulebookAccepted: acceptance !== undefined && acceptance.accepted_on <= row.occurred_on,
		lossFen: violation.loss_basis_fen > 0 ? violation.loss_basis_fen : null,
		excessPercent: rulebook.body.settings.excessPercent,
		fairness: rulebook.body.settings.fairness,
		share: row.share,
		computedFen: row.amount_fen,
		computedPoints: row.points,
		priors: fromJson<string[]>(row.priors_json).length,
		harm: affected.length > 0 || violation.loss_basis_fen > 0,
		corrected: factors.includes('corrected-on-the-spot') || plan?.state === 'STRUCK_OFF',
		limitationOn: row.limitation_on,
		planState: plan?.state ?? null,
	}
}

function decidedOf({ row, decisions, reviews }: Parts) {
	const earlier = decisions.filter((one) => one.round < row.round && (one.kind === 'DECISION' || one.kind === 'REVIEW'))
	const first = earlier.length > 0 ? earlier.reduce((a, b) => (a.amount_fen <= b.amount_fen ? a : b)) : null
	const review = reviews.find((one) => one.round === row.round)
	const decided = row.decided_amount_fen
	const isFinal = row.final_at !== null
	return {
		decidedFen: decided,
		decidedPoints: decided === null ? null : row.points,
		firstDecidedFen: first?.amount_fen ?? null,
		firstDecidedPoints: first?.points ?? null,
		reviewRequestedOn: review ? localDateOf(review.requested_at) : null,
		revoked: decisions.some((one) => one.kind === 'REVOCATION'),
		outstandingFen: isFinal ? row.outstanding_fen : null,
	}
}

/** The actor as the procedure sees one: the roles that hold where the case lies, and what was declared on it. */
export function penaltyActor(actor: Actor, { row, declarations }: CaseFile, said?: Declaration): PenaltyActor {
	const roles = actor.grants
		.filter((grant) => covers({ branchId: actor.branchId, places: [grant.place] }, row))
		.map((grant): Role => grant.role)
	// A conflict once declared is not taken back by a later click.
	const before = declaredBy(actor.accountId, declarations)
	const declared = before === 'conflict' ? before : (said?.declared ?? before)
	return { personId: actor.accountId, roles: [...new Set(roles)], declared }
}

/** What counts of a person's words on the case; undefined: nothing said yet. */
export function declaredBy(accountId: string, declarations: readonly DeclarationRow[]): Declared | undefined {
	return newestByPerson(declarations.map(({ account_id, declared }) => ({ personId: account_id, declared }))).get(
		accountId,
	)?.declared
}
