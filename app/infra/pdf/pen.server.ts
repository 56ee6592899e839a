import type { Face } from './fonts.server.ts'
import type { Line } from './lines.server.ts'
import { type Node, ROOT } from './rows.server.ts'

type Struct = PDFKit.PDFStructureElement

/** Draws pieces and keeps the tag tree beside them. */
export class Pen {
	readonly pdf: PDFKit.PDFDocument
	readonly #nodes = new Map<Node, Struct>()
	readonly #known = new Set<string>()

	constructor(pdf: PDFKit.PDFDocument) {
		this.pdf = pdf
	}

	#struct(node: Node): Struct {
		const known = this.#nodes.get(node)
		if (known) return known
		const options = { ...(node.alt ? { alt: node.alt } : {}), ...(node.scope ? { scope: node.scope } : {}) }
		// `scope` of table heads is missing in the types.
		const made = this.pdf.struct(node.tag, options as object)
		if (node.parent) this.#struct(node.parent).add(made)
		else this.pdf.addStructure(made)
		this.#nodes.set(node, made)
		return made
	}

	tagged(node: Node, work: () => void): void {
		const struct = this.#struct(node)
		const content = this.pdf.markStructureContent(node.tag)
		work()
		this.pdf.endMarkedContent()
		struct.add(content)
	}

	artifact(work: () => void): void {
		this.pdf.markContent('Artifact', { type: 'Pagination' })
		work()
		this.pdf.endMarkedContent()
	}

	use(face: Face): void {
		if (!this.#known.has(face.name)) {
			// The open font, see above.
			this.pdf.registerFont(face.name, face.font as unknown as string)
			this.#known.add(face.name)
		}
		this.pdf.font(face.name)
	}

	line(
		line: Line,
		x: number,
		baseline: number,
		size: number,
		colour: string,
		tracking = 0,
		fill: number | null = null,
	): void {
		const chars = line.runs.reduce((sum, run) => sum + [...run.text].length, 0)
		const more = fill === null || chars < 2 ? 0 : (fill - line.width) / (chars - 1)
		const spacing = tracking + more
		let at = x
		for (const run of line.runs) {
			this.use(run.face)
			this.pdf.fontSize(size).fillColor(colour)
			this.pdf.text(run.text, at, baseline, { lineBreak: false, characterSpacing: spacing, baseline: 'alphabetic' })
			at += run.width + more * [...run.text].length
		}
	}

	end(): void {
		this.#nodes.get(ROOT)?.end()
	}
}
