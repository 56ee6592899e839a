import type { Limit } from '../due-date.ts'

/** 一般, 重要, 紧急, 特急, from the lowest. */
export const URGENCIES = ['NORMAL', 'IMPORTANT', 'URGENT', 'CRITICAL'] as const
export type Urgency = (typeof URGENCIES)[number]

export type UrgencyLimits = { readonly handle: Limit; readonly acknowledge: Limit }

/** Default limits by urgency (domain 5.4). */
export const URGENCY_LIMITS: Readonly<Record<Urgency, UrgencyLimits>> = {
	CRITICAL: { handle: { amount: 24, unit: 'h' }, acknowledge: { amount: 2, unit: 'h' } },
	URGENT: { handle: { amount: 3, unit: 'wd' }, acknowledge: { amount: 4, unit: 'wh' } },
	IMPORTANT: { handle: { amount: 7, unit: 'wd' }, acknowledge: { amount: 1, unit: 'wd' } },
	NORMAL: { handle: { amount: 15, unit: 'wd' }, acknowledge: { amount: 1, unit: 'wd' } },
}

/** 特急 is counted in hours: its light, its extensions and its reminders. */
export function countsInHours(urgency: Urgency): boolean {
	return URGENCY_LIMITS[urgency].handle.unit === 'h'
}

export function urgencyRank(urgency: Urgency): number {
	return URGENCIES.indexOf(urgency)
}

/** The next level up; null at the top. */
export function nextUrgency(urgency: Urgency): Urgency | null {
	return URGENCIES[urgencyRank(urgency) + 1] ?? null
}
