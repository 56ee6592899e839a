import type { Language3, Span } from '#app/domain/notice/text.ts'
import { advanceOf, type Face, faceFor, mainFace } from './fonts.server.ts'

/** Text of one font on one line. */
export type Run = { readonly face: Face; readonly text: string; readonly width: number }
export type Line = {
	readonly runs: readonly Run[]
	readonly width: number
	/** The paragraph goes on: the line may be set out to the full width. */
	readonly full: boolean
}

type Unit = {
	readonly face: Face
	readonly text: string
	readonly width: number
	readonly kind: 'cjk' | 'word' | 'space'
}

/** Marks without a shape of their own, and what would turn or hide text: left out. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu
const CJK =
	/[\u2E80-\u9FFF\uAC00-\uD7FF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF\u3000-\u303F“”‘’…—·]|[\u{20000}-\u{3FFFF}]/u
const NO_START = /^[、。，．：；？！）〕】》」』”’…—·%,.:;?!)\]}]/
const NO_END = /[（〔【《「『“‘([{¥]$/

/** '〔U+2A700〕': what stands for a character that no font has, so that nothing is lost silently. */
const codeName = (codePoint: number) => `〔U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}〕`

function unitsOf(spans: readonly Span[], language: Language3, allBold: boolean): Unit[] {
	const units: Unit[] = []
	for (const span of spans) {
		const bold = allBold || span.b === true
		const text = span.text.replace(/\s+/g, ' ').replace(INVISIBLE, '')
		for (const char of text) {
			const code = char.codePointAt(0) ?? 0
			const face = faceFor(language, bold, code)
			if (face) addChar(units, face, char, code)
			else for (const own of codeName(code)) addChar(units, mainFace(language, bold), own, own.codePointAt(0) ?? 0)
		}
	}
	return units
}

function addChar(units: Unit[], face: Face, char: string, code: number): void {
	const width = advanceOf(face, code)
	const kind = char === ' ' ? 'space' : CJK.test(char) ? 'cjk' : 'word'
	const last = units.at(-1)
	if (kind === 'word' && last?.kind === 'word' && last.face === face)
		units[units.length - 1] = { ...last, text: last.text + char, width: last.width + width }
	else units.push({ face, text: char, width, kind })
}

/** A line may end between these two. */
function mayBreak(before: Unit, after: Unit): boolean {
	if (after.kind === 'space') return false
	if (NO_START.test(after.text) || NO_END.test(before.text)) return false
	return before.kind === 'space' || before.kind === 'cjk' || after.kind === 'cjk'
}

/** Words longer than a line (a hash, an address) are cut. */
function cutLong(units: readonly Unit[], room: number): Unit[] {
	return units.flatMap((unit) => {
		if (unit.kind !== 'word' || unit.width <= room) return [unit]
		return [...unit.text].map((char): Unit => {
			const width = advanceOf(unit.face, char.codePointAt(0) ?? 0)
			return { face: unit.face, text: char, width, kind: 'cjk' }
		})
	})
}

export type Setting = {
	readonly language: Language3
	readonly size: number
	readonly width: number
	/** First line further in, points. */
	readonly indent?: number
	readonly bold?: boolean
	/** Space between characters, points. */
	readonly tracking?: number
}

/** Breaks a paragraph into lines: between ideographs, at spaces, never before closing or after opening marks. */
export function breakLines(spans: readonly Span[], setting: Setting): Line[] {
	const { size, width, indent = 0, tracking = 0 } = setting
	const room = (width * 1000) / size
	const per = (tracking * 1000) / size
	const units = cutLong(unitsOf(spans, setting.language, setting.bold === true), room)
	const lines: Line[] = []
	let start = 0
	let lastBreak = -1
	let used = (indent * 1000) / size
	for (let i = 0; i < units.length; i++) {
		const unit = units[i]
		const before = units[i - 1]
		if (!unit) continue
		if (before && i > start && mayBreak(before, unit)) lastBreak = i
		used += unit.width + per * [...unit.text].length
		if (used <= room || i === start || unit.kind === 'space') continue
		const end = lastBreak > start ? lastBreak : i
		lines.push(lineOf(units.slice(start, end), size, per, true))
		start = end
		lastBreak = -1
		used = 0
		i = end - 1
	}
	if (start < units.length) lines.push(lineOf(units.slice(start), size, per, false))
	return lines
}

function lineOf(units: readonly Unit[], size: number, per: number, full: boolean): Line {
	const kept = [...units]
	while (kept.at(-1)?.kind === 'space') kept.pop()
	while (kept[0]?.kind === 'space') kept.shift()
	const runs: Run[] = []
	for (const unit of kept) {
		const width = ((unit.width + per * [...unit.text].length) * size) / 1000
		const last = runs.at(-1)
		if (last && last.face === unit.face)
			runs[runs.length - 1] = { face: last.face, text: last.text + unit.text, width: last.width + width }
		else runs.push({ face: unit.face, text: unit.text, width })
	}
	return { runs, width: runs.reduce((sum, run) => sum + run.width, 0), full }
}

/** Width of a text on one line, points. */
export function textWidth(text: string, setting: Omit<Setting, 'width'>): number {
	const [line] = breakLines([{ text }], { ...setting, width: 100_000 })
	return line?.width ?? 0
}
