import type { Fen } from '../money.ts'
import type { Instant } from '../time.ts'
import type { Part, PartState } from './instalment.ts'
import type { Surcharge } from './surcharge.ts'

/** A payment plan as pages show it; nothing internal has a field here, so that the dealer's desk may show it, too. */
export type PaymentPlanView = {
	readonly id: string
	readonly version: number
	readonly kind: 'INSTALMENT' | 'DEFERRAL'
	readonly state: 'ASKED' | 'GRANTED' | 'REFUSED' | 'BROKEN' | 'DONE'
	readonly byDealer: boolean
	readonly reason: string
	readonly totalFen: Fen
	readonly askedAt: Instant
	readonly decidedAt: Instant | null
	readonly decisionReason: string | null
	readonly penaltyId: string | null
	readonly number: string
	readonly dealerId: string
	readonly parts: readonly (Part & { readonly state: PartState })[]
}

/** The money of a final case. */
export type CaseMoneyView = {
	readonly paidFen: Fen
	readonly heldFen: Fen
	readonly receivableFen: Fen
	readonly surchargeFen: Fen
	readonly outstandingFen: Fen
	/** Up to today; the next settlement posts it. */
	readonly surcharge: Surcharge | null
	readonly plans: readonly PaymentPlanView[]
	readonly mayAsk: boolean
}
