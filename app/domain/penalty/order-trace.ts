/** Where and by whom a service was ordered (domain 1, row 23; 4, evidence): time, channel, staff account. */

/** Types that rest on an order: without its trace nobody knows which outlet and which clerk sold it. */
const ORDERED: readonly string[] = ['B01', 'B02', 'B03', 'B04']

export function needsOrderTrace(typeCode: string | null): boolean {
	return typeCode !== null && ORDERED.includes(typeCode)
}

/** What the file says of the order: traced, found untraceable, its lack explained, or missing. */
export type OrderTrace = 'not-needed' | 'traced' | 'untraceable' | 'reasoned' | 'missing'

export type TraceEvidence = {
	readonly orderTime: string | null
	readonly orderChannel: string | null
	readonly staffNo: string | null
	readonly traceable: boolean | null
}

/**
 * The state of the trace: one piece of evidence that names time, channel and staff account, or that says that the order
 * cannot be traced together with a reason on record; a reason alone also lets the case go on.
 */
export function orderTraceOf(
	typeCode: string | null,
	evidence: readonly TraceEvidence[],
	reasoned: boolean,
): OrderTrace {
	if (!needsOrderTrace(typeCode)) return 'not-needed'
	const whole = (one: TraceEvidence) => one.traceable === true && one.orderTime && one.orderChannel && one.staffNo
	if (evidence.some(whole)) return 'traced'
	if (!reasoned) return 'missing'
	return evidence.some((one) => one.traceable === false) ? 'untraceable' : 'reasoned'
}
