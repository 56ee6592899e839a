import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chinaCalendar } from '#tests/support/china-calendar.ts'
import { DEFAULT_POLICY } from '../policy/default-policy.ts'
import { ladderFor, type Rung } from '../policy/policy.ts'
import type { Instant, LocalDate } from '../time.ts'
import { addMs, HOUR_MS, instantAt } from '../time.ts'
import { dueRungs, type LadderClock, nextRungAt, placeRungs } from './ladder.ts'

const calendar = chinaCalendar()
const morning = (date: LocalDate) => instantAt(date, 510)
const start = instantAt('2026-11-02', 600)
const days = {
	dueAt: instantAt('2026-11-23', 1080),
	dueOn: '2026-11-23',
	startedAt: start,
	unit: 'wd',
	round: 1,
} as const
const hours = {
	dueAt: instantAt('2026-11-21', 600),
	dueOn: '2026-11-21',
	startedAt: instantAt('2026-11-20', 600),
	unit: 'h',
	round: 1,
} as const

function placed(clock: LadderClock) {
	const rungs = ladderFor(DEFAULT_POLICY, 'order.handle', clock.unit === 'h' ? 'CRITICAL' : 'NORMAL')?.rungs ?? []
	return placeRungs(calendar, DEFAULT_POLICY, rungs, clock)
}
const ladder = (clock: LadderClock) => placed(clock).map(({ rung, at }) => ({ rung: rung.code, at }))

type Change = { readonly clock?: LadderClock; readonly since?: Instant; readonly sent?: ReadonlySet<string> }

function due(now: Instant, { clock = days, since = start, sent = new Set<string>() }: Change = {}) {
	return dueRungs({ placed: placed(clock), clockId: 'c', clock, since, now, sent })
}
const fired = (now: Instant, change: Change = {}) => due(now, change).map(({ rung }) => rung.code)

describe('the ladder', () => {
	test('fifteen working days: half-time, the last three mornings, then three calls', () => {
		expect(ladder(days)).toEqual([
			{ rung: 'half', at: morning('2026-11-12') },
			{ rung: 'T-2', at: morning('2026-11-19') },
			{ rung: 'T-1', at: morning('2026-11-20') },
			{ rung: 'T', at: morning('2026-11-23') },
			{ rung: 'T+1', at: morning('2026-11-24') },
			{ rung: 'T+3', at: morning('2026-11-26') },
			{ rung: 'T+5', at: morning('2026-11-30') },
		])
	})
	test('24 hours: 12, 4 and 1 hour before', () => {
		expect(ladder(hours).map(({ rung }) => rung)).toEqual(['T-12h', 'T-4h', 'T-1h', 'T+1', 'T+3', 'T+5'])
		expect(ladder(hours)[0]?.at).toBe(addMs(hours.dueAt, -12 * HOUR_MS))
	})
	test('three working days have no half-time beside the last days', () => {
		const short = { ...days, startedAt: instantAt('2026-11-18', 600) }
		expect(ladder(short).map(({ rung }) => rung)).not.toContain('half')
	})
	test('where half-time is the morning of T-2, one reminder is enough', () => {
		const five = { ...days, startedAt: instantAt('2026-11-16', 600) }
		expect(ladder(five)[0]).toEqual({ rung: 'T-2', at: morning('2026-11-19') })
	})
	test('the next moment to look', () => {
		expect(nextRungAt(placed(days), morning('2026-11-19'))).toBe(morning('2026-11-20'))
		expect(nextRungAt(placed(days), morning('2026-11-30'))).toBeNull()
	})
})

describe('any rung', () => {
	const one = (rung: Partial<Rung>, clock: LadderClock = days) =>
		placeRungs(
			calendar,
			DEFAULT_POLICY,
			[{ code: 'x', from: 'due', offset: wd(0), to: ['owner'], as: 'reminder', ...rung }],
			clock,
		)[0]?.at
	const wd = (amount: number) => ({ amount, unit: 'wd' }) as const
	test.each([
		['two days after the start', { from: 'start', offset: wd(2) }, morning('2026-11-04')],
		['at a time of its own', { offset: wd(-1), atTime: '14:00' }, instantAt('2026-11-20', 840)],
		['calendar days over a weekend', { offset: { amount: 5, unit: 'cd' } }, morning('2026-11-28')],
		['half of the hours', { from: 'half', offset: { amount: 0, unit: 'h' } }, instantAt('2026-11-12', 1560)],
		['hours after the due moment', { offset: { amount: 3, unit: 'h' } }, addMs(days.dueAt, 3 * HOUR_MS)],
		['working hours after the close', { offset: { amount: 1, unit: 'wh' } }, instantAt('2026-11-24', 600)],
		['working hours before the close', { offset: { amount: -5, unit: 'wh' } }, instantAt('2026-11-23', 690)],
	] as const)('%s', (_, rung, at) => expect(one(rung)).toBe(at))

	test('a make-up Saturday is a day like any other', () => {
		const saturday = {
			...days,
			startedAt: instantAt('2026-02-10', 600),
			dueOn: '2026-02-28',
			dueAt: instantAt('2026-02-28', 1080),
		} as const
		expect(one({ offset: wd(-1) }, saturday)).toBe(morning('2026-02-27'))
		expect(one({ offset: wd(0) }, saturday)).toBe(morning('2026-02-28'))
		expect(one({ offset: wd(1) }, saturday)).toBe(morning('2026-03-02'))
	})
	test('on the day on which a clock begins nobody is reminded of its end', () => {
		const short = { ...days, startedAt: instantAt('2026-11-20', 420) }
		expect(ladder(short).map(({ rung }) => rung)).toEqual(['T', 'T+1', 'T+3', 'T+5'])
	})
})

describe('dueRungs', () => {
	test.each([
		['before half-time', instantAt('2026-11-12', 509), []],
		['at half-time', morning('2026-11-12'), ['half']],
		['after an outage before the due date, the newest', instantAt('2026-11-20', 600), ['T-1']],
		['on the due day', morning('2026-11-23'), ['T']],
		['after the due moment, nothing that looks ahead', instantAt('2026-11-23', 1081), []],
		['after an outage past the due date, all calls in order', instantAt('2026-12-10', 600), ['T+1', 'T+3', 'T+5']],
	] as const)('%s', (_, now, rungs) => expect(fired(now)).toEqual(rungs))

	test('a sent rung is not sent again, and does not bring back an older one', () => {
		const now = morning('2026-11-20')
		const [rung] = due(now)
		expect(rung).toMatchObject({ key: `c:1:${days.dueAt}:T-1`, rung: { to: ['owner'] }, at: now })
		expect(due(now, { sent: new Set([rung?.key ?? '']) })).toEqual([])
	})

	test('a return opens a new round in which only rungs ahead fire', () => {
		const clock = { ...days, round: 2 }
		const since = instantAt('2026-11-25', 600)
		expect(fired(instantAt('2026-11-25', 700), { clock, since })).toEqual([])
		expect(fired(morning('2026-11-26'), { clock, since })).toEqual(['T+3'])
		expect(fired(morning('2026-11-26'), { clock, since: morning('2026-11-26') })).toEqual([])
	})

	test('a new due date starts the ladder again, from where it stands', () => {
		const clock = { ...days, dueOn: '2026-11-30', dueAt: instantAt('2026-11-30', 1080) } as const
		const since = instantAt('2026-11-20', 600)
		const sent = new Set(['T-2', 'T-1'].map((rung) => `c:1:${days.dueAt}:${rung}`))
		expect(fired(instantAt('2026-11-20', 700), { clock, since, sent })).toEqual([])
		expect(fired(morning('2026-11-26'), { clock, since, sent })).toEqual(['T-2'])
	})

	test('whenever the sweep looks, no rung is sent twice, early, or out of order, and none after the due date is lost', () => {
		const looks = fc.array(fc.integer({ min: 0, max: 40 * 24 }), { maxLength: 60 })
		fc.assert(
			fc.property(looks, fc.constantFrom(days, hours), (offsets, clock) => {
				const sent = new Set<string>()
				const order: string[] = []
				for (const offset of [...offsets, 40 * 24].sort((a, b) => a - b)) {
					const now = addMs(clock.startedAt, offset * HOUR_MS)
					for (const rung of due(now, { clock, since: clock.startedAt, sent })) {
						expect(sent.has(rung.key)).toBe(false)
						expect(rung.at <= now).toBe(true)
						sent.add(rung.key)
						order.push(rung.rung.code)
					}
				}
				const all = ladder(clock).map(({ rung }) => rung)
				expect(order).toEqual(all.filter((rung) => order.includes(rung)))
				expect(order.slice(-3)).toEqual(['T+1', 'T+3', 'T+5'])
			}),
		)
	})
})
