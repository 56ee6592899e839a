import { describe, expect, test } from 'vitest'
import { defenceFacts } from '#tests/support/rulebook.ts'
import { decideChecklist } from './checklist.ts'
import { askExtension, grantAskedExtension, refuseExtension } from './extension.ts'
import { applyChange, type PenaltyFacts } from './facts.ts'
import { acknowledge, closeDefence, defend } from './notice.ts'

const due = '2026-11-24'
const facts = (change: Partial<PenaltyFacts> = {}) => defenceFacts({ defenceDueOn: due, ...change })
const ask = (of: PenaltyFacts, today = '2026-11-24' as const, reason = '等证明') => askExtension(of, { today, reason })
const ruleOf = (outcome: ReturnType<typeof ask>) => (outcome.ok ? 'done' : outcome.error.rule)

describe('more time is asked once, inside the window, before a reply', () => {
	test.each<[string, Partial<PenaltyFacts>, string]>([
		['on the last day', {}, 'done'],
		['twice', { extension: 'ASKED' }, 'penalty.extension-asked'],
		['after an answer', { extension: 'ANSWERED' }, 'penalty.extension-asked'],
		['after more time was given unasked', { defenceExtended: true }, 'penalty.extension-used'],
		['after a reply', { argumentCount: 1 }, 'penalty.defence-stated'],
		['after acknowledging', { acknowledgedOn: '2026-11-20' }, 'penalty.acknowledged'],
		['after the window', { defenceDueOn: '2026-11-23' }, 'penalty.window-over'],
		['before service', { state: 'PRE_NOTICED' }, 'wrong-state'],
		['after the decision', { state: 'DECIDED' }, 'wrong-state'],
	])('%s', (_, change, expected) => {
		expect(ruleOf(ask(facts(change)))).toBe(expected)
	})

	test('with a reason', () => {
		expect(ruleOf(ask(facts(), '2026-11-24', ' '))).toBe('reason-missing')
	})

	test('the clock runs on: silence closes the window, and the request still stands', () => {
		const asked = ask(facts())
		if (!asked.ok) throw new Error('asked')
		const waiting = applyChange(facts(), asked.value)
		expect(waiting.defenceDueOn).toBe(due)
		const closed = closeDefence(waiting, { today: '2026-11-25' })
		expect(closed.ok && applyChange(waiting, closed.value).extension).toBe('ASKED')
	})
})

describe('the answer', () => {
	const waiting = facts({ extension: 'ASKED' })
	const grant = (of: PenaltyFacts, today: `${number}-${number}-${number}`, dueOn = '2026-11-27' as const) =>
		grantAskedExtension(of, { today, dueOn })

	test('a yes counts from the original last day, also when it has passed meanwhile', () => {
		const late = facts({ extension: 'ASKED', defenceClosedOn: '2026-11-25' })
		const granted = grant(late, '2026-11-26')
		expect(granted.ok && applyChange(late, granted.value)).toMatchObject({
			defenceDueOn: '2026-11-27',
			defenceExtended: true,
			defenceClosedOn: null,
			extension: 'ANSWERED',
			state: 'DEFENCE',
		})
	})

	test.each([
		['without a request', facts(), '2026-11-23', 'penalty.extension-none'],
		['answered before', facts({ extension: 'ANSWERED' }), '2026-11-23', 'penalty.extension-none'],
		['that would give nothing', waiting, '2026-11-28', 'penalty.extension-past'],
	] as const)('no yes %s', (_, of, today, expected) => {
		expect(ruleOf(grant(of, today))).toBe(expected)
	})

	test('a no has a reason and leaves the window as it was', () => {
		expect(ruleOf(refuseExtension(waiting, { reason: ' ' }))).toBe('reason-missing')
		expect(ruleOf(refuseExtension(facts(), { reason: '没有必要' }))).toBe('penalty.extension-none')
		const refused = refuseExtension(waiting, { reason: '没有必要' })
		expect(refused.ok && refused.value.set).toEqual({ extension: 'ANSWERED' })
	})

	test('a reply makes the request void', () => {
		const stated = defend(waiting, { today: due, arguments: 1 })
		const agreed = acknowledge(waiting, { today: due })
		expect([stated.ok && stated.value.set.extension, agreed.ok && agreed.value.set.extension]).toEqual([
			'ANSWERED',
			'ANSWERED',
		])
	})

	test('nobody decides the case while a request waits', () => {
		const actor = { personId: 'approver', roles: ['APPROVER'] }
		const line = (of: PenaltyFacts) =>
			decideChecklist(of, actor, '2026-11-25').find((one) => one.rule === 'penalty.extension-open')?.ok
		expect([line(waiting), line(facts()), line(facts({ extension: 'ANSWERED' }))]).toEqual([false, true, true])
	})
})
