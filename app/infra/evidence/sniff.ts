/** The types that evidence may have, told from the first bytes; names and headers of the sender are not believed. */
export type MediaType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic' | 'application/pdf'

const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx'])

const ascii = (bytes: Buffer, from: number, to: number) => bytes.subarray(from, to).toString('latin1')

function isHeic(bytes: Buffer): boolean {
	if (bytes.length < 16 || ascii(bytes, 4, 8) !== 'ftyp') return false
	const end = Math.min(bytes.readUInt32BE(0), 256, bytes.length)
	for (let at = 8; at + 4 <= end; at += 4) if (HEIC_BRANDS.has(ascii(bytes, at, at + 4))) return true
	return false
}

/** The type of the content; null when it is none that evidence may have. */
export function sniffType(bytes: Buffer): MediaType | null {
	if (bytes.length < 12) return null
	if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg'
	if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png'
	if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'image/webp'
	if (ascii(bytes, 0, 5) === '%PDF-') return 'application/pdf'
	return isHeic(bytes) ? 'image/heic' : null
}

/** Width × height of the largest picture in a HEIC file, from its `ispe` boxes; 0 when it has none. */
export function heicPixels(bytes: Buffer): number {
	const head = bytes.subarray(0, 1 << 16)
	let most = 0
	for (let at = head.indexOf('ispe'); at >= 0 && at + 16 <= head.length; at = head.indexOf('ispe', at + 4)) {
		most = Math.max(most, head.readUInt32BE(at + 8) * head.readUInt32BE(at + 12))
	}
	return most
}

const EXTENSIONS: Record<MediaType, string> = {
	'image/jpeg': '.jpg',
	'image/png': '.png',
	'image/webp': '.webp',
	'image/heic': '.heic',
	'application/pdf': '.pdf',
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
const UNSAFE = /[\u0000-\u001f\u007f"<>:|?*\u200e\u200f\u202a-\u202e]/g

/** A name to show and to save under: no folders, no control characters, the extension of the content. */
export function safeFileName(sent: string, type: MediaType): string {
	const base = sent.split(/[/\\]/).at(-1)?.replace(UNSAFE, '').trim() ?? ''
	const stem = base
		.replace(/(\.[A-Za-z0-9]{1,8})+$/, '')
		.replace(/^\.+/, '')
		.slice(0, 80)
	return `${stem || 'file'}${EXTENSIONS[type]}`
}
