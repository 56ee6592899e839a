import { type Action, may, scopeOf } from '#app/domain/access.ts'
import { assertNever } from '#app/domain/result.ts'
import type { StoredClock } from '#db/queries/clocks.server.ts'
import { intakeIn } from '#db/queries/intake.server.ts'
import { measureIn } from '#db/queries/measures.server.ts'
import { transferById } from '#db/queries/order-acts.server.ts'
import { assistById } from '#db/queries/order-assists.server.ts'
import { orderIn } from '#db/queries/orders.server.ts'
import { penaltyIn } from '#db/queries/penalties.server.ts'
import { planIn } from '#db/queries/plans.server.ts'
import { topupIn } from '#db/queries/topups.server.ts'
import { violationIn } from '#db/queries/violations.server.ts'
import type { Ctx } from '../context.server.ts'
import { reachOf } from '../orders/order.server.ts'

/** Whoever reads the subject reads its clocks; a dealer those that bind dealers, and the date of the review. */
export async function mayReadClock(ctx: Ctx, clock: StoredClock): Promise<boolean> {
	if (await readsAsStaff(ctx, clock)) return true
	if (!may(ctx.actor, 'desk.read')) return false
	if (clock.party !== 'dealer' && clock.kind !== 'penalty.reviewDecision') return false
	const scope = scopeOf(ctx.actor, 'desk.read')
	switch (clock.subjectKind) {
		case 'penalty':
			return (await penaltyIn(ctx.read, scope, clock.subjectId)) !== undefined
		case 'plan':
			return (await planIn(ctx.read, scope, clock.subjectId)) !== undefined
		case 'violation':
			return (await violationIn(ctx.read, scope, clock.subjectId)) !== undefined
		case 'topup':
			return (await topupIn(ctx.read, scope, clock.subjectId)) !== undefined
		default:
			return false
	}
}

async function readsAsStaff(ctx: Ctx, { subjectKind, subjectId }: StoredClock): Promise<boolean> {
	const within = (action: Action) => (may(ctx.actor, action) ? scopeOf(ctx.actor, action) : null)
	const found = async <T>(action: Action, find: (scope: NonNullable<ReturnType<typeof within>>) => Promise<T>) => {
		const scope = within(action)
		return scope !== null && (await find(scope)) !== undefined
	}
	switch (subjectKind) {
		case 'order':
			return readsOrder(ctx, subjectId)
		case 'assist':
			return readsOrder(ctx, (await assistById(ctx.read, subjectId))?.order_id)
		case 'transfer':
			return readsOrder(ctx, (await transferById(ctx.read, subjectId))?.order_id)
		case 'penalty':
			return found('penalty.read', (scope) => penaltyIn(ctx.read, scope, subjectId))
		case 'plan':
			return found('plan.read', (scope) => planIn(ctx.read, scope, subjectId))
		case 'violation':
			return found('violation.read', (scope) => violationIn(ctx.read, scope, subjectId))
		case 'measure':
			return found('measure.read', (scope) => measureIn(ctx.read, scope, subjectId))
		case 'topup':
			return found('claim.read', (scope) => topupIn(ctx.read, scope, subjectId))
		case 'complaint':
		case 'intake':
			return found('intake.read', (scope) => intakeIn(ctx.read, scope, subjectId))
		default:
			return assertNever(subjectKind)
	}
}

async function readsOrder(ctx: Ctx, id: string | undefined): Promise<boolean> {
	if (id === undefined || !may(ctx.actor, 'order.read')) return false
	return (await orderIn(ctx.read, reachOf(ctx.actor, 'order.read'), id)) !== undefined
}
