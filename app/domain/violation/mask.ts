/** Users' numbers are never stored whole (domain 4, privacy). */

/** '13812341234' → '138****1234'; other texts keep at most the last four characters. */
export function maskNumber(number: string): string {
	const digits = number.replace(/[\s-]/g, '').replace(/^(\+?86)(?=1\d{10}$)/, '')
	if (/^1\d{10}$/.test(digits)) return `${digits.slice(0, 3)}****${digits.slice(-4)}`
	if (digits.length <= 4) return '*'.repeat(digits.length)
	return `${'*'.repeat(digits.length - 4)}${digits.slice(-4)}`
}

const ID_NUMBER = /(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])/g
const MOBILE = /(?<!\d)(?:\+?86[\s-]?)?1[3-9]\d(?:[\s-]?\d{4}){2}(?!\d)/g

/** Masks every full mobile number and every 18-character identity number in free text. */
export function maskNumbersIn(text: string): string {
	return text
		.replace(ID_NUMBER, (id) => `${id.slice(0, 3)}***********${id.slice(-4)}`)
		.replace(MOBILE, (number) => maskNumber(number))
}
