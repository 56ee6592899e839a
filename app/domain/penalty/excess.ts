import type { Fen } from '../money.ts'

/** True when a deduction exceeds 130% of the loss it answers for: warn the decider, never block (domain 3.2). */
export function exceedsLoss(penaltyFen: Fen, lossFen: Fen | null): boolean {
	return lossFen !== null && BigInt(penaltyFen) * 100n > BigInt(lossFen) * 130n
}
