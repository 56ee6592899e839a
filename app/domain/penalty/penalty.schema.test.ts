import { describe, expect, test } from 'vitest'
import type * as z from 'zod/mini'
import { decideReviewSchema, decideSchema, defenceSchema, requestReviewSchema, voteSchema } from './penalty.schema.ts'

const REASON = '事实清楚，证据充分，当场改正已经考虑在内'

function issues(schema: z.ZodMiniType, value: unknown): string[] {
	const parsed = schema.safeParse(value)
	return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
}

describe('forms', () => {
	test('decide', () => {
		const good = { amountYuan: '￥1,500.50', reason: REASON, confirm: 'on' }
		expect(decideSchema.parse(good)).toMatchObject({ amountYuan: 150_050, reason: REASON })
		expect(issues(decideSchema, { ...good, reason: '事实清楚' })).toEqual(['reason issue.too-short'])
		expect(issues(decideSchema, { ...good, reason: ' ' })).toEqual(['reason issue.required'])
		expect(issues(decideSchema, { ...good, amountYuan: '一千' })).toEqual(['amountYuan issue.not-a-number'])
		expect(issues(decideSchema, { ...good, amountYuan: '0' })).toEqual(['amountYuan issue.out-of-range'])
		expect(issues(decideSchema, { reason: REASON })).toEqual([
			'amountYuan issue.required',
			'confirm issue.must-confirm',
		])
	})

	test('a defence is one or several arguments', () => {
		expect(defenceSchema.parse({ argument: '短信记录被清掉' }).argument).toEqual(['短信记录被清掉'])
		expect(defenceSchema.parse({ argument: ['第一条', '', '第二条'] }).argument).toEqual(['第一条', '第二条'])
		expect(issues(defenceSchema, {})).toEqual(['argument.0 issue.required'])
		expect(issues(defenceSchema, { argument: ['', ' '] })).toEqual(['argument.0 issue.required'])
	})

	test('review', () => {
		expect(issues(requestReviewSchema, { ground: 'mood', reason: '金额过高了' })).toEqual(['ground issue.choose'])
		expect(issues(decideReviewSchema, { outcome: 'VARIED', amountYuan: '', reason: REASON, confirm: 'on' })).toEqual([
			'amountYuan issue.required',
		])
		expect(
			decideReviewSchema.parse({ outcome: 'UPHELD', amountYuan: '', reason: REASON, confirm: 'on' }).amountYuan,
		).toBeUndefined()
		expect(
			decideReviewSchema.parse({ outcome: 'VARIED', amountYuan: '900', reason: REASON, confirm: 'on' }).amountYuan,
		).toBe(90_000)
	})

	test('vote', () => {
		expect(issues(voteSchema, { choice: 'IMPOSE', reason: '同意告知金额' })).toEqual(['amountYuan issue.required'])
		expect(issues(voteSchema, { choice: 'DROP', reason: '证据不足以认定' })).toEqual([])
	})
})
