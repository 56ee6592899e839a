import { addMonths, type LocalDate } from '../time.ts'
import type { Rulebook, Severity } from './rulebook.schema.ts'

/** An earlier case of the same dealer or outlet, as far as repetition asks. */
export type EarlierCase = {
	readonly penaltyId: string
	/** Category letter of the violation type. */
	readonly category: string
	readonly outletId: string
	readonly dealerId: string
	readonly occurredOn: LocalDate
	/** When the decision (not the pre-notice) was served; null when none was. */
	readonly decisionServedOn: LocalDate | null
	readonly revoked: boolean
	/** Imported from an older register: never counts. */
	readonly historic: boolean
}

export type NewCase = Pick<EarlierCase, 'penaltyId' | 'category' | 'outletId' | 'dealerId' | 'occurredOn'> & {
	readonly severity: Severity
}

export type NotCounted =
	| 'historic'
	| 'not-served'
	| 'revoked'
	| 'other-category'
	| 'other-dealer'
	| 'other-outlet'
	| 'served-too-late'
	| 'outside-window'

export type Recurrence = {
	readonly priors: number
	readonly counted: readonly EarlierCase[]
	readonly notCounted: readonly { readonly earlier: EarlierCase; readonly reason: NotCounted }[]
}

function whyNot(rulebook: Rulebook, fresh: NewCase, earlier: EarlierCase): NotCounted | null {
	if (earlier.historic) return 'historic'
	if (earlier.decisionServedOn === null) return 'not-served'
	if (earlier.revoked) return 'revoked'
	if (earlier.category !== fresh.category) return 'other-category'
	if (earlier.dealerId !== fresh.dealerId) return 'other-dealer'
	if (rulebook.recurrence.scope[fresh.severity] === 'outlet' && earlier.outletId !== fresh.outletId)
		return 'other-outlet'
	if (earlier.occurredOn >= fresh.occurredOn) return 'outside-window'
	if (earlier.occurredOn < addMonths(fresh.occurredOn, -rulebook.recurrence.windowMonths)) return 'outside-window'
	if (earlier.decisionServedOn >= fresh.occurredOn) return 'served-too-late'
	return null
}

/**
 * Which earlier decisions make a case a repetition, and why the others do not (domain 3.2, rule k).
 * Dates are Asia/Shanghai; the case itself is left out of the list.
 */
export function recurrence(rulebook: Rulebook, fresh: NewCase, earlier: readonly EarlierCase[]): Recurrence {
	const counted: EarlierCase[] = []
	const notCounted: { earlier: EarlierCase; reason: NotCounted }[] = []
	for (const one of earlier) {
		if (one.penaltyId === fresh.penaltyId) continue
		const reason = whyNot(rulebook, fresh, one)
		if (reason) notCounted.push({ earlier: one, reason })
		else counted.push(one)
	}
	return { priors: counted.length, counted, notCounted }
}
