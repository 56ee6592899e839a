import type { Readable } from 'node:stream'

/**
 * Files by the SHA-256 of their bytes, outside the web root. A file is staged before the transaction that names it and
 * kept after the commit, so that a kill in between leaves neither a row without bytes nor a stray file:
 * `get` and `stream` find staged bytes, too, and what is only staged is no part of `list`.
 */
export type EvidenceStore = {
	/** Stages and keeps the bytes at once and answers their hash; the same bytes twice are one file. */
	readonly put: (bytes: Buffer) => Promise<{ sha256: string; size: number }>
	/** Writes the bytes durably (temporary file, fsync, rename) under a staging name. */
	readonly stage: (bytes: Buffer) => Promise<{ sha256: string; size: number }>
	/** Gives staged bytes their final name; nothing happens when they have it already. */
	readonly keep: (sha256: string) => Promise<void>
	/** The bytes when their hash still fits; 'missing' or 'damaged' otherwise. */
	readonly get: (sha256: string) => Promise<Buffer | 'missing' | 'damaged'>
	/** A stream without the check, for `verify` and large files. */
	readonly stream: (sha256: string) => Readable
	/** Every kept name, for `verify`; a name that is no hash is answered with its path and is a stray. */
	readonly list: () => Promise<string[]>
}
