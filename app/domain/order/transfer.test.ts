import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { handler, issuer, officer, orderAt } from '#tests/support/order-facts.ts'
import type { Outcome } from '../refusal.ts'
import type { OrderActor } from './order.ts'
import { answerTransfer, askTransfer, lapseTransfer, type PendingTransfer, takeBackTransfer } from './transfer.ts'

const owner = { departmentId: 'department-1', accountId: 'handler' }
const colleague: OrderActor = { accountId: 'colleague', duties: ['handler'] }
const order = orderAt('IN_PROGRESS')

function rule(outcome: Outcome<unknown>): string {
	return outcome.ok ? 'accepted' : outcome.error.rule
}

describe('asking', () => {
	const ask = (
		departmentId: string,
		accountId: string | null,
		change: Partial<Parameters<typeof askTransfer>[2]> = {},
	) =>
		askTransfer(
			order,
			handler,
			{ owns: true, ...change },
			owner,
			{ to: { departmentId, accountId }, reason: '职责调整' },
			null,
			['helping'],
		)
	test.each([
		['another department', 'department-2', null, 'accepted'],
		['one person of it', 'department-2', 'somebody', 'accepted'],
		['a colleague', 'department-1', 'colleague', 'accepted'],
		['the owner', 'department-1', 'handler', 'order.transfer-same'],
		['the own department', 'department-1', null, 'order.transfer-same'],
		['a department that assists', 'helping', null, 'order.transfer-assists'],
	])('%s', (_, departmentId, accountId, expected) => expect(rule(ask(departmentId, accountId))).toBe(expected))
	test('changes nothing but asks; not by a stranger, not twice, not without a reason', () => {
		const outcome = ask('department-2', null)
		expect(outcome.ok && outcome.value.set).toEqual({})
		expect(rule(ask('department-2', null, { owns: false }))).toBe('order.not-owner')
		const asked = { to: { departmentId: 'department-2', accountId: null }, reason: ' ' }
		expect(rule(askTransfer(order, officer, { owns: false }, owner, asked, null, []))).toBe('reason-missing')
		const pending = { askedBy: 'x', to: asked.to }
		expect(rule(askTransfer(order, officer, { owns: false }, owner, asked, pending, []))).toBe('order.transfer-pending')
	})
})

describe('answering', () => {
	const pending: PendingTransfer = { askedBy: 'handler', to: { departmentId: 'department-2', accountId: 'colleague' } }
	const yes = { accept: true, reason: '' }
	test('the named one accepts and owns it; nobody else, and not who asked', () => {
		const outcome = answerTransfer(order, colleague, { asked: true }, pending, yes)
		expect(outcome.ok && outcome.value.set).toEqual({ leadDepartmentId: 'department-2' })
		expect(rule(answerTransfer(order, issuer, { asked: true }, pending, yes))).toBe('order.transfer-successor')
		const own = { ...pending, askedBy: 'colleague' }
		expect(rule(answerTransfer(order, colleague, { asked: true }, own, yes))).toBe('order.transfer-own')
		expect(rule(answerTransfer(order, colleague, { asked: true }, null, yes))).toBe('order.transfer-none')
	})
	test('a department answers through whoever works there', () => {
		const open = { ...pending, to: { departmentId: 'department-2', accountId: null } }
		expect(rule(answerTransfer(order, colleague, { asked: false }, open, yes))).toBe('order.transfer-successor')
		expect(rule(answerTransfer(order, colleague, { asked: true }, open, yes))).toBe('accepted')
	})
	test('a refusal needs a reason and moves nothing', () => {
		expect(rule(answerTransfer(order, colleague, { asked: true }, pending, { accept: false, reason: '' }))).toBe(
			'reason-missing',
		)
		const no = answerTransfer(order, colleague, { asked: true }, pending, { accept: false, reason: '不属本部门' })
		expect(no.ok && no.value.set).toEqual({})
	})
	test('only who asked takes it back', () => {
		expect(rule(takeBackTransfer(order, handler, pending))).toBe('accepted')
		expect(rule(takeBackTransfer(order, colleague, pending))).toBe('order.not-transfer-asker')
	})
})

test('whatever is asked, refused, taken back or left lying: the owner changes by acceptance alone', () => {
	type Model = { owner: string; pending: PendingTransfer | null }
	const people = ['a', 'b', 'c']
	const act = fc.record({
		kind: fc.constantFrom('ask', 'accept', 'refuse', 'back', 'lapse'),
		by: fc.constantFrom(...people),
		to: fc.constantFrom(...people),
	})
	fc.assert(
		fc.property(fc.array(act, { maxLength: 30 }), (run) => {
			const model: Model = { owner: 'a', pending: null }
			for (const { kind, by, to } of run) {
				const actor: OrderActor = { accountId: by, duties: ['handler'] }
				const before = model.owner
				const facts = orderAt('IN_PROGRESS', { leadDepartmentId: model.owner })
				const now = { departmentId: model.owner, accountId: model.owner }
				if (kind === 'ask') {
					const asked = { to: { departmentId: to, accountId: to }, reason: '转派' }
					const done = askTransfer(facts, actor, { owns: by === model.owner }, now, asked, model.pending, [])
					if (done.ok) model.pending = { askedBy: by, to: asked.to }
				} else if (kind === 'accept' || kind === 'refuse') {
					const said = { accept: kind === 'accept', reason: '理由' }
					const done = answerTransfer(facts, actor, { asked: true }, model.pending, said)
					if (!done.ok) continue
					if (kind === 'accept') model.owner = done.value.set.leadDepartmentId ?? model.owner
					model.pending = null
				} else {
					const done =
						kind === 'back' ? takeBackTransfer(facts, actor, model.pending) : lapseTransfer(facts, model.pending)
					if (done.ok) model.pending = null
				}
				if (kind !== 'accept') expect(model.owner).toBe(before)
				expect(people).toContain(model.owner)
			}
		}),
	)
})
