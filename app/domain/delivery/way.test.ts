import { describe, expect, test } from 'vitest'
import { chinaCalendar } from '#tests/support/china-calendar.ts'
import { isWorkingDay } from '../calendar.ts'
import { NOTICE_KINDS } from '../case/events.ts'
import { addMs, type Instant, instantAt, type LocalDate, localDateOf, localMinutesOf, MINUTE_MS } from '../time.ts'
import { classOf, NOTICE_CLASSES } from './classes.ts'
import { BURST, type Choice, DEFAULT_CHOICE, groupWay, mailWay, messageClass } from './way.ts'
import { digestFrom, leavesAt, openFrom, quarterAfter, quietLength } from './when.ts'

const calendar = chinaCalendar()
const [first, second] = calendar.intervals
const at = (day: LocalDate, hour: number) => instantAt(day, Math.round(hour * 60))
const open = first?.begin ?? 0
const shut = second?.end ?? 0

describe('working hours of the branch', () => {
	test('inside they are now; at lunch after it; in the evening the next morning', () => {
		expect(openFrom(calendar, at('2026-11-09', 10))).toBe(at('2026-11-09', 10))
		expect(openFrom(calendar, instantAt('2026-11-09', first?.end ?? 0))).toBe(
			instantAt('2026-11-09', second?.begin ?? 0),
		)
		expect(openFrom(calendar, instantAt('2026-11-09', shut))).toBe(instantAt('2026-11-10', open))
		expect(openFrom(calendar, at('2026-11-09', 3))).toBe(instantAt('2026-11-09', open))
	})

	test('Friday evening goes on Monday; before the National Day holiday after it; a make-up Saturday is worked', () => {
		expect(openFrom(calendar, at('2026-11-06', 20))).toBe(instantAt('2026-11-09', open))
		const special = (kind: 'holiday' | 'make-up') =>
			[...calendar.specialDays.values()].filter((day) => day.kind === kind && day.date > '2026').map(({ date }) => date)
		const saturday = special('make-up').find((day) => !isWorkingDay({ ...calendar, specialDays: new Map() }, day))
		expect(saturday).toBeDefined()
		if (saturday) expect(openFrom(calendar, at(saturday, 10))).toBe(at(saturday, 10))
		const october = openFrom(calendar, at('2026-09-30', 22))
		expect(localDateOf(october)).toBe('2026-10-08')
	})

	test('every hour of two years: the moment lies in an interval of a working day and is not before', () => {
		for (let now = at('2025-01-01', 0); now < at('2026-12-31', 0); now = addMs(now, 67 * MINUTE_MS)) {
			const found = openFrom(calendar, now)
			const minute = localMinutesOf(found)
			const inside = calendar.intervals.some(({ begin, end }) => minute >= begin && minute < end)
			if (found < now || !isWorkingDay(calendar, localDateOf(found)) || !inside) expect.fail(`${now} ${found}`)
		}
	})

	test('the digest goes on the first working morning strictly later, half an hour after work begins', () => {
		const morning = instantAt('2026-11-09', open + 30)
		expect(digestFrom(calendar, at('2026-11-06', 19))).toBe(morning)
		expect(digestFrom(calendar, addMs(morning, -1))).toBe(morning)
		expect(digestFrom(calendar, morning)).toBe(instantAt('2026-11-10', open + 30))
		expect(quarterAfter('2026-11-09T02:15:00.000Z')).toBe('2026-11-09T02:30:00.000Z')
	})
})

const quiet = { from: 22 * 60, to: 7 * 60 }
const day = (over: Partial<Choice>): Choice => ({ ...DEFAULT_CHOICE, ...over })
const night: Instant = at('2026-11-09', 23)

describe('when a message leaves', () => {
	test('urgent at once, at any hour; after a quiet time that the person chose', () => {
		expect(leavesAt(calendar, 'urgent', night, null)).toBe(night)
		expect(leavesAt(calendar, 'urgent', night, quiet)).toBe(at('2026-11-10', 7))
		expect(leavesAt(calendar, 'urgent', at('2026-11-10', 3), quiet)).toBe(at('2026-11-10', 7))
	})

	test('everything else waits for the branch, legal notices as well; quiet hours move the plain ones only', () => {
		expect(leavesAt(calendar, 'plain', night, null)).toBe(instantAt('2026-11-10', open))
		expect(leavesAt(calendar, 'legal', night, quiet)).toBe(instantAt('2026-11-10', open))
		const mornings = { from: 8 * 60, to: 15 * 60 }
		expect(leavesAt(calendar, 'plain', at('2026-11-10', 9.5), mornings)).toBe(at('2026-11-10', 15))
		expect(leavesAt(calendar, 'legal', at('2026-11-10', 9.5), mornings)).toBe(at('2026-11-10', 9.5))
		expect(quietLength(quiet)).toBe(540)
	})
})

describe('how a message goes', () => {
	const facts = { owner: false, lately: 0, now: at('2026-11-09', 10) }

	test('what is late is told the owner alone and everybody above in the morning', () => {
		expect(mailWay(calendar, 'late', day({}), facts)?.how).toBe('morning')
		expect(mailWay(calendar, 'late', day({}), { ...facts, owner: true })?.how).toBe('alone')
		expect(mailWay(calendar, 'late', day({ pace: 'single' }), facts)?.how).toBe('alone')
		expect(mailWay(calendar, 'late', day({ pace: 'digest' }), { ...facts, owner: true })?.how).toBe('morning')
		expect(mailWay(calendar, 'plain', day({ pace: 'digest' }), facts)?.how).toBe('morning')
	})

	test('a legal notice goes alone whatever was chosen and however much there is', () => {
		const off = day({ byMail: false, pace: 'digest', quiet })
		expect(mailWay(calendar, 'plain', off, facts)).toBeNull()
		expect(mailWay(calendar, 'urgent', off, facts)).toBeNull()
		expect(mailWay(calendar, 'legal', off, { ...facts, lately: 1000 })).toEqual({ how: 'alone', at: facts.now })
	})

	test('a burst is gathered', () => {
		expect(mailWay(calendar, 'urgent', day({}), { ...facts, lately: BURST - 1 })?.how).toBe('alone')
		expect(mailWay(calendar, 'urgent', day({}), { ...facts, lately: BURST })).toEqual({
			how: 'burst',
			at: at('2026-11-09', 10.25),
		})
	})

	test('a group hears at once of what is urgent and of the rest in the morning', () => {
		expect(groupWay(calendar, 'urgent', night)).toEqual({ how: 'alone', at: night })
		expect(groupWay(calendar, 'late', night).how).toBe('morning')
	})
})

describe('the class of a message', () => {
	const plain = { inHours: false }
	const now = at('2026-11-09', 19)
	test('an order in hours, a rung in hours, a moment before the branch opens: urgent', () => {
		const of = (params: Record<string, string>, subject = plain) =>
			messageClass(calendar, { kind: 'order.reminder', params }, subject, now)
		expect(of({})).toBe('late')
		expect(of({ rung: 'T-1' })).toBe('late')
		expect(of({ rung: 'T-4h' })).toBe('urgent')
		expect(of({}, { inHours: true })).toBe('urgent')
		expect(of({ due: at('2026-11-10', 2) })).toBe('urgent')
		expect(of({ due: at('2026-11-10', 17) })).toBe('late')
		expect(of({ due: at('2026-11-09', 18) })).toBe('late')
		expect(of({ due: '2026-11-10' })).toBe('late')
	})

	test('every kind of notice has a class; what the rules oblige to tell is legal', () => {
		expect(Object.keys(NOTICE_CLASSES).sort()).toEqual([...NOTICE_KINDS].sort())
		for (const kind of [
			'penalty.pre-notice',
			'penalty.decision',
			'penalty.review-decided',
			'topup.noticed',
			'clawback.proposed',
		])
			expect(classOf(kind)).toBe('legal')
		expect(classOf('something.old')).toBe('plain')
	})
})
