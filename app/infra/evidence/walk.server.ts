import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { opendir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'

export type StoredFile = {
	/** Relative to the store. */
	readonly path: string
	readonly full: string
	/** The hash that the name promises; null when the name or the folder is none of ours. */
	readonly sha256: string | null
	/** Staged or being written: not kept yet. */
	readonly staged: boolean
	readonly size: number
	readonly modifiedMs: number
}

const KEPT = /^([0-9a-f]{2})\/([0-9a-f]{2})\/(\1\2[0-9a-f]{60})(\.part)?$/

function isMissing(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** Every file under a folder of evidence, whatever it is called; files that go away meanwhile are left out. */
export async function* walkStore(root: string, folder = root): AsyncGenerator<StoredFile> {
	const entries = await opendir(folder).catch((error: unknown) => {
		if (isMissing(error)) return null
		throw error
	})
	if (!entries) return
	for await (const entry of entries) {
		const full = join(folder, entry.name)
		if (entry.isDirectory()) {
			yield* walkStore(root, full)
			continue
		}
		const facts = await stat(full).catch((error: unknown) => {
			if (isMissing(error)) return null
			throw error
		})
		if (!facts) continue
		const path = relative(root, full).replaceAll('\\', '/')
		const hit = KEPT.exec(path)
		const staged = path.endsWith('.part')
		yield { path, full, sha256: hit?.[3] ?? null, staged, size: facts.size, modifiedMs: facts.mtimeMs }
	}
}

/** SHA-256 of a file's bytes, hex, read in pieces; null when it is gone. */
export async function hashOfFile(full: string): Promise<string | null> {
	const hash = createHash('sha256')
	try {
		await pipeline(createReadStream(full), hash)
	} catch (error) {
		if (isMissing(error)) return null
		throw error
	}
	return hash.digest('hex')
}
