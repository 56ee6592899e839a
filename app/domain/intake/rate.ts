import type { Instant } from '../time.ts'
import type { IntakeState } from './item.ts'

export type Counted = {
	readonly state: IntakeState
	readonly dueAt: Instant
	readonly overdueAt: Instant | null
	readonly answeredAt: Instant | null
}

/** In the rate of answers in time: met, missed, or not to be judged yet (still open in time; a true duplicate). */
export type Verdict = 'met' | 'missed' | 'open' | 'apart'

/**
 * Declining takes nothing out of the rate and adds nothing to its good side: a declined item counts as missed. A
 * duplicate stands apart, since the item it was merged into counts; but what was late before it was merged stays late.
 */
export function verdictOf(item: Counted, now: Instant): Verdict {
	if (item.overdueAt !== null) return 'missed'
	switch (item.state) {
		case 'ANSWERED':
			return item.answeredAt !== null && item.answeredAt <= item.dueAt ? 'met' : 'missed'
		case 'DECLINED':
			return 'missed'
		case 'MERGED':
			return 'apart'
		default:
			return now > item.dueAt ? 'missed' : 'open'
	}
}

export type AnswerRate = {
	readonly met: number
	readonly missed: number
	readonly open: number
	readonly apart: number
	/** Basis points of met among met and missed; null when none is to be judged yet. */
	readonly points: number | null
}

/** Rounded down: 99.999% is never shown as all of them. */
export function answerRate(items: readonly Counted[], now: Instant): AnswerRate {
	const count = { met: 0, missed: 0, open: 0, apart: 0 }
	for (const item of items) count[verdictOf(item, now)] += 1
	const judged = count.met + count.missed
	return { ...count, points: judged === 0 ? null : Math.floor((count.met * 10_000) / judged) }
}
