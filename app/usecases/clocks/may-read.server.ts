import { type Action, may, scopeOf } from '#app/domain/access.ts'
import { assertNever } from '#app/domain/result.ts'
import type { StoredClock } from '#db/queries/clocks.server.ts'
import { intakeIn } from '#db/queries/intake.server.ts'
import { measureIn } from '#db/queries/measures.server.ts'
import { transferById } from '#db/queries/order-acts.server.ts'
import { assistById } from '#db/queries/order-assists.server.ts'
import { orderIn, ordersWithinReach } from '#db/queries/orders.server.ts'
import { penaltyIn } from '#db/queries/penalties.server.ts'
import { planIn } from '#db/queries/plans.server.ts'
import { topupIn } from '#db/queries/topups.server.ts'
import { violationIn } from '#db/queries/violations.server.ts'
import type { Ctx } from '../context.server.ts'
import { reachOf } from '../orders/order.server.ts'

/** The permission that opens the other subjects. */
const READS = {
	penalty: 'penalty.read',
	plan: 'plan.read',
	violation: 'violation.read',
	measure: 'measure.read',
	topup: 'claim.read',
	complaint: 'intake.read',
	intake: 'intake.read',
} as const satisfies Partial<Record<StoredClock['subjectKind'], Action>>

/**
 * The clocks of a list whose subjects the reader may be told of, by id; `orderOf` gives the order of a clock that has
 * one. For staff and administrators; a dealer is shown no lists of clocks.
 */
export async function toldClocks(
	ctx: Ctx,
	clocks: readonly StoredClock[],
	orderOf: (clock: StoredClock) => string | undefined,
): Promise<ReadonlySet<string>> {
	const orderIds = clocks.flatMap((clock) => orderOf(clock) ?? [])
	const orders = may(ctx.actor, 'order.read')
		? await ordersWithinReach(ctx.read, reachOf(ctx.actor, 'order.read'), orderIds)
		: new Set<string>()
	const told = new Set<string>()
	for (const clock of clocks) if (await isTold(ctx, clock, orderOf(clock), orders)) told.add(clock.id)
	return told
}

async function isTold(ctx: Ctx, clock: StoredClock, order: string | undefined, orders: ReadonlySet<string>) {
	const { subjectKind } = clock
	if (subjectKind === 'order' || subjectKind === 'assist' || subjectKind === 'transfer')
		return order !== undefined && orders.has(order)
	const action = READS[subjectKind]
	if (!may(ctx.actor, action)) return false
	if (scopeOf(ctx.actor, action).places.some((place) => place.kind === 'branch')) return true
	return readsAsStaff(ctx, clock)
}

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
