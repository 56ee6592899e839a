import type { Readable } from 'node:stream'

/** Files by the SHA-256 of their bytes, outside the web root. */
export type EvidenceStore = {
	/** Keeps the bytes (temporary file, fsync, rename) and answers their hash; the same bytes twice are one file. */
	readonly put: (bytes: Buffer) => Promise<{ sha256: string; size: number }>
	/** The bytes when their hash still fits; 'missing' or 'damaged' otherwise. */
	readonly get: (sha256: string) => Promise<Buffer | 'missing' | 'damaged'>
	/** A stream without the check, for `verify` and large files. */
	readonly stream: (sha256: string) => Readable
	/** Every stored name, for `verify`. */
	readonly list: () => Promise<string[]>
}
