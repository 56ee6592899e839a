import { describe, expect, test } from 'vitest'
import { machineFaults, machineRows } from '#tests/support/machine-faults.ts'
import { may } from '../machine.ts'
import type { Outcome } from '../refusal.ts'
import * as plan from './plan.ts'
import {
	PLAN_ACTIONS,
	PLAN_MACHINE,
	PLAN_STATES,
	type PlanAction,
	type PlanChange,
	type PlanFacts,
	type PlanStep,
} from './plan.ts'

const step: PlanStep = { what: '重新培训全部店员', owner: '吴建国', dueOn: '2026-11-23', done: true, proofCount: 1 }
const facts = (change: Partial<PlanFacts> = {}): PlanFacts => ({
	state: 'TO_SUBMIT',
	severity: 'L2',
	cause: null,
	steps: [],
	dueOn: '2026-11-24',
	extended: false,
	returnedFrom: null,
	rejections: 0,
	missed: false,
	ineffective: false,
	submitterId: 'dealer',
	finderId: 'finder',
	...change,
})
const visit = { inspectionId: 'i1', passed: true }

const RUN: Record<PlanAction, (f: PlanFacts) => Outcome<PlanChange>> = {
	submit: (f) =>
		plan.submitPlan(
			{ ...f, returnedFrom: 'APPROVAL' },
			{ cause: 'UNTRAINED', steps: [step], today: '2026-11-18' },
			'dealer',
		),
	approve: (f) => plan.approvePlan(f, 'manager'),
	returnPlan: (f) => plan.returnPlan(f, { reason: '没有写明证明' }, 'manager'),
	handIn: (f) => plan.handInPlan({ ...f, returnedFrom: 'VERIFICATION' }, { steps: [step] }),
	strikeOff: (f) => plan.strikeOffPlan(f, { reinspection: visit }, 'verifier'),
	returnWork: (f) => plan.returnWork(f, { reason: '仍有旧海报' }, 'verifier'),
	extend: (f) => plan.extendPlan(f, { today: '2026-11-24', dueOn: '2026-11-27', reason: '物料未到' }),
	markMissed: (f) => plan.markMissed(f, { today: '2026-11-25' }),
	reopen: (f) => plan.reopenPlan(f, { struckOffOn: '2026-12-01', occurredOn: '2026-12-20', dueOn: null }),
	cancel: plan.cancelPlan,
}
const rule = (outcome: Outcome<PlanChange>) => (outcome.ok ? 'ok' : outcome.error.rule)

describe('machine', () => {
	test('every state is reached and every state but the end has an exit', () => {
		expect(machineFaults(PLAN_MACHINE, PLAN_STATES, ['TO_SUBMIT'], ['CANCELLED'])).toEqual([])
	})

	test('the table', () => {
		expect(machineRows(PLAN_MACHINE, PLAN_STATES, PLAN_ACTIONS)).toEqual([
			'submit: TO_SUBMIT RETURNED',
			'approve: IN_APPROVAL',
			'returnPlan: IN_APPROVAL',
			'handIn: IN_WORK RETURNED',
			'strikeOff: IN_VERIFICATION',
			'returnWork: IN_VERIFICATION',
			'extend: TO_SUBMIT IN_APPROVAL IN_WORK RETURNED',
			'markMissed: TO_SUBMIT IN_WORK RETURNED',
			'reopen: STRUCK_OFF',
			'cancel: TO_SUBMIT IN_APPROVAL IN_WORK IN_VERIFICATION RETURNED',
		])
	})

	test.each(PLAN_STATES.flatMap((state) => PLAN_ACTIONS.map((action) => ({ state, action }))))(
		'$action in $state',
		({ state, action }) => {
			const outcome = RUN[action](facts({ state }))
			expect(rule(outcome)).toBe(may(PLAN_MACHINE, state, action) ? 'ok' : 'wrong-state')
			if (outcome.ok) expect(PLAN_MACHINE[action][state]).toContain(outcome.value.to)
		},
	)
})

describe('rules', () => {
	test.each<[string, Outcome<PlanChange>, string]>([
		[
			'no cause',
			plan.submitPlan(facts(), { cause: null, steps: [step], today: '2026-11-18' }, 'dealer'),
			'plan.no-cause',
		],
		[
			'no steps',
			plan.submitPlan(facts(), { cause: 'SYSTEM', steps: [], today: '2026-11-18' }, 'dealer'),
			'plan.no-steps',
		],
		[
			'step without an owner',
			plan.submitPlan(facts(), { cause: 'SYSTEM', steps: [{ ...step, owner: ' ' }], today: '2026-11-18' }, 'dealer'),
			'plan.step-incomplete',
		],
		[
			'step without a date',
			plan.submitPlan(facts(), { cause: 'SYSTEM', steps: [{ ...step, dueOn: null }], today: '2026-11-18' }, 'dealer'),
			'plan.step-incomplete',
		],
		[
			'step on the last day',
			plan.submitPlan(
				facts(),
				{ cause: 'SYSTEM', steps: [{ ...step, dueOn: '2026-11-24' }], today: '2026-11-18' },
				'dealer',
			),
			'ok',
		],
		[
			'step after the deadline',
			plan.submitPlan(
				facts(),
				{ cause: 'SYSTEM', steps: [{ ...step, dueOn: '2026-11-25' }], today: '2026-11-18' },
				'dealer',
			),
			'plan.step-after-due',
		],
		[
			'late steps on the last day',
			plan.submitPlan(
				facts(),
				{ cause: 'SYSTEM', steps: [{ ...step, dueOn: '2026-11-25' }], today: '2026-11-24' },
				'dealer',
			),
			'plan.step-after-due',
		],
		[
			'late plan may still be submitted',
			plan.submitPlan(
				facts(),
				{ cause: 'SYSTEM', steps: [{ ...step, dueOn: '2026-11-30' }], today: '2026-11-25' },
				'dealer',
			),
			'ok',
		],
		[
			'returned work is not rewritten as a plan',
			plan.submitPlan(
				facts({ state: 'RETURNED', returnedFrom: 'VERIFICATION' }),
				{ cause: 'SYSTEM', steps: [step], today: '2026-11-18' },
				'dealer',
			),
			'plan.returned-elsewhere',
		],
		[
			'a returned plan is not handed in as work',
			plan.handInPlan(facts({ state: 'RETURNED', returnedFrom: 'APPROVAL' }), { steps: [step] }),
			'plan.returned-elsewhere',
		],
		['author approves', plan.approvePlan(facts({ state: 'IN_APPROVAL' }), 'dealer'), 'plan.approver-submitted'],
		[
			'returned without a reason',
			plan.returnPlan(facts({ state: 'IN_APPROVAL' }), { reason: ' ' }, 'manager'),
			'reason-missing',
		],
		[
			'handed in without proof',
			plan.handInPlan(facts({ state: 'IN_WORK' }), { steps: [step, { ...step, proofCount: 0 }] }),
			'plan.step-without-proof',
		],
		[
			'handed in undone',
			plan.handInPlan(facts({ state: 'IN_WORK' }), { steps: [{ ...step, done: false }] }),
			'plan.step-without-proof',
		],
		[
			'finder verifies',
			plan.strikeOffPlan(facts({ state: 'IN_VERIFICATION' }), { reinspection: visit }, 'finder'),
			'plan.verifier-found',
		],
		[
			'author verifies',
			plan.strikeOffPlan(facts({ state: 'IN_VERIFICATION' }), { reinspection: visit }, 'dealer'),
			'plan.verifier-wrote',
		],
		[
			'L2 without a re-inspection',
			plan.strikeOffPlan(facts({ state: 'IN_VERIFICATION' }), { reinspection: null }, 'v'),
			'plan.needs-reinspection',
		],
		[
			'L1 by proof',
			plan.strikeOffPlan(facts({ state: 'IN_VERIFICATION', severity: 'L1' }), { reinspection: null }, 'v'),
			'ok',
		],
		[
			'failed re-inspection',
			plan.strikeOffPlan(facts({ state: 'IN_VERIFICATION' }), { reinspection: { ...visit, passed: false } }, 'v'),
			'plan.reinspection-failed',
		],
		[
			'finder sends back',
			plan.returnWork(facts({ state: 'IN_VERIFICATION' }), { reason: '仍有旧海报' }, 'finder'),
			'plan.verifier-found',
		],
		[
			'second extension',
			plan.extendPlan(facts({ extended: true }), { today: '2026-11-20', dueOn: '2026-11-27', reason: 'x' }),
			'plan.extension-used',
		],
		[
			'extension a day late',
			plan.extendPlan(facts(), { today: '2026-11-25', dueOn: '2026-11-27', reason: 'x' }),
			'plan.extension-late',
		],
		[
			'extension to the same day',
			plan.extendPlan(facts(), { today: '2026-11-20', dueOn: '2026-11-24', reason: 'x' }),
			'plan.extension-not-later',
		],
		['missed on the last day', plan.markMissed(facts(), { today: '2026-11-24' }), 'plan.due-running'],
		['missed before service', plan.markMissed(facts({ dueOn: null }), { today: '2026-11-24' }), 'plan.due-running'],
		['missed twice', plan.markMissed(facts({ missed: true }), { today: '2026-11-25' }), 'already-done'],
		[
			'repeat after 90 days',
			plan.reopenPlan(facts({ state: 'STRUCK_OFF' }), {
				struckOffOn: '2026-01-01',
				occurredOn: '2026-04-02',
				dueOn: null,
			}),
			'plan.not-a-repeat',
		],
		[
			'repeat on day 90',
			plan.reopenPlan(facts({ state: 'STRUCK_OFF' }), {
				struckOffOn: '2026-01-01',
				occurredOn: '2026-04-01',
				dueOn: null,
			}),
			'ok',
		],
		[
			'before the strike-off',
			plan.reopenPlan(facts({ state: 'STRUCK_OFF' }), {
				struckOffOn: '2026-01-01',
				occurredOn: '2026-01-01',
				dueOn: null,
			}),
			'plan.not-a-repeat',
		],
	])('%s', (_, outcome, expected) => {
		expect(rule(outcome)).toBe(expected)
	})

	test('the second rejection or a missed date escalates, once', () => {
		const effects = (outcome: Outcome<PlanChange>) => (outcome.ok ? outcome.value.effects.length : -1)
		const back = (change: Partial<PlanFacts>) =>
			effects(plan.returnWork(facts({ state: 'IN_VERIFICATION', ...change }), { reason: '仍有旧海报' }, 'v'))
		expect([back({}), back({ rejections: 1 }), back({ rejections: 2 }), back({ rejections: 1, missed: true })]).toEqual(
			[0, 2, 0, 0],
		)
		expect([
			effects(plan.markMissed(facts(), { today: '2026-11-25' })),
			effects(plan.markMissed(facts({ rejections: 1 }), { today: '2026-11-25' })),
			effects(plan.markMissed(facts({ rejections: 2 }), { today: '2026-11-25' })),
		]).toEqual([2, 2, 0])
	})

	test('reopened as ineffective, with a fresh count', () => {
		const outcome = plan.reopenPlan(facts({ state: 'STRUCK_OFF', rejections: 2, missed: true, extended: true }), {
			struckOffOn: '2026-11-01',
			occurredOn: '2026-11-20',
			dueOn: null,
		})
		expect(outcome).toMatchObject({
			value: { to: 'TO_SUBMIT', set: { ineffective: true, rejections: 0, missed: false, extended: false } },
		})
	})

	test('deadlines, methods, causes', () => {
		const levels = ['L1', 'L2', 'L3', 'L4'] as const
		expect(levels.map(plan.planWorkingDays)).toEqual([0, 5, 10, 15])
		expect(levels.map(plan.verificationMethod)).toEqual(['PROOF', 'REINSPECTION', 'REINSPECTION', 'REINSPECTION'])
		expect(plan.CAUSE_CODES.map(plan.causeParty)).toEqual([
			'dealer',
			'dealer',
			'dealer',
			'operator',
			'operator',
			'operator',
			'third',
		])
	})
})
