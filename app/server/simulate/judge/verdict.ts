import { expectedOfClock } from './cases.ts'
import type { Evidence, Expected, Journal } from './facts.ts'
import { expectedOfOrder } from './orders.ts'
import { expectedOfPlan } from './plans.ts'
import { expectedOfSides } from './sides.ts'
import { calendarsOf } from './sweeps.ts'
import { expectedOfTopup } from './topups.ts'

export type Verdict = {
	/** Clocks that were judged. */
	readonly clocks: number
	readonly effects: number
	readonly missed: readonly string[]
	readonly doubled: readonly string[]
	readonly early: readonly string[]
}

/** Everything that must have happened, or may have, by the judge's own count, and of how many clocks. */
export function expectedOf(journal: Journal): { readonly expected: readonly Expected[]; readonly clocks: number } {
	const calendars = calendarsOf(journal)
	const sides = journal.orders.map((order) => expectedOfSides(order, calendars, journal))
	const topups = journal.topups.map((topup) => expectedOfTopup(topup, calendars, journal))
	const plans = journal.plans.map((plan) => expectedOfPlan(plan, calendars, journal))
	// The handling clock runs again after each return; sign-for, statutory date and helpers have one each.
	const ofOrder = ({ acts, complaintOn, assists }: Journal['orders'][number]) =>
		2 + acts.filter(({ act }) => act === 'return').length + (complaintOn === null ? 0 : 1) + assists.length
	return {
		expected: [
			...journal.orders.flatMap((order) => expectedOfOrder(order, calendars, journal)),
			...journal.clocks.flatMap((clock) => expectedOfClock(clock, calendars, journal)),
			...[...sides, ...plans, ...topups].flatMap(({ found }) => found),
		],
		clocks:
			journal.orders.reduce((sum, order) => sum + ofOrder(order), journal.clocks.length) +
			[...sides, ...plans, ...topups].reduce((sum, one) => sum + one.clocks, 0),
	}
}

/**
 * Compares what must have happened with what the database holds. What happened without a right to is early; what
 * happened before its moment is, too. `missed`, `doubled` and `early` name each fault.
 */
export function judge(journal: Journal, evidence: readonly Evidence[]): Verdict {
	const known = new Map<string, Expected>()
	const { expected, clocks } = expectedOf(journal)
	for (const one of expected) {
		const before = known.get(one.key)
		known.set(
			one.key,
			before ? { key: one.key, earliest: Math.min(before.earliest, one.earliest), must: before.must || one.must } : one,
		)
	}
	const happened = new Map<string, number[]>()
	for (const { key, at } of evidence) happened.set(key, [...(happened.get(key) ?? []), at])
	const [missed, doubled, early]: [string[], string[], string[]] = [[], [], []]
	for (const one of known.values()) if (one.must && !happened.has(one.key)) missed.push(one.key)
	for (const [key, times] of happened) {
		const right = known.get(key)
		for (let i = 1; i < times.length; i += 1) doubled.push(key)
		if (!right) early.push(`${key} (without a right, at ${new Date(Math.min(...times)).toISOString()})`)
		else if (Math.min(...times) < right.earliest) early.push(key)
	}
	return { clocks, effects: happened.size, missed, doubled, early }
}
