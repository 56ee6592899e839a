import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

type File = { readonly path: string; readonly size: number; readonly bytes: () => Promise<Buffer> }

/** Pictures and PDFs are packed already. */
const PACKED = /\.(jpg|png|webp|heic|pdf)$/

/** The files as one ZIP, file by file, so that never more than one of them lies in memory. */
export async function* zipOf(folder: string, files: readonly File[], at: Date): AsyncGenerator<Uint8Array> {
	const waiting: Uint8Array[] = []
	let failure: Error | null = null
	let finished = false
	let wake: () => void = () => undefined
	const zip = new Zip((error, chunk, last) => {
		if (error) failure = error
		else waiting.push(chunk)
		if (last || error) finished = true
		wake()
	})
	const more = () =>
		new Promise<void>((resolve) => {
			wake = resolve
			if (waiting.length > 0 || finished) resolve()
		})
	for (const file of files) {
		const name = `${folder}/${file.path}`
		const entry = PACKED.test(file.path) ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 })
		entry.mtime = at
		zip.add(entry)
		entry.push(new Uint8Array(await file.bytes()), true)
		while (waiting.length > 0) yield waiting.shift() ?? new Uint8Array()
	}
	zip.end()
	while (!finished || waiting.length > 0) {
		await more()
		if (failure) throw failure
		while (waiting.length > 0) yield waiting.shift() ?? new Uint8Array()
	}
}
