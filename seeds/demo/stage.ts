/** The stage of the demo's history: a clock that only goes forward, people to act, and a count of what was refused. */
import type { Calendar } from '#app/domain/calendar.ts'
import { isWorkingDay } from '#app/domain/calendar.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import {
	addDays,
	addMs,
	DAY_MS,
	type Instant,
	instantAt,
	type LocalDate,
	localDateOf,
	MINUTE_MS,
} from '#app/domain/time.ts'
import { uuidv7 } from '#app/infra/ids.server.ts'
import { type Ctx, contextOf, type Deps } from '#app/usecases/context.server.ts'
import type { Db } from '#db/client.server.ts'
import { actorOf } from '#db/queries/people.server.ts'
import type { LaidBranch } from '../branch.ts'
import type { Random } from '../random.ts'

export type Stage = {
	readonly db: Db
	readonly deps: Deps
	readonly random: Random
	readonly calendar: Calendar
	readonly laid: LaidBranch
	readonly now: () => Instant
	readonly today: () => LocalDate
	/** Sets the clock; going back is a mistake of the story. */
	readonly moveTo: (when: Instant) => void
	/** A few minutes pass. */
	readonly pass: (minutes: number) => void
	readonly as: (login: string) => Promise<Ctx>
	readonly asAccount: (accountId: string) => Promise<Ctx>
	/** The value, or undefined when it was refused; refusals are counted by rule. */
	readonly attempt: <T>(outcome: Promise<Outcome<T>>) => Promise<T | undefined>
	/** In the last days half of the work is left lying, so that the demo opens in the middle of things. */
	readonly lazy: () => boolean
	/** Ids that a story has in its hands: everybody else leaves them alone. */
	readonly kept: Set<string>
	readonly refusals: ReadonlyMap<string, number>
}

export function stageOf(parts: {
	readonly db: Db
	readonly deps: Deps
	readonly random: Random
	readonly calendar: Calendar
	readonly laid: LaidBranch
	readonly begin: Instant
	readonly end: Instant
}): Stage {
	let now = parts.begin
	const lastDays = addMs(parts.end, -9 * DAY_MS)
	const { random, db, laid } = parts
	const deps: Deps = { ...parts.deps, now: () => now, newId: () => uuidv7(now, random.bytes) }
	const refusals = new Map<string, number>()
	async function asAccount(accountId: string): Promise<Ctx> {
		const actor = await actorOf(db.write, accountId)
		if (!actor) throw new Error(`No actor ${accountId}`)
		return contextOf(deps, actor, '192.0.2.10')
	}
	return {
		db,
		deps,
		random,
		calendar: parts.calendar,
		laid,
		now: () => now,
		today: () => localDateOf(now),
		moveTo: (when) => {
			if (when > now) now = when
		},
		pass: (minutes) => {
			now = addMs(now, minutes * MINUTE_MS)
		},
		asAccount,
		as: (login) => asAccount(laid.person(login)),
		attempt: async (outcome) => {
			const answer = await outcome
			if (answer.ok) return answer.value
			refusals.set(answer.error.rule, (refusals.get(answer.error.rule) ?? 0) + 1)
			return undefined
		},
		lazy: () => now > lastDays && random.chance(0.55),
		kept: new Set(),
		refusals,
	}
}

/** Every date from `from` to `to`, with whether it is worked. */
export function* daysOf(calendar: Calendar, from: LocalDate, to: LocalDate) {
	for (let day = from; day <= to; day = addDays(day, 1)) yield { day, working: isWorkingDay(calendar, day) }
}

/** The instant of a wall-clock hour (with a fraction) of a day in Shanghai. */
export function atHour(day: LocalDate, hour: number): Instant {
	return instantAt(day, Math.round(hour * 60))
}
