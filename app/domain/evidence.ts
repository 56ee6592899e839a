import type { Action } from './access.ts'

/**
 * What evidence can belong to. An item of a running inspection is written '<inspection>:<no>'; 'defence' is the
 * dealer's side of a penalty, by the penalty's id.
 */
export const EVIDENCE_SUBJECTS = [
	'inspection',
	'inspection-item',
	'finding',
	'violation',
	'penalty',
	'defence',
	'plan',
	'order',
	'redress',
	'self-report',
] as const
export type EvidenceSubjectKind = (typeof EVIDENCE_SUBJECTS)[number]
export type EvidenceSubject = { readonly kind: EvidenceSubjectKind; readonly id: string }

/** Files that one person may add in a day (local date). */
export const DAILY_QUOTA = 500

export function isEvidenceSubjectKind(text: string): text is EvidenceSubjectKind {
	return EVIDENCE_SUBJECTS.some((kind) => kind === text)
}

/** The permission with which staff see the evidence of a subject. */
export function readActionOf(kind: EvidenceSubjectKind): Action {
	switch (kind) {
		case 'inspection':
		case 'inspection-item':
		case 'finding':
			return 'inspection.read'
		case 'violation':
			return 'violation.read'
		case 'penalty':
		case 'defence':
			return 'penalty.read'
		case 'plan':
			return 'plan.read'
		case 'order':
			return 'order.read'
		case 'redress':
			return 'redress.read'
		case 'self-report':
			return 'self-report.read'
	}
}

/** Kinds whose evidence a dealer may see (the copy), once the case was told to the dealer (domain 4). */
export function shownToDealer(kind: EvidenceSubjectKind): boolean {
	return dealerMayAdd(kind) || kind === 'violation' || kind === 'penalty'
}

/** Kinds to which a dealer may add files. */
export function dealerMayAdd(kind: EvidenceSubjectKind): boolean {
	return kind === 'defence' || kind === 'plan' || kind === 'redress' || kind === 'self-report'
}

export function itemSubject(inspectionId: string, itemNo: number): EvidenceSubject {
	return { kind: 'inspection-item', id: `${inspectionId}:${itemNo}` }
}
