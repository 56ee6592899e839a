import type { Ctx } from '../context.server.ts'

// Without letters and figures that look alike: it is read out on the telephone.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Sixteen random characters in groups of four; some 79 bits. */
export function initialPassword(ctx: Pick<Ctx, 'secret'>): string {
	const bytes = Buffer.from(ctx.secret(64), 'base64url')
	// Bytes beyond the last whole multiple would favour the first letters.
	const fair = [...bytes].filter((byte) => byte < 256 - (256 % LETTERS.length))
	const text = fair.slice(0, 16).map((byte) => LETTERS[byte % LETTERS.length] ?? '')
	return [0, 4, 8, 12].map((from) => text.slice(from, from + 4).join('')).join('-')
}
