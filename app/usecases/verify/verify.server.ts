import type { Handle } from '#db/tx.server.ts'
import { checkCalendars } from './calendars.server.ts'
import { checkAmounts, checkDecisions } from './cases.server.ts'
import { checkChain } from './chain.server.ts'
import type { Check } from './check.ts'
import { checkClaims } from './claims.server.ts'
import { checkClocks } from './clocks.server.ts'
import { checkDelivery } from './delivery.server.ts'
import { checkDesk } from './desk.server.ts'
import { checkDocuments } from './documents.server.ts'
import { checkEvidence, type EvidencePlace } from './evidence.server.ts'
import { checkGate } from './gate.server.ts'
import { checkGuards } from './guards.server.ts'
import { checkIntake } from './intake.server.ts'
import { checkLadder } from './ladder.server.ts'
import { checkLedger } from './ledger.server.ts'
import { checkMeasures } from './measures.server.ts'
import { checkNumbers } from './numbers.server.ts'
import { checkOrderActs } from './order-acts.server.ts'
import { checkOrderContent } from './order-content.server.ts'
import { checkReviews } from './reviews.server.ts'
import { checkRulebooks } from './rulebooks.server.ts'
import { checkService } from './service.server.ts'
import { checkSettlements } from './settlements.server.ts'

export type VerifyRequest = {
	readonly dialect: 'sqlite' | 'postgres'
	readonly evidence: EvidencePlace
	readonly onCheck: (check: Check) => void
}

/**
 * Checks that what is stored is what was done: event chain, ledger, decisions, amounts, numbers, documents, evidence,
 * guards. Ends with the first class that has a fault and answers whether there was none. Writes nothing.
 */
export async function verify(handle: Handle, request: VerifyRequest): Promise<boolean> {
	const checks = [
		() => checkChain(handle),
		() => checkLedger(handle),
		() => checkDecisions(handle),
		() => checkAmounts(handle),
		() => checkClaims(handle),
		() => checkSettlements(handle),
		() => checkGate(handle),
		() => checkReviews(handle),
		() => checkMeasures(handle),
		() => checkClocks(handle),
		() => checkCalendars(handle),
		() => checkNumbers(handle),
		() => checkDocuments(handle),
		() => checkRulebooks(handle),
		() => checkEvidence(handle, request.evidence),
		() => checkService(handle),
		() => checkDesk(handle),
		() => checkIntake(handle),
		() => checkOrderActs(handle),
		() => checkOrderContent(handle),
		() => checkDelivery(handle),
		() => checkLadder(handle),
		() => checkGuards(handle, request.dialect),
	]
	for (const run of checks) {
		const check = await run()
		request.onCheck(check)
		if (check.faults.length > 0) return false
	}
	return true
}
