import { type Action, covers, type Role, scopeOf } from '#app/domain/access.ts'
import { may as mayMove } from '#app/domain/machine.ts'
import {
	agreeWaiverChecklist,
	checkChecklist,
	decideChecklist,
	decideReviewChecklist,
	preNoticeChecklist,
	proposeWaiverChecks,
	tookPart,
	waiveChecklist,
} from '#app/domain/penalty/checklist.ts'
import { type Check, decidingRole, type PenaltyActor, type PenaltyFacts } from '#app/domain/penalty/facts.ts'
import type { GateLine } from '#app/domain/penalty/gate-line.ts'
import { PENALTY_MACHINE, type PenaltyAction } from '#app/domain/penalty/machine.ts'
import { grantDefenceExtension } from '#app/domain/penalty/notice.ts'
import { reviewInTime } from '#app/domain/penalty/review.ts'
import { extendReviewChecklist } from '#app/domain/penalty/review-clock.ts'
import type { PenaltyActView, PenaltyPageAct } from '#app/domain/penalty/views.ts'
import type { RefusalRule } from '#app/domain/refusal.ts'
import { addDays } from '#app/domain/time.ts'
import { type Holder, holdersOf } from '#db/queries/people.server.ts'
import type { Ctx } from '../context.server.ts'
import { barredFrom } from './barred.ts'
import { type CaseFile, penaltyActor } from './case-file.server.ts'

/** Lines that another person would meet: the page names who. */
const PERSONAL: readonly RefusalRule[] = [
	'not-allowed',
	'penalty.checker-opened',
	'penalty.conflict-of-interest',
	'penalty.conflict-declared',
	'penalty.inspected',
	'penalty.not-decider',
	'penalty.decider-opened',
	'penalty.decider-checked',
	'penalty.decider-reviewed',
	'penalty.reviewer-took-part',
	'penalty.waiver-same-person',
]

/** Lines that the act's own form answers: the declaration, and a reason where the rule takes one. */
const ASKED: Partial<Record<PenaltyPageAct, readonly RefusalRule[]>> = {
	check: ['penalty.no-trace'],
	notice: ['penalty.rulebook-not-accepted'],
}

type Spec = {
	readonly act: PenaltyPageAct
	readonly machine: PenaltyAction
	readonly actions: readonly Action[]
	readonly roles: readonly Role[]
	/** The next step of the procedure. */
	readonly primary?: boolean
	/** Can never be done in this case: not worth a shut button. */
	readonly hidden?: boolean
	readonly checks: readonly Check[]
	/** People who may not do it, whatever their role. */
	readonly barred: (personId: string) => boolean
}

/** The acts of a case with their gates: the pages show them, the rules refuse by the same lines. */
export async function actsOf(ctx: Ctx, file: CaseFile, openRecompute: boolean): Promise<PenaltyActView[]> {
	const actor = penaltyActor(ctx.actor, file)
	const reader = ctx.actor.grants.every((grant) => grant.role === 'AUDITOR')
	const views: PenaltyActView[] = []
	for (const spec of specsOf(ctx, file, actor)) {
		if (!mayMove(PENALTY_MACHINE, file.row.state, spec.machine) || spec.hidden) continue
		const permitted = spec.actions.some((action) => covers(scopeOf(ctx.actor, action), file.row))
		if (!permitted && (!spec.primary || reader)) continue
		const asked: readonly RefusalRule[] = ['penalty.not-declared', ...(ASKED[spec.act] ?? [])]
		const checks = spec.checks.filter((line) => !asked.includes(line.rule))
		views.push(await viewOf(ctx, file, { ...spec, checks }, permitted))
	}
	if (openRecompute && covers(scopeOf(ctx.actor, 'penalty.recompute'), file.row))
		views.unshift({ act: 'recompute', primary: false, open: true, lines: [] })
	if (file.row.state === 'REVOKED' && covers(scopeOf(ctx.actor, 'penalty.check'), file.row)) {
		if (file.facts.openTasks === 0) views.push({ act: 'close', primary: true, open: true, lines: [] })
	}
	return views
}

async function viewOf(ctx: Ctx, file: CaseFile, spec: Spec, permitted: boolean): Promise<PenaltyActView> {
	const needsHelp = !permitted || spec.checks.some((line) => !line.ok && PERSONAL.includes(line.rule))
	const helpers = needsHelp ? await helpersOf(ctx, file, spec) : []
	const own: GateLine[] = permitted ? [] : [{ rule: 'not-allowed', ok: false, helpers }]
	// Somebody who may not act at all needs to know who may, not every personal bar of their own.
	const shown = permitted ? spec.checks : spec.checks.filter((line) => !PERSONAL.includes(line.rule))
	const lines = shown.map((line): GateLine => {
		const { rule, ok, params } = line
		return !ok && PERSONAL.includes(rule) ? { rule, ok, params, helpers } : { rule, ok, params }
	})
	const all = [...lines, ...own]
	return { act: spec.act, primary: spec.primary ?? false, open: all.every((line) => line.ok), lines: all }
}

async function helpersOf(ctx: Ctx, { row }: CaseFile, spec: Spec): Promise<string[]> {
	const where = { countyId: row.county_id, gridId: row.grid_id }
	const holders: Holder[] = await holdersOf(ctx.read, row.branch_id, spec.roles, where)
	return holders
		.filter((one) => one.id !== ctx.actor.accountId && !spec.barred(one.id))
		.map((one) => one.name)
		.slice(0, 6)
}

function extensionChecks(ctx: Ctx, facts: PenaltyFacts): Check[] {
	// A request can be answered at any time, with yes or no.
	if (facts.extension === 'ASKED') return []
	const asked = grantDefenceExtension(facts, { today: ctx.today, dueOn: addDays(facts.defenceDueOn ?? ctx.today, 5) })
	if (asked.ok) return []
	const { rule, kind, params } = asked.error
	return [params ? { rule, kind, params, ok: false } : { rule, kind, ok: false }]
}

function specsOf(ctx: Ctx, file: CaseFile, actor: PenaltyActor): Spec[] {
	const { facts, rulebook } = file
	const { today } = ctx
	const signer = (id: string) => id === facts.dealerSignerId
	const opener = barredFrom('check', file)
	const decider = barredFrom('decision', file)
	const reviewer = barredFrom('review', file)
	const role = decidingRole(facts.severity)
	const grave = facts.severity === 'L4'
	const withdraw = { rule: 'penalty.conflict-of-interest', ok: !signer(actor.personId), kind: 'forbidden' } as const
	const plain = { checks: [] as Check[], barred: signer }
	// A grave case is decided by its votes; their number is no gate of the vote itself.
	const votes = ['penalty.panel-short', 'penalty.panel-dropped']
	const decision = decideChecklist(facts, actor, today).filter((line) => !grave || !votes.includes(line.rule))
	const voted = facts.votes.some((vote) => vote.personId === actor.personId)
	const once: Check[] = voted ? [{ rule: 'penalty.voted', ok: false, kind: 'procedure' }] : []
	return [
		{
			act: 'check',
			machine: 'check',
			actions: ['penalty.check'],
			roles: ['COMPLIANCE_OFFICER'],
			primary: true,
			checks: checkChecklist(facts, actor, today),
			barred: opener,
		},
		{
			act: 'notice',
			machine: 'issuePreNotice',
			actions: ['penalty.notice'],
			roles: ['COMPLIANCE_OFFICER'],
			primary: true,
			checks: preNoticeChecklist(facts, actor, today),
			barred: opener,
		},
		{
			act: grave ? 'vote' : 'decide',
			machine: grave ? 'vote' : 'decide',
			actions: grave ? ['penalty.vote'] : ['penalty.decide-l1', 'penalty.decide-l2-l3'],
			roles: [role],
			primary: true,
			checks: [...decision, ...once],
			barred: decider,
		},
		{
			act: 'review',
			machine: 'decideReview',
			actions: ['penalty.decide-review'],
			roles: ['REVIEWER'],
			primary: true,
			checks: [...decideReviewChecklist(facts, actor), reviewInTime(facts, ctx.now)],
			barred: reviewer,
		},
		{
			act: 'extend-review',
			machine: 'extendReview',
			actions: ['penalty.extend-review'],
			roles: ['REVIEWER'],
			hidden: facts.reviewExtended || rulebook.body.settings.review.extensionDays === 0,
			checks: extendReviewChecklist(
				facts,
				{ now: ctx.now, extensionDays: rulebook.body.settings.review.extensionDays },
				actor,
			),
			barred: reviewer,
		},
		{
			act: 'extend-defence',
			machine: 'grantDefenceExtension',
			actions: ['penalty.extend-defence'],
			roles: [],
			...plain,
			hidden:
				facts.extension !== 'ASKED' &&
				(facts.acknowledgedOn !== null || facts.argumentCount > 0 || facts.defenceClosedOn !== null),
			checks: extensionChecks(ctx, facts),
		},
		waiver(facts, actor, opener, decider),
		{
			act: 'withdraw',
			machine: 'withdraw',
			actions: ['penalty.withdraw'],
			roles: ['COMPLIANCE_OFFICER', 'APPROVER'],
			...plain,
			checks: [withdraw],
		},
		{
			act: 'revoke',
			machine: 'revoke',
			actions: ['penalty.revoke'],
			roles: ['REVIEWER'],
			...plain,
			checks: facts.revoked
				? [{ rule: 'already-done', ok: false, kind: 'procedure' }]
				: [withdraw, { rule: 'penalty.reviewer-took-part', ok: !tookPart(facts, actor.personId), kind: 'forbidden' }],
			barred: barredFrom('review', file),
		},
	]
}

/** One act, two signatures: proposed by the checker, agreed by who could have decided. */
function waiver(facts: PenaltyFacts, actor: PenaltyActor, proposer: Spec['barred'], barred: Spec['barred']): Spec {
	const proposed = facts.waiverProposerId !== null
	if (!proposed)
		return {
			act: 'waive',
			machine: 'proposeWaiver',
			actions: ['penalty.propose-waiver'],
			roles: ['COMPLIANCE_OFFICER'],
			hidden: facts.severity === 'L3' || facts.severity === 'L4',
			checks: [...waiveChecklist(facts), ...proposeWaiverChecks(facts, actor)],
			barred: proposer,
		}
	return {
		act: 'agree-waiver',
		machine: 'agreeWaiver',
		actions: ['penalty.decide-l1', 'penalty.decide-l2-l3'],
		roles: [decidingRole(facts.severity)],
		checks: agreeWaiverChecklist(facts, actor),
		barred: (id) => barred(id) || id === facts.waiverProposerId,
	}
}
