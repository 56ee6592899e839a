import { addMonths, type LocalDate } from '../time.ts'

const MONTHS = { L1: 6, L2: 12, L3: 24, L4: 24 } as const

/**
 * The last day on which a case may still be decided (domain 4, limitation): L1 6 months, L2 1 year, L3 and L4 2 years
 * from occurrence, or from the end of a continuing violation.
 */
export function limitationOn(
	severity: keyof typeof MONTHS,
	occurredOn: LocalDate,
	endedOn: LocalDate | null = null,
): LocalDate {
	return addMonths(endedOn !== null && endedOn > occurredOn ? endedOn : occurredOn, MONTHS[severity])
}
