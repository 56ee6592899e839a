import { computePenalty } from '#app/domain/penalty/compute.ts'
import { addDays, addMonths, daysBetween, type Instant } from '#app/domain/time.ts'
import { type Case, type Reference, type Running, reached, STAGES, STEPS, type Stage } from './case.ts'
import { addClocks, addPlan } from './deadlines.ts'
import { type Bulk, type BulkOutlet, dayOf, momentOf, numbered } from './field.ts'
import { addMoney } from './money.ts'
import { addDocuments, addEvents } from './papers.ts'

/** Cases with everything that hangs on them: violation, notices, decision, ledger, plan, clocks, events. */
export function* makePenalties(
	bulk: Bulk,
	ref: Reference,
	outlets: readonly BulkOutlet[],
	count: number,
	days: number,
): Generator<number> {
	const { laid } = bulk
	const run: Running = {
		available: new Map(),
		people: { compliance: laid.person('compliance'), approver: laid.person('approver'), panel: laid.person('panel1') },
	}
	for (let i = 0; i < count; i++) {
		const one = makeCase(bulk, ref, outlets, i, count, days, run)
		addViolation(bulk, ref, one, i, run)
		addPenalty(bulk, ref, one, run)
		addDocuments(bulk, ref, one)
		addMoney(bulk, one, run)
		addPlan(bulk, ref, one)
		addClocks(bulk, ref, one)
		addEvents(bulk, one, run)
		yield i
	}
}

function makeCase(
	bulk: Bulk,
	ref: Reference,
	outlets: readonly BulkOutlet[],
	i: number,
	count: number,
	days: number,
	run: Running,
): Case {
	const { random } = bulk
	const outlet = random.pick(outlets)
	const type = random.pick(ref.taxonomy.types)
	const on = dayOf(bulk, i, count, days)
	const age = daysBetween(on, bulk.today)
	const units = random.int(1, 3)
	const mitigating = random.chance(0.3) ? [-20] : []
	const amount = computePenalty(ref.rulebook, {
		severity: type.severity,
		units,
		priors: 0,
		mitigating,
		aggravating: [],
		share: 100,
	})
	if (!amount.ok) throw new Error(amount.error.rule)
	const { approver, panel } = run.people
	const decider = { L1: outlet.supervisor, L2: approver, L3: approver, L4: panel }[type.severity]
	// The day of a step is the same for all, the minute is the case's own, so that steps keep their order.
	const minute = momentOf(on, 0, random)
	const at = (step: keyof typeof STEPS): Instant => `${addDays(on, STEPS[step])}${minute.slice(10)}` as Instant
	return {
		id: bulk.newId(),
		violationId: bulk.newId(),
		number: numbered(bulk, 'CF', 'penalty', on),
		outlet,
		type,
		on,
		stage: STAGES.find(([, from]) => age >= from)?.[0] ?? 'DRAFT',
		amount: amount.value,
		units,
		factors: mitigating.length > 0 ? ['corrected-on-the-spot'] : [],
		decider,
		at,
	}
}

function addViolation(bulk: Bulk, ref: Reference, one: Case, i: number, run: Running): void {
	bulk.sink.add('violation', {
		id: one.violationId,
		...one.outlet.scope,
		number: numbered(bulk, 'WG', 'violation', one.on),
		state: 'CONFIRMED',
		source: bulk.random.pick(['INSPECTION', 'COMPLAINT', 'REGULATOR', 'MEDIA']),
		source_ref: `LY-${i + 1}`,
		finding_id: null,
		inspection_id: null,
		violation_type: one.type.code,
		taxonomy_version_id: ref.taxonomyId,
		severity: one.type.severity,
		occurred_on: one.on,
		occurred_at_minute: null,
		discovered_on: one.on,
		units: one.units,
		affected_users_json: '["138****1234"]',
		right_articles_json: JSON.stringify(one.type.consumerRightArticles),
		facts: `${one.outlet.name}：${one.type.name['zh-Hans']}，共 ${one.units} 处，现场核实。`,
		opinion: '',
		factors_json: JSON.stringify(one.factors),
		dealer_share: 100,
		operator_share: 0,
		third_share: 0,
		share_reason: '',
		loss_basis_fen: 0,
		opened_by: one.outlet.manager,
		opened_at: one.at('open'),
		checked_by: run.people.compliance,
		checked_at: one.at('check'),
		dismiss_reason: null,
		historic: 0,
	})
}

function addPenalty(bulk: Bulk, ref: Reference, one: Case, run: Running): void {
	const { amountFen, points, multiplierPercent, factorPercent, capped, working } = one.amount
	const when = (stage: Stage, step: keyof typeof STEPS) => (reached(one, stage) ? one.at(step) : null)
	const settled = reached(one, 'SETTLED')
	bulk.sink.add('penalty', {
		id: one.id,
		...one.outlet.scope,
		number: one.number,
		state: one.stage,
		violation_id: one.violationId,
		violation_type: one.type.code,
		category: one.type.category,
		severity: one.type.severity,
		red_line: one.type.redLine ? 1 : 0,
		rulebook_version_id: ref.rulebookId,
		occurred_on: one.on,
		units: one.units,
		share: 100,
		factors_json: JSON.stringify(one.factors),
		priors_json: '[]',
		multiplier_percent: multiplierPercent,
		factor_percent: factorPercent,
		capped: capped ? 1 : 0,
		working_json: JSON.stringify(working),
		amount_fen: amountFen,
		points,
		notice_amount_fen: reached(one, 'PRE_NOTICED') ? amountFen : null,
		decided_amount_fen: reached(one, 'DECIDED') ? amountFen : null,
		settled_fen: settled ? amountFen : 0,
		outstanding_fen: one.stage === 'FINAL' ? amountFen : 0,
		opened_by: one.outlet.manager,
		opened_at: one.at('open'),
		checked_by: reached(one, 'CHECKED') ? run.people.compliance : null,
		checked_at: when('CHECKED', 'check'),
		noticed_by: reached(one, 'PRE_NOTICED') ? run.people.compliance : null,
		noticed_at: when('PRE_NOTICED', 'notice'),
		served_at: when('DEFENCE', 'serve'),
		defence_state: reached(one, 'DECIDED') ? 'LAPSED' : one.stage === 'DEFENCE' ? 'OPEN' : 'NONE',
		defence_extended: 0,
		round: 1,
		decided_by: reached(one, 'DECIDED') ? one.decider : null,
		decided_at: when('DECIDED', 'decide'),
		decision_served_at: when('SERVED', 'decisionServed'),
		decision_served_on: reached(one, 'SERVED') ? addDays(one.on, STEPS.decisionServed) : null,
		review_until: when('SERVED', 'final'),
		review_ground: null,
		reviewed_by: null,
		reviewed_at: null,
		review_outcome: null,
		final_at: when('FINAL', 'final'),
		settled_at: when('SETTLED', 'settle'),
		closed_at: when('CLOSED', 'close'),
		waiver_proposed_by: null,
		end_reason: null,
		ended_by: null,
		ended_at: null,
		limitation_on: addMonths(one.on, 24),
		historic: 0,
		external_key: null,
	})
}
