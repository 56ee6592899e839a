import type { Path } from 'fontkit'
import qrcode from 'qrcode-generator'
import { i18nOf } from '#app/i18n/all.server.ts'
import { faceFor, mainFace } from './fonts.server.ts'

/** Side of the square in which the stamp is drawn. */
export const STAMP_SIZE = 200
const CENTRE = STAMP_SIZE / 2
const STAR = 'M100 68l7.5 23h24.2l-19.6 14.2 7.5 23L100 114l-19.6 14.2 7.5-23L68.3 91h24.2z'
const MAX_ON_RING = 18

const stamps = new Map<string, string>()

/**
 * The seal's inside as one outline: the branch's name on the ring, the star, a word below. Outlines and not text, so
 * that nothing of it is mixed into the text that a reader extracts.
 */
function stampPath(branch: string, word: string): string {
	const key = `${branch}\n${word}`
	const known = stamps.get(key)
	if (known) return known
	const ring = ringOutline([...branch].slice(0, MAX_ON_RING))
	const made = [STAR, ...ring, ...wordOutline([...word])].join('')
	stamps.set(key, made)
	return made
}

/** The seal of a branch, the same on every language's sheet; a demo's says that it is void. */
export function stampOf(branch: string, sample: boolean): string {
	return stampPath(branch, i18nOf('zh-Hans').t(sample ? 'notice.stamp.sample' : 'notice.stamp.word'))
}

/** A glyph upright around (0, 0), `size` high. */
function glyphPath(char: string, size: number): { path: Path; width: number } | null {
	const code = char.codePointAt(0) ?? 0
	const face = faceFor('zh-Hans', true, code) ?? mainFace('zh-Hans', true)
	const glyph = face.font.glyphForCodePoint(code)
	const scale = size / face.font.unitsPerEm
	const width = glyph.advanceWidth * scale
	return { path: glyph.path.scale(scale, -scale), width }
}

function ringOutline(chars: readonly string[]): string[] {
	const size = chars.length > 12 ? 17 : 22
	const radius = 70
	const step = Math.min(0.42, 4.4 / Math.max(chars.length, 1))
	return chars.flatMap((char, i) => {
		const made = glyphPath(char, size)
		if (!made) return []
		const angle = (i - (chars.length - 1) / 2) * step
		const placed = made.path.translate(-made.width / 2, 0).rotate(angle)
		const [x, y] = [CENTRE + radius * Math.sin(angle), CENTRE - radius * Math.cos(angle)]
		return [rounded(placed.translate(x, y))]
	})
}

function wordOutline(chars: readonly string[]): string[] {
	const size = 17
	const gap = 3
	const total = chars.length * (size + gap) - gap
	return chars.flatMap((char, i) => {
		const made = glyphPath(char, size)
		return made ? [rounded(made.path.translate(CENTRE - total / 2 + i * (size + gap), 162))] : []
	})
}

/** SVG data with one decimal: finer than a printer. */
const rounded = (path: Path) => path.toSVG().replace(/-?\d+\.\d+/g, (n) => String(Math.round(Number(n) * 10) / 10))

export type Qr = { readonly size: number; readonly path: string }
const QUIET = 2

/** A QR code (error correction M) as filled squares, with a quiet zone of two modules around. */
export function qrOf(text: string): Qr {
	const code = qrcode(0, 'M')
	code.addData(text)
	code.make()
	const n = code.getModuleCount()
	let path = ''
	for (let row = 0; row < n; row++)
		for (let from = 0; from < n; from++) {
			if (!code.isDark(row, from)) continue
			let to = from
			while (to < n && code.isDark(row, to)) to += 1
			path += `M${from + QUIET} ${row + QUIET}h${to - from}v1h${from - to}z`
			from = to
		}
	return { size: n + 2 * QUIET, path }
}
