import { may, scopeOf } from '#app/domain/access.ts'
import { earlyOffer } from '#app/domain/penalty/early.ts'
import { factorsByCode } from '#app/domain/penalty/factors.ts'
import { legalOn } from '#app/domain/penalty/legal.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { branchById } from '#db/queries/dealer-facts.server.ts'
import { measuresOf, tasksOf } from '#db/queries/measures.server.ts'
import { type PenaltyRow, penaltyIn } from '#db/queries/penalties.server.ts'
import { inspectionBrief, outletById, penaltyNumbers } from '#db/queries/penalty-facts.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { typeNamesIn } from '../desk/lines.server.ts'
import { evidenceItemsOf } from '../evidence/views.server.ts'
import { proofViews } from '../notices/proofs.server.ts'
import { rulebookOn, taxonomyById } from '../reference/load.server.ts'
import { actsOf } from './acts.server.ts'
import { type CaseFile, caseFileOf, workingOf } from './case-file.server.ts'
import { reviewRuleOf, taskLine } from './case-tasks.server.ts'
import { gatePartOf } from './gate-part.server.ts'
import { milderNow } from './milder.server.ts'
import { checkedEvidence, clockViews, dealerOf, priorsOf, timelineOf } from './page-parts.server.ts'
import { hidesVotes, votesFor, withoutHidden } from './votes.server.ts'

/** Everything of one case that staff may read; refuses ('missing') what lies outside the scope. */
export async function penaltyPage(ctx: Ctx, id: string) {
	const row = await penaltyIn(ctx.read, scopeOf(ctx.actor, 'penalty.read'), id)
	if (!row) return refuse('missing', 'not-found')
	return ok(row.historic === 1 ? await importedOf(ctx, row) : await caseOf(ctx, row))
}

type Answer = Awaited<ReturnType<typeof penaltyPage>>
type Page = Answer extends Outcome<infer T> ? T : never
/** A case with its whole file. */
export type PenaltyPage = Extract<Page, { imported: false }>
export type ImportedPage = Extract<Page, { imported: true }>

/** An imported case is history: what the register said, no procedure. */
async function importedOf(ctx: Ctx, row: PenaltyRow) {
	const outlet = await outletById(ctx.read, row.outlet_id)
	return {
		imported: true as const,
		id: row.id,
		number: row.number,
		outlet,
		occurredOn: row.occurred_on,
		amountFen: row.amount_fen,
	}
}

async function caseOf(ctx: Ctx, row: PenaltyRow) {
	const file = await caseFileOf(ctx.read, row)
	const tasks = await tasksOf(ctx.read, 'penalty_id', row.id)
	const left = await tasksOf(ctx.read, 'cause_penalty_id', row.id, false)
	const names = await namesOf(ctx.read, [
		row.opened_by,
		row.checked_by,
		row.noticed_by,
		row.decided_by,
		row.reviewed_by,
		row.waiver_proposed_by,
		row.ended_by,
		...file.votes.map((vote) => vote.voter_id),
		...file.args.map((one) => one.answered_by),
		...file.reviews.map((one) => one.decided_by),
		...file.extensions.map((one) => one.granted_by),
		...left.map((one) => one.done_by),
		...file.notices.map((one) => one.opened_by),
	])
	const nameOf = (id: string | null) => (id === null ? '' : (names.get(id) ?? ''))
	const proofs = await proofViews(ctx.read, file.notices)
	return {
		imported: false as const,
		...headOf(file, nameOf),
		...(await matterOf(ctx, file)),
		branch: (await branchById(ctx.read, row.branch_id)).name,
		today: ctx.today,
		evidence: await checkedEvidence(ctx, file.violation.id),
		priors: await priorsOf(ctx, file),
		args: file.args.map((one) => ({
			id: one.id,
			no: one.no,
			text: one.text,
			statedAt: one.stated_at,
			answer: one.answer,
			accepted: one.accepted === 1,
			answeredBy: nameOf(one.answered_by),
		})),
		ownFiles: await evidenceItemsOf(ctx.read, 'defence', row.id),
		extension: await extensionView(ctx, file),
		early: earlyOffer(file.facts),
		votes: votesFor(ctx, file, nameOf),
		reviews: file.reviews.map((one) => ({
			round: one.round,
			ground: one.ground,
			statement: one.statement,
			requestedAt: one.requested_at,
			outcome: one.outcome,
			amountFen: one.amount_fen,
			reason: one.reason,
			by: nameOf(one.decided_by),
			decidedAt: one.decided_at,
			withdrawnAt: one.withdrawn_at,
			byDefault: one.by_default === 1,
		})),
		notices: file.notices.map((one) => ({
			id: one.id,
			kind: one.kind,
			number: one.number,
			sentAt: one.sent_at,
			servedAt: one.served_at,
			servedHow: one.served_how,
			openedBy: nameOf(one.opened_by),
			proofs: proofs.get(one.id) ?? [],
		})),
		events: withoutHidden(await timelineOf(ctx, row), hidesVotes(ctx, file)),
		clocks: await clockViews(ctx, file),
		dealer: await dealerOf(ctx, file),
		measures: (await measuresOf(ctx.read, row.id)).map(({ id, kind, state, threshold }) => ({
			id,
			kind,
			state,
			threshold,
		})),
		tasks: tasks.map(({ kind, causeNumber, cause_penalty_id }) => ({ kind, causeNumber, causeId: cause_penalty_id })),
		left: left.map((one) => taskLine(one, nameOf)),
		reviewRule: reviewRuleOf(file, nameOf),
		gate: await gatePartOf(ctx, file),
		acts: await actsOf(
			ctx,
			file,
			tasks.some((task) => task.kind === 'recompute'),
		),
		mayOpine: may(ctx.actor, 'audit.opine'),
	}
}

function headOf({ row, facts, plan, decisions }: CaseFile, nameOf: (id: string | null) => string) {
	return {
		id: row.id,
		version: row.version,
		number: row.number,
		state: row.state,
		round: row.round,
		severity: facts.severity,
		redLine: facts.redLine,
		revoked: facts.revoked,
		amountFen: row.amount_fen,
		toldFen: row.notice_amount_fen,
		decidedFen: row.decided_amount_fen,
		settledFen: row.settled_fen,
		outstandingFen: row.outstanding_fen,
		points: row.points,
		ceilingPoints: facts.preNoticePoints,
		defenceState: row.defence_state,
		defenceDueOn: facts.defenceDueOn,
		openedAt: row.opened_at,
		openedBy: nameOf(row.opened_by),
		checkedAt: row.checked_at,
		checkedBy: nameOf(row.checked_by),
		noticedAt: row.noticed_at,
		servedAt: row.served_at,
		decidedAt: row.decided_at,
		decidedBy: nameOf(row.decided_by),
		decisionServedAt: row.decision_served_at,
		reviewDueOn: facts.reviewDueOn,
		reviewOutcome: row.review_outcome,
		reviewedAt: row.reviewed_at,
		finalAt: row.final_at,
		settledAt: row.settled_at,
		closedAt: row.closed_at,
		endReason: row.end_reason,
		endedBy: nameOf(row.ended_by),
		waiverProposedBy: row.waiver_proposed_by === null ? null : nameOf(row.waiver_proposed_by),
		limitationOn: row.limitation_on,
		panelSeats: facts.panelSeats,
		plan: plan ? { id: plan.id, number: plan.number, state: plan.state, dueOn: plan.due_on } : null,
		decisions: decisions.map(({ kind, amount_fen, points, reason, decided_at }) => ({
			kind,
			amountFen: amount_fen,
			points,
			reason,
			at: decided_at,
		})),
	}
}

async function matterOf(ctx: Ctx, file: CaseFile) {
	const { row, violation, rulebook, dealer, facts, acceptance } = file
	const milder = facts.decidedFen === null ? await milderNow(ctx, ctx.read, file) : null
	const then = await rulebookOn(ctx.read, row.branch_id, row.occurred_on)
	const taxonomy = await taxonomyById(ctx.read, violation.taxonomy_version_id)
	const type = taxonomy.body.types.find((one) => one.code === row.violation_type)
	const outlet = await outletById(ctx.read, row.outlet_id)
	const inspection = violation.inspection_id ? await inspectionBrief(ctx.read, violation.inspection_id) : undefined
	const named = factorsByCode(rulebook.body, fromJson<string[]>(row.factors_json))
	return {
		outlet,
		typeCode: row.violation_type ?? '',
		typeNames: typeNamesIn(taxonomy.body, row.violation_type),
		definition: type?.definition ?? '',
		violation: {
			id: violation.id,
			number: violation.number,
			facts: violation.facts,
			opinion: violation.opinion,
			occurredOn: violation.occurred_on,
			source: violation.source,
			sourceRef: violation.source_ref,
			rights: fromJson<number[]>(violation.right_articles_json),
			affected: fromJson<string[]>(violation.affected_users_json),
			shares: { dealer: violation.dealer_share, operator: violation.operator_share, third: violation.third_share },
			lossFen: violation.loss_basis_fen,
			inspection: inspection
				? { id: inspection.id, number: inspection.number, by: inspection.inspectorName ?? '' }
				: null,
		},
		rulebook: { code: rulebook.code, version: rulebook.version },
		ruleVersion: {
			id: rulebook.versionId,
			why: then === undefined || then.versionId === rulebook.versionId ? 'occurrence' : 'milder',
			first: then?.code ?? rulebook.code,
			now: milder && { code: milder.code, amountFen: milder.amount.amountFen },
		} as const,
		legal: legalOn(rulebook.body, row.violation_type ?? '', row.occurred_on),
		acceptance:
			acceptance && facts.rulebookAccepted ? { on: acceptance.accepted_on, by: acceptance.accepted_name } : null,
		told: {
			working: workingOf(row),
			factors: named.ok ? [...named.value.mitigating, ...named.value.aggravating] : [],
			priors: await penaltyNumbers(ctx.read, fromJson<string[]>(row.priors_json)),
			severity: facts.severity,
			shareReason: violation.share_reason,
			units: row.units,
			unit: type?.unit ?? 'occurrence',
			clause: {
				code: row.violation_type ?? '',
				names: type?.name ?? { 'zh-Hans': '', 'zh-Hant': '', en: '' },
				rulebook: rulebook.code,
				agreementFrom: dealer.agreement_from,
			},
		},
	}
}

/** The dealer's request for more time, and who answered it how. */
async function extensionView(ctx: Ctx, { extension }: CaseFile) {
	if (!extension) return null
	const names = await namesOf(ctx.read, [extension.asked_by, extension.decided_by])
	return {
		askedBy: names.get(extension.asked_by) ?? '',
		askedAt: extension.asked_at,
		reason: extension.reason,
		originalDueOn: extension.original_due_on,
		outcome: extension.outcome,
		decidedBy: extension.decided_by === null ? '' : (names.get(extension.decided_by) ?? ''),
		decidedAt: extension.decided_at,
		answer: extension.answer,
		newDueOn: extension.new_due_on,
	}
}
