import { maskNumber } from '../violation/mask.ts'

/** Of who complains a masked number is kept, and a keyed hash that tells the same person again (domain 4, privacy). */

/** The digits that are hashed; null when the text is masked already or is no number of eight digits or more. */
export function plainNumber(text: string): string | null {
	if (text.includes('*')) return null
	const digits = text
		.normalize('NFKC')
		.replace(/[\s()-]/g, '')
		.replace(/^(\+?86)(?=1\d{10}$)/, '')
	return /^\d{8,20}$/.test(digits) ? digits : null
}

/** The number as it may be kept; a masked one stays as it is, anything longer than a tail is masked now. */
export function keptNumber(text: string): string {
	const plain = text.normalize('NFKC').trim()
	if (plain === '') return ''
	if (plain.includes('*') && !/\d{8}/.test(plain)) return plain.slice(0, 30)
	return maskNumber(plain).slice(0, 30)
}
