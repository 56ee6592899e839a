import type { DealerStatus, OutletStatus } from '#app/domain/dealer.ts'
import { isOutletType } from '#app/domain/dealer.ts'
import { INSPECTION_STATES, type InspectionState } from '#app/domain/inspection/inspection.ts'
import { INSPECTION_TYPES, type InspectionType } from '#app/domain/inspection/types.ts'
import type { T } from '#app/i18n/messages.ts'
import { useT } from '#app/i18n/use-t.ts'
import { StateBadge, type StateKind } from '../badge.tsx'

const INSPECTION: Record<InspectionState, StateKind> = {
	PLANNED: 'todo',
	IN_PROGRESS: 'run-2',
	SUBMITTED: 'done',
	CANCELLED: 'ended',
	VOIDED: 'ended-against',
}

export function InspectionBadge({ state }: { state: string }) {
	const t = useT()
	const known = INSPECTION_STATES.find((one) => one === state)
	return known ? <StateBadge kind={INSPECTION[known]}>{t(`inspection.state.${known}`)}</StateBadge> : state
}

const FINDING = { OPEN: 'todo', VIOLATION: 'run-1', CLOSED: 'ended' } as const

export function FindingBadge({ state }: { state: keyof typeof FINDING }) {
	const t = useT()
	return <StateBadge kind={FINDING[state]}>{t(`inspection.finding.state.${state}`)}</StateBadge>
}

const OUTLET: Record<OutletStatus, StateKind> = { ACTIVE: 'done', SUSPENDED: 'ended-against', CLOSED: 'ended' }

export function OutletBadge({ status }: { status: OutletStatus }) {
	const t = useT()
	return <StateBadge kind={OUTLET[status]}>{t(`register.outlet-status.${status}`)}</StateBadge>
}

const DEALER: Record<DealerStatus, StateKind> = { ACTIVE: 'done', SUSPENDED: 'wait', TERMINATED: 'ended-against' }

export function DealerBadge({ status }: { status: DealerStatus }) {
	const t = useT()
	return <StateBadge kind={DEALER[status]}>{t(`register.dealer-status.${status}`)}</StateBadge>
}

/** Imported outlets keep the word of their register. */
export function outletTypeLabel(t: T, type: string): string {
	return isOutletType(type) ? t(`register.outlet-type.${type}`) : type
}

export function inspectionTypeLabel(t: T, type: string): string {
	const known = INSPECTION_TYPES.find((one) => one === type)
	return known ? t(`inspection.type.${known}`) : type
}

/** The type as the rules know it; imported words count as patrols. */
export function inspectionTypeOf(type: string): InspectionType {
	return INSPECTION_TYPES.find((one) => one === type) ?? 'PATROL'
}
