import { type Days, daysOf } from './days.ts'
import type { Expected, Journal, RawPolicy, Stamp, Swept } from './facts.ts'

/** What was looked at, and by which calendar and policy, at any moment of the simulation. */

export const END: Stamp = { seq: Number.MAX_SAFE_INTEGER, at: Number.MAX_SAFE_INTEGER }

/** The sweeps that ran while a stretch lasted. */
export function during(sweeps: readonly Swept[], from: Stamp, until: Stamp | null): readonly Swept[] {
	const last = until?.seq ?? END.seq
	let [low, high] = [0, sweeps.length]
	while (low < high) {
		const middle = (low + high) >> 1
		if ((sweeps[middle]?.seq ?? 0) > from.seq) high = middle
		else low = middle + 1
	}
	const found: Swept[] = []
	for (let i = low; i < sweeps.length && (sweeps[i]?.seq ?? END.seq) < last; i += 1) {
		const sweep = sweeps[i]
		if (sweep) found.push(sweep)
	}
	return found
}

export type Calendars = { readonly at: (stamp: Stamp) => Days; readonly changes: readonly Stamp[] }

export function calendarsOf(journal: Journal): Calendars {
	const known = journal.calendars.map((one) => ({ seq: one.seq, at: one.at, days: daysOf(one.raw) }))
	return {
		changes: known.slice(1),
		at: (stamp) => {
			const held = known.filter(({ seq }) => seq < stamp.seq).at(-1) ?? known[0]
			if (!held) throw new Error('No calendar was published')
			return held.days
		},
	}
}

/** The policy that is in force at a moment. */
export function inForce(journal: Journal, stamp: Stamp): RawPolicy {
	const held = journal.policies.filter(({ seq }) => seq < stamp.seq).at(-1) ?? journal.policies[0]
	if (!held) throw new Error('No policy is in force')
	return held.policy
}

/** A clock that starts once and is stopped by one act: it passes, or it does not. */
export function passing(
	key: string,
	started: Stamp,
	dueAt: number,
	until: Stamp | null,
	sweeps: readonly Swept[],
): Expected[] {
	const passed = during(sweeps, started, until).filter((sweep) => sweep.at > dueAt)
	return passed.length === 0 ? [] : [{ key, earliest: dueAt + 1, must: passed.some(({ whole }) => whole) }]
}

/** The same for a date that another calendar moves, as long as it has not passed. */
export function counted(
	key: string,
	started: Stamp,
	dueBy: (days: Days) => number,
	until: Stamp | null,
	calendars: Calendars,
	journal: Journal,
): Expected[] {
	let from = started
	const found: Expected[] = []
	for (const change of calendars.changes) {
		if (change.seq < started.seq || (until !== null && change.seq > until.seq)) continue
		found.push(...passing(key, from, dueBy(calendars.at(from)), change, journal.sweeps))
		if (found.length > 0) return found
		from = { seq: change.seq + 0.5, at: change.at }
	}
	return [...found, ...passing(key, from, dueBy(calendars.at(from)), until, journal.sweeps)]
}
