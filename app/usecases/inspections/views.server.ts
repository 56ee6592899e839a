import { may, scopeOf } from '#app/domain/access.ts'
import { INSPECTION_STATES } from '#app/domain/inspection/inspection.ts'
import { INSPECTION_TYPES } from '#app/domain/inspection/types.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { isLocalDate, type LocalDate } from '#app/domain/time.ts'
import {
	countInspections,
	type InspectionFilter,
	type InspectionListRow,
	inspectionsPage,
} from '#db/queries/inspections.server.ts'
import { type OutletListRow, outletIn, outletsPage } from '#db/queries/outlets.server.ts'
import { type Holder, holdersOf } from '#db/queries/people.server.ts'
import type { Page } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { INSPECTOR_ROLES } from './plan-visit.server.ts'

export const PAGE_SIZE = 50

export type InspectionQuery = {
	readonly view?: string | undefined
	readonly state?: string | undefined
	readonly type?: string | undefined
	readonly outlet?: string | undefined
	readonly from?: string | undefined
	readonly to?: string | undefined
	readonly q?: string | undefined
	readonly after?: string | undefined
}

/** Saved views: all, mine that are not done yet, planned, being filled. */
export const INSPECTION_VIEWS = ['all', 'mine', 'planned', 'running', 'submitted'] as const
export type InspectionView = (typeof INSPECTION_VIEWS)[number]

const dateOf = (text: string | undefined): LocalDate | undefined => (text && isLocalDate(text) ? text : undefined)

function viewOf(text: string | undefined): InspectionView {
	return INSPECTION_VIEWS.find((view) => view === text) ?? 'all'
}

function ofView(ctx: Ctx, view: InspectionView): InspectionFilter {
	switch (view) {
		case 'all':
			return {}
		case 'mine':
			return { inspectorId: ctx.actor.accountId }
		case 'planned':
			return { state: 'PLANNED' }
		case 'running':
			return { state: 'IN_PROGRESS' }
		case 'submitted':
			return { state: 'SUBMITTED' }
	}
}

function filterOf(ctx: Ctx, query: InspectionQuery): InspectionFilter {
	const state = INSPECTION_STATES.find((one) => one === query.state)
	const type = INSPECTION_TYPES.find((one) => one === query.type)
	return {
		...(state ? { state } : {}),
		...(type ? { type } : {}),
		outletId: query.outlet,
		from: dateOf(query.from),
		to: dateOf(query.to),
		q: query.q?.trim().toUpperCase(),
		...ofView(ctx, viewOf(query.view)),
	}
}

/** A page of inspections within the actor's scope, with the counts of the saved views. */
export async function listInspections(ctx: Ctx, query: InspectionQuery) {
	const scope = scopeOf(ctx.actor, 'inspection.read')
	const filter = filterOf(ctx, query)
	const [page, total, ...counts] = await Promise.all([
		inspectionsPage(ctx.read, scope, filter, query.after ?? null, PAGE_SIZE),
		countInspections(ctx.read, scope, filter),
		...INSPECTION_VIEWS.map((view) => countInspections(ctx.read, scope, ofView(ctx, view))),
	])
	const views = INSPECTION_VIEWS.map((view, i) => ({ view, count: counts[i] ?? 0 }))
	const outlet = query.outlet ? await outletIn(ctx.read, scopeOf(ctx.actor, 'register.read'), query.outlet) : undefined
	return {
		...page,
		total,
		views,
		view: viewOf(query.view),
		outletName: outlet?.name ?? null,
		mayPlan: may(ctx.actor, 'inspection.plan'),
	}
}

/** Every inspection of the list, page by page, for an export. */
export async function* exportInspections(ctx: Ctx, query: InspectionQuery) {
	const scope = scopeOf(ctx.actor, 'inspection.read')
	const filter = filterOf(ctx, query)
	let after: string | null = null
	do {
		const page: Page<InspectionListRow> = await inspectionsPage(ctx.read, scope, filter, after, 500)
		yield* page.rows
		after = page.next
	} while (after !== null)
}

export type NewVisitPage = {
	readonly outlet: {
		readonly id: string
		readonly name: string
		readonly code: string
		readonly address: string
	} | null
	/** Outlets to choose from as long as none is chosen. */
	readonly choices: readonly OutletListRow[]
	/** Who may inspect the chosen outlet. */
	readonly people: readonly Holder[]
	readonly me: string
	readonly today: LocalDate
}

/** The form of a new visit: the outlet when it is known, else outlets to choose from, and who may inspect it. */
export async function newVisitPage(
	ctx: Ctx,
	outletId: string | undefined,
	q: string | undefined,
): Promise<Outcome<NewVisitPage>> {
	const scope = scopeOf(ctx.actor, 'inspection.plan')
	const common = { me: ctx.actor.accountId, today: ctx.today }
	if (!outletId) {
		const found = await outletsPage(ctx.read, scope, { q, status: 'ACTIVE' }, null, 20)
		return ok({ ...common, outlet: null, choices: found.rows, people: [] })
	}
	const outlet = await outletIn(ctx.read, scope, outletId)
	if (!outlet) return refuse('missing', 'not-found')
	const where = { countyId: outlet.county_id, gridId: outlet.grid_id }
	const people = await holdersOf(ctx.read, ctx.actor.branchId, INSPECTOR_ROLES, where)
	const { id, name, code, address } = outlet
	return ok({ ...common, outlet: { id, name, code, address }, choices: [], people })
}
