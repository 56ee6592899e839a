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

export type RefRule = {
	/** Whether a draft from this source must name the source's own number. */
	readonly required: boolean
	/** What such a number looks like. */
	readonly pattern: RegExp
	readonly example: string
}

/** Letters before, figures, and what offices put between them: 'GD20261120-3345', '江消投〔2026〕88号'. */
const OFFICE_NUMBER = /^(?=.*\d{2})[\p{Script=Han}A-Za-z\d〔〕[\]()（）_/-]{4,40}$/u
/** A programme or a paper is named, not numbered. */
const NAMED = /^.{2,60}$/u

const REFS: Readonly<Record<OrderSource, readonly [boolean, RegExp, string]>> = {
	HOTLINE: [true, OFFICE_NUMBER, 'KF20261120-00345'],
	GM_CITY: [true, OFFICE_NUMBER, 'ZJL-2026-0118'],
	GM_PROV: [true, OFFICE_NUMBER, 'SZJL-2026-0041'],
	SUP_LINE: [true, OFFICE_NUMBER, 'JDD-2026-0203'],
	SUPERVISOR: [true, OFFICE_NUMBER, 'JD-2026-0046'],
	SURVEY: [false, OFFICE_NUMBER, 'WJ-2026-11-013'],
	INSPECTION: [false, OFFICE_NUMBER, 'WG-2026-0142'],
	MEDIA: [true, NAMED, '江州电台 行风热线 11-20'],
	MIIT: [true, OFFICE_NUMBER, 'SS202611200123'],
	SPAM: [true, OFFICE_NUMBER, '12321-20261120-556'],
	MARKET: [true, OFFICE_NUMBER, '1320100002026112012345'],
	GOV: [true, OFFICE_NUMBER, 'GD20261120003345'],
	AUDIT: [true, OFFICE_NUMBER, 'SJ-2026-012'],
	CLUSTER: [false, OFFICE_NUMBER, ''],
}

/** Whether a source numbers what it passes on, and how the number looks (domain 5.5). */
export function refRuleOf(source: OrderSource): RefRule {
	const [required, pattern, example] = REFS[source]
	return { required, pattern, example }
}

/** What is wrong with a source's number; null when nothing is. */
export function refFault(source: OrderSource, ref: string): 'missing' | 'format' | null {
	const { required, pattern } = refRuleOf(source)
	const text = ref.trim()
	if (text === '') return required ? 'missing' : null
	return pattern.test(text) ? null : 'format'
}
