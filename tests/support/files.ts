import { deflateSync } from 'node:zlib'
import { PDFDocument, PDFName, PDFString, StandardFonts } from '@cantoo/pdf-lib'
import sharp from 'sharp'

/** A small picture of one colour. */
export async function jpeg(background: string, size = 64): Promise<Buffer> {
	return sharp({ create: { width: size, height: size, channels: 3, background } })
		.jpeg()
		.toBuffer()
}

export async function png(background = '#3a3'): Promise<Buffer> {
	return sharp({ create: { width: 40, height: 30, channels: 4, background } })
		.png()
		.toBuffer()
}

export async function webp(background = '#33a'): Promise<Buffer> {
	return sharp({ create: { width: 40, height: 30, channels: 3, background } })
		.webp()
		.toBuffer()
}

/** A JPEG with position, camera and author in its EXIF. */
export async function jpegWithPlace(): Promise<Buffer> {
	return sharp({ create: { width: 64, height: 48, channels: 3, background: '#a33' } })
		.withExif({
			IFD0: { Make: 'SecretPhone', Artist: '周晓岚', Copyright: 'inspector' },
			IFD2: { DateTimeOriginal: '2026:11:02 14:36:05' },
			IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 15/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 10/1 0/1' },
		})
		.jpeg()
		.toBuffer()
}

function chunk(type: string, body: Buffer): Buffer {
	const head = Buffer.alloc(8)
	head.writeUInt32BE(body.length)
	head.write(type, 4, 'latin1')
	return Buffer.concat([head, body, Buffer.alloc(4)])
}

/** A few hundred bytes that claim to be a picture of 2.5 thousand million pixels. */
export function pixelFlood(): Buffer {
	const size = Buffer.alloc(13)
	size.writeUInt32BE(50_000, 0)
	size.writeUInt32BE(50_000, 4)
	size.set([8, 2, 0, 0, 0], 8)
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		chunk('IHDR', size),
		chunk('IDAT', deflateSync(Buffer.alloc(64))),
		chunk('IEND', Buffer.alloc(0)),
	])
}

/** A HEIC file's beginning: type box and the size of its picture, no picture. */
export function heicHead(width: number, height: number): Buffer {
	const size = Buffer.alloc(20)
	size.writeUInt32BE(20, 0)
	size.write('ispe', 4, 'latin1')
	size.writeUInt32BE(width, 12)
	size.writeUInt32BE(height, 16)
	const type = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
	return Buffer.concat([type, size])
}

/** A PDF that tells who wrote it, runs a script when opened, carries a file, a comment and a photo with its place. */
export async function talkativePdf(): Promise<Buffer> {
	const pdf = await PDFDocument.create()
	pdf.setAuthor('Zhou Xiaolan')
	pdf.setTitle('SecretTitle')
	pdf.addJavaScript('open', 'app.alert("SecretScript")')
	await pdf.attach(Buffer.from('SecretAttachment'), 'secret.txt', { mimeType: 'text/plain' })
	const page = pdf.addPage([300, 200])
	page.drawText('Visible words', { x: 20, y: 150, font: await pdf.embedFont(StandardFonts.Helvetica) })
	page.drawImage(await pdf.embedJpg(await jpegWithPlace()), { x: 20, y: 20, width: 60, height: 45 })
	const comment = pdf.context.obj({
		Type: 'Annot',
		Subtype: 'Text',
		Rect: [0, 0, 10, 10],
		Contents: PDFString.of('SecretComment'),
		T: PDFString.of('SecretPerson'),
	})
	page.node.set(PDFName.of('Annots'), pdf.context.obj([pdf.context.register(comment)]))
	return Buffer.from(await pdf.save({ useObjectStreams: false }))
}
