import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type {
	AbsentFile,
	BundleCopy,
	ChainEvent,
	EventRef,
	Fact,
	Manifest,
	ManifestFile,
	SealedEvent,
} from '#app/domain/bundle/bundle.ts'
import type { Instant } from '#app/domain/time.ts'
import type { Link } from './collect.server.ts'

/** A file of the bundle; its bytes are fetched when they are written. */
export type BundleFile = ManifestFile & { readonly bytes: () => Promise<Buffer> }

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')
const text = (body: object) => Buffer.from(`${JSON.stringify(body, null, '\t')}\n`, 'utf8')

export function fileOf(path: string, name: string, bytes: Buffer): BundleFile {
	return { path, name, size: bytes.length, sha256: sha256(bytes), bytes: async () => bytes }
}

export type EventLog = {
	readonly events: readonly ChainEvent[]
	readonly sealed: readonly SealedEvent[]
	readonly links: readonly Link[]
	readonly head: EventRef | null
	readonly facts: readonly Fact[]
}

export type Made = {
	readonly number: string
	readonly copy: BundleCopy
	readonly at: Instant
	readonly by: string
	readonly body: object
	readonly log: EventLog
	/** Evidence and documents. */
	readonly files: readonly BundleFile[]
	readonly absent: readonly AbsentFile[]
}

const HOW =
	'hash = hex SHA-256 of the UTF-8 JSON array [prev_hash, branch_id, seq, at, actor_id, subject_kind, subject_id, kind, before_json, after_json, reason]'

/** The finished bundle: case.json, events.json, verify.mjs, the files, and the manifest over all of them, last. */
export function assemble(made: Made, root = process.cwd()): { files: BundleFile[]; manifestSha256: string } {
	const { number, copy, log } = made
	const refs = [...log.events, ...log.sealed].map(({ seq, hash }) => ({ seq, hash })).sort((a, b) => a.seq - b.seq)
	const head = { case: number, copy, made_at: made.at }
	const listed = made.files.map(({ path, sha256: hash }) => ({ path, sha256: hash }))
	const about = { format: 'fangxin-case-1', ...head, events: refs, files: listed, absent: made.absent }
	const files = [
		fileOf('case.json', 'case.json', text({ ...about, ...made.body })),
		fileOf('events.json', 'events.json', text({ format: 'fangxin-events-1', ...head, how: HOW, ...log })),
		fileOf('verify.mjs', 'verify.mjs', readFileSync(join(root, 'app', 'infra', 'bundle', 'verify.mjs'))),
		...made.files,
	]
	const manifest: Manifest = {
		format: 'fangxin-bundle-1',
		...head,
		made_by: made.by,
		files: files.map(({ path, size, sha256: hash, name }) => ({ path, size, sha256: hash, name })),
		absent: made.absent,
		events: refs,
	}
	const sealed = text({ ...manifest, seal: sha256(JSON.stringify(manifest)) })
	return { files: [...files, fileOf('manifest.json', 'manifest.json', sealed)], manifestSha256: sha256(sealed) }
}
