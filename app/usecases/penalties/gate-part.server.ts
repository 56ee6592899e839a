import { caseChecklist, stepNow } from '#app/domain/penalty/case-checklist.ts'
import { waiveChecklist } from '#app/domain/penalty/checklist.ts'
import { newestByPerson } from '#app/domain/penalty/conflict.ts'
import { decidingRole } from '#app/domain/penalty/facts.ts'
import { fairnessSide } from '#app/domain/penalty/fairness.ts'
import type { CaseGateView, CaseStepView, UpliftView } from '#app/domain/penalty/gate-views.ts'
import { panelOutcome } from '#app/domain/penalty/panel.ts'
import { UPLIFT_RULES } from '#app/domain/violation/uplift.ts'
import { orderTracesOf } from '#db/queries/evidence.server.ts'
import { gateReasonsOf } from '#db/queries/gate-reasons.server.ts'
import { holdersOf, namesOf } from '#db/queries/people.server.ts'
import { type UpliftRow, upliftOfViolation } from '#db/queries/violation-gate.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { type BarredStep, barredFrom } from './barred.ts'
import { type CaseFile, declaredBy } from './case-file.server.ts'
import { likeCasesOf } from './like-cases.server.ts'
import { hidesVotes } from './votes.server.ts'

/** What the gate of a case says on its page and on the pages of its acts. */
export async function gatePartOf(ctx: Ctx, file: CaseFile): Promise<CaseGateView> {
	const { row, facts, rulebook, violation } = file
	const { fairness, excessPercent } = rulebook.body.settings
	const like = await likeCasesOf(ctx, ctx.read, file)
	const uplift = await upliftOfViolation(ctx.read, violation.id)
	return {
		steps: await stepsOf(ctx, file),
		declared: declaredBy(ctx.actor.accountId, file.declarations) ?? null,
		declarations: await declarationsShown(ctx, file),
		reasons: await reasonsShown(ctx, file),
		fairness: { ...fairness, like, side: fairnessSide(row.amount_fen, like, fairness) },
		lossFen: facts.lossFen,
		excessPercent,
		rulebookAccepted: facts.rulebookAccepted,
		trace: { state: facts.orderTrace, rows: await orderTracesOf(ctx.read, violation.id) },
		uplift: uplift ? upliftShown(uplift) : null,
		panel: facts.severity === 'L4' ? panelShown(ctx, file) : null,
		waiverPossible:
			facts.waiverProposerId === null &&
			['CHECKED', 'PRE_NOTICED', 'DEFENCE'].includes(row.state) &&
			waiveChecklist(facts).every((line) => line.ok),
		limitationOver: ctx.today > facts.limitationOn,
		limitationOn: facts.limitationOn,
	}
}

const ROLE_OF_STEP = {
	check: ['COMPLIANCE_OFFICER'],
	notice: ['COMPLIANCE_OFFICER'],
	review: ['REVIEWER'],
} as const

/** The list with who can help at the step that the case waits for. */
async function stepsOf(ctx: Ctx, file: CaseFile): Promise<CaseStepView[]> {
	const { row, facts } = file
	const now = stepNow(facts, ctx.today)
	const helpers = now === null ? [] : await helpersAt(ctx, file, now)
	return caseChecklist(facts, ctx.today).map(({ step, state, lines }) => ({
		step,
		state,
		lines: lines.map(({ rule, ok, params }) => ({ rule, ok, params })),
		helpers: step === now && row.ended_at === null ? helpers : [],
	}))
}

async function helpersAt(ctx: Ctx, file: CaseFile, step: string): Promise<string[]> {
	const kind: BarredStep | null =
		step === 'check' || step === 'notice' || step === 'decision' || step === 'review' ? step : null
	if (kind === null || (step === 'review' && file.row.state !== 'REVIEW')) return []
	const roles = kind === 'decision' ? [decidingRole(file.facts.severity)] : ROLE_OF_STEP[kind]
	const where = { countyId: file.row.county_id, gridId: file.row.grid_id }
	const holders = await holdersOf(ctx.read, file.row.branch_id, roles, where)
	const barred = barredFrom(kind, file)
	return holders
		.filter((one) => !barred(one.id))
		.map((one) => one.name)
		.slice(0, 6)
}

async function declarationsShown(ctx: Ctx, { declarations }: CaseFile): Promise<CaseGateView['declarations']> {
	const newest = [...newestByPerson(declarations.map((one) => ({ ...one, personId: one.account_id }))).values()]
	const names = await namesOf(
		ctx.read,
		newest.map((one) => one.personId),
	)
	return newest.map((one) => ({
		name: names.get(one.personId) ?? '',
		declared: one.declared,
		relation: one.relation,
		at: one.declared_at,
	}))
}

/** Reasons given on the violation and on the case, oldest first. */
async function reasonsShown(ctx: Ctx, { reasons, violation }: CaseFile): Promise<CaseGateView['reasons']> {
	const before = await gateReasonsOf(ctx.read, 'violation', violation.id)
	return [...before, ...reasons].map(({ id, gate, reason, byName, at, facts }) => ({
		id,
		gate,
		reason,
		by: byName,
		at,
		facts,
	}))
}

export function upliftShown(row: UpliftRow): UpliftView {
	const rule = UPLIFT_RULES.find((one) => one === row.rule)
	if (!rule) throw new Error(`Unknown rule of uplift: ${row.rule}`)
	return {
		rule,
		from: row.from_severity,
		to: row.to_severity,
		exitReview: row.exit_review === 1,
		params: fromJson<Record<string, number>>(row.params_json),
	}
}

function panelShown(ctx: Ctx, file: CaseFile): CaseGateView['panel'] {
	const { facts } = file
	return {
		cast: facts.votes.length,
		seats: facts.panelSeats,
		hidden: hidesVotes(ctx, file),
		dropped: file.row.state === 'DEFENCE' && panelOutcome(facts.votes, facts.panelSeats).kind === 'dropped',
	}
}
