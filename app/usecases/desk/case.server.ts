import { scopeOf } from '#app/domain/access.ts'
import type { DeskArgument, DeskCaseView, DeskNotice, DeskReview, DeskTold, Gate } from '#app/domain/desk/views.ts'
import { isLetterKind } from '#app/domain/notice/kinds.ts'
import { askExtension } from '#app/domain/penalty/extension.ts'
import type { PenaltyFacts } from '#app/domain/penalty/facts.ts'
import type { PenaltyState } from '#app/domain/penalty/machine.ts'
import { acknowledge, defend } from '#app/domain/penalty/notice.ts'
import type { NoticeBody } from '#app/domain/penalty/notice-body.ts'
import { type ReviewOutcome, requestReview, withdrawReview } from '#app/domain/penalty/review.ts'
import { reviewDueDay } from '#app/domain/penalty/review-clock.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { deskDealers, deskNotices, managerOf, servedDecisions, servedPlanOf } from '#db/queries/desk.server.ts'
import { caseMoneyOf } from '#db/queries/ledger.server.ts'
import { type PenaltyRow, toldPenaltyIn } from '#db/queries/penalties.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { dealerEvidenceOf } from '../evidence/views.server.ts'
import { type CaseFile, caseFileOf } from '../penalties/case-file.server.ts'
import { openNotice } from '../penalties/open-notice.server.ts'
import { currentCalendar, currentRulebook } from '../reference/load.server.ts'
import { answersOf, deadlinesOf } from './course.server.ts'
import { planLines } from './lines.server.ts'
import { depositOf, ladderOf } from './standing.server.ts'

/**
 * An own case as its dealer sees it. Opening the page is service of the notices that wait (domain 4, step 4).
 * 404 for drafts, other dealers' cases and anything that no notice has told of.
 */
export async function deskCase(ctx: Ctx, id: string): Promise<Outcome<DeskCaseView>> {
	const scope = scopeOf(ctx.actor, 'desk.read')
	if (!(await toldPenaltyIn(ctx.read, scope, id))) return refuse('missing', 'not-found')
	for (const notice of await deskNotices(ctx.read, id)) {
		if (notice.openedAt !== null && notice.servedAt !== null) continue
		const opened = await openNotice(ctx, notice.id)
		if (!opened.ok) return opened
	}
	const row = await toldPenaltyIn(ctx.read, scope, id)
	return row ? ok(await viewOf(ctx, row)) : refuse('missing', 'not-found')
}

/** States in which the decision has been told: answers and reasons may be read. */
const DECIDED: readonly PenaltyState[] = [
	'DECIDED',
	'SERVED',
	'REVIEW',
	'REVIEWED',
	'FINAL',
	'SETTLED',
	'CLOSED',
	'REVOKED',
]

async function viewOf(ctx: Ctx, row: PenaltyRow): Promise<DeskCaseView> {
	const file = await caseFileOf(ctx.read, row)
	const calendar = await currentCalendar(ctx, ctx.read)
	const notices = await deskNotices(ctx.read, row.id)
	const papers = notices.filter((one) => !isLetterKind(one.kind))
	const told = toldOf(papers.at(-1)?.bodyJson)
	const dealer = (await deskDealers(ctx.read, scopeOf(ctx.actor, 'desk.read'))).find((one) => one.id === row.dealer_id)
	const rulebook = await currentRulebook(ctx, ctx.read)
	const points = await ladderOf(ctx.read, { dealerId: row.dealer_id }, rulebook.body, ctx.today)
	const counted = row.final_at !== null
	const after = counted ? points.effective : points.effective + row.points
	const plan = await servedPlanOf(ctx.read, row.id)
	const money = await caseMoneyOf(ctx.read, row.id)
	const manager = await managerOf(ctx.read, row.outlet_id)
	return {
		id: row.id,
		number: row.number,
		version: row.version,
		state: row.state,
		told,
		toldFen: row.notice_amount_fen,
		amountFen: told.amountFen,
		points: told.points,
		...reasonsOf(row, papers, told),
		...deadlinesOf(ctx, file, calendar),
		...answersOf(file, notices, plan?.dueOn ?? null),
		commissionPercent: file.rulebook.body.settings.commissionForPenaltiesPercent,
		acceptedOn: file.acceptance?.accepted_on ?? null,
		rulebookId: file.rulebook.versionId,
		priors: await servedDecisions(ctx.read, row.dealer_id, fromJson<string[]>(row.priors_json)),
		// An education letter tells of no proof: the file is opened to the dealer with a pre-notice (domain 4).
		evidence: row.noticed_at === null ? [] : await dealerEvidenceOf(ctx.read, 'violation', file.violation.id),
		ownFiles: await dealerEvidenceOf(ctx.read, 'defence', row.id),
		args: argsOf(file),
		acknowledged: row.defence_state === 'ACKNOWLEDGED',
		notices: notices.map(noticeOf),
		review: reviewOf(file),
		money: { ...money, outstandingFen: row.state === 'FINAL' ? row.outstanding_fen : 0 },
		deposit: await depositOf(ctx.read, row.dealer_id, dealer?.requiredFen ?? 0),
		pointsNow: points.effective,
		pointsAfter: after,
		measure: points.rungs.filter((rung) => rung.at > points.effective && rung.at <= after).at(-1) ?? null,
		plan: plan ? ((await planLines(ctx, [plan]))[0] ?? null) : null,
		manager: manager ? { name: manager.name, phone: manager.phone } : null,
		gates: gatesOf(file.facts, ctx),
	}
}

/** The decision's own words stay beside those of a review or a revocation that came after it. */
function reasonsOf(row: PenaltyRow, papers: Awaited<ReturnType<typeof deskNotices>>, told: DeskTold) {
	const decision = papers.findLast((one) => one.kind === 'decision')
	const decided = DECIDED.includes(row.state) && told.kind !== 'pre-notice'
	return {
		decidedReason: decided ? (decision ? toldOf(decision.bodyJson) : told).reason : null,
		revokedReason: told.kind === 'revocation' ? told.reason : null,
	}
}

function toldOf(bodyJson: string | undefined): DeskTold {
	if (bodyJson === undefined) throw new Error('A told case has no notice')
	const { contact: _, args: __, evidence: ___, ...told } = fromJson<NoticeBody>(bodyJson)
	return told
}

function argsOf({ args, row }: CaseFile): DeskArgument[] {
	return args.map((one) => {
		const shown = DECIDED.includes(row.state) || one.round < row.round
		return {
			no: one.no,
			text: one.text,
			statedAt: one.stated_at,
			answer: shown ? one.answer : null,
			accepted: shown && one.accepted !== null ? one.accepted === 1 : null,
		}
	})
}

function noticeOf(notice: Awaited<ReturnType<typeof deskNotices>>[number]): DeskNotice {
	const { id, kind, number, sentAt, servedAt, servedHow, checkCode } = notice
	return { id, kind, number, sentAt, servedAt, servedHow, checkCode }
}

const OUTCOMES: readonly ReviewOutcome[] = ['UPHELD', 'VARIED', 'REVOKED', 'RETURNED']

function reviewOf({ reviews, facts }: CaseFile): DeskReview | null {
	const last = reviews.at(-1)
	if (!last) return null
	return {
		ground: last.ground,
		statement: last.statement,
		requestedAt: last.requested_at,
		outcome: OUTCOMES.find((one) => one === last.outcome) ?? null,
		amountFen: last.amount_fen,
		reason: last.decided_at === null ? null : last.reason,
		withdrawn: last.withdrawn_at !== null,
		dueOn: reviewDueDay(facts),
		byDefault: last.by_default === 1,
	}
}

/** The dealer's acts with the rule that shuts each; asked with input that no rule would refuse. */
function gatesOf(facts: PenaltyFacts, { today }: Ctx): DeskCaseView['gates'] {
	const gate = (outcome: Outcome<unknown>): Gate => ({ refusal: outcome.ok ? null : outcome.error })
	return {
		defence: gate(defend(facts, { today, arguments: 1 })),
		acknowledge: gate(acknowledge(facts, { today })),
		extension: gate(askExtension(facts, { today, reason: 'asked' })),
		review: gate(requestReview(facts, { today, reason: 'asked' })),
		withdrawReview: gate(withdrawReview(facts)),
	}
}
