import type { Fen } from '../money.ts'

/** True when a deduction exceeds this part of the loss it answers for: a reason is asked, nothing blocked (domain 3.2). */
export function exceedsLoss(penaltyFen: Fen, lossFen: Fen | null, excessPercent: number): boolean {
	return lossFen !== null && BigInt(penaltyFen) * 100n > BigInt(lossFen) * BigInt(excessPercent)
}
