import type { ClockKind } from '../clock.ts'
import type { Limit } from '../due-date.ts'
import type { Urgency, UrgencyLimits } from '../order/urgency.ts'
import { minutesOf, type WallTime } from '../time.ts'

/** Who a rung speaks to; 'superior' is the head's superior, 'everybody' the department with heads and issuers. */
export type RungAudience = 'owner' | 'head' | 'issuer' | 'superior' | 'everybody'
export type RungManner = 'reminder' | 'chase-notice' | 'escalation' | 'circular'

/** One step of a ladder. `offset` may be negative: before the point it is counted from. */
export type Rung = {
	/** 'half', 'T-2', 'T+1', 'T-4h': part of the key under which it is sent once. */
	readonly code: string
	readonly from: 'start' | 'half' | 'due'
	readonly offset: Limit
	/** On that local day at this time; left out, days take the policy's `remindAt` and hours their own moment. */
	readonly atTime?: WallTime | undefined
	readonly to: readonly RungAudience[]
	readonly as: RungManner
}

/** The rungs of some kinds of clock; `levels` limits them to orders of these levels. */
export type Ladder = {
	readonly kinds: readonly ClockKind[]
	readonly levels?: readonly Urgency[] | undefined
	readonly rungs: readonly Rung[]
}

/** The numbers by which deadlines are set, reminded and judged: data of the branch, one version in force (domain 5.4). */
export type DeadlinePolicy = {
	readonly levels: Readonly<Record<Urgency, UrgencyLimits>>
	/** The operator's answer to a user, and the working days kept free before it (domain 5.4, 7). */
	readonly statutory: { readonly limit: Limit; readonly reserveWd: number }
	/** The minute of the day at which the last day ends (domain 6.3). */
	readonly closeOfDay: { readonly dealer: number; readonly department: number }
	/** Working hours between two chases of one order. */
	readonly chase: { readonly minIntervalWh: number }
	/** A note at least every so many working days (domain 5.6). */
	readonly progressGapWd: number
	/** How often, and how long before the date an extension is asked: working days, for levels in hours hours. */
	readonly extension: { readonly max: number; readonly noticeWd: number; readonly noticeHours: number }
	/** Calendar days between completion and strike-off (domain 5.2). */
	readonly observeDays: number
	/** So many complaints with one cause at one outlet within these calendar days propose an order (domain 5.5). */
	readonly cluster: { readonly count: number; readonly days: number }
	/** Strictly above this percentage passes; so many months at or below propose an order. */
	readonly satisfaction: { readonly percent: string; readonly months: number }
	readonly remindAt: WallTime
	readonly ladders: readonly Ladder[]
}

/** A version of it as clocks pin it; null for what the product ships. */
export type PinnedPolicy = { readonly versionId: string | null; readonly body: DeadlinePolicy }

/** The minute of the day of a rung; null where its offset of hours names the moment itself. */
export function rungMinute(policy: Pick<DeadlinePolicy, 'remindAt'>, rung: Pick<Rung, 'atTime' | 'offset'>) {
	if (rung.atTime !== undefined) return minutesOf(rung.atTime)
	return rung.offset.unit === 'wd' || rung.offset.unit === 'cd' ? minutesOf(policy.remindAt) : null
}

/** The ladder of a clock of this kind and level; undefined when nobody is reminded of it. */
export function ladderFor(policy: DeadlinePolicy, kind: ClockKind, level?: Urgency): Ladder | undefined {
	return policy.ladders.find(
		({ kinds, levels }) =>
			kinds.includes(kind) && (levels === undefined || (level !== undefined && levels.includes(level))),
	)
}
