import { expect, test } from 'vitest'
import { titleAt } from './page-title.ts'
import { answersIn, itemOfPhoto, ranges, type SheetAnswer, shownValues } from './sheet-values.ts'

const stored: SheetAnswer = {
	itemNo: 7,
	result: 'fail',
	note: '海报 1 张',
	correctedOnSpot: true,
	version: 2,
	was: 'fail|1|海报 1 张',
}
const typed = (words: Record<string, string>) =>
	Object.fromEntries(
		Object.entries({ no: '7', version: '1', was: 'pass', ...words }).map(([k, v]) => [`items.q7.${k}`, v]),
	)

test('without an attempt the stored answers are shown', () => {
	expect(shownValues([stored], undefined)).toEqual({
		'items.q7.result': 'fail',
		'items.q7.note': '海报 1 张',
		'items.q7.fixed': 'on',
	})
})

test('what was typed and not kept stays; an untouched item shows what stands now', () => {
	expect(shownValues([stored], typed({ result: 'na' }))['items.q7.result']).toBe('na')
	expect(shownValues([stored], typed({ result: 'na' }))['items.q7.fixed']).toBe('')
	expect(shownValues([stored], typed({ result: 'pass' }))['items.q7.result']).toBe('fail')
	expect(shownValues([stored], typed({ note: '只写了事实' }))['items.q7.note']).toBe('只写了事实')
})

test('the live score reads the choices alone', () => {
	const values = { 'items.q1.result': 'pass', 'items.q2.result': 'x', 'items.q3.note': 'y' }
	expect(answersIn(values, [1, 2, 3])).toEqual([{ itemNo: 1, result: 'pass', note: '' }])
})

test.each([
	[[11, 12, 13, 14, 15, 18], '11–15、18'],
	[[1, 2], '1、2'],
	[[4], '4'],
	[[], ''],
])('%j is said as %j', (numbers, text) => {
	expect(ranges(numbers, '、')).toBe(text)
})

test.each([
	['photo.7', 7],
	['photo.77777', null],
	['files', null],
])('the field %s belongs to item %s', (field, no) => {
	expect(itemOfPhoto(field)).toBe(no)
})

test('a title is found in the data of the page, or is none', () => {
	expect(titleAt('head', 'number')(String, { head: { number: 'XJ-1' } })).toBe('XJ-1')
	for (const data of [undefined, null, 'x', {}, { head: 1 }]) expect(titleAt('head', 'number')(String, data)).toBe('')
})
