import { scopeOf } from '#app/domain/access.ts'
import { outletsOfDealer } from '#db/queries/dealer-page.server.ts'
import { servedDecisions } from '#db/queries/desk.server.ts'
import type { Ctx } from '../context.server.ts'
import { type RestrictionView, restrictionsOf, restrictionsOfDealer } from '../measures/restrictions.server.ts'

/** What ends a restriction: the missing deposit, its last day, that and accepted rectification, or the case's result. */
function liftedBy({ by, what, until }: RestrictionView): 'deposit' | 'expiry' | 'plan' | 'case' {
	if (by.kind === 'topup') return 'deposit'
	if (what !== 'SIM_OPENING') return 'plan'
	return until === null ? 'case' : 'expiry'
}

type Placed = RestrictionView & { readonly outlet: string | null }

const sourceOf = ({ by }: RestrictionView) => (by.kind === 'case' ? by.measureId : by.number)

/** Restrictions in force on a dealer and on each own outlet; what reaches every outlet stands once. */
async function placed(ctx: Ctx, dealerId: string): Promise<Placed[]> {
	const whole = await restrictionsOfDealer(ctx.read, dealerId, ctx.today)
	const known = new Set(whole.map(sourceOf))
	const outlets = await outletsOfDealer(ctx.read, scopeOf(ctx.actor, 'desk.read'), dealerId)
	const of = await restrictionsOf(
		ctx.read,
		outlets.map(({ id }) => ({ id, dealerId })),
		ctx.today,
	)
	const single = outlets.flatMap(({ id, name }) =>
		(of.get(id) ?? []).filter((one) => !known.has(sourceOf(one))).map((one) => ({ ...one, outlet: name })),
	)
	return [...whole.map((one) => ({ ...one, outlet: null })), ...single]
}

/**
 * The measures in force on an own dealer as the desk shows them: what, since when, until when, by which case or deposit
 * notice, what lifts it. A case of the dealer who had the premises before is not named.
 */
export async function deskMeasures(ctx: Ctx, dealerId: string) {
	const found = await placed(ctx, dealerId)
	const caseIds = found.flatMap(({ by }) => (by.kind === 'case' ? [by.caseId] : []))
	const own = new Map((await servedDecisions(ctx.read, dealerId, caseIds)).map((one) => [one.id, one.number]))
	return found.map((one) => {
		const number = one.by.kind === 'case' ? own.get(one.by.caseId) : undefined
		return {
			what: one.what,
			from: one.from,
			until: one.until,
			waits: one.waits,
			outlet: one.outlet,
			lifts: liftedBy(one),
			case: one.by.kind === 'case' && number !== undefined ? { id: one.by.caseId, number } : null,
			topup: one.by.kind === 'topup' ? one.by.number : null,
		}
	})
}
