import type { Fen } from '../money.ts'
import type { Instant, LocalDate } from '../time.ts'
import type { UpliftRule } from '../violation/uplift.ts'
import type { AmountBasis } from './basis.ts'
import type { CaseStep } from './case-checklist.ts'
import type { Declared } from './conflict.ts'
import type { FairnessSide, LikeCases } from './fairness.ts'
import type { GateLine } from './gate-line.ts'
import type { OrderTrace } from './order-trace.ts'
import type { Rulebook, Severity } from './rulebook.schema.ts'
import type { WhatIf } from './what-if.ts'

/** What the gate of a case says on its page: the list, who declared what, reasons on record, like cases, the try-out. */

export type CaseStepView = {
	readonly step: CaseStep
	readonly state: 'done' | 'now' | 'later'
	readonly lines: readonly GateLine[]
	/** Who can take the step; empty where nobody has to. */
	readonly helpers: readonly string[]
}

export type DeclarationView = {
	readonly name: string
	readonly declared: Declared
	readonly relation: string
	readonly at: Instant
}

export type ReasonView = {
	readonly id: string
	readonly gate: 'acceptance' | 'excess' | 'fairness' | 'twin' | 'uplift' | 'conflict' | 'trace'
	readonly reason: string
	readonly by: string
	readonly at: Instant
	readonly facts: Readonly<Record<string, string | number>>
}

export type FairnessView = {
	readonly months: number
	readonly marginPercent: number
	readonly least: number
	readonly like: LikeCases | null
	/** Of the amount as it stands. */
	readonly side: FairnessSide
}

export type UpliftView = {
	readonly rule: UpliftRule
	readonly from: Severity
	readonly to: Severity
	readonly exitReview: boolean
	readonly params: Readonly<Record<string, number>>
}

export type TraceView = {
	readonly state: OrderTrace
	readonly rows: readonly {
		readonly id: string
		readonly orderTime: Instant | null
		readonly orderChannel: string | null
		readonly staffNo: string | null
		readonly traceable: boolean | null
	}[]
}

export type PanelView = {
	readonly cast: number
	readonly seats: number
	/** The votes of this round are shown to those who have voted, and to all once the case is decided. */
	readonly hidden: boolean
	readonly dropped: boolean
}

/** The try-out before the decision: what is chosen, what comes of it, and what the page computes with. */
export type WhatIfView = {
	/** The version that the case pins, without what the arithmetic does not read. */
	readonly rulebook: Rulebook
	readonly basis: AmountBasis
	readonly priors: number
	readonly standsFen: Fen
	readonly tried: boolean
	readonly result: WhatIf
}

export type CaseGateView = {
	readonly steps: readonly CaseStepView[]
	/** What the reader declared on this case; null: nothing yet. */
	readonly declared: Declared | null
	readonly declarations: readonly DeclarationView[]
	readonly reasons: readonly ReasonView[]
	readonly fairness: FairnessView
	readonly lossFen: Fen | null
	readonly excessPercent: number
	readonly rulebookAccepted: boolean
	readonly trace: TraceView
	readonly uplift: UpliftView | null
	readonly panel: PanelView | null
	/** Education only is possible and nobody has proposed or refused it. */
	readonly waiverPossible: boolean
	readonly limitationOver: boolean
	readonly limitationOn: LocalDate
}
