import { describe, expect, test } from 'vitest'
import {
	badRuns,
	monthAfter,
	monthEnd,
	passes,
	percentText,
	proposalMoves,
	readPercent,
	satisfactionLight,
} from './satisfaction.ts'
import { readMonth } from './satisfaction-list.ts'

describe('satisfaction', () => {
	test.each([
		['95.00', 9500, false],
		['95', 9500, false],
		['95.01', 9501, true],
		['95.0%', 9500, false],
		['９５．０１％', 9501, true],
		['94.99', 9499, false],
		['100', 10000, true],
		['0', 0, false],
	] as const)('%s is %i basis points, passes: %s', (text, points, ok) => {
		expect(readPercent(text)).toBe(points)
		expect(passes(points, 9500)).toBe(ok)
	})

	test.each(['95.004', '94.996', '0.95', '0.9501', '1', '101', '100.01', '-3', '', 'n/a', '9,5', '95,01', '1e2'])(
		'%s is refused and never rounded',
		(text) => {
			expect(readPercent(text)).toBeNull()
		},
	)

	test('written and read again it is the same', () => {
		for (let points = 101; points <= 10_000; points++) expect(readPercent(percentText(points))).toBe(points)
	})

	const months = (values: readonly (number | null)[]) =>
		values.flatMap((points, i) => (points === null ? [] : [{ month: monthAfter('2026-01', i), points }]))

	test.each([
		['one bad month', [9600, 9500, 9600], []],
		['two in a row', [9600, 9500, 9400], ['2026-02 2026-03']],
		['a month without a value between', [9500, null, 9400], []],
		['a good month between', [9500, 9501, 9500], []],
		[
			'a run goes on as long as it is bad',
			[9000, 9000, 9000, 9600, 9000, 9000],
			['2026-01 2026-03', '2026-05 2026-06'],
		],
		['over the turn of the year', Array.from({ length: 13 }, (_, i) => (i >= 11 ? 9500 : 9900)), ['2026-12 2027-01']],
	] as const)('%s', (_, values, runs) => {
		expect(badRuns(months(values), 9500, 2).map((run) => `${run.from} ${run.to}`)).toEqual(runs)
	})

	const proposed = (from: number, to: number, how: 'open' | 'at work' | 'answered') => ({
		id: `${from}-${to}`,
		from: monthAfter('2026-01', from - 1),
		to: monthAfter('2026-01', to - 1),
		open: how === 'open',
		underWay: how !== 'answered',
	})
	test.each([
		['a new run proposes once, however long', [[1, 4]], [], ['make 1-4']],
		['what is open covers the third month', [[1, 3]], [proposed(1, 2, 'open')], ['stretch 1-2 to 1-3']],
		['so does an order at work', [[1, 3]], [proposed(1, 2, 'at work')], ['stretch 1-2 to 1-3']],
		['answered, nothing new', [[1, 2]], [proposed(1, 2, 'answered')], []],
		['answered, and it happened again', [[1, 3]], [proposed(1, 2, 'answered')], ['make 2-3']],
		['answered, and again for three months', [[1, 5]], [proposed(1, 2, 'answered')], ['make 3-5']],
		[
			'again while the second is open',
			[[1, 4]],
			[proposed(1, 2, 'answered'), proposed(2, 3, 'open')],
			['stretch 2-3 to 2-4'],
		],
		[
			'a good month between begins anew',
			[
				[1, 2],
				[4, 5],
			],
			[proposed(1, 2, 'answered')],
			['make 4-5'],
		],
		['the ground is gone', [], [proposed(1, 2, 'open'), proposed(4, 5, 'at work')], ['lapse 1-2']],
		['a correction cuts it short', [[1, 2]], [proposed(1, 3, 'open')], ['stretch 1-3 to 1-2']],
		['a decided one keeps its months', [[1, 2]], [proposed(1, 3, 'at work')], []],
		[
			'a correction cuts it in two',
			[
				[1, 2],
				[4, 5],
			],
			[proposed(1, 5, 'open')],
			['stretch 1-5 to 1-2', 'make 4-5'],
		],
	] as const)('%s', (_, runs, before, moves) => {
		const at = (n: number) => monthAfter('2026-01', n - 1)
		const n = (month: string) => Number(month.slice(5))
		const made = proposalMoves(
			runs.map(([from, to]) => ({ from: at(from), to: at(to) })),
			2,
			before,
			'2025-07',
		)
		expect([
			...made.lapse.map((id) => `lapse ${id}`),
			...made.stretch.map(({ id, from, to }) => `stretch ${id} to ${n(from)}-${n(to)}`),
			...made.make.map(({ from, to }) => `make ${n(from)}-${n(to)}`),
		]).toEqual(moves)
	})

	test('old months propose nothing', () => {
		expect(proposalMoves([{ from: '2026-01', to: '2026-02' }], 2, [], '2026-03').make).toEqual([])
	})

	test('one bad month is yellow, the second red', () => {
		const values = months([9600, 9500, 9400])
		const light = (month: string) => satisfactionLight(values, month, 9500, 2)
		expect([light('2026-01'), light('2026-02'), light('2026-03'), light('2026-04')]).toEqual([
			'green',
			'yellow',
			'red',
			'grey',
		])
	})

	test.each([
		['2026-7', '2026-07'],
		['2026年07月', '2026-07'],
		['202607', '2026-07'],
		['2026/7/1', '2026-07'],
		['２０２６年７月', '2026-07'],
		['2026-13', null],
		['七月', null],
		['26-07', null],
	])('the month %s is %s', (text, month) => {
		expect(readMonth(text)).toBe(month)
	})

	test('the last day of a month', () => {
		expect([monthEnd('2026-02'), monthEnd('2028-02'), monthEnd('2026-12')]).toEqual([
			'2026-02-28',
			'2028-02-29',
			'2026-12-31',
		])
	})
})
