/** Natural persons of a dealer (domain 11, traps 7 and 8): linked by id, never by phone number. */
export const PERSON_ROLES = ['LEGAL_REP', 'OWNER', 'CLERK'] as const
export type PersonRole = (typeof PERSON_ROLES)[number]

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/** As people type it: spaces out, full-width made half-width, a capital X. */
export function plainIdNumber(text: string): string {
	return text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
}

/** The 18th character of an identity number from its first 17 (GB 11643, mod 11-2). */
export function idCheckCharacter(first17: string): string {
	const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17[i]), 0)
	return CHECKS[sum % 11] ?? ''
}

/** True for 18 characters of a mainland identity number whose check character fits. */
export function isIdNumber(text: string): boolean {
	return /^[1-9]\d{16}[\dX]$/.test(text) && idCheckCharacter(text) === text[17]
}

/** The last four characters: all that is ever shown or stored in the clear. */
export function idTail(idNumber: string): string {
	return idNumber.slice(-4)
}
