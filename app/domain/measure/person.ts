/** Natural persons of a dealer (domain 11, traps 7 and 8): linked by id, never by phone number. */
export const PERSON_ROLES = ['LEGAL_REP', 'OWNER', 'CLERK'] as const
export type PersonRole = (typeof PERSON_ROLES)[number]

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/** As people type it: spaces out, full-width made half-width, a capital X. */
export function plainIdNumber(text: string): string {
	return text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
}

/** True for 18 characters of a mainland identity number whose check character fits (GB 11643, mod 11-2). */
export function isIdNumber(text: string): boolean {
	if (!/^[1-9]\d{16}[\dX]$/.test(text)) return false
	const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0)
	return CHECKS[sum % 11] === text[17]
}

/** The last four characters: all that is ever shown or stored in the clear. */
export function idTail(idNumber: string): string {
	return idNumber.slice(-4)
}
