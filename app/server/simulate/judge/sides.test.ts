import { describe, expect, test } from 'vitest'
import { dayNumber, momentAt, type RawCalendar } from './days.ts'
import type { Evidence, Journal, OrderAct, SimulatedOrder, Swept } from './facts.ts'
import { SHIPPED } from './shipped.ts'
import { expectedOf, judge } from './verdict.ts'

// Words, hand-overs, observation and what comes back, with dates known by hand: March 2026 has no holidays.
const raw: RawCalendar = { years: [], workingHours: { intervals: [['09:00', '18:00']] } }
const at = (date: string, minutes = 600) => momentAt(dayNumber(date), minutes)
const seq = (date: string) => dayNumber(date) * 10
type Done<T> = T extends OrderAct ? Omit<T, 'seq' | 'at'> : never
const on = (date: string, act: Done<OrderAct>): OrderAct => ({ ...act, seq: seq(date) + 1.5, at: at(date) })

/** 一般, complained of on the Monday 03-02 and issued that day. */
function journalOf(acts: readonly OrderAct[], complaintOn: string | null = '2026-03-02'): Journal {
	const order: SimulatedOrder = {
		id: 'o',
		level: 'NORMAL',
		complaintOn,
		issued: { seq: seq('2026-03-02') + 1, at: at('2026-03-02', 540) },
		policy: SHIPPED,
		assists: [],
		acts: [...acts],
	}
	const sweeps: Swept[] = []
	for (let day = dayNumber('2026-03-02'); day < dayNumber('2026-06-01'); day += 1)
		for (const [i, minutes] of [510, 1081].entries())
			sweeps.push({ seq: day * 10 + 1 + i, at: momentAt(day, minutes), whole: true })
	return {
		orders: [order],
		clocks: [],
		plans: [],
		topups: [],
		sweeps,
		calendars: [{ seq: 0, at: 0, raw }],
		policies: [{ seq: 0, at: 0, policy: SHIPPED }],
	}
}

const SIDES = ['gap', 'observed', 'passed']
const sidesOf = (journal: Journal) =>
	expectedOf(journal)
		.expected.filter(({ key }) => SIDES.includes(key.split('|')[0] ?? ''))
		.map(({ key, earliest, must }) => [key, new Date(earliest).toISOString(), must])

const signed = on('2026-03-03', { act: 'acknowledge' })
const asked = on('2026-03-05', { act: 'ask', transferId: 't' })
const answered = on('2026-03-06', { act: 'feedback' })
const completed = on('2026-03-09', { act: 'complete' })

describe('words on a matter that a person waits for', () => {
	test('three working days without one are a gap, once, until the next word', () => {
		const spoken = [signed, on('2026-03-10', { act: 'word' })]
		expect(sidesOf(journalOf(spoken))).toEqual([
			['gap|o|1|2026-03-06', '2026-03-06T10:00:00.001Z', true],
			['gap|o|2|2026-03-13', '2026-03-13T10:00:00.001Z', true],
		])
		expect(sidesOf(journalOf(spoken, null))).toEqual([])
	})

	test('none after the answer; after a return again', () => {
		const back = on('2026-03-10', { act: 'return' })
		expect(sidesOf(journalOf([signed, answered]))).toEqual([])
		expect(sidesOf(journalOf([signed, answered, on('2026-03-07', { act: 'word' }), back]))).toEqual([
			['gap|o|2|2026-03-13', '2026-03-13T10:00:00.001Z', true],
		])
	})

	test('a pause gives its days back', () => {
		const until = at('2026-03-09', 1080)
		// Wednesday is gone, Thursday to Monday do not count: Tuesday and Wednesday are left.
		expect(sidesOf(journalOf([signed, on('2026-03-05', { act: 'pause', until })]))).toEqual([
			['gap|o|1|2026-03-11', '2026-03-11T10:00:00.001Z', true],
		])
	})
})

describe('a hand-over', () => {
	test('comes back on the next working day, unless it was answered or the order was', () => {
		const lapsed = ['passed|transfer|t', '2026-03-06T10:00:00.001Z', true]
		expect(sidesOf(journalOf([signed, asked], null))).toEqual([lapsed])
		expect(sidesOf(journalOf([signed, asked, on('2026-03-06', { act: 'handed', transferId: 't' })], null))).toEqual([])
		expect(sidesOf(journalOf([signed, asked, answered], null))).toEqual([])
		const other = on('2026-03-06', { act: 'handed', transferId: 'other' })
		expect(sidesOf(journalOf([signed, asked, other], null))).toEqual([lapsed])
	})
})

describe('the observation', () => {
	const way = [signed, answered, completed]

	test('ends after thirty days in the morning; struck off or come back before, it does not', () => {
		expect(sidesOf(journalOf(way, null))).toEqual([['observed|o|1', '2026-04-08T00:30:00.001Z', true]])
		expect(sidesOf(journalOf([...way, on('2026-04-01', { act: 'reopen' })], null))).toEqual([])
	})

	test('what comes back runs from that day, in a new round, by the policy of that day', () => {
		const journal = journalOf([...way, on('2026-04-01', { act: 'reopen' })], null)
		const quick = {
			...SHIPPED.levels,
			NORMAL: { handle: { amount: 5, unit: 'wd' }, acknowledge: { amount: 1, unit: 'wd' } },
		} as const
		journal.policies.push({ seq: seq('2026-03-20'), at: at('2026-03-20'), policy: { ...SHIPPED, levels: quick } })
		const keys = expectedOf(journal).expected.map(({ key }) => key)
		expect(keys).toContain('overdue|o|2|2026-04-08T10:00:00.000Z')
		expect(keys).toContain('rung|o|2|2026-04-08T10:00:00.000Z|T-1')
	})
})

describe('the judge sees', () => {
	const journal = journalOf([
		signed,
		asked,
		on('2026-03-10', { act: 'feedback' }),
		on('2026-03-12', { act: 'complete' }),
	])
	const sound: Evidence[] = expectedOf(journal).expected.map(({ key, earliest }) => ({ key, at: earliest }))
	const found = (evidence: readonly Evidence[]) => {
		const { missed, doubled, early } = judge(journal, evidence)
		return [missed.length, doubled.length, early.length]
	}
	const kinds = ['gap|o|1|2026-03-06', 'passed|transfer|t', 'observed|o|1']

	test.each(kinds)('%s that was dropped, doubled, or an hour early', (kind) => {
		expect(found(sound)).toEqual([0, 0, 0])
		expect(found(sound.filter(({ key }) => key !== kind))).toEqual([1, 0, 0])
		expect(found([...sound, ...sound.filter(({ key }) => key === kind)])).toEqual([0, 1, 0])
		const hasty = sound.map((one) => (one.key === kind ? { ...one, at: one.at - 3_600_000 } : one))
		expect(found(hasty)).toEqual([0, 0, 1])
	})
})
