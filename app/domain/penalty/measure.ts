import { addDays, addMonths, type LocalDate } from '../time.ts'
import type { Measure } from './rulebook.schema.ts'

/** Measures of the ladder (domain 3.2), and the protective one that comes with the notice of a red line. */
export const MEASURE_KINDS = ['REMINDER', 'TALK', 'CIRCULAR', 'SUSPEND_BUSINESS', 'TERMINATE', 'SUSPEND_SIM'] as const
export type MeasureKind = Measure | 'SUSPEND_SIM'

export const MEASURE_STATES = ['PROPOSED', 'IMPOSED', 'DECLINED', 'LIFTED'] as const
export type MeasureState = (typeof MEASURE_STATES)[number]

export const MEASURE_VERDICTS = ['impose', 'decline', 'lift', 'keep'] as const
export type MeasureVerdict = (typeof MEASURE_VERDICTS)[number]

export function measureKindOf(text: string): MeasureKind {
	const kind = MEASURE_KINDS.find((known) => known === text)
	if (!kind) throw new Error(`Unknown measure: ${text}`)
	return kind
}

/** What may be decided of a measure; `keep` and `lift` answer a review, and `lift` ends one in force at any time. */
export function verdictsOf(state: MeasureState, underReview: boolean): readonly MeasureVerdict[] {
	if (state === 'PROPOSED') return ['impose', 'decline']
	if (state === 'IMPOSED') return underReview ? ['keep', 'lift'] : ['lift']
	return underReview ? ['keep'] : []
}

/** Last day of a measure that begins on a day; null when it has no end of its own (domain 3.2). */
export function measureEnd(kind: MeasureKind, beginsOn: LocalDate): LocalDate | null {
	switch (kind) {
		case 'CIRCULAR':
			return addDays(beginsOn, 7)
		case 'SUSPEND_BUSINESS':
			return addDays(beginsOn, 30)
		case 'TERMINATE':
			return addMonths(beginsOn, 24)
		case 'REMINDER':
		case 'TALK':
		case 'SUSPEND_SIM':
			return null
	}
}
