import { describe, expect, test } from 'vitest'
import { dayNumber, momentAt, type RawCalendar } from './days.ts'
import type { Evidence, Journal, SimulatedOrder, Swept } from './facts.ts'
import { SHIPPED } from './shipped.ts'
import { expectedOf, judge } from './verdict.ts'

// A judge that nobody has judged proves nothing: one order whose every date is known by hand, and each kind of fault.
const raw: RawCalendar = {
	years: [{ holidays: [{ date: '2026-02-16' }, { date: '2026-02-17' }], makeUpWorkdays: [{ date: '2026-02-14' }] }],
	workingHours: {
		intervals: [
			['09:00', '12:00'],
			['13:30', '18:00'],
		],
	},
}
const at = (date: string, minutes: number) => momentAt(dayNumber(date), minutes)

/** 重要 from Friday 02-06: seven working days, the Saturday 02-14 is one of them, end on Wednesday 02-18. */
function journalOf(acts: SimulatedOrder['acts'] = []): Journal {
	const order: SimulatedOrder = {
		id: 'o',
		level: 'IMPORTANT',
		complaintOn: null,
		issued: { seq: 2, at: at('2026-02-06', 600) },
		policy: SHIPPED,
		assists: [],
		acts: [{ seq: 3, at: at('2026-02-06', 601), act: 'acknowledge' }, ...acts],
	}
	const sweeps: Swept[] = []
	for (let day = dayNumber('2026-02-06'); day < dayNumber('2026-03-01'); day += 1)
		for (const minutes of [510, 1081]) sweeps.push({ seq: sweeps.length + 10, at: momentAt(day, minutes), whole: true })
	return {
		orders: [order],
		clocks: [],
		plans: [],
		topups: [],
		sweeps,
		calendars: [{ seq: 1, at: 0, raw }],
		policies: [{ seq: 1, at: 0, policy: SHIPPED }],
	}
}
const due = '2026-02-18T10:00:00.000Z'
const rung = (code: string, round = 1) => `rung|o|${round}|${due}|${code}`
const evidenceOf = (journal: Journal): Evidence[] =>
	expectedOf(journal).expected.map(({ key, earliest }) => ({ key, at: earliest }))
const found = (journal: Journal, evidence: readonly Evidence[]) => {
	const { missed, doubled, early } = judge(journal, evidence)
	return [missed.length, doubled.length, early.length]
}

describe('the judge', () => {
	const journal = journalOf()
	const sound = evidenceOf(journal)

	test('counts what must have happened by hand', () => {
		expect(expectedOf(journal).expected.map(({ key, earliest }) => [key, new Date(earliest).toISOString()])).toEqual([
			[`overdue|o|1|${due}`, '2026-02-18T10:00:00.001Z'],
			[rung('half'), '2026-02-12T00:30:00.000Z'],
			[rung('T-2'), '2026-02-13T00:30:00.000Z'],
			[rung('T-1'), '2026-02-14T00:30:00.000Z'],
			[rung('T'), '2026-02-18T00:30:00.000Z'],
			[rung('T+1'), '2026-02-19T00:30:00.000Z'],
			[rung('T+3'), '2026-02-23T00:30:00.000Z'],
			[rung('T+5'), '2026-02-25T00:30:00.000Z'],
		])
		expect(found(journal, sound)).toEqual([0, 0, 0])
	})

	test.each([
		['a rung that was dropped', sound.filter(({ key }) => key !== rung('T-1')), [1, 0, 0]],
		['a date that passed in silence', sound.filter(({ key }) => !key.startsWith('overdue')), [1, 0, 0]],
		['the same rung twice', [...sound, { key: rung('T'), at: at('2026-02-18', 520) }], [0, 1, 0]],
		[
			'a day early on a make-up day',
			sound.map((one) => (one.key === rung('T-1') ? { ...one, at: at('2026-02-13', 510) } : one)),
			[0, 0, 1],
		],
		['a rung without a right', [...sound, { key: rung('T-1', 2), at: at('2026-02-14', 510) }], [0, 0, 1]],
		[
			'a date that is counted without the make-up day',
			sound.map((one) => ({ ...one, key: one.key.replace('2026-02-18', '2026-02-19') })),
			[8, 0, 8],
		],
	] as const)('sees %s', (_, evidence, verdict) => expect(found(journal, evidence)).toEqual(verdict))

	test('wants nothing of an order that was answered, and only what is ahead after a return', () => {
		const answered = journalOf([
			{ seq: 24.5, at: at('2026-02-13', 600), act: 'feedback' },
			{ seq: 28.5, at: at('2026-02-15', 600), act: 'return' },
		])
		const keys = expectedOf(answered).expected.map(({ key }) => key)
		expect(keys).toEqual([
			rung('half'),
			rung('T-2'),
			`overdue|o|2|${due}`,
			...['T', 'T+1', 'T+3', 'T+5'].map((code) => rung(code, 2)),
		])
		expect(found(answered, sound)).toEqual([5, 0, 6])
	})
})
