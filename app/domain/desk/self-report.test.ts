import { describe, expect, test } from 'vitest'
import { selfReportSchema } from './self-report.schema.ts'
import { cameFirst, decideSelfReport, reportableDay } from './self-report.ts'

describe('self-report', () => {
	test.each([
		['2026-11-22', 'fine'],
		['2026-11-23', 'self-report.future'],
		['2024-11-22', 'fine'],
		['2024-11-21', 'self-report.too-old'],
	] as const)('of %s', (day, expected) => {
		const outcome = reportableDay(day, '2026-11-22')
		expect(outcome.ok ? 'fine' : outcome.error.rule).toBe(expected)
	})

	test('comes first only when nothing was known', () => {
		expect(cameFirst([])).toBe(true)
		expect(cameFirst([{ kind: 'order', number: 'DB-2026-0001', at: '2026-11-20T01:00:00.000Z' }])).toBe(false)
	})

	test('is decided once, by somebody who did not sign the dealer up', () => {
		const rule = (state: 'RECEIVED' | 'TAKEN_UP' | 'DECLINED', signer: string | null) => {
			const outcome = decideSelfReport({ state, dealerSignerId: signer }, 'me')
			return outcome.ok ? 'fine' : outcome.error.rule
		}
		expect(rule('RECEIVED', null)).toBe('fine')
		expect(rule('RECEIVED', 'other')).toBe('fine')
		expect(rule('RECEIVED', 'me')).toBe('self-report.signed-up')
		expect(rule('TAKEN_UP', null)).toBe('self-report.not-waiting')
		expect(rule('DECLINED', null)).toBe('self-report.not-waiting')
	})

	test('the form masks numbers at the door', () => {
		const form = {
			outletId: 'o1',
			matter: '给 13812341234 多开了一项业务',
			occurredOn: '2026-11-05',
			units: '２',
			facts: '用户 13812341234 没有确认。',
			affectedNumbers: '13812341234\n139 0000 0001',
			refund: 'DONE',
			confirm: 'on',
		}
		const parsed = selfReportSchema.parse(form)
		expect(JSON.stringify(parsed)).not.toMatch(/13812341234|13900000001/)
		expect(parsed).toMatchObject({ units: 2, affectedNumbers: ['138****1234', '139****0001'] })
		expect(selfReportSchema.safeParse({ ...form, confirm: undefined }).success).toBe(false)
		expect(selfReportSchema.safeParse({ ...form, refund: 'MAYBE' }).success).toBe(false)
	})
})
