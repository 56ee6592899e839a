import type { Instant } from '../time.ts'
import type { ServedHow } from './kinds.ts'

export const PROOF_KINDS = ['sent', 'delivered', 'opened', 'lapsed', 'handed-over', 'refused', 'posted'] as const
export type ProofKind = (typeof PROOF_KINDS)[number]

/** One proof of service as staff read it. */
export type ProofView = {
	readonly id: string
	readonly kind: ProofKind
	readonly at: Instant
	readonly by: string
	/** Who received it, or the witness of a refusal. */
	readonly person: string | null
	readonly note: string | null
	readonly address: string | null
	readonly session: string | null
	readonly evidenceId: string | null
	/** What follows is counted from this one. */
	readonly starts: boolean
}

/** The kind of proof that stands behind a way of service. */
export const PROOF_OF: Readonly<Record<ServedHow, ProofKind>> = {
	opened: 'opened',
	lapse: 'lapsed',
	'handed-over': 'handed-over',
	refused: 'refused',
}
