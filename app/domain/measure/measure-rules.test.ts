import { describe, expect, test } from 'vitest'
import { castExitVote, farmingExit, groundOf, panelAnswer } from './exit.ts'
import { inForce, restrictionOf } from './in-force.ts'
import { liftChecks, liftRefusal } from './lifting.ts'
import { idTail, isIdNumber, plainIdNumber } from './person.ts'

describe('what is in force', () => {
	const span = { kind: 'CIRCULAR', state: 'IMPOSED', beginsOn: '2026-11-01', endsOn: '2026-11-08' } as const

	test.each([
		['2026-10-31', false],
		['2026-11-01', true],
		['2026-11-08', true],
		['2026-11-09', false],
	] as const)('a circular on %s: %s', (today, expected) => {
		expect(inForce(span, today)).toBe(expected)
	})

	test('a suspension for rectification goes on after its last day until it is lifted', () => {
		expect(inForce({ ...span, kind: 'SUSPEND_BUSINESS' }, '2027-01-01')).toBe(true)
		expect(inForce({ ...span, kind: 'SUSPEND_BUSINESS', state: 'LIFTED' }, '2026-11-05')).toBe(false)
		expect(inForce({ ...span, state: 'PROPOSED', beginsOn: null }, '2026-11-05')).toBe(false)
	})

	test('each kind takes away what it says', () => {
		const kinds = ['REMINDER', 'TALK', 'CIRCULAR', 'SUSPEND_SIM', 'SUSPEND_BUSINESS', 'TERMINATE'] as const
		expect(kinds.map(restrictionOf)).toEqual([null, null, 'SIM_OPENING', 'SIM_OPENING', 'CLOSED', 'ENDED'])
	})
})

describe('lifting needs expiry and accepted rectification (domain 3.2)', () => {
	const facts = { kind: 'SUSPEND_BUSINESS', endsOn: '2026-11-30', planAccepted: true, groundGone: false } as const

	test.each([
		['on the last day', facts, '2026-11-30', 'measure.not-expired'],
		['the day after', facts, '2026-12-01', null],
		['without the plan', { ...facts, planAccepted: false }, '2026-12-01', 'measure.plan-open'],
		['both missing', { ...facts, planAccepted: false }, '2026-11-01', 'measure.not-expired'],
		['the case is gone', { ...facts, planAccepted: false, groundGone: true }, '2026-11-01', null],
		['a letter', { ...facts, kind: 'REMINDER', endsOn: null, planAccepted: false }, '2026-11-01', null],
	] as const)('%s', (_, given, today, rule) => {
		expect(liftRefusal(given, today)?.rule ?? null).toBe(rule)
	})

	test('the list says both, met or not', () => {
		expect(
			liftChecks({ ...facts, kind: 'TERMINATE', planAccepted: false }, '2026-12-01').map((one) => one.met),
		).toEqual([true, false])
	})
})

describe("the panel's answer", () => {
	const votes = (...yes: boolean[]) => yes.map((one, i) => ({ personId: `p${i}`, yes: one }))

	test.each([
		[votes(true, true), 'short'],
		[votes(true, true, false), 'yes'],
		[votes(true, false, false), 'no'],
		[votes(true, true, false, false), 'no'],
	] as const)('%j', (cast, expected) => {
		expect(panelAnswer(cast, 3, 'no')).toBe(expected)
	})

	test('larger panels wait for everybody; one person counts once', () => {
		expect(panelAnswer(votes(true, true, true), 5, 'no')).toBe('short')
		expect(panelAnswer([...votes(true, true), { personId: 'p0', yes: true }], 3, 'no')).toBe('short')
	})

	test('nobody votes twice, nobody who took part, nobody before a decision or after its end', () => {
		const about = { ground: 'decided', barred: ['opener', null] } as const
		const vote = { personId: 'p9', yes: true }
		expect(castExitVote([], vote, about)).toMatchObject({ ok: true })
		expect(castExitVote([vote], vote, about)).toMatchObject({ error: { rule: 'measure.voted' } })
		expect(castExitVote([], { ...vote, personId: 'opener' }, about)).toMatchObject({
			error: { rule: 'measure.took-part' },
		})
		expect(castExitVote([], vote, { ...about, ground: 'undecided' })).toMatchObject({
			error: { rule: 'measure.case-undecided' },
		})
		expect(castExitVote([], vote, { ...about, ground: 'gone' })).toMatchObject({
			error: { rule: 'measure.case-ended' },
		})
		expect([groundOf('DEFENCE', false), groundOf('DECIDED', false), groundOf('CLOSED', true)]).toEqual([
			'undecided',
			'decided',
			'gone',
		])
	})

	test('SIM farming asks for an exit from the number of the rulebook on', () => {
		expect([farmingExit('D05', 499, 500), farmingExit('D05', 500, 500), farmingExit('D01', 900, 500)]).toEqual([
			false,
			true,
			false,
		])
	})
})

describe('identity numbers', () => {
	test.each([
		['11010519491231002X', true],
		['110105194912310021', false],
		['440524188001010014', true],
		['11010519491231002', false],
		['01010519491231002X', false],
	] as const)('%s: %s', (text, expected) => {
		expect(isIdNumber(text)).toBe(expected)
	})

	test('as people type it; only the tail is shown', () => {
		expect(plainIdNumber(' 110105 19491231 002x ')).toBe('11010519491231002X')
		expect(idTail('11010519491231002X')).toBe('002X')
	})
})
