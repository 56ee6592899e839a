import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { EvidenceStore } from './store.server.ts'

const PART = '.part'
const HASH = /^[0-9a-f]{64}$/

function isMissing(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

async function exists(path: string): Promise<boolean> {
	try {
		await stat(path)
		return true
	} catch (error) {
		if (isMissing(error)) return false
		throw error
	}
}

async function syncFolder(path: string): Promise<void> {
	const folder = await open(path, 'r')
	try {
		await folder.sync()
	} finally {
		await folder.close()
	}
}

/** Bytes on the disk for certain, under `path`, through a name that nobody else uses. */
async function writeDurably(path: string, bytes: Buffer): Promise<void> {
	await mkdir(dirname(path), { recursive: true, mode: 0o750 })
	const own = join(dirname(path), `${randomUUID()}${PART}`)
	try {
		const file = await open(own, 'wx', 0o640)
		try {
			await file.writeFile(bytes)
			await file.sync()
		} finally {
			await file.close()
		}
		await rename(own, path)
	} catch (error) {
		await unlink(own).catch(() => undefined)
		throw error
	}
	await syncFolder(dirname(path))
}

async function bytesOrNull(path: string): Promise<Buffer | null> {
	try {
		return await readFile(path)
	} catch (error) {
		if (isMissing(error)) return null
		throw error
	}
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

async function filesUnder(dir: string): Promise<string[]> {
	if (!(await exists(dir))) return []
	const entries = await readdir(dir, { recursive: true, withFileTypes: true })
	return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name))
}

/** A store in a folder: `ab/cd/<sha256>`, staged as `<sha256>.part` beside it. */
export function diskStore(dir: string): EvidenceStore {
	const pathOf = (sha256: string) => {
		// The hash comes from our own rows, but a path is never built from text that is none.
		if (!HASH.test(sha256)) throw new Error('Not a SHA-256')
		return join(dir, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
	}

	async function stage(bytes: Buffer) {
		const sha256 = hashOf(bytes)
		const path = pathOf(sha256)
		if (!(await exists(path))) await writeDurably(`${path}${PART}`, bytes)
		return { sha256, size: bytes.length }
	}

	async function keep(sha256: string): Promise<void> {
		const path = pathOf(sha256)
		try {
			await rename(`${path}${PART}`, path)
		} catch (error) {
			// Somebody else kept the same bytes in the meantime.
			if (!isMissing(error) || !(await exists(path))) throw error
			return
		}
		await syncFolder(dirname(path))
	}

	return {
		stage,
		keep,
		put: async (bytes) => {
			const staged = await stage(bytes)
			await keep(staged.sha256)
			return staged
		},
		get: async (sha256) => {
			const kept = await bytesOrNull(pathOf(sha256))
			const bytes = kept ?? (await bytesOrNull(`${pathOf(sha256)}${PART}`))
			if (bytes === null) return 'missing'
			if (hashOf(bytes) !== sha256) return 'damaged'
			// A row names these bytes, so a kill came between its commit and `keep`.
			if (kept === null) await keep(sha256)
			return bytes
		},
		stream: (sha256) => {
			const path = pathOf(sha256)
			return createReadStream(existsSync(path) ? path : `${path}${PART}`)
		},
		list: async () => {
			const files = (await filesUnder(dir)).filter((path) => !path.endsWith(PART))
			return files.map((path) => {
				const parts = relative(dir, path).split(sep)
				const name = parts.at(-1) ?? ''
				const inPlace = HASH.test(name) && path === pathOf(name)
				return inPlace ? name : parts.join('/')
			})
		},
	}
}
