import type { OrderState } from '#app/domain/order/order.ts'
import type { OrderSource } from '#app/domain/order/sources.ts'
import type { Urgency } from '#app/domain/order/urgency.ts'
import type { Formats } from '#app/i18n/format.ts'
import { useT } from '#app/i18n/use-t.ts'
import { StateBadge, type StateKind, Tag } from '../badge.tsx'

const KIND: Readonly<Record<OrderState, StateKind>> = {
	DRAFT: 'draft',
	PENDING_APPROVAL: 'wait',
	ISSUED: 'todo',
	ACKNOWLEDGED: 'run-1',
	IN_PROGRESS: 'run-2',
	SUBMITTED: 'run-3',
	RETURNED: 'returned',
	COMPLETED: 'done',
	STRUCK_OFF: 'done',
	ASSESSED: 'done',
	WITHDRAWN: 'ended',
	MERGED: 'ended',
}

/** How far an order is; a return is counted. */
export function OrderBadge({ state, returned = 0 }: { state: OrderState; returned?: number | undefined }) {
	const t = useT()
	const text =
		state === 'RETURNED' && returned > 0 ? t('order.returned-times', { count: returned }) : t(`order.state.${state}`)
	return <StateBadge kind={KIND[state]}>{text}</StateBadge>
}

/** 特急 and 紧急 stand framed. */
export function UrgencyMark({ urgency }: { urgency: Urgency }) {
	const t = useT()
	const word = t(`order.urgency.${urgency}`)
	if (urgency === 'CRITICAL' || urgency === 'URGENT') return <Tag tone="strong">{word}</Tag>
	return <span className="second nowrap">{word}</span>
}

export function useSourceOptions(): { value: OrderSource; label: string }[] {
	const t = useT()
	const all = [
		'HOTLINE',
		'GM_CITY',
		'GM_PROV',
		'SUP_LINE',
		'SUPERVISOR',
		'SURVEY',
		'INSPECTION',
		'MEDIA',
		'MIIT',
		'SPAM',
		'MARKET',
		'GOV',
		'AUDIT',
		'CLUSTER',
	] as const satisfies readonly OrderSource[]
	return all.map((value) => ({ value, label: t(`order.source.${value}`) }))
}

export function useUrgencyOptions(): { value: Urgency; label: string }[] {
	const t = useT()
	const all = ['CRITICAL', 'URGENT', 'IMPORTANT', 'NORMAL'] as const
	return all.map((value) => ({ value, label: t(`order.urgency.${value}`) }))
}

/** Points in tenths, with a true minus sign. */
export function pointsText(formats: Formats, tenths: number): string {
	return `${tenths < 0 ? '−' : ''}${formats.tenths(Math.abs(tenths))}`
}
