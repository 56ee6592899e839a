import { addDays, dateOfEpochDay, daysBetween, epochDay, isLocalDate, type LocalDate, weekday } from '../time.ts'
import type { ReadDay, Reading, ReadRow, Remark } from './reading.ts'
import { type Holiday, lunarDates } from './statutory.ts'

/**
 * Reads the text of a State Council notice on holidays as it is published, in simplified or traditional characters.
 * Whatever is not understood in full is told beside its line and not guessed.
 */

const SIMPLE: Readonly<Record<string, string>> = {
	節: '节',
	勞: '劳',
	動: '动',
	國: '国',
	慶: '庆',
	調: '调',
	農: '农',
	曆: '历',
	臘: '腊',
	週: '周',
	與: '与',
	連: '连',
	際: '际',
	勵: '励',
	辦: '办',
	發: '发',
	電: '电',
	號: '号',
	關: '关',
	於: '于',
}

/** One width, one script, no blanks. */
function plain(text: string): string {
	return [...text.normalize('NFKC')]
		.map((char) => SIMPLE[char] ?? char)
		.join('')
		.replace(/\s/g, '')
}

const NAMES: readonly (readonly [RegExp, Holiday])[] = [
	[/^元旦节?$/, 'new-year'],
	[/^春节$/, 'spring'],
	[/^清明节?$/, 'qingming'],
	[/^(国际)?劳动节$/, 'labour'],
	[/^端午节?$/, 'dragon-boat'],
	[/^中秋节?$/, 'mid-autumn'],
	[/^国庆节?$/, 'national'],
]

/** The holiday that a Chinese name means. */
export function holidayNamed(name: string): Holiday | undefined {
	return NAMES.find(([pattern]) => pattern.test(plain(name)))?.[1]
}

const NAME = '(?:元旦节?|春节|清明节?|(?:国际)?劳动节|端午节?|中秋节?|国庆节?)'
const ITEM = new RegExp(`^(?:[一二三四五六七八九十]{1,2}、|[0-9]{1,2}[.、])?(${NAME}(?:[、和与]${NAME})*):(.*)$`)
const NEXT_ITEM = new RegExp(`(?=[一二三四五六七八九十]{1,2}、${NAME}(?:[、和与]${NAME})*:)`)
const YEAR = /([0-9]{4})年(?:部分)?节假日|现将([0-9]{4})年/
const NUMBER = /国办发(?:明电)?[〔[(][0-9]{4}[〕\])][0-9]{1,3}号/
const DATE = /(?:([0-9]{4})年)?(?:([0-9]{1,2})月)?([0-9]{1,2})日(?:\(([^)]*)\))?/g
const TO = '(?:至|到|-|—|–|~)'
const OFF = new RegExp(`^#(?:${TO}#)?放假(?:调休)?(?:[0-9]+天)?(?:,(?:共[0-9]+天|与周末连休|不调休))*$`)
const WORK = /^#(?:[、,和]#)*(?:正常|照常)?(?:上班|补班)$/
const LONGEST = 15

export function readNotice(typed: string, asked: number | null): Reading {
	const whole = plain(typed)
	const named = YEAR.exec(whole)
	const year = asked ?? (named ? Number(named[1] ?? named[2]) : null)
	const rows: ReadRow[] = []
	for (const [index, text] of typed.split('\n').entries()) {
		for (const part of plain(text).split(NEXT_ITEM)) {
			if (part !== '') rows.push(readLine(part, index + 1, year))
		}
	}
	return { year: named ? Number(named[1] ?? named[2]) : null, source: NUMBER.exec(whole)?.[0] ?? null, rows }
}

function readLine(text: string, line: number, year: number | null): ReadRow {
	const item = ITEM.exec(text)
	if (!item) return { line, text, days: [], remarks: [beside(text)] }
	const holidays = (item[1] ?? '').split(/[、和与]/).flatMap((name) => holidayNamed(name) ?? [])
	const days: ReadDay[] = []
	const remarks: Remark[] = []
	// A comma before a make-up day begins a new sentence.
	const sentences = (item[2] ?? '').split(/[。;]|,(?=(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日[^放]*上班)/)
	for (const sentence of sentences) {
		if (sentence !== '') readSentence(sentence, holidays, year, days, remarks)
	}
	return { line, text, days, remarks }
}

/** A line that is no item is left out; one that names days off or of work is not left out in silence. */
function beside(text: string): Remark {
	const speaks = /(?:放假|上班|补班)/.test(text) && text.search(DATE) >= 0
	return speaks ? { level: 'fault', code: 'sentence', params: { text } } : { level: 'note', code: 'unused' }
}

function readSentence(
	sentence: string,
	holidays: readonly Holiday[],
	year: number | null,
	days: ReadDay[],
	remarks: Remark[],
): void {
	if (sentence.startsWith('鼓励')) {
		remarks.push({ level: 'note', code: 'advice' })
		return
	}
	const shape = sentence.replaceAll(DATE, '#')
	const kind = OFF.test(shape) ? 'off' : WORK.test(shape) ? 'work' : null
	if (kind === null) {
		remarks.push({ level: 'fault', code: 'sentence', params: { text: sentence } })
		return
	}
	const found = datesOf(sentence, holidays, year, remarks)
	if (found === null) return
	const dates = kind === 'off' ? span(found, remarks) : found
	days.push(...dates.map((date): ReadDay => ({ date, kind, holidays })))
	const said = /(?:共|放假)([0-9]+)天/.exec(sentence)?.[1]
	if (said !== undefined && Number(said) !== dates.length) {
		remarks.push({ level: 'fault', code: 'count', params: { said: Number(said), found: dates.length } })
	}
	if (sentence.includes('与周末连休')) remarks.push({ level: 'note', code: 'weekend-joined' })
}

/** The dates of a sentence in order; null when one of them cannot be told. A date without a month takes the last one. */
function datesOf(
	sentence: string,
	holidays: readonly Holiday[],
	year: number | null,
	remarks: Remark[],
): LocalDate[] | null {
	const dates: LocalDate[] = []
	let month: number | null = null
	let since = year
	for (const [text, saidYear, saidMonth, saidDay, beside] of sentence.matchAll(DATE)) {
		month = saidMonth === undefined ? month : Number(saidMonth)
		if (saidYear !== undefined) since = Number(saidYear)
		if (month === null || since === null) {
			remarks.push({ level: 'fault', code: 'no-month', params: { text } })
			return null
		}
		// Days before New Year's Day belong to the year before the paper's.
		const before = saidYear === undefined && month === 12 && holidays.includes('new-year') && since === year
		const date = `${before ? since - 1 : since}-${two(month)}-${two(Number(saidDay))}`
		if (!isLocalDate(date)) {
			remarks.push({ level: 'fault', code: 'no-such-day', params: { text } })
			return null
		}
		if (before) remarks.push({ level: 'note', code: 'year-before', params: { date } })
		besides(date, beside ?? '', remarks)
		dates.push(date)
	}
	return dates
}

const two = (n: number) => String(n).padStart(2, '0')

function span(dates: readonly LocalDate[], remarks: Remark[]): LocalDate[] {
	const [from, to = from] = dates
	if (from === undefined || to === undefined) return []
	const days = daysBetween(from, to) + 1
	if (days < 1) remarks.push({ level: 'fault', code: 'backwards', params: { from, to } })
	if (days > LONGEST) remarks.push({ level: 'fault', code: 'too-long', params: { from, to, days } })
	if (days < 1 || days > LONGEST) return []
	return Array.from({ length: days }, (_, i) => dateOfEpochDay(epochDay(from) + i))
}

const WEEKDAYS = '一二三四五六日'

/** What stands in brackets behind a date: the weekday, the day of the moon. */
function besides(date: LocalDate, text: string, remarks: Remark[]): void {
	for (const part of text.split(/[、,]/)) {
		const said = /^(?:周|星期)([一二三四五六日天])$/.exec(part)?.[1]?.replace('天', '日')
		const is = WEEKDAYS[weekday(date) - 1] ?? ''
		if (said !== undefined && said !== is) {
			remarks.push({ level: 'fault', code: 'weekday', params: { date, said: `周${said}`, is: `周${is}` } })
		}
		const lunar = lunarDates(Number(date.slice(0, 4)))
		const meant = lunar && lunarDay(lunar.spring, part)
		if (meant && meant !== date) {
			remarks.push({ level: 'fault', code: 'lunar', params: { date, said: part, is: meant } })
		}
	}
}

/** 除夕 and 正月初一 to 初十; other days of the moon are not checked. */
function lunarDay(spring: LocalDate, text: string): LocalDate | null {
	if (/^(?:农历)?除夕$/.test(text)) return addDays(spring, -1)
	const day = /^(?:农历)?正月初([一二三四五六七八九十])$/.exec(text)?.[1]
	return day === undefined ? null : addDays(spring, '一二三四五六七八九十'.indexOf(day))
}
