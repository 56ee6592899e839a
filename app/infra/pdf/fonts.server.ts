import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'
import type { Language3 } from '#app/domain/notice/text.ts'

type Script = 'sc' | 'tc' | 'jp'
export type Face = { readonly name: string; readonly font: Font }

const require = createRequire(import.meta.url)
const FILES: Readonly<Record<Script, readonly [string, string]>> = {
	sc: ['noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf', 'noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'],
	tc: ['noto-sans-tc/400Regular/NotoSansTC_400Regular.ttf', 'noto-sans-tc/700Bold/NotoSansTC_700Bold.ttf'],
	jp: ['noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf', 'noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf'],
}
/** Simplified text asks the simplified font first; each holds characters that the others lack. */
const CHAINS: Readonly<Record<Language3, readonly Script[]>> = {
	'zh-Hans': ['sc', 'tc', 'jp'],
	'zh-Hant': ['tc', 'sc', 'jp'],
	en: ['sc', 'tc', 'jp'],
}

const faces = new Map<string, Face>()

/** A font is read when a document first needs it and kept for the life of the process. */
function faceOf(script: Script, bold: boolean): Face {
	const name = `${script}${bold ? '-bold' : ''}`
	const known = faces.get(name)
	if (known) return known
	const path = require.resolve(`@expo-google-fonts/${FILES[script][bold ? 1 : 0]}`)
	const font = create(readFileSync(path))
	if (!('layout' in font)) throw new Error(`${path} is a collection of fonts`)
	const face = { name, font }
	faces.set(name, face)
	return face
}

export function mainFace(language: Language3, bold: boolean): Face {
	return faceOf(CHAINS[language][0] ?? 'sc', bold)
}

/** The first font of the language's chain that has the character; null when none has. */
export function faceFor(language: Language3, bold: boolean, codePoint: number): Face | null {
	for (const script of CHAINS[language]) {
		const face = faceOf(script, bold)
		if (face.font.hasGlyphForCodePoint(codePoint)) return face
	}
	return null
}

const advances = new Map<string, Map<number, number>>()

/** Width of one character in thousandths of the size. */
export function advanceOf(face: Face, codePoint: number): number {
	const own = advances.get(face.name) ?? new Map<number, number>()
	advances.set(face.name, own)
	const known = own.get(codePoint)
	if (known !== undefined) return known
	const width = (face.font.glyphForCodePoint(codePoint).advanceWidth * 1000) / face.font.unitsPerEm
	own.set(codePoint, width)
	return width
}
