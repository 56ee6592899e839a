import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Carried, countsFor, countsForOutlet, type Succession } from './succession.ts'

const at = (dealerId: string, outletId: string, occurredOn: string): Carried => ({
	dealerId,
	outletId,
	occurredOn: occurredOn as Carried['occurredOn'], // dates of this test are written as dates
})
const move = (id: string, from: string, to: string, on: string, more: Partial<Succession> = {}): Succession => ({
	id,
	outletId: 'o1',
	fromDealerId: from,
	toDealerId: to,
	happenedOn: on as Succession['happenedOn'], // as above
	state: 'FOLLOWS',
	...more,
})

describe('points follow the legal person and the premises (domain 11, trap 8)', () => {
	const before = at('a', 'o1', '2026-03-01')
	const sold = [move('1', 'a', 'b', '2026-05-01')]

	test('sold premises bring their cases along, and the seller keeps them', () => {
		expect(countsFor(before, 'b', sold)).toBe(true)
		expect(countsFor(before, 'a', sold)).toBe(true)
		expect(countsForOutlet(before, sold)).toBe(true)
	})

	test('other premises of the seller, and what the seller did later, stay with the seller', () => {
		expect(countsFor(at('a', 'o2', '2026-03-01'), 'b', sold)).toBe(false)
		expect(countsFor(at('a', 'o1', '2026-05-01'), 'b', sold)).toBe(false)
	})

	test.each(['ASKED', 'REFUSED', 'FOLLOWS'] as const)('%s: they follow', (state) => {
		expect(countsFor(before, 'b', [move('1', 'a', 'b', '2026-05-01', { state })])).toBe(true)
	})

	test('released by a second person, they stay behind, with the premises as with the buyer', () => {
		const released = [move('1', 'a', 'b', '2026-05-01', { state: 'RELEASED' })]
		expect(countsFor(before, 'b', released)).toBe(false)
		expect(countsForOutlet(before, released)).toBe(false)
		expect(countsFor(before, 'a', released)).toBe(true)
	})

	test('a chain of owners: the last one has them, the one between only while it held the premises', () => {
		const chain = [...sold, move('2', 'b', 'c', '2026-08-01')]
		expect(countsFor(before, 'c', chain)).toBe(true)
		expect(countsFor(before, 'b', chain)).toBe(false)
		expect(countsFor(at('b', 'o1', '2026-06-01'), 'b', chain)).toBe(true)
		expect(countsFor(at('b', 'o1', '2026-06-01'), 'c', chain)).toBe(true)
	})

	test('what stayed behind once does not come back with the next owner', () => {
		const chain = [move('1', 'a', 'b', '2026-05-01', { state: 'RELEASED' }), move('2', 'b', 'c', '2026-08-01')]
		expect(countsFor(before, 'c', chain)).toBe(false)
	})

	test('a successor of the whole dealer has everything; a new owner of the same one nothing when released', () => {
		const whole = [move('1', 'a', 'b', '2026-05-01', { outletId: null })]
		expect(countsFor(at('a', 'o2', '2026-03-01'), 'b', whole)).toBe(true)
		const renamed = move('1', 'a', 'a', '2026-05-01', { outletId: null })
		expect(countsFor(before, 'a', [renamed])).toBe(true)
		expect(countsFor(before, 'a', [{ ...renamed, state: 'RELEASED' }])).toBe(false)
		expect(countsFor(at('a', 'o1', '2026-06-01'), 'a', [{ ...renamed, state: 'RELEASED' }])).toBe(true)
	})

	test('no order of rows matters, circles end, and no case is lost: somebody always has it', () => {
		const dealer = fc.constantFrom('a', 'b', 'c')
		const day = fc.integer({ min: 10, max: 28 }).map((n) => `2026-05-${n}`)
		const one = fc.record({ from: dealer, to: dealer, on: day, outlet: fc.constantFrom('o1', 'o2', null) })
		fc.assert(
			fc.property(fc.array(one, { maxLength: 6 }), dealer, day, (moves, whose, on) => {
				const all = moves.map((m, i) => move(String(i), m.from, m.to, m.on, { outletId: m.outlet }))
				const record = at(whose, 'o1', on)
				for (const asked of ['a', 'b', 'c'])
					expect(countsFor(record, asked, all)).toBe(countsFor(record, asked, [...all].reverse()))
				expect(countsFor(record, whose, all)).toBe(true)
			}),
		)
	})
})
