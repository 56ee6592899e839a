import type { ClockKind, ClockParty } from '#app/domain/clock.ts'
import { LIMITS } from '#app/domain/penalty/notice-body.ts'
import { addDays } from '#app/domain/time.ts'
import { type Case, type Reference, reached, STEPS, type Stage } from './case.ts'
import { addClock, dueFrom } from './due.ts'
import { type Bulk, numbered } from './field.ts'

/** The remediation plan and the deadlines of a case. */

export function addPlan(bulk: Bulk, ref: Reference, one: Case): void {
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

export function addClocks(bulk: Bulk, ref: Reference, one: Case): void {
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
