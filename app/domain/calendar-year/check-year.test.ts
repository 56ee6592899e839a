import { readFileSync } from 'node:fs'
import chineseDays from 'chinese-days'
import { describe, expect, it } from 'vitest'
import { INVENTED_2027, NOTICE_2024, NOTICE_2025, NOTICE_2026 } from '#tests/support/notices.ts'
import seed from '../../../seeds/reference/calendar-cn.json' with { type: 'json' }
import { calendarSchema } from '../calendar.schema.ts'
import { addDays, dateOfEpochDay, epochDay } from '../time.ts'
import { checkYear, readYear, type YearForm } from './check-year.ts'
import { lunarDates, statutoryDays } from './statutory.ts'

const body = calendarSchema.parse(seed)
type Published = { readonly holidays: Record<string, string>; readonly workdays: Record<string, string> }
const publishedOf = (year: number): Published =>
	JSON.parse(readFileSync(`node_modules/chinese-days/dist/years/${year}.json`, 'utf8'))
const published2024 = publishedOf(2024)
const QINGMING_YEARS = Array.from({ length: 12 }, (_, i) => 2015 + i)
const check = (typed: string, form: YearForm = 'notice', year: number | null = null, source = '通知') =>
	checkYear(readYear(form, typed, year), { year, source }, body)
const dates = (list: readonly { date: string }[]) => list.map(({ date }) => date)
const codes = (typed: string, form?: YearForm, year?: number | null) =>
	check(typed, form, year).rows.flatMap(({ line, remarks }) =>
		remarks.filter(({ level }) => level === 'fault').map(({ code }) => `${line} ${code}`),
	)
const failed = (typed: string, form?: YearForm, year?: number | null) =>
	check(typed, form, year)
		.checks.filter(({ ok }) => !ok)
		.map(({ code }) => code)

describe('notices as published', () => {
	it.each([
		[2025, NOTICE_2025],
		[2026, NOTICE_2026],
	])('gives the days of %i that the product ships', (year, notice) => {
		const found = check(notice)
		const shipped = seed.years.find((one) => one.year === year)
		expect(found.year).toBe(year)
		expect(dates(found.holidays)).toEqual(dates(shipped?.holidays ?? []))
		expect(dates(found.makeUpWorkdays)).toEqual(dates(shipped?.makeUpWorkdays ?? []))
		expect(failed(notice)).toEqual([])
		expect(found.sound).toBe(true)
	})

	it('reads the form of 2024, with weekends joined and advice left out', () => {
		const found = check(NOTICE_2024)
		expect(dates(found.holidays)).toEqual(Object.keys(published2024.holidays).sort())
		expect(dates(found.makeUpWorkdays)).toEqual(Object.keys(published2024.workdays).sort())
		expect(found.sound).toBe(true)
		const notes = found.rows.flatMap(({ remarks }) => remarks.map(({ code }) => code)).filter((one) => one !== 'unused')
		expect(notes).toEqual(['weekend-joined', 'advice', 'weekend-joined'])
		expect(readYear('notice', NOTICE_2024, null).source).toBe('国办发明电〔2023〕7号')
	})

	it('reads traditional characters, one line without breaks, and days before New Year', () => {
		const hk =
			'二、春節：2月15日（農曆臘月二十八、周日）至23日（農曆正月初七、周一）放假調休，共9天，2月14日（周六）、2月28日（周六）上班。'
		expect(dates(readYear('notice', hk, 2026).rows.flatMap(({ days }) => days))).toHaveLength(11)
		const flat = NOTICE_2026.replaceAll('\n', '')
		expect(dates(check(flat).holidays)).toEqual(dates(check(NOTICE_2026).holidays))
		const before = readYear('notice', '一、元旦：12月31日至1月2日放假调休，共3天。', 2023).rows[0]
		expect(before?.days.map(({ date }) => date)).toEqual(['2022-12-31', '2023-01-01', '2023-01-02'])
		expect(before?.remarks.map(({ code }) => code)).toEqual(['year-before'])
		const said = readYear('notice', '一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。', 2023).rows[0]
		expect(said?.days).toEqual(before?.days)
	})

	it('passes the invented notice of the tests', () => {
		expect(failed(INVENTED_2027)).toEqual([])
		expect(check(INVENTED_2027).sound).toBe(true)
	})
})

describe('faults stand beside their line', () => {
	it.each([
		['a weekday that is another one', '1月1日（周四）', '1月1日（周五）', '7 weekday'],
		['a day of the moon that is another one', '农历正月初七', '农历正月初六', '9 lunar'],
		['a number of days that does not fit', '共9天', '共8天', '9 count'],
		['a make-up day on a weekday', '1月4日(周日)上班', '1月5日上班', '7 make-up-weekday'],
		['a day that does not exist', '4月4日(周六)至6日(周一)', '4月4日(周六)至31日', '11 no-such-day'],
		['a sentence nobody foresaw', '4月4日(周六)至6日(周一)放假,共3天', '4月4日起视情况放假', '11 sentence'],
		['an end before its beginning', '6月19日(周五)至21日(周日)', '6月19日至18日', '15 backwards'],
	])('%s', (_, from, to, code) => {
		const text = NOTICE_2026.replace(from.replace('（', '(').replace('）', ')'), to)
		expect(text).not.toBe(NOTICE_2026)
		expect(codes(text)).toContain(code)
		expect(check(text).sound).toBe(false)
	})

	it('a date in both lists, a date twice, a date of another year', () => {
		expect(codes('2026-01-03,休,元旦\n2026-01-03,班,元旦', 'csv', 2026)).toEqual(['1 both-lists', '2 both-lists'])
		expect(codes('2026-01-03,休,元旦\n2026-01-03,休,元旦', 'csv', 2026)).toEqual(['1 twice', '2 twice'])
		expect(codes('2024-10-01,休,国庆节', 'csv', 2026)).toEqual(['1 other-year'])
		expect(codes('2026-01-04,休,元旦', 'csv', 2027)).toEqual(['1 other-year', '1 neighbour'])
	})

	it('an item broken over two lines is not half read in silence', () => {
		const broken = NOTICE_2026.replace('共9天。2月14日', '共9天。\n2月14日')
		expect(codes(broken)).toEqual(['10 sentence'])
	})

	it('columns, words and names of a table', () => {
		expect(codes('2026-01-01\n2026-13-01,休,元旦\n2026-01-02,半,元旦\n2026-01-03,休,生日', 'csv', 2026)).toEqual([
			'1 columns',
			'2 no-such-day',
			'3 kind',
			'4 name',
		])
		expect(codes('{"year": 2026}', 'json')).toEqual(['1 json'])
	})
})

describe('conditions of the whole year', () => {
	it('names the statutory days that are missing', () => {
		const eve = INVENTED_2027.replace(
			'2月5日（农历除夕、周五）至12日（农历正月初七、周五）放假调休，共8天',
			'2月6日至12日放假调休，共7天',
		)
		const found = check(eve).checks.find(({ code }) => code === 'statutory')
		expect(found).toMatchObject({ ok: false, params: { count: 13, found: 12, missing: '春节 2027-02-05' } })
		// What is made up for no longer fits, either.
		expect(failed(eve)).toEqual(['statutory', 'balance'])
	})

	it('asks for a year and a source, and that the paper is of the year that was asked', () => {
		const nameless = checkYear(readYear('csv', '2026-01-01,休,元旦', null), { year: null, source: '' }, body)
		expect(nameless.checks.filter(({ ok }) => !ok).map(({ code }) => code)).toEqual(['year-known', 'source-named'])
		expect(failed(NOTICE_2026, 'notice', 2027)).toContain('year-agrees')
	})

	it('says that it cannot check the moon of a year beyond its table', () => {
		const found = check('2090-01-01,休,元旦', 'csv', 2090)
		expect(found.checks.find(({ code }) => code === 'moon-known')).toMatchObject({ ok: false, soft: true })
	})
})

describe('tables', () => {
	const shipped = seed.years.find(({ year }) => year === 2026)
	const [off, work] = [shipped?.holidays ?? [], shipped?.makeUpWorkdays ?? []]
	const lines = [...off.map((day) => `${day.date},休,元旦`), ...work.map(({ date }) => `${date},班,春节`)]

	it.each([
		['csv', `日期,类型,名称\r\n${lines.join('\r\n')}`],
		['json', JSON.stringify(shipped)],
		[
			'json',
			JSON.stringify({
				year: 2026,
				papers: ['https://www.gov.cn/x'],
				days: [...off, ...work].map(({ date }, i) => ({ name: '春节', date, isOffDay: i < off.length })),
			}),
		],
		[
			'json',
			JSON.stringify({
				year: 2026,
				dates: [...off, ...work].map(({ date }, i) => ({
					date,
					name_cn: i < off.length ? '元旦' : '元旦补班',
					type: i < off.length ? 'public_holiday' : 'transfer_workday',
				})),
			}),
		],
	] as const)('%s gives the same days (%#)', (form, typed) => {
		const found = check(typed, form, 2026)
		expect(dates(found.holidays)).toEqual(dates(off))
		expect(dates(found.makeUpWorkdays)).toEqual(dates(work).sort())
	})
})

describe('statutory days', () => {
	it('follow the moon: every year of the table against an independent one', () => {
		for (let year = 2014; year <= 2040; year += 1) {
			const lunar = lunarDates(year)
			const found = new Map<string, string>()
			for (let day = epochDay(`${year}-01-01`); day < epochDay(`${year + 1}-01-01`); day += 1) {
				const date = dateOfEpochDay(day)
				const { lunarMon, lunarDay, isLeap } = chineseDays.getLunarDate(date)
				if (!isLeap) found.set(`${lunarMon}/${lunarDay}`, date)
			}
			expect([lunar?.spring, lunar?.dragonBoat, lunar?.midAutumn]).toEqual(
				['1/1', '5/5', '8/15'].map((key) => found.get(key)),
			)
		}
	})

	it.each(QINGMING_YEARS)('put Qingming where the paper of %i has it', (year) => {
		const { holidays } = publishedOf(year)
		const day = lunarDates(year)?.qingming ?? ''
		expect(holidays[day]).toMatch(/清明/)
	})

	it('are 13 from 2025 on and 11 before, with the eve of the new year', () => {
		expect(statutoryDays(2024)).toHaveLength(11)
		expect(statutoryDays(2027)).toHaveLength(13)
		expect(statutoryDays(2027)?.map(({ date }) => date)).toContain(addDays('2027-02-06', -1))
		expect(statutoryDays(2041)).toBeNull()
	})
})
