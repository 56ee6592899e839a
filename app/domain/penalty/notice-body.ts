import type { Fen } from '../money.ts'
import { type DocumentKind, NUMBER_SIGNS } from '../notice/kinds.ts'
import type { LocalDate } from '../time.ts'
import type { NamedFactor } from './factors.ts'
import type { PenaltyNotice } from './facts.ts'
import type { ReviewOutcome } from './review.ts'
import type { ReviewDefault } from './review-clock.ts'
import type { Severity } from './rulebook.schema.ts'
import type { WorkingLine } from './working.ts'

export type Names3 = { readonly 'zh-Hans': string; readonly 'zh-Hant': string; readonly en: string }

/**
 * What a document told the dealer, kept as it was said: facts and figures, never opinion, internal notes, inspectors
 * or reporters. Pages put it into three languages; the hash is taken over this.
 */
export type NoticeBody = {
	readonly v: 1
	readonly kind: PenaltyNotice
	readonly number: string
	readonly caseNumber: string
	readonly branch: string
	readonly dealer: { readonly name: string; readonly creditCode: string | null }
	readonly outlet: { readonly code: string; readonly name: string }
	readonly issuedOn: LocalDate
	readonly occurredOn: LocalDate
	readonly occurredAtMinute: number | null
	readonly facts: string
	readonly clause: {
		readonly code: string
		readonly names: Names3
		readonly rulebook: string
		readonly agreementFrom: LocalDate | null
	}
	readonly severity: Severity
	readonly units: number
	readonly unit: string
	/** Articles of the Consumer Law that were touched. */
	readonly rights: readonly number[]
	readonly working: readonly WorkingLine[]
	readonly factors: readonly NamedFactor[]
	readonly shareReason: string
	/** Numbers of the earlier decisions that count. */
	readonly priors: readonly string[]
	readonly toldFen: Fen
	readonly amountFen: Fen
	readonly points: number
	readonly evidence: readonly { readonly caption: string; readonly sha256: string }[]
	readonly args: readonly { readonly no: number; readonly text: string; readonly answer: string }[]
	readonly reason: string
	/** `byDefault`: nobody decided in time, the announced outcome is applied. */
	readonly review: { readonly outcome: ReviewOutcome; readonly byDefault?: boolean } | null
	/** What happens when the review is not decided in time, as the branch has announced it. */
	readonly reviewClock?: { readonly days: number; readonly extension: number; readonly outcome: ReviewDefault }
	/** The branch's reduction for an acknowledgement in time: offered with the notice, or taken with the decision. */
	readonly early?: { readonly percent: number; readonly fen: Fen; readonly taken: boolean }
	readonly limits: { readonly defence: number; readonly extension: number; readonly review: number }
	readonly contact: string
}

/** Working days of the procedure (domain 4); said in every notice. */
export const LIMITS = {
	check: 5,
	service: 3,
	defence: 5,
	extension: 3,
	decision: 10,
	review: 10,
	reviewDecision: 15,
} as const

/** '江渠罚告〔2026〕0142号': the sign of the branch, the kind of document, year and number. */
export function noticeNumber(shortName: string, kind: DocumentKind, year: number, n: number): string {
	return `${shortName}${NUMBER_SIGNS[kind]}〔${year}〕${String(n).padStart(4, '0')}号`
}
