import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib'

/** What may carry who, where and when, or act when opened. */
const PRIVATE_KEYS = [
	'Metadata',
	'PieceInfo',
	'LastModified',
	'AA',
	'A',
	'Annots',
	'AF',
	'OpenAction',
	'Names',
	'Thumb',
	'StructParents',
]
/** APP0 (JFIF), APP2 (colour profile) and APP14 (Adobe colour transform) are needed to draw the picture. */
const KEPT_SEGMENTS = new Set([0xe0, 0xe2, 0xee])

/** A JPEG without its comment and application segments (EXIF, XMP, IPTC); the picture's own bytes are untouched. */
export function stripJpeg(bytes: Uint8Array): Uint8Array {
	const kept: Uint8Array[] = [bytes.subarray(0, 2)]
	let at = 2
	while (at + 4 <= bytes.length && bytes[at] === 0xff) {
		const marker = bytes[at + 1] ?? 0
		if (marker === 0xda) break
		const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
		if (length < 2) break
		const told = (marker >= 0xe0 && marker <= 0xef && !KEPT_SEGMENTS.has(marker)) || marker === 0xfe
		if (!told) kept.push(bytes.subarray(at, at + 2 + length))
		at += 2 + length
	}
	kept.push(bytes.subarray(at))
	return Uint8Array.from(Buffer.concat(kept))
}

function isJpegStream(stream: PDFRawStream): boolean {
	const filter = stream.dict.get(PDFName.of('Filter'))
	if (filter === PDFName.of('DCTDecode')) return true
	return filter instanceof PDFArray && filter.size() === 1 && filter.get(0) === PDFName.of('DCTDecode')
}

function strip(source: PDFDocument): void {
	for (const [ref, object] of source.context.enumerateIndirectObjects()) {
		const dict = object instanceof PDFRawStream ? object.dict : object
		if (dict instanceof PDFDict) for (const key of PRIVATE_KEYS) dict.delete(PDFName.of(key))
		if (object instanceof PDFRawStream && isJpegStream(object)) {
			source.context.assign(ref, PDFRawStream.of(object.dict, stripJpeg(object.contents)))
		}
	}
}

/**
 * The pages of a PDF in a new file: no document information, XMP, annotations, forms, scripts or attachments.
 * Throws on what cannot be read, encrypted files included.
 */
export async function pdfCopy(bytes: Buffer): Promise<Buffer> {
	const source = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true })
	strip(source)
	const copy = await PDFDocument.create({ updateMetadata: false })
	for (const page of await copy.copyPages(source, source.getPageIndices())) copy.addPage(page)
	return Buffer.from(await copy.save({ useObjectStreams: false, addDefaultPage: false }))
}
