import heicDecode from 'heic-decode'
import sharp, { type Sharp } from 'sharp'
import { MAX_PIXELS } from './inspect.server.ts'
import { pdfCopy } from './pdf-copy.server.ts'
import type { MediaType } from './sniff.ts'

export type DerivedCopy = {
	readonly bytes: Buffer
	readonly mediaType: 'image/jpeg' | 'image/webp' | 'application/pdf'
}

const LONGEST = 2560

/** Sharp writes no EXIF, XMP, IPTC or profile unless it is told to; `autoOrient` turns the pixels instead. */
function smaller(picture: Sharp): Sharp {
	return picture.autoOrient().resize(LONGEST, LONGEST, { fit: 'inside', withoutEnlargement: true })
}

async function heicCopy(bytes: Buffer): Promise<Buffer> {
	const { width, height, data } = await heicDecode({ buffer: bytes })
	const pixels = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
	return smaller(sharp(pixels, { raw: { width, height, channels: 4 }, limitInputPixels: MAX_PIXELS }))
		.flatten({ background: '#fff' })
		.jpeg({ quality: 82 })
		.toBuffer()
}

/**
 * The copy for the dealer's eyes: the same picture or pages, newly written, without any metadata (domain 4).
 * Throws when none can be made; the original is never an answer.
 */
export async function metadataFreeCopy(bytes: Buffer, type: MediaType): Promise<DerivedCopy> {
	const read = () => smaller(sharp(bytes, { failOn: 'truncated', limitInputPixels: MAX_PIXELS }))
	switch (type) {
		case 'image/jpeg':
			return { bytes: await read().jpeg({ quality: 82 }).toBuffer(), mediaType: 'image/jpeg' }
		case 'image/png':
		case 'image/webp':
			return { bytes: await read().webp({ quality: 84 }).toBuffer(), mediaType: 'image/webp' }
		case 'image/heic':
			return { bytes: await heicCopy(bytes), mediaType: 'image/jpeg' }
		case 'application/pdf':
			return { bytes: await pdfCopy(bytes), mediaType: 'application/pdf' }
	}
}
