import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

export type PasswordHasher = {
	readonly hash: (password: string) => Promise<string>
	/** True when it fits; a null hash costs the same time, so that names cannot be probed. */
	readonly verify: (password: string, hash: string | null) => Promise<boolean>
	/** True when the hash was made at a lower cost than today's. */
	readonly outdated: (hash: string) => boolean
}

export type PasswordCost = { readonly memoryKib: number; readonly passes: number }
/** trust 1.1: argon2id, 46 MiB, one pass. */
export const STRONG: PasswordCost = { memoryKib: 47104, passes: 1 }

const derive: (algorithm: 'argon2id', parameters: Argon2Parameters) => Promise<Buffer> = promisify(argon2)
const FORMAT = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9_-]+)\$([A-Za-z0-9_-]+)$/

async function tag(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
	return derive('argon2id', {
		message: Buffer.from(password, 'utf8'),
		nonce: salt,
		parallelism: 1,
		tagLength: 32,
		memory: cost.memoryKib,
		passes: cost.passes,
	})
}

/** argon2id with a random salt; the hash carries its own cost. */
export function passwordHasher(cost: PasswordCost = STRONG): PasswordHasher {
	const blank = Buffer.alloc(16)
	return {
		hash: async (password) => {
			const salt = randomBytes(16)
			const made = await tag(password, salt, cost)
			return `$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=1$${salt.toString('base64url')}$${made.toString('base64url')}`
		},
		verify: async (password, hash) => {
			const hit = FORMAT.exec(hash ?? '')
			if (!hit) {
				await tag(password, blank, cost)
				return false
			}
			const expected = Buffer.from(hit[4] ?? '', 'base64url')
			const made = await tag(password, Buffer.from(hit[3] ?? '', 'base64url'), {
				memoryKib: Number(hit[1]),
				passes: Number(hit[2]),
			})
			return made.length === expected.length && timingSafeEqual(made, expected)
		},
		outdated: (hash) => {
			const hit = FORMAT.exec(hash)
			return !hit || Number(hit[1]) < cost.memoryKib || Number(hit[2]) < cost.passes
		},
	}
}
