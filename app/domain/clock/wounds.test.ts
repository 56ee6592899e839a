import { describe, expect, test } from 'vitest'
import { chinaBody, chinaCalendar } from '#tests/support/china-calendar.ts'
import { calendarFromJson } from '../calendar.ts'
import type { DueStep, Limit } from '../due-date.ts'
import { parseLimit, parseStart } from '../due-date.ts'
import { isLocalDate, withOffset } from '../time.ts'
import { dueOf, subtractLimit } from './engine.ts'
import type { ClockFacts } from './facts.ts'

// The tests that other systems should have written first (peers 3.13), and the threads on clocks (peers 2), by number.

const calendar = chinaCalendar()

function at(text: string) {
	const start = parseStart(`${text}:00+08:00`)
	if (!start.ok || isLocalDate(start.value)) throw new Error(text)
	return start.value
}
function limit(text: string): Limit {
	const found = parseLimit(text)
	if (!found.ok) throw new Error(text)
	return found.value
}
const facts = (start: string, of: string, more: Partial<ClockFacts> = {}): ClockFacts => ({
	startedAt: at(start),
	limit: limit(of),
	namedOn: null,
	closeAt: 1080,
	cut: null,
	extensions: [],
	pauses: [],
	...more,
})
const due = (one: ClockFacts) => withOffset(dueOf(calendar, one).dueAt).slice(0, 16)
const pause = (from: string, to: string) => ({ fromAt: at(from), expectedUntil: at(to), toAt: at(to) })
const more = (of: string) => ({ limit: limit(of), namedOn: null, decidedAt: at('2026-11-20T10:00') })
const named = (day: `2026-${string}`, decided = '2026-11-17T10:00') => {
	if (!isLocalDate(day)) throw new Error(day)
	return { limit: null, namedOn: day, decidedAt: at(decided) }
}
const kinds = (steps: readonly DueStep[]) => steps.map(({ kind }) => kind)

describe('tests to write first (peers 3.13)', () => {
	test('start after hours: hours begin with the next morning, days with the next day', () => {
		expect(due(facts('2026-11-16T19:20', '2wh'))).toBe('2026-11-17T11:00')
		expect(due(facts('2026-11-16T19:20', '1wd'))).toBe('2026-11-17T18:00')
	})
	test('start on a holiday: nothing counts before work begins again', () => {
		expect(due(facts('2026-10-02T10:00', '2wh'))).toBe('2026-10-08T11:00')
		expect(due(facts('2026-10-02T10:00', '1wd'))).toBe('2026-10-08T18:00')
		expect(due(facts('2026-10-02T10:00', '0wd'))).toBe('2026-10-08T18:00')
	})
	test('end on a holiday: calendar days move on, and the raw date is kept to warn by', () => {
		const found = dueOf(calendar, facts('2026-09-16T10:00', '15cd'))
		expect([found.rawDueOn, found.dueOn]).toEqual(['2026-10-01', '2026-10-08'])
	})
	test('a make-up Saturday inside the span counts', () => {
		const found = dueOf(calendar, facts('2026-09-30T10:00', '3wd'))
		expect(found.dueOn).toBe('2026-10-10')
		expect(found.steps).toContainEqual(expect.objectContaining({ kind: 'count', date: '2026-10-10', makeUp: true }))
	})
	test('a pause over a holiday gives back only the days on which one would have worked', () => {
		// 29 September to 9 October: 29 and 30 September and 8 October close in it, not the seven days of the holiday.
		expect(due(facts('2026-09-28T10:00', '5wd'))).toBe('2026-10-10T18:00')
		expect(due(facts('2026-09-28T10:00', '5wd', { pauses: [pause('2026-09-29T10:00', '2026-10-09T10:00')] }))).toBe(
			'2026-10-14T18:00',
		)
		expect(due(facts('2026-09-30T10:00', '5wd', { pauses: [pause('2026-10-01T10:00', '2026-10-07T10:00')] }))).toBe(
			due(facts('2026-09-30T10:00', '5wd')),
		)
		expect(due(facts('2026-09-30T16:00', '4wh', { pauses: [pause('2026-09-30T17:00', '2026-10-08T10:30')] }))).toBe(
			'2026-10-08T15:00',
		)
	})
	test('a policy that changes while the clock stands loses none of the pause (threads 10)', () => {
		const pauses = [pause('2026-11-10T10:00', '2026-11-13T10:00')]
		// The pause belongs to the case: with another limit the same three days are given back.
		expect(due(facts('2026-11-09T10:00', '7wd', { pauses }))).toBe('2026-11-23T18:00')
		expect(due(facts('2026-11-09T10:00', '5wd', { pauses }))).toBe('2026-11-19T18:00')
		expect(due(facts('2026-11-09T10:00', '5wd', { pauses, closeAt: 1440 }))).toBe('2026-11-20T00:00')
	})
	test('"one hour before" across the lunch break (thread 11)', () => {
		const earlier = (text: string, of: string) => withOffset(subtractLimit(calendar, at(text), limit(of))).slice(0, 16)
		expect(earlier('2026-11-16T14:00', '1wh')).toBe('2026-11-16T11:30')
		expect(earlier('2026-11-16T13:30', '1wh')).toBe('2026-11-16T11:00')
		expect(earlier('2026-11-16T09:30', '1wh')).toBe('2026-11-13T17:30')
		expect(earlier('2026-10-08T10:00', '2wh')).toBe('2026-09-30T17:00')
		expect(earlier('2026-11-16T18:00', '0wh')).toBe('2026-11-16T18:00')
	})
	test('the year end with the next calendar missing: counted, marked, never guessed in silence', () => {
		const body = chinaBody()
		const until2026 = calendarFromJson('CN', { ...body, years: body.years.filter(({ year }) => year < 2027) })
		const found = dueOf(until2026, facts('2026-12-30T10:00', '3wd'))
		expect([found.dueOn, found.provisional]).toEqual(['2027-01-04', true])
		expect(found.steps).toContainEqual({ kind: 'provisional-year', year: 2027 })
		expect(dueOf(until2026, facts('2026-12-28T10:00', '3wd')).provisional).toBe(false)
		// An extension that leads into the year is provisional as well, though the first date was not.
		const longer = facts('2026-12-28T10:00', '3wd', { extensions: [more('2wd')] })
		expect(dueOf(until2026, longer).provisional).toBe(true)
	})
	test('a manual date takes the same path: pauses and extensions after it count on from it (thread 15)', () => {
		const set = facts('2026-11-09T10:00', '3wd', { extensions: [named('2026-11-21')] })
		// A Saturday stays, because somebody named it; from it on the usual walk goes.
		expect(due(set)).toBe('2026-11-21T18:00')
		expect(kinds(dueOf(calendar, set).steps).slice(-2)).toEqual(['named', 'end'])
		expect(due({ ...set, extensions: [named('2026-11-21'), more('1wd')] })).toBe('2026-11-23T18:00')
		expect(due({ ...set, pauses: [pause('2026-11-18T10:00', '2026-11-20T10:00')] })).toBe('2026-11-24T18:00')
		// What was paused before it was named is known to who named it.
		expect(due({ ...set, pauses: [pause('2026-11-10T10:00', '2026-11-12T10:00')] })).toBe('2026-11-21T18:00')
	})
	test('a calendar edited after the fact moves only what is counted again by it', () => {
		const body = chinaBody()
		const years = body.years.map((year) =>
			year.year === 2026 ? { ...year, holidays: [...year.holidays, { date: '2026-11-18' }] } : year,
		)
		const edited = calendarFromJson('CN-2', { ...body, years })
		const one = facts('2026-11-16T10:00', '3wd')
		expect(dueOf(calendar, one)).toMatchObject({ dueOn: '2026-11-19', calendarVersionId: 'CN-2026' })
		expect(dueOf(edited, one)).toMatchObject({ dueOn: '2026-11-20', calendarVersionId: 'CN-2' })
	})
})

describe('threads on clocks (peers 2)', () => {
	test('12 and 13: several intervals a day, the lunch break counts against nobody', () => {
		expect(due(facts('2026-11-16T11:30', '1wh'))).toBe('2026-11-16T14:00')
		expect(due(facts('2026-11-16T11:00', '1wh'))).toBe('2026-11-16T12:00')
	})
	test('16: a pause moves the date by the days that it really lasted, not by those that were expected', () => {
		const one = facts('2026-11-09T10:00', '5wd')
		const expected = { fromAt: at('2026-11-10T10:00'), expectedUntil: at('2026-11-20T10:00'), toAt: null }
		expect(dueOf(calendar, { ...one, pauses: [expected] })).toMatchObject({ dueOn: '2026-11-26', projected: true })
		const ended = { ...expected, toAt: at('2026-11-12T10:00') }
		expect(dueOf(calendar, { ...one, pauses: [ended] })).toMatchObject({ dueOn: '2026-11-18', projected: false })
	})
	test('16: to suspend and to extend are two acts, each with its own line', () => {
		const both = facts('2026-11-09T10:00', '5wd', {
			pauses: [pause('2026-11-10T10:00', '2026-11-12T10:00')],
			extensions: [more('2wd')],
		})
		expect(due(both)).toBe('2026-11-20T18:00')
		expect(kinds(dueOf(calendar, both).steps).filter((kind) => kind === 'suspended' || kind === 'extended')).toEqual([
			'suspended',
			'extended',
		])
	})
	test('17: lateness is counted from the extended date; what is paused after it gives nothing', () => {
		const late = facts('2026-11-09T10:00', '3wd', { pauses: [pause('2026-11-13T10:00', '2026-11-18T10:00')] })
		expect(due(late)).toBe('2026-11-12T18:00')
		// Granted afterwards from the old date on: the days of the pause do not count in it either.
		expect(due({ ...late, extensions: [more('2wd')] })).toBe('2026-11-19T18:00')
	})
	test('18: a second extension counts from the first, with both on record', () => {
		const twice = facts('2026-11-09T10:00', '3wd', { extensions: [more('2wd'), more('1wd')] })
		const steps = dueOf(calendar, twice).steps.filter((step) => step.kind === 'extended')
		expect(steps).toMatchObject([
			{ from: '2026-11-12', to: '2026-11-16' },
			{ from: '2026-11-16', to: '2026-11-17' },
		])
	})
	test('never past the statutory date, by a pause nor by an extension, and the steps say so', () => {
		const cut = { complaintOn: '2026-11-13', statutoryOn: '2026-11-28', reserveWd: 2 } as const
		const order = facts('2026-11-16T10:00', '15wd', { cut })
		expect(dueOf(calendar, order)).toMatchObject({ dueOn: '2026-11-26', firstDueOn: '2026-11-26', urgent: false })
		const paused = { ...order, pauses: [pause('2026-11-17T10:00', '2026-11-24T10:00')] }
		expect(dueOf(calendar, paused)).toMatchObject({ dueOn: '2026-11-28', firstDueOn: '2026-11-26' })
		expect(kinds(dueOf(calendar, paused).steps)).toContain('capped')
		expect(due({ ...order, extensions: [more('9wd')] })).toBe('2026-11-28T18:00')
	})
	test('a pause that begins on the last day, in time, leaves the rest of that day', () => {
		expect(due(facts('2026-11-09T10:00', '3wd', { pauses: [pause('2026-11-12T10:00', '2026-11-14T10:00')] }))).toBe(
			'2026-11-16T18:00',
		)
		expect(due(facts('2026-11-09T10:00', '3wd', { pauses: [pause('2026-11-12T18:00', '2026-11-14T10:00')] }))).toBe(
			'2026-11-12T18:00',
		)
		expect(due(facts('2026-11-16T10:00', '24h', { pauses: [pause('2026-11-16T12:00', '2026-11-16T12:00')] }))).toBe(
			'2026-11-17T10:00',
		)
	})
	test('a pause that ends with the close of a day, or with its midnight, gives that day back', () => {
		expect(due(facts('2026-11-09T10:00', '5wd', { pauses: [pause('2026-11-10T10:00', '2026-11-12T18:00')] }))).toBe(
			'2026-11-19T18:00',
		)
		const dealer = { closeAt: 1440, pauses: [pause('2026-11-10T00:00', '2026-11-12T00:00')] }
		// The 10th and the 11th stand, the 9th has ended before: due at 24:00 of the 18th.
		expect(due(facts('2026-11-09T10:00', '5wd', dealer))).toBe('2026-11-19T00:00')
	})
	test('clock hours and working hours are given back to the millisecond', () => {
		const odd = { fromAt: at('2026-11-16T12:00'), expectedUntil: at('2026-11-17T12:00') }
		const [hours, minutes] = [facts('2026-11-16T10:00', '24h'), facts('2026-11-16T10:00', '4wh')]
		const toAt = '2026-11-16T06:00:01.234Z' as const
		const end = (one: ClockFacts) => dueOf(calendar, { ...one, pauses: [{ ...odd, toAt }] }).dueAt
		expect(end(hours)).toBe('2026-11-17T04:00:01.234Z')
		// 13:30 to 14:00:01.234 is what the working day lost; noon was nobody's.
		expect(end(minutes)).toBe('2026-11-16T08:00:01.234Z')
	})
})
