import type { MeasureKind, MeasureState } from '../penalty/measure.ts'
import type { LocalDate } from '../time.ts'

/** A measure as far as its effect goes. */
export type MeasureSpan = {
	readonly kind: MeasureKind
	readonly state: MeasureState
	readonly beginsOn: LocalDate | null
	/** Last day; null without an end of its own. */
	readonly endsOn: LocalDate | null
}

/** What an outlet may not do while a measure is in force, strongest first. */
export const RESTRICTIONS = ['ENDED', 'CLOSED', 'NEW_BUSINESS', 'SIM_OPENING'] as const
export type Restriction = (typeof RESTRICTIONS)[number]

/** These end only after expiry and accepted rectification (domain 3.2): the calendar alone does not end them. */
export function endsByLifting(kind: MeasureKind): boolean {
	return kind === 'SUSPEND_BUSINESS' || kind === 'TERMINATE' || kind === 'SUSPEND_SIM'
}

/** Whether a measure has effect on a day. */
export function inForce(measure: MeasureSpan, today: LocalDate): boolean {
	if (measure.state !== 'IMPOSED' || measure.beginsOn === null || measure.beginsOn > today) return false
	return endsByLifting(measure.kind) || measure.endsOn === null || measure.endsOn >= today
}

/** What a kind of measure takes away; null for a letter or a talk. */
export function restrictionOf(kind: MeasureKind): Restriction | null {
	switch (kind) {
		case 'TERMINATE':
			return 'ENDED'
		case 'SUSPEND_BUSINESS':
			return 'CLOSED'
		case 'CIRCULAR':
		case 'SUSPEND_SIM':
			return 'SIM_OPENING'
		case 'REMINDER':
		case 'TALK':
			return null
	}
}
