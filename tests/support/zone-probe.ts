import { addLimit, dueOf, subtractLimit } from '#app/domain/clock/engine.ts'
import { dueDate, type Limit, parseLimit, parseStart } from '#app/domain/due-date.ts'
import { renderDue } from '#app/domain/due-render.ts'
import { addDays, addMs, instantAt, isLocalDate, weekday, withOffset } from '#app/domain/time.ts'
import { chinaCalendar } from './china-calendar.ts'

const calendar = chinaCalendar()
const LIMITS: readonly Limit[] = [
	{ amount: 1, unit: 'wd' },
	{ amount: 15, unit: 'wd' },
	{ amount: 15, unit: 'cd' },
	{ amount: 4, unit: 'wh' },
	{ amount: 24, unit: 'h' },
]

function* questions(): Generator<unknown> {
	for (let n = 0; n < 800; n += 3) {
		const date = addDays('2025-01-01', n)
		yield [date, weekday(date)]
		for (const limit of LIMITS) {
			// Close to midnight here and there: 23:59 in Shanghai and 00:01.
			for (const minute of [1, 540, 719, 1079, 1439]) {
				const from = instantAt(date, minute)
				yield renderDue(dueDate(calendar, from, limit, 1080))
				yield [withOffset(addLimit(calendar, from, limit)), withOffset(subtractLimit(calendar, from, limit))]
			}
			yield renderDue(dueDate(calendar, date, limit))
		}
		const startedAt = instantAt(date, 600)
		const fromAt = addMs(startedAt, 30 * 60 * 60_000)
		yield dueOf(calendar, {
			startedAt,
			limit: { amount: 7, unit: 'wd' },
			namedOn: null,
			closeAt: 1080,
			cut: { complaintOn: addDays(date, -5), statutoryOn: addDays(date, 10), reserveWd: 2 },
			extensions: [{ limit: { amount: 1, unit: 'wd' }, namedOn: null, decidedAt: startedAt }],
			pauses: [{ fromAt, expectedUntil: addMs(fromAt, 50 * 60 * 60_000), toAt: null }],
		})
	}
	// Summer time of 1986 to 1991 and local mean time before 1901: no start lies there, and no date slips by a day.
	for (const text of [
		'1900-12-31',
		'1986-05-04',
		'1986-07-01',
		'1988-09-11',
		'1991-09-14',
		'1991-09-15',
		'1992-01-01',
	]) {
		yield [text, parseStart(text), parseStart(`${text}T00:30:00+08:00`), parseStart(`${text}T16:30:00Z`)]
		if (isLocalDate(text)) yield [text, weekday(text), addDays(text, 1), withOffset(instantAt(text, 0))]
	}
	for (const text of ['15wd', '3000wd', '-1wd', '1.5wd', '15 wd']) yield [text, parseLimit(text)]
}

/** What the engine says to a fixed list of questions, one line each; asked in several server zones. */
export function zoneAnswers(): string {
	return Array.from(questions(), (answer) => JSON.stringify(answer)).join('\n')
}
