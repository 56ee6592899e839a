/** Dealers and outlets: what their registers may hold. */

export const OUTLET_TYPES = [
	'EXCLUSIVE_STORE',
	'PARTNER_HALL',
	'HANDSET_MALL',
	'AGENCY_POINT',
	'CAMPUS',
	'DIRECT_SALES',
	'ONLINE',
	'CONVENIENCE',
] as const
export type OutletType = (typeof OUTLET_TYPES)[number]

export const OUTLET_STATUSES = ['ACTIVE', 'SUSPENDED', 'CLOSED'] as const
export type OutletStatus = (typeof OUTLET_STATUSES)[number]

export const DEALER_STATUSES = ['ACTIVE', 'SUSPENDED', 'TERMINATED'] as const
export type DealerStatus = (typeof DEALER_STATUSES)[number]

/** Imported outlets keep the type words of their register. */
export function isOutletType(text: string): text is OutletType {
	return OUTLET_TYPES.some((type) => type === text)
}

/** Digits and capitals without I, O, S, V, Z (GB 32100-2015). */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/

/** The 18th character of a unified social credit code from its first 17: weights 3^i mod 31; '' for a bad character. */
export function creditCheckCharacter(first17: string): string {
	let sum = 0
	let weight = 1
	for (const character of first17) {
		const value = ALPHABET.indexOf(character)
		if (value < 0) return ''
		sum += value * weight
		weight = (weight * 3) % 31
	}
	return ALPHABET[(31 - (sum % 31)) % 31] ?? ''
}

/** True for 18 characters of the standard whose check character fits. */
export function isCreditCode(text: string): boolean {
	return SHAPE.test(text) && creditCheckCharacter(text.slice(0, 17)) === text[17]
}

/** As people type it: spaces and hyphens out, capitals, full-width made half-width. */
export function plainCreditCode(text: string): string {
	return text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
}

/** What a register row is found by: name and codes in small letters. */
export function searchText(...parts: readonly (string | null)[]): string {
	return parts
		.filter((part) => part !== null && part !== '')
		.join(' ')
		.normalize('NFKC')
		.toLowerCase()
}

const EARTH_M = 6_371_000
const rad = (degrees: number) => (degrees * Math.PI) / 180

/** Metres between two positions (haversine), rounded. */
export function metresBetween(
	a: { readonly latitude: number; readonly longitude: number },
	b: { readonly latitude: number; readonly longitude: number },
): number {
	const h =
		Math.sin(rad(b.latitude - a.latitude) / 2) ** 2 +
		Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * Math.sin(rad(b.longitude - a.longitude) / 2) ** 2
	return Math.round(2 * EARTH_M * Math.asin(Math.sqrt(h)))
}
