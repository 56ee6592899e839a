import { may, scopeOf } from '#app/domain/access.ts'
import { OUTLET_STATUSES, type OutletStatus } from '#app/domain/dealer.ts'
import { pointsOn } from '#app/domain/penalty/points.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { dealerIn, dealerOptions } from '#db/queries/dealers.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { balancesOf } from '#db/queries/ledger.server.ts'
import {
	findingsOfOutlet,
	inspectionsOfOutlet,
	outletCounts,
	penaltiesOfOutlet,
	plansOfOutlet,
	violationsOfOutlet,
} from '#db/queries/outlet-history.server.ts'
import { aliasesOf, countOutlets, outletIn, outletsPage, peopleHolding, unitsOf } from '#db/queries/outlets.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { pointsRecords } from '#db/queries/points.server.ts'
import type { Ctx } from '../context.server.ts'
import { restrictionsOf } from '../measures/restrictions.server.ts'

export const PAGE_SIZE = 50

export type OutletQuery = {
	readonly q?: string | undefined
	readonly type?: string | undefined
	readonly county?: string | undefined
	readonly grid?: string | undefined
	readonly dealer?: string | undefined
	readonly status?: string | undefined
	readonly mine?: string | undefined
	readonly after?: string | undefined
}

function statusOf(text: string | undefined): OutletStatus | undefined {
	return OUTLET_STATUSES.find((status) => status === text)
}

function filterOf(ctx: Ctx, query: OutletQuery) {
	return {
		q: query.q,
		type: query.type,
		countyId: query.county,
		gridId: query.grid,
		dealerId: query.dealer,
		status: statusOf(query.status),
		managerId: query.mine ? ctx.actor.accountId : undefined,
	}
}

/** A page of the outlets that the actor may see, with the choices of its filters. */
export async function listOutlets(ctx: Ctx, query: OutletQuery) {
	const scope = scopeOf(ctx.actor, 'register.read')
	const filter = filterOf(ctx, query)
	const [page, total, units] = await Promise.all([
		outletsPage(ctx.read, scope, filter, query.after ?? null, PAGE_SIZE),
		countOutlets(ctx.read, scope, filter),
		unitsOf(ctx.read, ctx.actor.branchId),
	])
	const taken = await restrictionsOf(ctx.read, page.rows, ctx.today)
	const rows = page.rows.map((row) => ({ ...row, restriction: taken.get(row.id)?.[0]?.what ?? null }))
	return { ...page, rows, total, units, mayEdit: may(ctx.actor, 'register.edit') }
}

/** Every outlet of the list, page by page, for an export. */
export async function* exportOutlets(ctx: Ctx, query: OutletQuery) {
	const scope = scopeOf(ctx.actor, 'register.read')
	const filter = filterOf(ctx, query)
	let after: string | null = null
	do {
		const page: Awaited<ReturnType<typeof outletsPage>> = await outletsPage(ctx.read, scope, filter, after, 500)
		yield* page.rows
		after = page.next
	} while (after !== null)
}

async function standingOf(ctx: Ctx, outletId: string, dealerId: string) {
	const [own, dealers] = await Promise.all([
		pointsRecords(ctx.read, { outletId }),
		pointsRecords(ctx.read, { dealerId }),
	])
	const outlet = pointsOn(own, ctx.today)
	const dealer = pointsOn(dealers, ctx.today)
	return {
		outlet: { effective: outlet.effective, pending: outlet.pending },
		dealer: { effective: dealer.effective, pending: dealer.pending },
	}
}

/** An outlet with its whole compliance history; refused outside of the scope. */
export async function outletPage(ctx: Ctx, id: string) {
	const outlet = await outletIn(ctx.read, scopeOf(ctx.actor, 'register.read'), id)
	if (!outlet) return refuse('missing', 'not-found')
	const { read } = ctx
	// Who keeps the register without seeing cases (customer service) gets the entry alone.
	const cases = may(ctx.actor, 'inspection.read')
	const [dealer, units, names, aliases, events] = await Promise.all([
		dealerIn(read, scopeOf(ctx.actor, 'register.read'), outlet.dealer_id),
		unitsOf(read, ctx.actor.branchId),
		namesOf(read, [outlet.channel_manager_id]),
		aliasesOf(read, id),
		eventsOf(read, 'outlet', id),
	])
	const unit = (unitId: string) => units.find((one) => one.id === unitId)?.name ?? ''
	return ok({
		outlet,
		dealer: dealer
			? { id: dealer.id, name: dealer.name, status: dealer.status, depositRequiredFen: dealer.deposit_required_fen }
			: null,
		deposit: may(ctx.actor, 'ledger.read') ? await balancesOf(read, outlet.dealer_id) : null,
		countyName: unit(outlet.county_id),
		gridName: unit(outlet.grid_id),
		managerName: outlet.channel_manager_id ? (names.get(outlet.channel_manager_id) ?? null) : null,
		aliases,
		events,
		restrictions: (await restrictionsOf(read, [{ id, dealerId: outlet.dealer_id }], ctx.today)).get(id) ?? [],
		points: cases ? await standingOf(ctx, id, outlet.dealer_id) : null,
		history: cases ? await historyOf(ctx, id) : null,
		mayEdit: may(ctx.actor, 'register.edit'),
		mayInspect: may(ctx.actor, 'inspection.plan'),
	})
}

async function historyOf(ctx: Ctx, id: string) {
	const { read } = ctx
	const [counts, inspections, findings, violations, penalties, plans] = await Promise.all([
		outletCounts(read, id),
		inspectionsOfOutlet(read, id),
		findingsOfOutlet(read, id),
		violationsOfOutlet(read, id),
		penaltiesOfOutlet(read, id),
		plansOfOutlet(read, id),
	])
	return { counts, inspections, findings, violations, penalties, plans }
}

export type OutletPage = Extract<Awaited<ReturnType<typeof outletPage>>, { ok: true }>['value']

/** What the form of an outlet offers: dealers, grids by county, channel managers; with the entry when there is one. */
export async function outletFormPage(ctx: Ctx, id: string | null): Promise<Outcome<OutletFormPage>> {
	const scope = scopeOf(ctx.actor, 'register.edit')
	const outlet = id === null ? null : await outletIn(ctx.read, scope, id)
	if (outlet === undefined) return refuse('missing', 'not-found')
	const [dealers, units, managers] = await Promise.all([
		dealerOptions(ctx.read, scope),
		unitsOf(ctx.read, ctx.actor.branchId),
		peopleHolding(ctx.read, ctx.actor.branchId, ['CHANNEL_MANAGER']),
	])
	return ok({ outlet, dealers, units, managers })
}

export type OutletFormPage = {
	readonly outlet: Awaited<ReturnType<typeof outletIn>> | null
	readonly dealers: Awaited<ReturnType<typeof dealerOptions>>
	readonly units: Awaited<ReturnType<typeof unitsOf>>
	readonly managers: Awaited<ReturnType<typeof peopleHolding>>
}
