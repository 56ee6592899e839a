import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import catalogueFile from '#seeds/reference/violation-types.json' with { type: 'json' }
import { machineFaults, machineRows } from '#tests/support/machine-faults.ts'
import { may } from '../machine.ts'
import { catalogueSchema } from './catalogue.schema.ts'
import { limitationOn } from './limitation.ts'
import { maskNumber, maskNumbersIn } from './mask.ts'
import { violationSchema } from './violation.schema.ts'
import {
	confirmChecklist,
	confirmViolation,
	DEALER_SHARES,
	dismissViolation,
	faultShares,
	turnsIntoOrder,
	VIOLATION_ACTIONS,
	VIOLATION_MACHINE,
	VIOLATION_STATES,
	type ViolationFacts,
} from './violation.ts'

const facts = (change: Partial<ViolationFacts> = {}): ViolationFacts => ({
	state: 'DRAFT',
	typeCode: 'A03',
	facts: '入口右侧张贴海报 1 张，无审批号',
	units: 2,
	occurredOn: '2026-11-05',
	discoveredOn: '2026-11-05',
	evidenceCount: 1,
	shares: { dealer: 100, operator: 0, third: 0 },
	openerId: 'opener',
	dealerSignerId: 'signer',
	inspectorIds: [],
	twinNumber: null,
	...change,
})
const confirm = (change: Partial<ViolationFacts> = {}, actorId = 'checker') => {
	const outcome = confirmViolation(facts(change), { today: '2026-11-12' }, { personId: actorId, declared: 'none' })
	return outcome.ok ? outcome.value.to : outcome.error.rule
}

describe('catalogue', () => {
	const catalogue = catalogueSchema.parse(catalogueFile)
	test('44 types in 9 categories, seven red lines', () => {
		expect([catalogue.types.length, catalogue.categories.length]).toEqual([44, 9])
		expect(catalogue.types.filter((type) => type.redLine).map((type) => type.code)).toEqual([
			'D01',
			'D02',
			'D04',
			'D05',
			'D06',
			'E01',
			'E03',
		])
	})
	test('refuses a code twice', () => {
		expect(catalogueSchema.safeParse({ ...catalogue, types: [...catalogue.types, catalogue.types[0]] }).success).toBe(
			false,
		)
	})
})

describe('machine', () => {
	test('reaches every state', () => {
		expect(machineFaults(VIOLATION_MACHINE, VIOLATION_STATES, ['DRAFT'], ['CONFIRMED', 'DISMISSED'])).toEqual([])
		expect(machineRows(VIOLATION_MACHINE, VIOLATION_STATES, VIOLATION_ACTIONS)).toEqual([
			'edit: DRAFT',
			'confirm: DRAFT',
			'dismiss: DRAFT',
		])
	})
	test.each(VIOLATION_STATES)('confirm and dismiss in %s', (state) => {
		const dismissed = dismissViolation(facts({ state }), { reason: '证据不符' }, 'checker')
		expect(confirm({ state })).toBe(may(VIOLATION_MACHINE, state, 'confirm') ? 'CONFIRMED' : 'wrong-state')
		expect(dismissed.ok ? dismissed.value.to : dismissed.error.rule).toBe(
			may(VIOLATION_MACHINE, state, 'dismiss') ? 'DISMISSED' : 'wrong-state',
		)
	})
})

describe('confirming', () => {
	test.each<[string, Partial<ViolationFacts>, string]>([
		['no type', { typeCode: null }, 'violation.no-type'],
		['no facts', { facts: ' 海报 ' }, 'violation.no-facts'],
		['five characters', { facts: '海报无批号' }, 'CONFIRMED'],
		['no evidence', { evidenceCount: 0 }, 'violation.no-evidence'],
		['found tomorrow', { discoveredOn: '2026-11-13' }, 'violation.in-future'],
		['no units', { units: 0 }, 'violation.units'],
		['half a unit', { units: 1.5 }, 'violation.units'],
		['today', { occurredOn: '2026-11-12', discoveredOn: '2026-11-12' }, 'CONFIRMED'],
		['tomorrow', { occurredOn: '2026-11-13', discoveredOn: '2026-11-13' }, 'violation.in-future'],
		['found before it happened', { discoveredOn: '2026-11-04' }, 'violation.discovered-before'],
		['shares of 90', { shares: { dealer: 70, operator: 20, third: 0 } }, 'violation.shares-sum'],
		['share of 60', { shares: { dealer: 60, operator: 40, third: 0 } }, 'violation.dealer-share'],
	])('%s', (_, change, expected) => {
		expect(confirm(change)).toBe(expected)
	})
	test('by another person, free of conflict', () => {
		expect([confirm({}, 'opener'), confirm({}, 'signer'), confirm({}, 'checker')]).toEqual([
			'violation.checker-opened',
			'violation.conflict-of-interest',
			'CONFIRMED',
		])
		expect(
			confirmChecklist(facts({ evidenceCount: 0 }), { personId: 'opener', declared: 'none' }, '2026-11-12')
				.filter((line) => !line.ok)
				.map((line) => line.rule),
		).toEqual(['violation.no-evidence', 'violation.checker-opened'])
	})
	test('dismissing needs a reason and another person', () => {
		expect(dismissViolation(facts(), { reason: ' ' }, 'checker')).toMatchObject({ error: { rule: 'reason-missing' } })
		expect(dismissViolation(facts(), { reason: '证据不符' }, 'opener')).toMatchObject({
			error: { rule: 'violation.checker-opened' },
		})
	})
})

describe('fault shares', () => {
	test('are accepted exactly when they add up and the dealer’s is known', () => {
		const part = fc.integer({ min: -10, max: 110 })
		fc.assert(
			fc.property(fc.oneof(part, fc.constantFrom(...DEALER_SHARES)), part, (dealer, operator) => {
				const third = 100 - dealer - operator
				const good =
					[dealer, operator, third].every((one) => one >= 0) && DEALER_SHARES.some((known) => known === dealer)
				expect(faultShares({ dealer, operator, third }).ok).toBe(good)
				expect(faultShares({ dealer, operator, third: third + 1 }).ok).toBe(false)
			}),
		)
		expect(turnsIntoOrder({ dealer: 0, operator: 100, third: 0 })).toBe(true)
		expect(turnsIntoOrder({ dealer: 0, operator: 70, third: 30 })).toBe(false)
	})
})

describe('masks', () => {
	test.each([
		['13812341234', '138****1234'],
		['138 1234 1234', '138****1234'],
		['+8613812341234', '138****1234'],
		['0511-88881234', '********1234'],
		['1234', '****'],
	])('%s', (number, masked) => {
		expect(maskNumber(number)).toBe(masked)
	})
	test.each([
		['用户13812341234来电', '用户138****1234来电'],
		['138-1234-1234、+86 139 0000 0001', '138****1234、139****0001'],
		['身份证321102199001011234，', '身份证321***********1234，'],
		['32110219900101123X', '321***********123X'],
		['订单 2026110512345 共 2 笔', '订单 2026110512345 共 2 笔'],
		['12381234123', '12381234123'],
	])('%s', (text, masked) => {
		expect(maskNumbersIn(text)).toBe(masked)
	})
	test('no text keeps a whole number, and masking twice changes nothing', () => {
		const mobile = fc
			.tuple(fc.constantFrom('3', '5', '7', '8', '9'), fc.stringMatching(/^\d{9}$/))
			.map(([a, b]) => `1${a}${b}`)
		const words = fc.array(fc.oneof(mobile, fc.constantFrom('用户', '，', ' ', '投诉', '¥200')), { maxLength: 8 })
		fc.assert(
			fc.property(words, (parts) => {
				const masked = maskNumbersIn(parts.join(' '))
				expect(/(?<!\d)1[3-9]\d{9}(?!\d)/.test(masked)).toBe(false)
				expect(maskNumbersIn(masked)).toBe(masked)
			}),
		)
	})
})

test.each([
	['L1', '2026-08-31', null, '2027-02-28'],
	['L2', '2026-11-05', null, '2027-11-05'],
	['L3', '2024-02-29', null, '2026-02-28'],
	['L4', '2026-11-05', null, '2028-11-05'],
	['L2', '2026-11-05', '2026-12-20', '2027-12-20'],
	['L2', '2026-11-05', '2026-11-01', '2027-11-05'],
] as const)('limitation of %s from %s to %s', (severity, occurredOn, endedOn, expected) => {
	expect(limitationOn(severity, occurredOn, endedOn)).toBe(expected)
})

describe('form', () => {
	const good = {
		source: 'COMPLAINT',
		outletId: 'o1',
		typeCode: 'B01',
		units: '２',
		occurredOn: '2026-11-05',
		discoveredOn: '2026年11月6日',
		facts: '用户 13812341234 未确认即被开通',
		affectedNumbers: '13812341234，139 0000 0001\n138****9999',
		factors: 'cooperated',
		shareDealer: '70',
		shareOperator: '30',
		shareThird: '0',
		declared: 'none',
	}
	const issues = (change: object) =>
		violationSchema
			.safeParse({ ...good, ...change })
			.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) ?? []

	test('masks at the door', () => {
		expect(violationSchema.parse(good)).toMatchObject({
			units: 2,
			discoveredOn: '2026-11-06',
			facts: '用户 138****1234 未确认即被开通',
			affectedNumbers: ['138****1234', '139****0001', '138****9999'],
			factors: ['cooperated'],
			opinion: '',
		})
	})
	test.each<[object, string]>([
		[{ units: '0' }, 'units issue.out-of-range'],
		[{ units: '两件' }, 'units issue.not-a-number'],
		[{ occurredOn: '2026-02-30' }, 'occurredOn issue.not-a-date'],
		[{ discoveredOn: '2026-11-04' }, 'discoveredOn issue.out-of-range'],
		[{ facts: '开通' }, 'facts issue.too-short'],
		[{ shareOperator: '20' }, 'shareDealer issue.out-of-range'],
		[{ shareDealer: '60', shareOperator: '40' }, 'shareDealer issue.choose'],
		[{ source: 'RUMOUR' }, 'source issue.choose'],
		[{ typeCode: '' }, 'typeCode issue.choose'],
	])('%j', (change, issue) => {
		expect(issues(change)).toEqual([issue])
	})
})
