import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Instant } from '#app/domain/time.ts'

/** Files between upload and import: on this machine only, for an hour, for the person who brought them. */
export type UploadNote = {
	readonly fileName: string
	/** Name of what the file holds. */
	readonly mapping: string
	readonly uploadedAt: Instant
}
export type KeptUpload = { readonly note: UploadNote; readonly bytes: Buffer; readonly sha256: string }

const HOUR_MS = 3_600_000
const TOKEN = /^[A-Za-z0-9_-]{32}$/
const folder = () => join(tmpdir(), `fangxin-imports-${process.getuid?.() ?? 0}`)

/** A name that nobody else can ask for: it is made of the person and the token. */
function nameOf(owner: string, token: string): string {
	return createHash('sha256').update(`${owner} ${token}`).digest('hex')
}

/** Keeps a file and answers the token to ask for it again. */
export async function keepUpload(owner: string, note: UploadNote, bytes: Buffer): Promise<string> {
	await mkdir(folder(), { recursive: true, mode: 0o700 })
	await sweepOld()
	const token = randomBytes(24).toString('base64url')
	const path = join(folder(), nameOf(owner, token))
	await writeFile(path, bytes, { mode: 0o600, flag: 'wx' })
	await writeFile(`${path}.json`, JSON.stringify(note), { mode: 0o600, flag: 'wx' })
	return token
}

/** The file of a token; null when it is gone or belongs to somebody else. */
export async function keptUpload(owner: string, token: string): Promise<KeptUpload | null> {
	if (!TOKEN.test(token)) return null
	const path = join(folder(), nameOf(owner, token))
	try {
		const bytes = await readFile(path)
		const note: UploadNote = JSON.parse(await readFile(`${path}.json`, 'utf8'))
		return { note, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
		throw error
	}
}

export async function dropUpload(owner: string, token: string): Promise<void> {
	if (!TOKEN.test(token)) return
	const path = join(folder(), nameOf(owner, token))
	await rm(path, { force: true })
	await rm(`${path}.json`, { force: true })
}

async function sweepOld(): Promise<void> {
	for (const name of await readdir(folder())) {
		const path = join(folder(), name)
		const facts = await stat(path).catch(() => null)
		if (facts && Date.now() - facts.mtimeMs > HOUR_MS) await rm(path, { force: true })
	}
}
