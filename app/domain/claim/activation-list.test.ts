import { describe, expect, test } from 'vitest'
import { activationRow, bindActivationList, keptNumber, maskedCells } from './activation-list.ts'

const HEADER = ['记录编号', '网点编码', '号码', '激活日期', '已付佣金（元）', '未付佣金（元）', '异常', '异常原因']
const bound = bindActivationList(HEADER)
if (!bound.ok) throw new Error('columns')
const columns = bound.value
const row = (...change: [number, string][]) => {
	const cells = ['J-0001', 'JZ-WJ-0312', '138****1234', '2026-10-03', '50.00', '30', '', '']
	for (const [i, text] of change) cells[i] = text
	return activationRow(columns, cells, '2026-11-02')
}

test('columns are found by any of their titles; needed ones that are missing are named', () => {
	expect(bindActivationList(['Record', 'outlet code', 'Number', 'Activated on', 'Commission paid']).ok).toBe(true)
	expect(bindActivationList(['号码'])).toEqual({ ok: false, error: ['记录编号', '网点编码', '激活日期', '已付佣金'] })
})

test('a sound row', () => {
	expect(row().row).toEqual({
		key: 'J-0001',
		outletCode: 'JZ-WJ-0312',
		number: '138****1234',
		activatedOn: '2026-10-03',
		month: '2026-10',
		paidFen: 5_000,
		unpaidFen: 3_000,
		bad: null,
		badReason: '',
	})
})

describe('numbers are masked at once', () => {
	test.each([
		['13812341234', '138****1234'],
		['138 1234 1234', '138****1234'],
		['+8613812341234', '138****1234'],
		['138****1234', '138****1234'],
		['89860012345678901234', '****************1234'],
		['1*3812341234', '********1234'],
	])('%s', (text, kept) => {
		expect(keptNumber(text)).toBe(kept)
		expect(row([2, text]).row?.number).toBe(kept)
	})
	test('in every cell, and a key that is a number is refused', () => {
		const cells = maskedCells(columns, ['13812341234', 'X', '13812341234', '', '', '', '', '用户 13812341234 投诉'])
		expect(cells.join(' ')).not.toMatch(/\d{8}/)
		expect(row([0, cells[0] ?? '']).problems).toMatchObject([{ kind: 'full-number', fatal: true }])
	})
})

describe('what is wrong', () => {
	test.each<[number, string, string]>([
		[0, '', 'blank'],
		[2, '1.38E+10', 'scientific'],
		[3, '2026-13-01', 'not-a-date'],
		[3, '2026-11-03', 'out-of-range'],
		[4, 'x', 'not-an-amount'],
		[4, '-5', 'negative'],
		[6, '别的', 'unknown-value'],
	])('column %i with %s: %s', (column, text, kind) => {
		const read = row([column, text])
		expect(read.row).toBeNull()
		expect(read.problems).toMatchObject([{ index: column, kind, fatal: true }])
	})
	test.each([
		['养卡', 'FARMED'],
		['虚假业务', 'VOID'],
		['正常', null],
	])('%s', (text, bad) => {
		expect(row([6, text]).row?.bad).toBe(bad)
	})
})
