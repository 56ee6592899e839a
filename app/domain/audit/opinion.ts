import type { Role } from '../access.ts'

/** Cases on which an auditor may give an opinion. */
export const OPINION_KINDS = ['penalty', 'order', 'inspection', 'violation', 'plan'] as const
export type OpinionKind = (typeof OPINION_KINDS)[number]

export function isOpinionKind(text: string): text is OpinionKind {
	return OPINION_KINDS.some((kind) => kind === text)
}

/** Who has to answer for the branch: the order issuer for orders, the compliance officer for everything else. */
export function answererOf(kind: OpinionKind): Role {
	return kind === 'order' ? 'ORDER_ISSUER' : 'COMPLIANCE_OFFICER'
}
