import { describe, expect, test } from 'vitest'
import { toHant } from '#seeds/zh-hant.ts'
import { ORDER_SOURCES, refFault, refRuleOf } from './sources.ts'
import { isWantedCode, orderTemplate, wantedCodeOf } from './templates.ts'
import { WANTED_TEXTS } from './wanted.ts'

const FACTS = {
	place: '望江路专营店',
	issue: '增值业务未经同意开通',
	ref: 'GD20261120003345',
	on: '2026-11-20',
	count: 6,
	days: 7,
	percent: '94.60',
} as const

describe('templates of a source', () => {
	test.each(ORDER_SOURCES)('%s says place and problem in three languages and asks for evidence', (source) => {
		const made = orderTemplate(source, FACTS)
		expect(made.title['zh-Hans']).toContain('望江路专营店增值业务未经同意开通')
		expect(made.title['zh-Hant']).toBe(
			toHant(made.title['zh-Hans']).replace('專營店增值業務未經同意開通', '专营店增值业务未经同意开通'),
		)
		expect(made.title.en).toMatch(/^[A-Z0-9].*: 增值业务未经同意开通/)
		for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
			expect(made.matter[language]).not.toMatch(/[{}[\]]/)
			expect(made.matter[language].length).toBeGreaterThan(20)
		}
		expect(made.wanted.length).toBeGreaterThanOrEqual(3)
		for (const { code, text } of made.wanted) expect(wantedCodeOf(text.en)).toBe(code)
	})

	test.each(ORDER_SOURCES)('%s without facts leaves out what it cannot know', (source) => {
		const { title, matter } = orderTemplate(source)
		for (const text of [...Object.values(title), ...Object.values(matter)])
			expect(text).not.toMatch(/[{}[\]]|undefined/)
		expect(matter['zh-Hans'].split('\n')).toHaveLength(1)
		// What the form of an order takes.
		for (const text of Object.values(title)) expect(text).toMatch(/^.{4,80}$/)
		for (const text of Object.values(matter)) expect(text.length).toBeGreaterThanOrEqual(10)
	})

	test('a sentence goes when one of its facts is missing, the others stay', () => {
		const { matter } = orderTemplate('MIIT', { issue: '不知情定制', ref: 'SS202611200123' })
		expect(matter['zh-Hans']).toContain('不知情定制')
		expect(matter['zh-Hans']).not.toContain('SS202611200123')
		expect(orderTemplate('MIIT', { ...FACTS, place: '' }).matter['zh-Hans']).not.toContain('涉及网点')
	})

	test('the level is that of the source', () => {
		expect(orderTemplate('GM_CITY').urgency).toBe('URGENT')
		expect(orderTemplate('INSPECTION', { severity: 'L1' }).urgency).toBe('NORMAL')
		expect(orderTemplate('CLUSTER').urgency).toBe('IMPORTANT')
	})

	test('characters of the traditional texts come from the simplified ones', () => {
		for (const text of Object.values(WANTED_TEXTS)) expect(text['zh-Hant']).toBe(toHant(text['zh-Hans']))
	})

	test('words of one’s own have no code', () => {
		expect(wantedCodeOf('门头照片两张')).toBeNull()
		expect(isWantedCode('on-site')).toBe(true)
		expect(isWantedCode('training')).toBe(false)
	})
})

describe('numbers of a source', () => {
	test.each(ORDER_SOURCES.filter((source) => refRuleOf(source).example !== ''))(
		'%s: its example fits its rule',
		(source) => {
			expect(refFault(source, refRuleOf(source).example)).toBeNull()
		},
	)

	test('where the source numbers, the number is asked for', () => {
		expect(refFault('MIIT', '')).toBe('missing')
		expect(refFault('GOV', '  ')).toBe('missing')
		expect(refFault('SURVEY', '')).toBeNull()
		expect(refFault('CLUSTER', '')).toBeNull()
	})

	test('a number has figures; a programme has a name', () => {
		expect(refFault('MIIT', '不知道')).toBe('format')
		expect(refFault('MARKET', '12')).toBe('format')
		expect(refFault('MARKET', '<b>1234</b>')).toBe('format')
		expect(refFault('MEDIA', '行风热线')).toBeNull()
	})
})
