import { type Instant, type LocalDate, localDateOf, localMinutesOf, weekday } from '#app/domain/time.ts'
import type { Language } from './languages.ts'

export type Formats = {
	/** '11-24 周二' / 'Tue 24 Nov'; with the year when it is not `today`'s. For tables. */
	day: (date: LocalDate, today?: LocalDate) => string
	/** '11月24日 周二' / 'Tue 24 November'. For sentences. */
	longDay: (date: LocalDate, today?: LocalDate) => string
	/** '2026年11月24日 周二' / 'Tue 24 November 2026'. */
	fullDay: (date: LocalDate) => string
	/** '2026年11月' / 'November 2026', of 'YYYY-MM'. */
	month: (month: string) => string
	/** 'YYYY-MM' under an axis: Dec, 12月. */
	monthShort: (month: string) => string
	/** '11-24 10:26' / '24 Nov 10:26'. */
	moment: (instant: Instant, today?: LocalDate) => string
	/** '10:26' in Asia/Shanghai. */
	clock: (instant: Instant) => string
	/** '¥2,000' in text; fen only when there are any. */
	money: (fen: number) => string
	/** '2,000.00' in ledgers, with a true minus sign. */
	ledger: (fen: number) => string
	/** '1,234' */
	count: (n: number) => string
	/** '92.4' from tenths. */
	tenths: (n: number) => string
	/** '丙、乙' / 'a, b'. */
	list: (items: readonly string[]) => string
}

const HANS_WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']
const HANT_WEEKDAYS = ['週一', '週二', '週三', '週四', '週五', '週六', '週日']
const EN_WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const EN_MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const EN_LONG_MONTHS = 'January February March April May June July August September October November December'.split(
	' ',
)

const group = (digits: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
const two = (n: number) => String(n).padStart(2, '0')

function money(fen: number): string {
	const abs = Math.abs(fen)
	const cents = abs % 100
	const text = `¥${group(String(Math.floor(abs / 100)))}${cents ? `.${two(cents)}` : ''}`
	return fen < 0 ? `−${text}` : text
}

function ledger(fen: number): string {
	const abs = Math.abs(fen)
	return `${fen < 0 ? '−' : ''}${group(String(Math.floor(abs / 100)))}.${two(abs % 100)}`
}

function tenths(n: number): string {
	return `${Math.trunc(n / 10)}.${Math.abs(n % 10)}`
}

function clock(instant: Instant): string {
	const minutes = localMinutesOf(instant)
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

const otherYear = (date: LocalDate, today?: LocalDate) => today !== undefined && date.slice(0, 4) !== today.slice(0, 4)
const monthOf = (date: LocalDate) => Number(date.slice(5, 7))
const dayOf = (date: LocalDate) => Number(date.slice(8, 10))

function chinese(weekdays: readonly string[]): Formats {
	const wd = (date: LocalDate) => weekdays[weekday(date) - 1] ?? ''
	return {
		day: (date, today) => `${otherYear(date, today) ? date : date.slice(5)} ${wd(date)}`,
		longDay: (date, today) =>
			`${otherYear(date, today) ? `${date.slice(0, 4)}年` : ''}${monthOf(date)}月${dayOf(date)}日 ${wd(date)}`,
		fullDay: (date) => `${date.slice(0, 4)}年${monthOf(date)}月${dayOf(date)}日 ${wd(date)}`,
		month: (month) => `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`,
		monthShort: (month) => `${Number(month.slice(5, 7))}月`,
		moment: (instant, today) => {
			const date = localDateOf(instant)
			return `${otherYear(date, today) ? date : date.slice(5)} ${clock(instant)}`
		},
		clock,
		money,
		ledger,
		count: (n) => group(String(n)),
		tenths,
		list: (items) => items.join('、'),
	}
}

const en: Formats = {
	day: (date, today) =>
		`${EN_WEEKDAYS[weekday(date) - 1]} ${dayOf(date)} ${EN_MONTHS[monthOf(date) - 1]}${otherYear(date, today) ? ` ${date.slice(0, 4)}` : ''}`,
	longDay: (date, today) =>
		`${EN_WEEKDAYS[weekday(date) - 1]} ${dayOf(date)} ${EN_LONG_MONTHS[monthOf(date) - 1]}${otherYear(date, today) ? ` ${date.slice(0, 4)}` : ''}`,
	fullDay: (date) =>
		`${EN_WEEKDAYS[weekday(date) - 1]} ${dayOf(date)} ${EN_LONG_MONTHS[monthOf(date) - 1]} ${date.slice(0, 4)}`,
	month: (month) => `${EN_LONG_MONTHS[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`,
	monthShort: (month) => EN_MONTHS[Number(month.slice(5, 7)) - 1] ?? '',
	moment: (instant, today) => {
		const date = localDateOf(instant)
		return `${dayOf(date)} ${EN_MONTHS[monthOf(date) - 1]}${otherYear(date, today) ? ` ${date.slice(0, 4)}` : ''} ${clock(instant)}`
	},
	clock,
	money,
	ledger,
	count: (n) => group(String(n)),
	tenths,
	list: (items) => items.join(', '),
}

const FORMATS: Record<Language, Formats> = {
	'zh-Hans': chinese(HANS_WEEKDAYS),
	'zh-Hant': chinese(HANT_WEEKDAYS),
	en,
}

/** The formats of one language; built once, not per value. */
export function formatsOf(language: Language): Formats {
	return FORMATS[language]
}
