import type { Fen } from '../money.ts'

/** '¥2,000' or '¥2,000.50' for the sentences of refusals; the same in every language. */
export function yuanLabel(fen: Fen): string {
	const whole = String(Math.floor(fen / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
	return fen % 100 === 0 ? `¥${whole}` : `¥${whole}.${String(fen % 100).padStart(2, '0')}`
}
