import type { Names } from '../calendar.ts'
import { addDays, isLocalDate, type LocalDate } from '../time.ts'

/** The public holidays of the Regulation on Public Holidays, articles 2 and 6 (domain 6.1). */
export const HOLIDAYS = ['new-year', 'spring', 'qingming', 'labour', 'dragon-boat', 'mid-autumn', 'national'] as const
export type Holiday = (typeof HOLIDAYS)[number]

export const HOLIDAY_NAMES: Readonly<Record<Holiday, Names>> = {
	'new-year': { 'zh-Hans': '元旦', en: "New Year's Day" },
	spring: { 'zh-Hans': '春节', en: 'Spring Festival' },
	qingming: { 'zh-Hans': '清明', en: 'Tomb-sweeping Day' },
	labour: { 'zh-Hans': '劳动节', en: 'Labour Day' },
	'dragon-boat': { 'zh-Hans': '端午', en: 'Dragon Boat Festival' },
	'mid-autumn': { 'zh-Hans': '中秋', en: 'Mid-Autumn Festival' },
	national: { 'zh-Hans': '国庆节', en: 'National Day' },
}

/**
 * Lunar new year, Qingming, Dragon Boat and Mid-Autumn of each year. A table, because the calendar of the runtime is
 * wrong here: its 'chinese' calendar puts the new year of 2027 on 02-07 and that of 2030 on 02-02.
 */
const LUNAR: Readonly<Record<number, string>> = {
	2014: '01-31 04-05 06-02 09-08',
	2015: '02-19 04-05 06-20 09-27',
	2016: '02-08 04-04 06-09 09-15',
	2017: '01-28 04-04 05-30 10-04',
	2018: '02-16 04-05 06-18 09-24',
	2019: '02-05 04-05 06-07 09-13',
	2020: '01-25 04-04 06-25 10-01',
	2021: '02-12 04-04 06-14 09-21',
	2022: '02-01 04-05 06-03 09-10',
	2023: '01-22 04-05 06-22 09-29',
	2024: '02-10 04-04 06-10 09-17',
	2025: '01-29 04-04 05-31 10-06',
	2026: '02-17 04-05 06-19 09-25',
	2027: '02-06 04-05 06-09 09-15',
	2028: '01-26 04-04 05-28 10-03',
	2029: '02-13 04-04 06-16 09-22',
	2030: '02-03 04-05 06-05 09-12',
	2031: '01-23 04-05 06-24 10-01',
	2032: '02-11 04-04 06-12 09-19',
	2033: '01-31 04-04 06-01 09-08',
	2034: '02-19 04-05 06-20 09-27',
	2035: '02-08 04-05 06-10 09-16',
	2036: '01-28 04-04 05-30 10-04',
	2037: '02-15 04-04 06-18 09-24',
	2038: '02-04 04-05 06-07 09-13',
	2039: '01-24 04-05 05-27 10-02',
	2040: '02-12 04-04 06-14 09-20',
}

export type LunarDates = {
	readonly spring: LocalDate
	readonly qingming: LocalDate
	readonly dragonBoat: LocalDate
	readonly midAutumn: LocalDate
}

/** The days of a year that follow the moon and the sun; null for years beyond the table. */
export function lunarDates(year: number): LunarDates | null {
	const [spring, qingming, dragonBoat, midAutumn] = (LUNAR[year] ?? '').split(' ').map((day) => `${year}-${day}`)
	if (!spring || !qingming || !dragonBoat || !midAutumn) return null
	if (!isLocalDate(spring) || !isLocalDate(qingming) || !isLocalDate(dragonBoat) || !isLocalDate(midAutumn)) return null
	return { spring, qingming, dragonBoat, midAutumn }
}

export type StatutoryDay = { readonly holiday: Holiday; readonly date: LocalDate }

/**
 * The statutory days of a year by name: 13 from 2025 on, with the eve of the lunar new year and 2 May, 11 before that.
 * Null for years beyond the table of lunar dates.
 */
export function statutoryDays(year: number): readonly StatutoryDay[] | null {
	const lunar = lunarDates(year)
	if (!lunar) return null
	const fixed = (holiday: Holiday, days: readonly string[]): StatutoryDay[] =>
		days.flatMap((day) => {
			const date = `${year}-${day}`
			return isLocalDate(date) ? [{ holiday, date }] : []
		})
	const since2025 = year >= 2025
	const spring = (since2025 ? [-1, 0, 1, 2] : [0, 1, 2]).map(
		(n): StatutoryDay => ({
			holiday: 'spring',
			date: addDays(lunar.spring, n),
		}),
	)
	return [
		...fixed('new-year', ['01-01']),
		...spring,
		{ holiday: 'qingming', date: lunar.qingming },
		...fixed('labour', since2025 ? ['05-01', '05-02'] : ['05-01']),
		{ holiday: 'dragon-boat', date: lunar.dragonBoat },
		{ holiday: 'mid-autumn', date: lunar.midAutumn },
		...fixed('national', ['10-01', '10-02', '10-03']),
	]
}
