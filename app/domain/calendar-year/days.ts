import { type Calendar, isWorkingDay, type Override } from '../calendar.ts'
import type { LocalDate } from '../time.ts'
import { isLocalDate } from '../time.ts'
import type { ReadRow, Remark } from './reading.ts'

/** Days of the branch or of a unit, a line each: date, 休 / 班 / 按通知, reason. */

export type DayOrder = { readonly date: LocalDate; readonly kind: Override['kind'] | 'notice'; readonly reason: string }
export type ReadDays = {
	readonly rows: readonly ReadRow[]
	readonly days: readonly DayOrder[]
	readonly sound: boolean
}

const KINDS: Readonly<Record<string, DayOrder['kind']>> = {
	休: 'off',
	放假: 'off',
	停业: 'off',
	off: 'off',
	班: 'work',
	上班: 'work',
	work: 'work',
	按通知: 'notice',
	恢复: 'notice',
	notice: 'notice',
}

const LINE = /^(\d{4}-\d{2}-\d{2})[\s,，;；]+(\S+?)(?:[\s,，;；]+(.*))?$/

type Surroundings = {
	readonly today: LocalDate
	/** The calendar without the days that are being written. */
	readonly calendar: Calendar
	/** The days that are already there. */
	readonly standing: readonly Override[]
}

/**
 * Reads and judges the lines. Refused beside the line: what cannot be read, a day twice, a day that stays what it is, and
 * a day of work that is today or past: it would put dates behind those who are bound by them.
 */
export function readDays(typed: string, around: Surroundings): ReadDays {
	const seen = new Set<LocalDate>()
	const rows: ReadRow[] = []
	const days: DayOrder[] = []
	for (const [index, raw] of typed.split('\n').entries()) {
		const text = raw.normalize('NFKC').trim()
		if (text === '') continue
		const read = orderOf(text)
		const remarks = 'date' in read ? judge(read, around, seen) : [read]
		if ('date' in read) {
			seen.add(read.date)
			days.push(read)
		}
		rows.push({ line: index + 1, text: raw.trim(), days: [], remarks })
	}
	const sound = days.length > 0 && rows.every(({ remarks }) => remarks.every(({ level }) => level !== 'fault'))
	return { rows, days, sound }
}

function orderOf(text: string): DayOrder | Remark {
	const [, date = '', word = '', reason = ''] = LINE.exec(text) ?? []
	const kind = KINDS[word.toLowerCase()]
	if (date === '') return { level: 'fault', code: 'columns' }
	if (!isLocalDate(date)) return { level: 'fault', code: 'no-such-day', params: { text: date } }
	if (kind === undefined) return { level: 'fault', code: 'kind', params: { text: word } }
	return { date, kind, reason: reason.trim() }
}

function judge(order: DayOrder, around: Surroundings, seen: ReadonlySet<LocalDate>): Remark[] {
	const { date, kind, reason } = order
	const fault = (code: Remark['code']): Remark => ({ level: 'fault', code, params: { date } })
	const found: Remark[] = []
	if (seen.has(date)) found.push(fault('twice'))
	if (kind !== 'notice' && (reason === '' || reason.length > 80)) found.push(fault('reason'))
	const stands = around.standing.some((one) => one.date === date)
	const works = isWorkingDay(around.calendar, date)
	const same = kind === 'notice' ? !stands : !stands && works === (kind === 'work')
	if (same) found.push(fault('no-change'))
	const working = kind === 'work' || (kind === 'notice' && works)
	if (working && date <= around.today) found.push(fault('past-work'))
	return found
}

/** The days after the orders: a new one takes the place of an old one, 'notice' takes it away. */
export function withDays(standing: readonly Override[], orders: readonly DayOrder[]): readonly Override[] {
	const touched = new Set<string>(orders.map(({ date }) => date))
	const kept = standing.filter(({ date }) => !touched.has(date))
	const fresh = orders.flatMap(({ date, kind, reason }) => (kind === 'notice' ? [] : [{ date, kind, reason }]))
	return [...kept, ...fresh].sort((a, b) => (a.date < b.date ? -1 : 1))
}
