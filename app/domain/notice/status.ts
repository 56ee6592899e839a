import { assertNever } from '../result.ts'
import type { DealerDocumentKind } from './kinds.ts'

/** What the public is told of a document, and nothing else. */
export const DOCUMENT_STATES = ['in-force', 'varied', 'revoked', 'withdrawn', 'superseded'] as const
export type DocumentState = (typeof DOCUMENT_STATES)[number]

/** What happened to the matter since a document was sent. */
export type Since = {
	readonly kind: DealerDocumentKind
	/** State of the case; null for a letter. */
	readonly caseState: string | null
	/** A document of the same kind followed (of the same case; of the same dealer and period for a statement). */
	readonly newer: boolean
	/** A decision followed. */
	readonly decided: boolean
	/** The amount now is lower than the document says. */
	readonly lowered: boolean
	/** A review sent the case back. */
	readonly returned: boolean
	/** The review itself revoked the decision: its own document stays. */
	readonly ownRevocation: boolean
	/** The measure that a letter stands for was lifted or declined. */
	readonly lifted: boolean
}

/** Whether a document still says what holds (domain 4: revocation, variation and withdrawal leave it in the file). */
export function documentState(since: Since): DocumentState {
	const { kind, caseState } = since
	switch (kind) {
		case 'education':
		case 'withdrawal':
		case 'revocation':
			return since.newer ? 'superseded' : 'in-force'
		case 'pre-notice':
			if (caseState === 'REVOKED') return 'revoked'
			if (caseState === 'WITHDRAWN' || caseState === 'WAIVED' || caseState === 'LAPSED') return 'withdrawn'
			return since.newer || since.decided ? 'superseded' : 'in-force'
		case 'decision':
			if (caseState === 'REVOKED') return 'revoked'
			if (since.newer || since.returned) return 'superseded'
			return since.lowered ? 'varied' : 'in-force'
		case 'review-decision':
			if (caseState === 'REVOKED' && !since.ownRevocation) return 'revoked'
			if (since.newer) return 'superseded'
			return since.lowered ? 'varied' : 'in-force'
		case 'reminder-letter':
			return since.lifted ? 'withdrawn' : 'in-force'
		case 'settlement-statement':
			return since.newer ? 'superseded' : 'in-force'
		default:
			return assertNever(kind)
	}
}

/** '7f3a 91c2 0e55' typed by hand becomes '7F3A-91C2-0E55'; null when it can be no code. */
export function checkCodeOf(typed: string): string | null {
	const plain = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
	if (!/^[0-9A-F]{12,20}$/.test(plain)) return null
	return `${plain.slice(0, 4)}-${plain.slice(4, 8)}-${plain.slice(8)}`
}
