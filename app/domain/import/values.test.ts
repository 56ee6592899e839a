import { describe, expect, test } from 'vitest'
import { cleanCell, dateReader, isScientific, readAmount, readDate, readNumber } from './values.ts'

describe('dateReader', () => {
	test.each([
		['YYYY-MM-DD', '2012-04-05', '2012-04-05'],
		['YYYY-MM-DD', '2012-4-5', '2012-04-05'],
		['YYYY-MM-DD', '2012-04-05T00:00:00', '2012-04-05'],
		['YYYY-MM-DD', '2012-04-05 13:45:10.000', '2012-04-05'],
		['YYYY-MM-DD', '2013/04/05', null],
		['YYYY/MM/DD', '2013/04/05', '2013-04-05'],
		['MM/DD/YYYY', '04/05/2013', '2013-04-05'],
		['DD/MM/YYYY', '04/05/2013', '2013-05-04'],
		['MM/DD/YYYY', '04/05/2013 12:00:00 AM', '2013-04-05'],
		['MM/DD/YYYY', '13/05/2013', null],
		['DD-MMM-YYYY', '7-Apr-2012', '2012-04-07'],
		['MMM DD, YYYY', 'April 7, 2012', '2012-04-07'],
		['YYYYMMDD', '20120407', '2012-04-07'],
		['YYYY年MM月DD日', '2012年4月7日', '2012-04-07'],
		['YYYY-MM-DD', '2012-02-30', null],
		['YYYY-MM-DD', '2012-04-05x', null],
		['YYYY.MM.DD', '2012-04-05', null],
	])('%s reads %s as %s', (format, text, date) => {
		expect(dateReader(format)(text)).toBe(date)
	})

	test('the first format that fits decides', () => {
		const readers = ['DD/MM/YYYY', 'MM/DD/YYYY'].map(dateReader)
		expect(readDate(readers, '04/05/2013')).toBe('2013-05-04')
		expect(readDate(readers, '04/25/2013')).toBe('2013-04-25')
		expect(readDate(readers, 'soon')).toBeNull()
	})
})

test.each([
	['60', 6000],
	['1,125.00', 112500],
	['$1,125.00', 112500],
	['$ 60.5', 6050],
	['60.0000', 6000],
	['60.', 6000],
	['CAD 60', 6000],
	['６０元', 6000],
	['0', 0],
	['-5', -500],
	['1.255', null],
	['1,12', null],
	['n/a', null],
	['12 13', null],
])('readAmount(%s) is %s', (text, fen) => {
	expect(readAmount(text)).toBe(fen)
})

test.each([
	['43.64168', 43.64168],
	['-79.', -79],
	['.5', 0.5],
	['４３', 43],
	['43,6', null],
	['', null],
	['1e3', null],
])('readNumber(%s) is %s', (text, value) => {
	expect(readNumber(text)).toBe(value)
})

test('long numbers that a spreadsheet has rounded are recognised', () => {
	expect(['5.10322E+17', '5e17', '１.2E+5'].map(isScientific)).toEqual([true, true, true])
	expect(['10325728', 'E17', '12E', '1-E4'].map(isScientific)).toEqual([false, false, false, false])
})

test('cleanCell drops control signs and keeps line breaks', () => {
	expect(cleanCell('\ufeff a\u0000b\r\nc\td ')).toBe('ab\nc\td')
})
