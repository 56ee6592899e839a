import { createHash } from 'node:crypto'

/** SHA-256 of a text, hex: what is stored of tokens, codes and names that must not be readable. */
export function sha256Hex(text: string): string {
	return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** SHA-256 of bytes, hex: the name of a file in the store. */
export function sha256Bytes(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex')
}
