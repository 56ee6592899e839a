/** A robot may say so much in a minute; more, and its maker silences it (trust 3.5). */
export const PER_MINUTE = 20
/** A token rests a little longer than a minute: the receiver's minute is not ours. */
const REST_MS = 63_000

export type Token =
	| { readonly free: true; readonly used: readonly number[] }
	| { readonly free: false; readonly at: number }

/**
 * Takes a token at `now` (milliseconds) from a bucket of which `used` were taken lately: the bucket with this one taken,
 * or when the next becomes free. In any minute no more than PER_MINUTE are given, whoever asks.
 */
export function takeToken(used: readonly number[], now: number): Token {
	const resting = used.filter((at) => at + REST_MS > now).sort((a, b) => a - b)
	const oldest = resting[resting.length - PER_MINUTE]
	if (oldest !== undefined) return { free: false, at: oldest + REST_MS }
	return { free: true, used: [...resting, now] }
}
