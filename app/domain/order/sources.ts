import type { Urgency } from './urgency.ts'

/** Where an order comes from (domain 5.5). */
export const ORDER_SOURCES = [
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
] as const
export type OrderSource = (typeof ORDER_SOURCES)[number]

const DEFAULT_URGENCY: Readonly<Record<Exclude<OrderSource, 'INSPECTION'>, Urgency>> = {
	HOTLINE: 'NORMAL',
	GM_CITY: 'URGENT',
	GM_PROV: 'URGENT',
	SUP_LINE: 'IMPORTANT',
	SUPERVISOR: 'NORMAL',
	SURVEY: 'NORMAL',
	MEDIA: 'URGENT',
	MIIT: 'URGENT',
	SPAM: 'IMPORTANT',
	MARKET: 'IMPORTANT',
	GOV: 'IMPORTANT',
	AUDIT: 'IMPORTANT',
	CLUSTER: 'IMPORTANT',
}

/** Severity of the violation behind an inspection, domain 3. */
export type SourceSeverity = 'L1' | 'L2' | 'L3' | 'L4'
const BY_SEVERITY: Readonly<Record<SourceSeverity, Urgency>> = {
	L1: 'NORMAL',
	L2: 'NORMAL',
	L3: 'IMPORTANT',
	L4: 'URGENT',
}

/** The urgency that a draft proposes; an inspection without a known severity is 重要 ("upheld inspection"). */
export function defaultUrgency(source: OrderSource, severity?: SourceSeverity): Urgency {
	if (source !== 'INSPECTION') return DEFAULT_URGENCY[source]
	return severity ? BY_SEVERITY[severity] : 'IMPORTANT'
}
