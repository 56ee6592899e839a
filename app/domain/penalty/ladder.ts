import { addMonths, type LocalDate } from '../time.ts'
import { type PointsRecord, pointsOn } from './points.ts'
import type { Measure, Rulebook } from './rulebook.schema.ts'

/** Why the strongest measure is proposed: points, two gravest cases in 24 months, or a red line. */
export type LadderCause = 'POINTS' | 'TWO_GRAVE' | 'RED_LINE'

export type ProposedMeasure = {
	readonly measure: Measure
	readonly atPoints: number
	readonly cause: LadderCause
	readonly target: { readonly kind: 'OUTLET' | 'DEALER'; readonly id: string }
}

export type LadderResult = {
	readonly before: number
	readonly after: number
	/** Every threshold crossed upward, weakest first. */
	readonly crossed: readonly ProposedMeasure[]
	/** The one to propose; the weaker ones are contained in it. */
	readonly strongest: ProposedMeasure | null
}

const GRAVE_POINTS = 12
const GRAVE_MONTHS = 24

export function graveCases(records: readonly PointsRecord[], on: LocalDate): number {
	const since = addMonths(on, -GRAVE_MONTHS)
	return records.filter(
		(r) =>
			r.points >= GRAVE_POINTS &&
			!r.revoked &&
			!r.historic &&
			r.finalOn !== null &&
			r.finalOn <= on &&
			r.occurredOn > since,
	).length
}

/**
 * What a case that becomes final on `on` sets off (domain 3.2): the ladder runs on the dealer's effective points,
 * measures below the dealer's threshold fall on the outlet of the crossing case, the last one on the dealer.
 * `others` are the dealer's other cases; `fresh` counts as final whatever its stored state says.
 */
export function ladder(
	rulebook: Rulebook,
	others: readonly PointsRecord[],
	fresh: PointsRecord & { readonly redLine: boolean },
	on: LocalDate,
): LadderResult {
	const months = rulebook.points.windowMonths
	const earlier = others.filter((r) => r.penaltyId !== fresh.penaltyId && r.dealerId === fresh.dealerId)
	const final: PointsRecord = { ...fresh, state: 'FINAL', finalOn: on, revoked: false }
	const before = pointsOn(earlier, on, months).effective
	const after = pointsOn([...earlier, final], on, months).effective
	const dealer = { kind: 'DEALER', id: fresh.dealerId } as const
	const outlet = { kind: 'OUTLET', id: fresh.outletId } as const
	const steps = [...rulebook.sanctions].sort((a, b) => a.atPoints - b.atPoints)
	const crossed = steps
		.filter((step) => before < step.atPoints && step.atPoints <= after)
		.map((step): ProposedMeasure => {
			return { ...step, cause: 'POINTS', target: step.measure === 'TERMINATE' ? dealer : outlet }
		})
	const last = steps.at(-1)
	if (last && crossed.at(-1)?.measure !== last.measure) {
		const grave = fresh.points >= GRAVE_POINTS && graveCases([...earlier, final], on) >= 2
		const cause: LadderCause | null = fresh.redLine ? 'RED_LINE' : grave ? 'TWO_GRAVE' : null
		if (cause && !fresh.historic) crossed.push({ ...last, cause, target: dealer })
	}
	return { before, after, crossed, strongest: crossed.at(-1) ?? null }
}
