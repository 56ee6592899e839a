import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { machineFaults, machineRows } from '#tests/support/machine-faults.ts'
import { sheet } from '#tests/support/rulebook.ts'
import { may } from '../machine.ts'
import type { Outcome } from '../refusal.ts'
import { answerSchema } from './inspection.schema.ts'
import * as inspection from './inspection.ts'
import {
	INSPECTION_ACTIONS,
	INSPECTION_MACHINE,
	INSPECTION_STATES,
	INSPECTION_TYPES,
	type InspectionAction,
	type InspectionChange,
	type InspectionFacts,
} from './inspection.ts'
import {
	type Answer,
	type AnswerResult,
	itemUse,
	missingItems,
	progress,
	SECTIONS,
	score,
	sectionsFor,
} from './sheet.ts'

const answer = (itemNo: number, result: AnswerResult = 'pass', note = ''): Answer => ({ itemNo, result, note })
const all = (result: AnswerResult, ...except: number[]) =>
	sheet.items.filter((item) => !except.includes(item.no)).map((item) => answer(item.no, result))
const ONLY_MYSTERY = [11, 12, 13, 14, 15, 18]
const open = all('pass', ...ONLY_MYSTERY)

describe('sheet', () => {
	test('25 items, 100 points, six sections that name each item once', () => {
		expect(sheet.items).toHaveLength(25)
		expect(sheet.items.reduce((sum, item) => sum + item.points, 0)).toBe(100)
		expect(SECTIONS.flatMap((section) => section.items).sort((a, b) => a - b)).toEqual(
			sheet.items.map((item) => item.no),
		)
	})

	test.each(INSPECTION_TYPES)('what a %s asks', (type) => {
		const of = (use: string) => sheet.items.filter((item) => itemUse(type, item) === use).map((item) => item.no)
		if (type === 'MYSTERY') {
			expect(of('asked')).toEqual([3, 10, 11, 12, 13, 14, 15, 18, 19])
			expect(of('off')).toEqual([])
		} else {
			expect(of('off')).toEqual(ONLY_MYSTERY)
			expect(of('asked')).toHaveLength(19)
		}
		expect(sectionsFor(sheet, type).map((section) => section.items.length)).toEqual(
			type === 'MYSTERY' ? [5, 5, 6, 2, 5, 2] : [5, 5, 2, 5, 2],
		)
	})
})

describe('score', () => {
	test.each<[string, Answer[], number | null]>([
		['nothing answered', [], null],
		['nothing applicable', all('na'), null],
		['everything passed', all('pass'), 1000],
		['everything failed', all('fail'), 0],
		['one of 100 points', [...all('pass', 24), answer(24, 'fail')], 980],
		['5 of 68 points: 92.647', [...all('pass', ...ONLY_MYSTERY, 7), answer(7, 'fail')], 931],
		['live, three answers: 6 of 9', [answer(1), answer(2), answer(3, 'fail')], 667],
		['half up: 1/8 of 8 is 12.5', [answer(24), answer(14, 'fail')], 250],
	])('%s', (_, answers, tenths) => {
		expect(score(sheet, answers)).toBe(tenths)
	})

	test('is the rounded quotient for any answers', () => {
		const results = fc.array(fc.constantFrom<AnswerResult | null>('pass', 'fail', 'na', null), {
			minLength: 25,
			maxLength: 25,
		})
		fc.assert(
			fc.property(results, (given) => {
				const answers = sheet.items.flatMap((item, n) => (given[n] ? [answer(item.no, given[n])] : []))
				const points = (result: string) =>
					sheet.items.reduce((sum, item, n) => (given[n] === result ? sum + item.points : sum), 0)
				const [earned, lost] = [points('pass'), points('fail')]
				const got = score(sheet, answers)
				if (earned + lost === 0) return expect(got).toBeNull()
				const twice = 2 * ((got ?? -1) * (earned + lost) - 1000 * earned)
				expect(twice > -(earned + lost) && twice <= earned + lost).toBe(true)
			}),
		)
	})
})

describe('completeness', () => {
	test('every asked item, and the facts of every fail', () => {
		expect(missingItems(sheet, 'PATROL', open)).toEqual([])
		expect(
			missingItems(
				sheet,
				'PATROL',
				open.filter((one) => one.itemNo !== 7),
			),
		).toEqual([{ itemNo: 7, what: 'answer' }])
		expect(missingItems(sheet, 'MYSTERY', [])).toHaveLength(9)
		const failed = (note: string) => [...open.filter((one) => one.itemNo !== 7), answer(7, 'fail', note)]
		expect(missingItems(sheet, 'PATROL', failed(' 无审批号 '))).toEqual([{ itemNo: 7, what: 'note' }])
		expect(missingItems(sheet, 'PATROL', failed('海报无审批号'))).toEqual([])
	})

	test('progress of a section', () => {
		const answers = [answer(5), answer(7, 'fail', '海报无审批号'), answer(11, 'na')]
		expect(progress(sheet, 'PATROL', answers, [5, 6, 7, 8, 9])).toEqual({ asked: 5, answered: 2, failed: 1 })
		expect(progress(sheet, 'PATROL', answers)).toEqual({ asked: 19, answered: 2, failed: 1 })
	})
})

const facts = (change: Partial<InspectionFacts> = {}): InspectionFacts => ({
	state: 'IN_PROGRESS',
	type: 'PATROL',
	inspectorId: 'me',
	confirmedViolations: 0,
	...change,
})
const RUN: Record<InspectionAction, (f: InspectionFacts) => Outcome<InspectionChange>> = {
	start: (f) => inspection.startInspection(f, { visitedOn: '2026-11-05', today: '2026-11-05' }, 'me'),
	save: (f) => inspection.saveDraft(f, { sheet, answers: [answer(1)] }, 'me'),
	submit: (f) => inspection.submitInspection(f, { sheet, answers: open }, 'me'),
	cancel: (f) => inspection.cancelInspection(f, { reason: '门店装修' }),
	void: (f) => inspection.voidInspection(f, { reason: '去错门店' }),
}
const rule = (outcome: Outcome<InspectionChange>) => (outcome.ok ? 'ok' : outcome.error.rule)

describe('machine', () => {
	test('reaches every state', () => {
		expect(machineFaults(INSPECTION_MACHINE, INSPECTION_STATES, ['PLANNED'], ['CANCELLED', 'VOIDED'])).toEqual([])
		expect(machineRows(INSPECTION_MACHINE, INSPECTION_STATES, INSPECTION_ACTIONS)).toEqual([
			'start: PLANNED',
			'save: IN_PROGRESS',
			'submit: IN_PROGRESS',
			'cancel: PLANNED IN_PROGRESS',
			'void: SUBMITTED',
		])
	})

	test.each(INSPECTION_STATES.flatMap((state) => INSPECTION_ACTIONS.map((action) => ({ state, action }))))(
		'$action in $state',
		({ state, action }) => {
			expect(rule(RUN[action](facts({ state })))).toBe(may(INSPECTION_MACHINE, state, action) ? 'ok' : 'wrong-state')
		},
	)

	test.each<[string, Outcome<InspectionChange>, string]>([
		['another person saves', inspection.saveDraft(facts(), { sheet, answers: [] }, 'you'), 'inspection.not-inspector'],
		[
			'another person submits',
			inspection.submitInspection(facts(), { sheet, answers: open }, 'you'),
			'inspection.not-inspector',
		],
		['item 26', inspection.saveDraft(facts(), { sheet, answers: [answer(26)] }, 'me'), 'inspection.item-unknown'],
		[
			'a mystery item on a patrol',
			inspection.saveDraft(facts(), { sheet, answers: [answer(12)] }, 'me'),
			'inspection.item-not-asked',
		],
		[
			'a mystery item not applicable on a patrol',
			inspection.saveDraft(facts(), { sheet, answers: [answer(12, 'na')] }, 'me'),
			'ok',
		],
		[
			'incomplete',
			inspection.submitInspection(facts(), { sheet, answers: open.slice(1) }, 'me'),
			'inspection.items-missing',
		],
		[
			'fail without facts',
			inspection.submitInspection(facts(), { sheet, answers: [...open.slice(1), answer(1, 'fail', '歪')] }, 'me'),
			'inspection.note-missing',
		],
		[
			'tomorrow',
			inspection.startInspection(facts({ state: 'PLANNED' }), { visitedOn: '2026-11-06', today: '2026-11-05' }, 'me'),
			'inspection.in-future',
		],
		['cancelled without a reason', inspection.cancelInspection(facts(), { reason: '' }), 'reason-missing'],
		[
			'void under a confirmed violation',
			inspection.voidInspection(facts({ state: 'SUBMITTED', confirmedViolations: 1 }), { reason: '去错门店' }),
			'inspection.has-confirmed',
		],
	])('%s', (_, outcome, expected) => {
		expect(rule(outcome)).toBe(expected)
	})

	test('submitting keeps the score', () => {
		expect(RUN.submit(facts())).toMatchObject({ value: { to: 'SUBMITTED', set: { scoreTenths: 1000 } } })
	})
})

test('a note never keeps a whole number', () => {
	expect(answerSchema.parse({ itemNo: '7', result: 'fail', note: '用户 13812341234 投诉' })).toEqual({
		itemNo: 7,
		result: 'fail',
		correctedOnSpot: false,
		note: '用户 138****1234 投诉',
	})
})
