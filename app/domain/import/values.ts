import { type Fen, parseYuan } from '../money.ts'
import { isLocalDate, type LocalDate } from '../time.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const TIME_OF_DAY =
	'(?:[T ]\\s*\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?\\s*(?:[AaPp][Mm])?\\s*(?:Z|[+-]\\d{2}:?\\d{2})?)?'

/** Reads one date in one way of writing; null when the text is not written so or there is no such day. */
export type DateReader = (text: string) => LocalDate | null

/** 'YYYY-MM-DD', 'MM/DD/YYYY', 'DD MMM YYYY' …; one or two digits for day and month, a time of day may follow. */
export function dateReader(format: string): DateReader {
	const order: ('y' | 'm' | 'd' | 'name')[] = []
	const source = format.replace(/YYYY|MMM|MM|DD|[^A-Za-z]|[A-Za-z]/g, (token) => {
		switch (token) {
			case 'YYYY':
				order.push('y')
				return '(\\d{4})'
			case 'MMM':
				order.push('name')
				return '([A-Za-z]{3,9})\\.?'
			case 'MM':
				order.push('m')
				return '(\\d{1,2})'
			case 'DD':
				order.push('d')
				return '(\\d{1,2})'
			default:
				return /[A-Za-z0-9]/.test(token) ? token : `\\${token}`
		}
	})
	const pattern = new RegExp(`^${source}${TIME_OF_DAY}$`)
	return (text) => {
		const hit = pattern.exec(text)
		if (!hit) return null
		const parts = { y: '', m: '', d: '', name: '' }
		for (const [i, part] of order.entries()) parts[part] = hit[i + 1] ?? ''
		const month = parts.name ? MONTHS.indexOf(parts.name.slice(0, 3).toLowerCase()) + 1 : Number(parts.m)
		const date = `${parts.y}-${String(month).padStart(2, '0')}-${parts.d.padStart(2, '0')}`
		return isLocalDate(date) ? date : null
	}
}

/** The first reading that fits, in the order of the mapping: it says whether 04/05 is April or May. */
export function readDate(readers: readonly DateReader[], text: string): LocalDate | null {
	for (const read of readers) {
		const date = read(text)
		if (date) return date
	}
	return null
}

/** '1,125.00', '$1,125', '60.0000', 'CAD 60' or '６０元' in fen of the file's own currency; null when it is no amount. */
export function readAmount(text: string): Fen | null {
	const plain = text
		.normalize('NFKC')
		.replace(/^(CAD|CNY|RMB|USD)\s*|\s*(CAD|CNY|RMB|USD|元)$/gi, '')
		.replace(/(\.\d{2})0+$/, '$1')
		.replace(/\.$/, '')
	return parseYuan(plain)
}

/** A decimal number; null when it is none. */
export function readNumber(text: string): number | null {
	const plain = text.normalize('NFKC')
	return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(plain) ? Number(plain) : null
}

/** True for '5.10322E+17': a spreadsheet has rounded a long number, its digits are lost. */
export function isScientific(text: string): boolean {
	return /^\d(\.\d+)?E\+?\d{1,3}$/i.test(text.normalize('NFKC'))
}

/** Without control signs, byte order mark and space at the ends; line breaks inside stay. */
export function cleanCell(cell: string): string {
	return cell
		.replace(/\r\n?/g, '\n')
		.replace(/[^\P{Cc}\n\t]|\ufeff/gu, '')
		.trim()
}

/** One line, one space between words: what two ways of writing the same text have in common. */
export function oneLine(text: string): string {
	return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}
