import sharp from 'sharp'
import { type PictureClaims, readClaims } from './exif.ts'
import { heicPixels, type MediaType, sniffType } from './sniff.ts'

export const MAX_BYTES = 10 * 1024 * 1024
export const MAX_PIXELS = 50_000_000

export type FileFault = 'type' | 'too-large' | 'damaged'
export type FileCheck =
	| { readonly ok: true; readonly type: MediaType }
	| { readonly ok: false; readonly fault: FileFault }

const fault = (name: FileFault): FileCheck => ({ ok: false, fault: name })

/** Decodes the picture to a stamp: that finds truncated data and costs little. */
async function decodes(bytes: Buffer): Promise<boolean> {
	try {
		await sharp(bytes, { failOn: 'truncated', limitInputPixels: MAX_PIXELS }).resize(16, 16).raw().toBuffer()
		return true
	} catch {
		return false
	}
}

async function pixelsOf(bytes: Buffer): Promise<number | null> {
	try {
		const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
		return width * height
	} catch {
		return null
	}
}

/** Is this one of the five types, small enough in bytes and pixels, and whole? Judged by content alone (trust V5). */
export async function checkFile(bytes: Buffer): Promise<FileCheck> {
	if (bytes.length > MAX_BYTES) return fault('too-large')
	const type = sniffType(bytes)
	if (type === null) return fault('type')
	switch (type) {
		case 'application/pdf':
			return bytes.subarray(-2048).includes('%%EOF') ? { ok: true, type } : fault('damaged')
		case 'image/heic': {
			const pixels = heicPixels(bytes)
			if (pixels === 0) return fault('damaged')
			return pixels > MAX_PIXELS ? fault('too-large') : { ok: true, type }
		}
		case 'image/jpeg':
		case 'image/png':
		case 'image/webp': {
			const pixels = await pixelsOf(bytes)
			if (pixels === null) return fault('damaged')
			if (pixels > MAX_PIXELS) return fault('too-large')
			return (await decodes(bytes)) ? { ok: true, type } : fault('damaged')
		}
	}
}

/** Time and place that a picture claims in its own metadata; nothing for other files. */
export async function claimsOf(bytes: Buffer, type: MediaType): Promise<PictureClaims> {
	if (type !== 'image/jpeg' && type !== 'image/png' && type !== 'image/webp') return readClaims(undefined)
	const { exif } = await sharp(bytes, { limitInputPixels: MAX_PIXELS }).metadata()
	return readClaims(exif)
}
