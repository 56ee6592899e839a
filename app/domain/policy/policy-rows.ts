import { type Limit, limitText } from '../due-date.ts'
import { URGENCIES, type Urgency } from '../order/urgency.ts'
import type { DeadlinePolicy, Rung } from './policy.ts'

/** A policy as lines: what a page shows, and what two versions are compared by. */

export const POLICY_LINES = [
	'handle',
	'acknowledge',
	'statutory',
	'reserve',
	'close-dealer',
	'close-department',
	'chase',
	'progress-gap',
	'extension-max',
	'extension-notice',
	'extension-hours',
	'observe',
	'cluster-count',
	'cluster-days',
	'satisfaction',
	'satisfaction-months',
	'remind-at',
] as const
export type PolicyLineName = (typeof POLICY_LINES)[number]

export type PolicyValue =
	| { readonly kind: 'limit'; readonly limit: Limit }
	| { readonly kind: 'minute'; readonly minute: number }
	| {
			readonly kind: 'count'
			readonly unit: 'wd' | 'wh' | 'h' | 'cd' | 'times' | 'cases' | 'months'
			readonly n: number
	  }
	| { readonly kind: 'text'; readonly text: string }

export type PolicyLine = {
	readonly name: PolicyLineName
	readonly level: Urgency | null
	readonly value: PolicyValue
}

const count = (n: number, unit: Extract<PolicyValue, { kind: 'count' }>['unit']): PolicyValue => ({
	kind: 'count',
	n,
	unit,
})

/** Everything but the ladders, in the order of the page. */
export function policyLines(policy: DeadlinePolicy): readonly PolicyLine[] {
	const line = (name: PolicyLineName, value: PolicyValue, level: Urgency | null = null): PolicyLine => ({
		name,
		level,
		value,
	})
	return [
		...URGENCIES.toReversed().flatMap((level) => [
			line('handle', { kind: 'limit', limit: policy.levels[level].handle }, level),
			line('acknowledge', { kind: 'limit', limit: policy.levels[level].acknowledge }, level),
		]),
		line('statutory', { kind: 'limit', limit: policy.statutory.limit }),
		line('reserve', count(policy.statutory.reserveWd, 'wd')),
		line('close-dealer', { kind: 'minute', minute: policy.closeOfDay.dealer }),
		line('close-department', { kind: 'minute', minute: policy.closeOfDay.department }),
		line('chase', count(policy.chase.minIntervalWh, 'wh')),
		line('progress-gap', count(policy.progressGapWd, 'wd')),
		line('extension-max', count(policy.extension.max, 'times')),
		line('extension-notice', count(policy.extension.noticeWd, 'wd')),
		line('extension-hours', count(policy.extension.noticeHours, 'h')),
		line('observe', count(policy.observeDays, 'cd')),
		line('cluster-count', count(policy.cluster.count, 'cases')),
		line('cluster-days', count(policy.cluster.days, 'cd')),
		line('satisfaction', { kind: 'text', text: `${policy.satisfaction.percent}%` }),
		line('satisfaction-months', count(policy.satisfaction.months, 'months')),
		line('remind-at', { kind: 'text', text: policy.remindAt }),
	]
}

/** One rung as a line: 'T-2 due-2wd owner reminder', with '@08:30' where it has a time of its own. */
export function rungText(rung: Rung): string {
	const { amount } = rung.offset
	const offset = `${rung.from}${amount < 0 ? '-' : '+'}${limitText({ ...rung.offset, amount: Math.abs(amount) })}`
	return [rung.code, offset + (rung.atTime === undefined ? '' : `@${rung.atTime}`), rung.to.join(','), rung.as].join(
		' ',
	)
}

const RUNG = /^(\S+)\s+(start|half|due)([+-])(\d{1,4})(wd|wh|cd|h)(?:@(\d{2}:\d{2}))?\s+(\S+)\s+(\S+)$/

/** The line read back as the schema takes it; null when it is no rung. */
export function rungFrom(text: string): unknown {
	const [, code, from, sign, amount, unit, atTime, to, as] = RUNG.exec(text.trim()) ?? []
	if (code === undefined) return null
	const n = Number(amount) * (sign === '-' ? -1 : 1)
	return {
		code,
		from,
		offset: { amount: n === 0 ? 0 : n, unit },
		...(atTime === undefined ? {} : { atTime }),
		to: (to ?? '').split(','),
		as,
	}
}

export type PolicyDifference = {
	readonly name: PolicyLineName
	readonly level: Urgency | null
	readonly before: PolicyValue
	readonly after: PolicyValue
}
/** The lines in which two versions differ, and whether their ladders do. */
export function diffPolicies(before: DeadlinePolicy, after: DeadlinePolicy) {
	const old = policyLines(before)
	const lines = policyLines(after).flatMap((line, i): PolicyDifference[] => {
		const was = old[i]?.value
		return was === undefined || JSON.stringify(was) === JSON.stringify(line.value)
			? []
			: [{ name: line.name, level: line.level, before: was, after: line.value }]
	})
	const ladders = JSON.stringify(before.ladders) !== JSON.stringify(after.ladders)
	return { lines, ladders, same: lines.length === 0 && !ladders }
}

/** What does not go together; each a sentence `policy.fault.<code>`. */
export const POLICY_FAULTS = [
	'critical-hours',
	'level-days',
	'acknowledge-longer',
	'reserve-longer',
	'order-of-levels',
] as const
export type PolicyFault = (typeof POLICY_FAULTS)[number]

/** Hours by the clock, roughly: enough to see which of two limits is longer. */
const rough = ({ amount, unit }: Limit) => amount * { h: 1, wh: 3, wd: 24, cd: 24 }[unit]

/**
 * Judges the numbers together: 特急 counts in clock hours and the other levels in working days (lights and extensions
 * rest on it), signing for takes no longer than handling, a higher level has no longer a limit than a lower one, and
 * something is left of the statutory days.
 */
export function policyFaults(policy: DeadlinePolicy): readonly PolicyFault[] {
	const { levels, statutory } = policy
	const days = [levels.NORMAL, levels.IMPORTANT, levels.URGENT]
	const found: PolicyFault[] = []
	if (levels.CRITICAL.handle.unit !== 'h') found.push('critical-hours')
	if (days.some(({ handle }) => handle.unit !== 'wd')) found.push('level-days')
	if (URGENCIES.some((level) => rough(levels[level].acknowledge) > rough(levels[level].handle))) {
		found.push('acknowledge-longer')
	}
	const ordered = URGENCIES.every((level, i) => {
		const lower = URGENCIES[i - 1]
		return lower === undefined || rough(levels[level].handle) <= rough(levels[lower].handle)
	})
	if (!ordered) found.push('order-of-levels')
	if (statutory.reserveWd * 24 >= rough(statutory.limit)) found.push('reserve-longer')
	return found
}
