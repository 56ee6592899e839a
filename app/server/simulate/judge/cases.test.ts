import { expect, test } from 'vitest'
import { dayNumber, momentAt, type RawCalendar } from './days.ts'
import type { Journal, SimulatedClock, SimulatedPlan, Swept } from './facts.ts'
import { SHIPPED } from './shipped.ts'
import { expectedOf } from './verdict.ts'

// Windows, plans and answers whose dates are known by hand: January 2026 with New Year's bridge, made up on the Sunday.
const raw: RawCalendar = {
	years: [
		{
			holidays: [{ date: '2026-01-01' }, { date: '2026-01-02' }, { date: '2026-01-03' }],
			makeUpWorkdays: [{ date: '2026-01-04' }],
		},
	],
	workingHours: { intervals: [['09:00', '18:00']] },
}
const at = (date: string, minutes = 600) => momentAt(dayNumber(date), minutes)

function sweeps(): Swept[] {
	const found: Swept[] = []
	for (let day = dayNumber('2025-12-25'); day < dayNumber('2026-02-10'); day += 1)
		for (const minutes of [0, 510, 1081])
			found.push({ seq: day * 10 + (found.length % 3), at: momentAt(day, minutes) + 1, whole: true })
	return found
}

const seq = (date: string) => dayNumber(date) * 10 + 1.5
const stamp = (date: string) => ({ seq: seq(date), at: at(date) })

function journalOf(more: Partial<Journal>): Journal {
	const first = { seq: 0, at: 0 }
	return {
		orders: [],
		clocks: [],
		plans: [],
		topups: [],
		sweeps: sweeps(),
		calendars: [{ ...first, raw }],
		policies: [{ ...first, policy: SHIPPED }],
		...more,
	}
}

const keysOf = (journal: Journal) => expectedOf(journal).expected.map(({ key }) => key)

function window(change: Partial<SimulatedClock>): SimulatedClock {
	return {
		kind: 'penalty.defence',
		passed: 'passed|defence|c',
		subjectId: 'c',
		started: stamp('2025-12-29'),
		from: { on: '2025-12-29' },
		limit: { amount: 5, unit: 'wd' },
		close: 'dealer',
		policy: null,
		climbsOn: false,
		acts: [],
		...change,
	}
}

test('a window of five working days over the bridge: 12-30, 12-31, 01-04, 01-05, 01-06', () => {
	expect(expectedOf(journalOf({ clocks: [window({})] }))).toEqual({
		clocks: 1,
		expected: [
			{ key: 'passed|defence|c', earliest: at('2026-01-07', 0) + 1, must: true },
			{ key: `rung|c|1|2026-01-06T16:00:00.000Z|T-2`, earliest: at('2026-01-04', 510), must: true },
		],
	})
})

test('answered: nothing passes; extended: three more, and its own reminder', () => {
	const end = { ...stamp('2026-01-04'), act: 'end' } as const
	expect(keysOf(journalOf({ clocks: [window({ acts: [end] })] }))).toEqual(['rung|c|1|2026-01-06T16:00:00.000Z|T-2'])
	const extend = { ...stamp('2025-12-30'), act: 'extend', wd: 3 } as const
	expect(keysOf(journalOf({ clocks: [window({ acts: [extend] })] }))).toEqual([
		'passed|defence|c',
		'rung|c|1|2026-01-09T16:00:00.000Z|T-2',
	])
})

test('what time has served counts from the day on which it was served', () => {
	const service = window({ kind: 'penalty.service', passed: 'passed|service|c', limit: { amount: 3, unit: 'wd' } })
	const defence = window({ from: { lapsed: service }, started: stamp('2026-01-06') })
	expect(
		expectedOf(journalOf({ clocks: [service, defence] })).expected.map(({ key, earliest }) => [key, earliest]),
	).toEqual([
		['passed|service|c', at('2026-01-05', 0) + 1],
		['passed|defence|c', at('2026-01-10', 0) + 1],
		['rung|c|1|2026-01-09T16:00:00.000Z|T-2', at('2026-01-07', 510)],
	])
})

test('a refund is never due after day 15, and day 15 stays where it falls', () => {
	const of = { subjectId: 'v', from: { on: '2026-01-09' } } as const
	const due = window({
		...of,
		kind: 'refund',
		passed: 'passed|refund|r',
		limit: { amount: 12, unit: 'wd' },
		atMost: 15,
	})
	const late = window({ ...of, kind: 'refund.late', passed: 'passed|refund-late|r', limit: { raw: 15 } })
	const found = expectedOf(journalOf({ clocks: [due, late] })).expected
	// A Saturday.
	expect(found.map(({ key, earliest }) => [key, earliest])).toEqual([
		['passed|refund|r', at('2026-01-25', 0) + 1],
		['passed|refund-late|r', at('2026-01-25', 0) + 1],
	])
})

test('an answer is reminded of after its date as well, as long as somebody waits', () => {
	const answer = window({
		kind: 'complaint.answer',
		passed: 'passed|answer|c',
		from: { on: '2025-12-29' },
		limit: { amount: 15, unit: 'cd' },
		close: 'department',
		climbsOn: true,
	})
	const due = '2026-01-13T10:00:00.000Z'
	expect(keysOf(journalOf({ clocks: [answer] }))).toEqual([
		'passed|answer|c',
		...['T-5', 'T-2', 'T', 'T+1'].map((code) => `rung|c|1|${due}|${code}`),
	])
})

test("a plan: the time with the branch is not the dealer's, and what was late stays late", () => {
	const plan = (acts: SimulatedPlan['acts']): SimulatedPlan => ({
		id: 'p',
		penaltyId: 'case',
		started: stamp('2026-01-05'),
		from: { on: '2026-01-05' },
		wd: 5,
		acts,
	})
	const rung = (round: number, day: string) => `rung|p|${round}|${day}T16:00:00.000Z|T-1`
	// Handed in with three days left; back a week after the date: three more working days.
	const over = { ...stamp('2026-01-07'), act: 'over' } as const
	const back = { ...stamp('2026-01-19'), act: 'back' } as const
	expect(expectedOf(journalOf({ plans: [plan([over, back])] }))).toMatchObject({
		clocks: 2,
		expected: [{ key: 'passed|plan|p', earliest: at('2026-01-23', 0) + 1 }, { key: rung(2, '2026-01-22') }],
	})
	const late = [{ ...stamp('2026-01-14'), act: 'over' } as const, back]
	expect(expectedOf(journalOf({ plans: [plan(late)] }))).toMatchObject({ clocks: 1 })
	expect(keysOf(journalOf({ plans: [plan(late)] }))).toEqual(['passed|plan|p', 'passed|plan|p', rung(1, '2026-01-12')])
})

test('a review that nobody decided ends the plan of its case', () => {
	const plan: SimulatedPlan = {
		id: 'p',
		penaltyId: 'case',
		started: stamp('2026-01-05'),
		from: { on: '2026-01-05' },
		wd: 10,
		acts: [],
	}
	const review = window({
		kind: 'penalty.reviewDecision',
		passed: 'passed|review|case',
		subjectId: 'case',
		close: 'department',
	})
	const ofPlan = (more: Partial<Journal>) => {
		const { expected } = expectedOf(journalOf({ plans: [plan], ...more }))
		return expected.filter(({ key }) => key.includes('|p')).map(({ key, must }) => `${key} ${must}`)
	}
	const rung = 'rung|p|1|2026-01-19T16:00:00.000Z|T-1'
	expect(ofPlan({})).toEqual(['passed|plan|p true', `${rung} true`])
	expect(ofPlan({ clocks: [review] })).toEqual([])
	expect(ofPlan({ clocks: [{ ...review, acts: [{ ...stamp('2026-01-06'), act: 'end' }] }] })).toHaveLength(2)
	// No sweep came to its end before the plan's own date: it may have ended, and may not.
	const killed = sweeps().map((one) => ({ ...one, whole: one.at < at('2026-01-05') || one.at > at('2026-01-25') }))
	expect(ofPlan({ clocks: [review], sweeps: killed })).toEqual(['passed|plan|p false', `${rung} false`])
})

test('a deposit: noticed, ten working days, thirty days after them, each until the rest was paid', () => {
	const id = 't'
	const topup = {
		id,
		dealerId: 'd',
		short: stamp('2025-12-29'),
		noticed: { ...stamp('2025-12-29'), seq: seq('2025-12-30') },
	}
	const at = (paid: string | null) =>
		expectedOf(journalOf({ topups: [{ ...topup, paid: paid === null ? null : stamp(paid) }] })).expected.map(
			({ key, earliest }) => [key, new Date(earliest).toISOString()],
		)
	// No date waits for them: a clock that is two days behind may write the earlier moment.
	const noticed = ['passed|topup-noticed|d', '2025-12-27T02:00:00.000Z']
	// 12-30, 12-31, 01-04 to 01-09, 01-12, 01-13 is the tenth; a notice's day lasts until midnight.
	expect(at('2026-01-13')).toEqual([noticed, ['passed|topup-ended|t', '2026-01-11T02:00:00.000Z']])
	expect(at('2026-02-01')).toEqual([
		noticed,
		['passed|topup|t', '2026-01-13T16:00:00.001Z'],
		['passed|topup-ended|t', '2026-01-30T02:00:00.000Z'],
	])
})
