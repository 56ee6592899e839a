import type { Fen } from '../money.ts'
import type { PenaltyFacts } from './facts.ts'
import { roundedToYuan } from './working.ts'

/**
 * The most that may be decided once the dealer has acknowledged inside the window: the noticed amount less the
 * branch's percentage, a step of its own after the working, rounded half up to whole yuan. Points stay. Takes fen and
 * a percentage from 0 (off) to 100; never gives more than the amount nor less than nothing.
 */
export function earlyFen(noticedFen: Fen, percent: number): Fen {
	const rest = Math.min(100, Math.max(0, 100 - percent))
	if (rest === 100) return noticedFen
	return Math.min(noticedFen, Number(roundedToYuan(BigInt(noticedFen), [rest])))
}

/** The reduction of a case: null where the branch gives none or nothing was told; `taken` once it was acknowledged. */
export function earlyOffer(
	facts: Pick<PenaltyFacts, 'earlyPercent' | 'preNoticeFen' | 'acknowledgedOn'>,
): { readonly percent: number; readonly fen: Fen; readonly taken: boolean } | null {
	const { earlyPercent: percent, preNoticeFen } = facts
	if (percent === 0 || preNoticeFen === null) return null
	return { percent, fen: earlyFen(preNoticeFen, percent), taken: facts.acknowledgedOn !== null }
}

/** The limit that an early acknowledgement sets; null where there is none. */
export function earlyCeilingFen(facts: Parameters<typeof earlyOffer>[0]): Fen | null {
	const offer = earlyOffer(facts)
	return offer?.taken ? offer.fen : null
}
