/** A seeded generator (mulberry32): the same seed tells the same history. */
export type Random = {
	/** 0 ≤ x < 1 */
	readonly next: () => number
	/** A whole number from `low` to `high`, both included. */
	readonly int: (low: number, high: number) => number
	readonly pick: <T>(items: readonly T[]) => T
	/** True with this probability. */
	readonly chance: (probability: number) => boolean
	readonly shuffle: <T>(items: readonly T[]) => T[]
	readonly bytes: (n: number) => Buffer
}

export function seeded(seed: number): Random {
	let state = seed >>> 0
	function next(): number {
		state = (state + 0x6d2b79f5) >>> 0
		let t = Math.imul(state ^ (state >>> 15), state | 1)
		t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296
	}
	const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
	function pick<T>(items: readonly T[]): T {
		const item = items[int(0, items.length - 1)]
		if (item === undefined) throw new Error('Nothing to pick from')
		return item
	}
	function shuffle<T>(items: readonly T[]): T[] {
		const out = [...items]
		for (let i = out.length - 1; i > 0; i--) {
			const j = int(0, i)
			const [a, b] = [out[i], out[j]]
			if (a !== undefined && b !== undefined) [out[i], out[j]] = [b, a]
		}
		return out
	}
	return {
		next,
		int,
		pick,
		shuffle,
		chance: (probability) => next() < probability,
		bytes: (n) => Buffer.from(Array.from({ length: n }, () => int(0, 255))),
	}
}
