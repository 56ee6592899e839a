import { expect, test } from 'vitest'
import { needsOrderTrace, orderTraceOf } from './order-trace.ts'

const WHOLE = {
	orderTime: '2026-11-05T02:00:00.000Z',
	orderChannel: '营业厅前台',
	staffNo: 'WJ0312-07',
	traceable: true,
}
const NONE = { orderTime: null, orderChannel: null, staffNo: null, traceable: false }

test('ordered services need a trace, others do not', () => {
	expect(['B01', 'B02', 'B03', 'B04'].every(needsOrderTrace)).toBe(true)
	expect(['A01', 'B05', 'B07', 'D01', null].some(needsOrderTrace)).toBe(false)
})

test.each([
	['another type', 'A01', [], false, 'not-needed'],
	['nothing on file', 'B01', [], false, 'missing'],
	['whole', 'B01', [WHOLE], false, 'traced'],
	['without the channel', 'B01', [{ ...WHOLE, orderChannel: null }], false, 'missing'],
	['without the staff account', 'B01', [{ ...WHOLE, staffNo: '' }], false, 'missing'],
	['without the time', 'B01', [{ ...WHOLE, orderTime: null }], false, 'missing'],
	['untraceable without a reason', 'B01', [NONE], false, 'missing'],
	['untraceable with a reason', 'B01', [NONE], true, 'untraceable'],
	['only a reason', 'B01', [], true, 'reasoned'],
	['two files, one whole', 'B01', [NONE, WHOLE], false, 'traced'],
])('%s', (_, type, evidence, reasoned, expected) => {
	expect(orderTraceOf(type, evidence, reasoned)).toBe(expected)
})
