import { createHash } from 'node:crypto'
import type { Calendar } from '#app/domain/calendar.ts'
import type { ClockKind, ClockParty } from '#app/domain/clock.ts'
import { post } from '#app/domain/ledger/ledger.ts'
import { computePenalty, type PenaltyAmount } from '#app/domain/penalty/compute.ts'
import { LIMITS, type NoticeBody, noticeNumber } from '#app/domain/penalty/notice-body.ts'
import type { Rulebook } from '#app/domain/penalty/rulebook.schema.ts'
import { addDays, addMonths, daysBetween, type Instant, type LocalDate, yearOf } from '#app/domain/time.ts'
import type { Catalogue, ViolationType } from '#app/domain/violation/catalogue.schema.ts'
import { addClock, dueFrom } from './due.ts'
import { type Bulk, type BulkOutlet, dayOf, momentOf, nextOf, numbered } from './field.ts'

export type Reference = {
	readonly calendar: Calendar
	readonly rulebook: Rulebook
	readonly rulebookId: string
	readonly taxonomy: Catalogue
	readonly taxonomyId: string
}

/** Days after the violation happened on which a case takes its next step. */
const STEPS = {
	open: 1,
	check: 2,
	notice: 2,
	serve: 4,
	decide: 12,
	decisionServed: 14,
	final: 30,
	settle: 36,
	close: 37,
}
const END = STEPS.close
type Stage = 'DRAFT' | 'CHECKED' | 'PRE_NOTICED' | 'DEFENCE' | 'DECIDED' | 'SERVED' | 'FINAL' | 'SETTLED' | 'CLOSED'
const STAGES: readonly (readonly [Stage, number])[] = [
	['CLOSED', END],
	['SETTLED', STEPS.settle],
	['FINAL', STEPS.final],
	['SERVED', STEPS.decisionServed],
	['DECIDED', STEPS.decide],
	['DEFENCE', STEPS.serve],
	['PRE_NOTICED', STEPS.notice],
	['CHECKED', STEPS.check],
	['DRAFT', STEPS.open],
]
const TOP_UP = 10_000_000

/** What runs through all cases. */
type Running = {
	readonly available: Map<string, number>
	readonly people: { readonly compliance: string; readonly approver: string; readonly panel: string }
}

type Case = {
	readonly id: string
	readonly violationId: string
	readonly number: string
	readonly outlet: BulkOutlet
	readonly type: ViolationType
	readonly on: LocalDate
	readonly stage: Stage
	readonly amount: PenaltyAmount
	readonly units: number
	readonly factors: readonly string[]
	readonly decider: string
	readonly at: (step: keyof typeof STEPS) => Instant
}

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

const reached = (one: Case, stage: Stage) =>
	STAGES.findIndex(([name]) => name === one.stage) <= STAGES.findIndex(([name]) => name === stage)

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

function addDocuments(bulk: Bulk, ref: Reference, one: Case): void {
	if (reached(one, 'PRE_NOTICED')) addNotice(bulk, ref, one, 'pre-notice')
	if (!reached(one, 'DECIDED')) return
	bulk.sink.add('decision', {
		id: decisionId(one),
		branch_id: bulk.laid.branchId,
		penalty_id: one.id,
		round: 1,
		kind: 'DECISION',
		amount_fen: one.amount.amountFen,
		points: one.amount.points,
		reason: '事实清楚，按规则处理。',
		decided_by: one.decider,
		decided_at: one.at('decide'),
	})
	addNotice(bulk, ref, one, 'decision')
}

/** One decision per case: its id is the case's with another last group's first digit. */
const decisionId = (one: Case) => `d${one.id.slice(1)}`

function addNotice(bulk: Bulk, ref: Reference, one: Case, kind: 'pre-notice' | 'decision'): void {
	const step = kind === 'decision' ? 'decide' : 'notice'
	const issuedOn = addDays(one.on, STEPS[step])
	const n = nextOf(bulk, `notice.${kind}`, yearOf(issuedOn))
	const number = noticeNumber('江', kind, yearOf(issuedOn), n)
	const body = JSON.stringify(noticeBody(one, ref, kind, number, issuedOn))
	const sha256 = createHash('sha256').update(body).digest('hex')
	const served = kind === 'decision' ? reached(one, 'SERVED') : reached(one, 'DEFENCE')
	bulk.sink.add('notice', {
		id: bulk.newId(),
		branch_id: bulk.laid.branchId,
		dealer_id: one.outlet.dealer.id,
		outlet_id: one.outlet.scope.outlet_id,
		penalty_id: one.id,
		kind,
		number,
		body_json: body,
		sha256,
		check_code: `${sha256.slice(0, 4)}-${sha256.slice(4, 8)}-${sha256.slice(8, 20)}`.toUpperCase(),
		sent_at: one.at(step),
		served_at: served ? one.at(kind === 'decision' ? 'decisionServed' : 'serve') : null,
		served_how: served ? 'opened' : null,
		opened_by: null,
		opened_at: served ? one.at(kind === 'decision' ? 'decisionServed' : 'serve') : null,
		opened_address: null,
	})
}

function noticeBody(
	one: Case,
	ref: Reference,
	kind: NoticeBody['kind'],
	number: string,
	issuedOn: LocalDate,
): NoticeBody {
	return {
		v: 1,
		kind,
		number,
		caseNumber: one.number,
		branch: '江州市分公司',
		dealer: { name: one.outlet.dealer.name, creditCode: null },
		outlet: { code: one.outlet.code, name: one.outlet.name },
		issuedOn,
		occurredOn: one.on,
		occurredAtMinute: null,
		facts: `${one.outlet.name}：${one.type.name['zh-Hans']}，共 ${one.units} 处，现场核实。`,
		clause: { code: one.type.code, names: one.type.name, rulebook: ref.rulebook.code, agreementFrom: '2025-07-01' },
		severity: one.type.severity,
		units: one.units,
		unit: one.type.unit,
		rights: one.type.consumerRightArticles,
		working: one.amount.working,
		factors: [],
		shareReason: '',
		priors: [],
		toldFen: one.amount.amountFen,
		amountFen: one.amount.amountFen,
		points: one.amount.points,
		evidence: [],
		args: [],
		reason: '',
		review: null,
		limits: { defence: LIMITS.defence, extension: LIMITS.extension, review: LIMITS.review },
		contact: '陈思远',
	}
}

type Kind = 'DEPOSIT_IN' | 'TOPUP_IN' | 'HOLD' | 'DEDUCT'

function addMoney(bulk: Bulk, one: Case, run: Running): void {
	if (!reached(one, 'PRE_NOTICED')) return
	const dealer = one.outlet.dealer.id
	const fen = one.amount.amountFen
	const before = run.available.get(dealer)
	if ((before ?? 0) < fen) {
		addTxn(bulk, one, before === undefined ? 'DEPOSIT_IN' : 'TOPUP_IN', TOP_UP, one.at('open'))
		run.available.set(dealer, (before ?? 0) + TOP_UP)
	}
	addTxn(bulk, one, 'HOLD', fen, one.at('notice'))
	run.available.set(dealer, (run.available.get(dealer) ?? 0) - fen)
	if (reached(one, 'SETTLED')) addTxn(bulk, one, 'DEDUCT', fen, one.at('settle'))
}

function addTxn(bulk: Bulk, one: Case, kind: Kind, fen: number, at: Instant): void {
	const ofCase = kind === 'HOLD' || kind === 'DEDUCT'
	const posting =
		kind === 'DEDUCT' ? ({ kind, fromHeldFen: fen, fromAvailableFen: 0 } as const) : ({ kind, fen } as const)
	const entries = post(posting)
	if (!entries.ok) throw new Error(entries.error.rule)
	const id = bulk.newId()
	const owner = { branch_id: bulk.laid.branchId, dealer_id: one.outlet.dealer.id }
	bulk.sink.add('ledger_txn', {
		id,
		...owner,
		kind,
		amount_fen: fen,
		penalty_id: ofCase ? one.id : null,
		decision_id: kind === 'DEDUCT' ? decisionId(one) : null,
		settlement_run_id: null,
		reverses_id: null,
		voucher: `${kind}-${one.number}`,
		idempotency_key: `${one.id}:${kind}`,
		posted_on: one.on,
		created_by: bulk.laid.person('compliance'),
		created_at: at,
	})
	for (const entry of entries.value) {
		const money = { account: entry.account, debit_fen: entry.debitFen, credit_fen: entry.creditFen }
		bulk.sink.add('ledger_entry', { ...owner, txn_id: id, ...money })
	}
}

function addPlan(bulk: Bulk, ref: Reference, one: Case): void {
	const id = bulk.newId()
	const closed = one.stage === 'CLOSED'
	const served = reached(one, 'DEFENCE')
	const due = served ? dueFrom(ref.calendar, addDays(one.on, STEPS.serve), { amount: 10, unit: 'wd' }, 'dealer') : null
	bulk.sink.add('plan', {
		id,
		...one.outlet.scope,
		number: numbered(bulk, 'ZG', 'plan', one.on),
		state: closed ? 'STRUCK_OFF' : served ? 'IN_WORK' : 'TO_SUBMIT',
		violation_id: one.violationId,
		penalty_id: one.id,
		violation_type: one.type.code,
		severity: one.type.severity,
		cause_code: null,
		cause_text: served ? '店员培训不足' : '',
		submitted_by: null,
		submitted_at: served ? one.at('serve') : null,
		approved_by: served ? one.outlet.supervisor : null,
		approved_at: served ? one.at('serve') : null,
		verified_by: closed ? one.outlet.supervisor : null,
		verified_at: closed ? one.at('settle') : null,
		recheck_inspection_id: null,
		returned_from: null,
		return_reason: null,
		returned_count: 0,
		served_at: served ? one.at('serve') : null,
		due_on: due?.dueOn ?? null,
		extended: 0,
		ineffective: 0,
		struck_off_at: closed ? one.at('settle') : null,
		end_reason: null,
		created_at: one.at('check'),
	})
}

function addClocks(bulk: Bulk, ref: Reference, one: Case): void {
	const add = (
		kind: ClockKind,
		party: ClockParty,
		n: number,
		from: keyof typeof STEPS,
		to: keyof typeof STEPS,
		from_: Stage,
		to_: Stage,
	) => {
		if (!reached(one, from_)) return
		const limit = { amount: n, unit: 'wd' } as const
		const due = dueFrom(ref.calendar, addDays(one.on, STEPS[from]), limit, party)
		const endedAt = reached(one, to_) ? one.at(to) : null
		addClock(bulk, { subject: 'penalty', id: one.id, kind, party, limit, startedAt: one.at(from), endedAt }, due)
	}
	add('penalty.check', 'staff', LIMITS.check, 'open', 'check', 'DRAFT', 'CHECKED')
	add('penalty.defence', 'dealer', LIMITS.defence, 'serve', 'decide', 'DEFENCE', 'DECIDED')
	add('penalty.review', 'dealer', LIMITS.review, 'decisionServed', 'final', 'SERVED', 'FINAL')
}

function addEvents(bulk: Bulk, one: Case, run: Running): void {
	const { compliance } = run.people
	const say = (stage: Stage, step: keyof typeof STEPS, kind: string, actor: string, after: object) => {
		if (reached(one, stage)) bulk.sink.event({ at: one.at(step), actor, subject: 'penalty', id: one.id, kind, after })
	}
	const { amountFen } = one.amount
	say('DRAFT', 'open', 'penalty.drafted', one.outlet.manager, { state: 'DRAFT', amount_fen: amountFen })
	say('CHECKED', 'check', 'penalty.checked', compliance, { state: 'CHECKED' })
	say('PRE_NOTICED', 'notice', 'penalty.pre-noticed', compliance, {
		state: 'PRE_NOTICED',
		notice_amount_fen: amountFen,
	})
	say('DEFENCE', 'serve', 'penalty.served', compliance, { state: 'DEFENCE' })
	say('DECIDED', 'decide', 'penalty.decided', one.decider, { state: 'DECIDED', decided_amount_fen: amountFen })
	say('FINAL', 'final', 'penalty.final', compliance, { state: 'FINAL' })
	say('SETTLED', 'settle', 'penalty.settled', compliance, { state: 'SETTLED', settled_fen: amountFen })
	say('CLOSED', 'close', 'penalty.closed', compliance, { state: 'CLOSED' })
}
