import type { WhatIfView } from '#app/domain/penalty/gate-views.ts'
import type { WhatIfQuery } from '#app/domain/penalty/what-if.schema.ts'
import { whatIf } from '#app/domain/penalty/what-if.ts'
import { penaltyById } from '#db/queries/penalties.server.ts'
import type { Ctx } from '../context.server.ts'
import { caseFileOf } from './case-file.server.ts'
import { basisOf } from './draft-penalty.server.ts'

const BEFORE_DECISION: readonly string[] = ['DRAFT', 'CHECKED', 'PRE_NOTICED', 'DEFENCE']

/**
 * The try-out of a case that the reader already holds: units, circumstances and share as chosen, earlier decisions and
 * version as they stand. Writes nothing; null once the case is decided.
 */
export async function whatIfOf(ctx: Ctx, id: string, query: WhatIfQuery): Promise<WhatIfView | null> {
	const row = await penaltyById(ctx.read, id)
	if (!row || row.historic === 1 || row.severity === null || !BEFORE_DECISION.includes(row.state)) return null
	const { facts, rulebook } = await caseFileOf(ctx.read, row)
	const stands = basisOf(row, facts.severity)
	const { faultShares, factors } = rulebook.body
	const share = query.share !== undefined && faultShares.includes(query.share) ? query.share : stands.share
	const chosen = query.factor.filter((code) => factors.some((one) => one.code === code))
	const basis = {
		type: row.violation_type,
		severity: facts.severity,
		units: query.units && query.units > 0 ? query.units : stands.units,
		factors: query.tried ? chosen : stands.factors,
		share: query.tried ? share : stands.share,
	}
	const types = rulebook.body.types.filter((one) => one.code === row.violation_type)
	const slim = { ...rulebook.body, chapters: [], laws: [], types }
	const tried = whatIf(slim, basis, facts.priors)
	const result = tried.ok ? tried : whatIf(slim, { ...basis, ...stands }, facts.priors)
	if (!result.ok) return null
	return {
		rulebook: slim,
		basis: tried.ok ? basis : { ...basis, ...stands },
		priors: facts.priors,
		standsFen: row.amount_fen,
		tried: query.tried !== undefined,
		result: result.value,
	}
}
