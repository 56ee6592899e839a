/** Money is integer fen (1/100 yuan); nothing here ever holds a fraction of a fen. */
export type Fen = number

/** True for a whole number of fen that a double still holds exactly. */
export function isFen(value: number): value is Fen {
	return Number.isSafeInteger(value)
}

/** Fen of '1,234.5', '￥1234.50' or '１２３４'; null when the text is not an amount with at most two decimals. */
export function parseYuan(text: string): Fen | null {
	const plain = text
		.trim()
		.replace(/[０-９．，]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
		.replace(/^[¥￥$]\s*/, '')
	if (!/^-?(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?$/.test(plain)) return null
	const [whole = '0', part = ''] = plain.replace(/,/g, '').replace('-', '').split('.')
	const fen = Number(whole) * 100 + Number(part.padEnd(2, '0'))
	return isFen(fen) ? (plain.startsWith('-') ? -fen : fen) : null
}

/** '1234.50': digits for machines and form fields, without grouping. */
export function yuanText(fen: Fen): string {
	const abs = Math.abs(fen)
	return `${fen < 0 ? '-' : ''}${Math.floor(abs / 100)}.${String(abs % 100).padStart(2, '0')}`
}
