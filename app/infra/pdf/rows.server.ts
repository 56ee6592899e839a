import type { Language3, Span } from '#app/domain/notice/text.ts'
import { breakLines, type Line } from './lines.server.ts'

/** Points per millimetre. */
export const MM = 72 / 25.4
export const PAGE = { width: 210 * MM, height: 297 * MM, top: 18 * MM, side: 22 * MM, bottom: 12 * MM } as const
export const WIDTH = PAGE.width - 2 * PAGE.side
/** Height that the line at the foot takes. */
export const FOOT = 9 * MM
/** QR, stamp and date; never alone on a page. */
export const SIGN = 48 * MM

/** A node of the tag tree; drawn pieces are added to it in reading order. */
export type Node = {
	readonly tag: string
	readonly parent: Node | null
	readonly alt?: string
	readonly scope?: string
}

export type Piece =
	| {
			readonly kind: 'line'
			readonly node: Node
			readonly line: Line
			readonly x: number
			/** Of the baseline, from the row's top. */
			readonly y: number
			readonly size: number
			readonly colour: string
			readonly tracking: number
			/** Set out to this width; null as it is. */
			readonly fill: number | null
	  }
	| {
			readonly kind: 'rule'
			readonly x: number
			readonly y: number
			readonly w: number
			readonly h: number
			readonly stroke: number
			readonly colour: string
	  }

/** Something that is not cut by a page's end; `keep`: not parted from the next row. */
export type Row = { readonly height: number; readonly pieces: readonly Piece[]; readonly keep: boolean }

const INK = '#111111'
export const ROOT: Node = { tag: 'Document', parent: null }

export type Style = {
	readonly size: number
	readonly leading: number
	readonly colour?: string
	readonly bold?: boolean
	readonly tracking?: number
	readonly align?: 'left' | 'centre' | 'justify' | 'right'
	readonly indent?: number
}

/** One row per line of a text, in a box `x`, `w`. */
export function textRows(
	spans: readonly Span[],
	node: Node,
	language: Language3,
	style: Style,
	box = { x: 0, w: WIDTH },
): Row[] {
	const { size, leading, colour = INK, bold = false, tracking = 0, align = 'left', indent = 0 } = style
	const lines = breakLines(spans, { language, size, width: box.w, indent, bold, tracking })
	const height = size * leading
	return lines.map((line, i) => {
		const first = i === 0 ? indent : 0
		const slack = box.w - first - line.width
		const shift = align === 'centre' ? slack / 2 : align === 'right' ? slack : 0
		const fill = align === 'justify' && line.full && slack > 0 && slack < size * 2.5 ? box.w - first : null
		const x = box.x + first + shift
		const piece: Piece = { kind: 'line', node, line, x, y: height / 2 + size * 0.36, size, colour, tracking, fill }
		// Two lines at either end of a paragraph stay together.
		const keep = lines.length > 1 && (i === 0 || i === lines.length - 2)
		return { height, pieces: [piece], keep }
	})
}

export const space = (height: number, keep = true): Row => ({ height, pieces: [], keep })
export const together = (rows: readonly Row[]): Row[] => rows.map((row) => ({ ...row, keep: true }))
