/** A number from 0 to 1 that belongs to an id: cases take their course by it, whatever else happens that day. */
export function temperOf(id: string): number {
	let sum = 7
	for (const c of id) sum = (sum * 31 + c.charCodeAt(0)) % 10007
	return sum / 10007
}

/** Nobody in the demo has an interest in a case, unless its story says so. */
export const DECLARED = { declaration: { declared: 'none', relation: '' } } as const

/** Said of orders of which the billing system knows no channel. */
export const NO_TRACE = '营业系统中没有该笔订购的渠道记录，已以受理单和录音代替'

/** Reasons that a decider gives where the amount asks for them; elsewhere nobody reads them. */
export const REASONS = {
	excessReason: '违约金还应填补调查、回访和信誉的损失，且属故意，按规则计算的金额维持',
	fairnessReason: '本案笔数和既往次数与同类案件不同，金额按规则计算',
} as const
