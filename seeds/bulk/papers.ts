import { createHash } from 'node:crypto'
import { LIMITS, type NoticeBody, noticeNumber } from '#app/domain/penalty/notice-body.ts'
import { addDays, type LocalDate, yearOf } from '#app/domain/time.ts'
import { type Case, decisionId, type Reference, type Running, reached, STEPS, type Stage } from './case.ts'
import { type Bulk, nextOf } from './field.ts'

/** Decision, notices and events of a case. */

export function addDocuments(bulk: Bulk, ref: Reference, one: Case): void {
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

export function addEvents(bulk: Bulk, one: Case, run: Running): void {
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
