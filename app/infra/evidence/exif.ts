import { type Instant, instantAt, isLocalDate } from '#app/domain/time.ts'

/** What a picture tells of itself: a claim of the device, kept apart from the bytes and never shown to dealers. */
export type PictureClaims = {
	readonly capturedAt: Instant | null
	readonly latitude: number | null
	readonly longitude: number | null
}

const NOTHING: PictureClaims = { capturedAt: null, latitude: null, longitude: null }
const TIFF_AT = 6
const SUB_IFD = 0x8769
const GPS_IFD = 0x8825
const TAKEN = 0x9003
const TYPE_SIZE: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8 }
const MOST_ENTRIES = 200

type Entry = { readonly type: number; readonly count: number; readonly at: number }

/** Reads a TIFF block; every offset is checked, because the bytes come from outside. */
class Tiff {
	readonly #bytes: Buffer
	readonly #little: boolean

	constructor(bytes: Buffer) {
		this.#bytes = bytes
		this.#little = bytes.toString('latin1', 0, 2) === 'II'
	}

	short(at: number): number {
		if (at < 0 || at + 2 > this.#bytes.length) return 0
		return this.#little ? this.#bytes.readUInt16LE(at) : this.#bytes.readUInt16BE(at)
	}

	long(at: number): number {
		if (at < 0 || at + 4 > this.#bytes.length) return 0
		return this.#little ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at)
	}

	entries(at: number): Map<number, Entry> {
		const found = new Map<number, Entry>()
		const count = Math.min(this.short(at), MOST_ENTRIES)
		for (let i = 0; i < count; i++) {
			const entry = at + 2 + i * 12
			const type = this.short(entry + 2)
			const values = this.long(entry + 4)
			const inline = (TYPE_SIZE[type] ?? 1) * values <= 4
			found.set(this.short(entry), { type, count: values, at: inline ? entry + 8 : this.long(entry + 8) })
		}
		return found
	}

	text(entry: Entry | undefined): string {
		if (entry?.type !== 2 || entry.count > 64) return ''
		return this.#bytes.toString('latin1', entry.at, Math.min(entry.at + entry.count, this.#bytes.length))
	}

	/** Degrees of three rationals: degrees, minutes, seconds. */
	degrees(entry: Entry | undefined): number | null {
		if (entry?.type !== 5 || entry.count !== 3) return null
		const part = (i: number) => this.long(entry.at + i * 8) / this.long(entry.at + i * 8 + 4)
		const value = part(0) + part(1) / 60 + part(2) / 3600
		return Number.isFinite(value) ? value : null
	}
}

/** '2026:11:02 14:36:05' on a camera's clock, taken as Asia/Shanghai. */
function momentOf(text: string): Instant | null {
	const hit = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2})/.exec(text)
	const date = hit ? `${hit[1]}-${hit[2]}-${hit[3]}` : ''
	const minutes = hit ? Number(hit[4]) * 60 + Number(hit[5]) : 0
	return isLocalDate(date) && minutes < 1440 ? instantAt(date, minutes) : null
}

function signed(value: number | null, reference: string, negative: string, limit: number): number | null {
	if (value === null || value > limit) return null
	return Math.round((reference.startsWith(negative) ? -value : value) * 1e6) / 1e6
}

/** Time and place in an EXIF block ('Exif\0\0' and a TIFF header, as sharp hands it out). */
export function readClaims(exif: Buffer | undefined): PictureClaims {
	if (!exif || exif.length < TIFF_AT + 8) return NOTHING
	const tiff = new Tiff(exif.toString('latin1', 0, 4) === 'Exif' ? exif.subarray(TIFF_AT) : exif)
	const main = tiff.entries(tiff.long(4))
	const sub = main.get(SUB_IFD)
	const gps = main.get(GPS_IFD)
	const taken = sub ? tiff.entries(tiff.long(sub.at)) : new Map<number, Entry>()
	const place = gps ? tiff.entries(tiff.long(gps.at)) : new Map<number, Entry>()
	const latitude = signed(tiff.degrees(place.get(2)), tiff.text(place.get(1)), 'S', 90)
	const longitude = signed(tiff.degrees(place.get(4)), tiff.text(place.get(3)), 'W', 180)
	const both = latitude !== null && longitude !== null
	return {
		capturedAt: momentOf(tiff.text(taken.get(TAKEN))),
		latitude: both ? latitude : null,
		longitude: both ? longitude : null,
	}
}
