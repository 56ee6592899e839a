import { randomBytes } from 'node:crypto'
import { type Instant, instantMs } from '#app/domain/time.ts'

/** UUIDv7: sorts by the moment it was made. `bytes` gives the randomness (a seeded one in tests and seeds). */
export function uuidv7(now: Instant, bytes: (n: number) => Buffer = randomBytes): string {
	const time = instantMs(now).toString(16).padStart(12, '0')
	const random = bytes(10)
	random[0] = ((random[0] ?? 0) & 0x0f) | 0x70
	random[2] = ((random[2] ?? 0) & 0x3f) | 0x80
	const hex = random.toString('hex')
	return `${time.slice(0, 8)}-${time.slice(8)}-${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8)}`
}

export function randomSecret(bytes: number): string {
	return randomBytes(bytes).toString('base64url')
}
