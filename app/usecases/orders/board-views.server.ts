import {
	type BoardFilter,
	type BoardQuery,
	boardFilterSchema,
	filterOf,
	narrows,
} from '#app/domain/order/board.schema.ts'
import type { ChangeView, Layout, SaveView } from '#app/domain/order/board-views.schema.ts'
import {
	BOARD_COLUMNS,
	type BoardColumn,
	DEFAULT_COLUMNS,
	type Density,
	knownColumns,
} from '#app/domain/order/columns.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import {
	type BoardViewRow,
	deleteView,
	insertView,
	layoutOf,
	MOST_VIEWS,
	ownView,
	saveLayout,
	updateView,
	viewNamed,
	viewsFor,
} from '#db/queries/board-views.server.ts'
import { departmentsOf } from '#db/queries/orders.server.ts'
import type { BoardAsker } from '#db/queries/orders-board.server.ts'
import { countBoard, countsInOnePass, type OpenCounts, openCounts } from '#db/queries/orders-counts.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { fromJson, toJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'

/** How the board looks to its reader. */
export type BoardLook = { readonly columns: readonly BoardColumn[]; readonly density: Density }

/** A filter that was kept under a name. */
export type SavedFilter = {
	readonly id: string
	readonly version: number
	readonly name: string
	readonly filter: BoardFilter
	readonly columns: readonly BoardColumn[] | null
	readonly departmentId: string | null
	readonly own: boolean
	/** Who made it, when it is not one's own. */
	readonly by: string | null
}
export type SavedView = SavedFilter & { readonly count: number }

/** The departments where the actor works. */
function departmentsOfActor({ actor }: Ctx): string[] {
	return [...new Set(actor.grants.flatMap(({ place }) => (place.kind === 'department' ? [place.departmentId] : [])))]
}

function savedOf(ctx: Ctx, row: BoardViewRow, names: ReadonlyMap<string, string>): SavedFilter {
	const own = row.account_id === ctx.actor.accountId
	return {
		id: row.id,
		version: row.version,
		name: row.name,
		filter: boardFilterSchema.parse(fromJson<unknown>(row.query_json)),
		columns: row.columns_json === null ? null : knownColumns(fromJson<string[]>(row.columns_json)),
		departmentId: row.department_id,
		own,
		by: own ? null : (names.get(row.account_id) ?? ''),
	}
}

/** The reader's own filters, then those shared with the own departments. */
export async function savedFilters(ctx: Ctx): Promise<SavedFilter[]> {
	const { branchId, accountId } = ctx.actor
	const rows = await viewsFor(ctx.read, branchId, accountId, departmentsOfActor(ctx))
	const names = await namesOf(
		ctx.read,
		rows.map((row) => row.account_id).filter((id) => id !== accountId),
	)
	return rows.map((row) => savedOf(ctx, row, names))
}

/** Counts of the views that ship and of the saved ones: one pass over what is open, one question for each other. */
export async function countSaved(
	ctx: Ctx,
	asker: BoardAsker,
	saved: readonly SavedFilter[],
): Promise<{ readonly counts: OpenCounts; readonly saved: SavedView[] }> {
	const together = saved.filter(({ filter }) => countsInOnePass(filter))
	const counts = await openCounts(
		ctx.read,
		asker,
		together.map(({ filter }) => filter),
	)
	const counted: SavedView[] = []
	for (const view of saved) {
		const at = together.indexOf(view)
		const count = at < 0 ? await countBoard(ctx.read, view.filter, asker) : (counts.filters[at] ?? 0)
		counted.push({ ...view, count })
	}
	return { counts, saved: counted }
}

/** Columns and density: of the address, of the saved view, of the person, as it ships. */
export async function boardLook(ctx: Ctx, query: BoardQuery, saved: readonly SavedFilter[]): Promise<BoardLook> {
	const own = await layoutOf(ctx.read, ctx.actor.accountId)
	const asked = knownColumns((query.cols ?? '').split(','))
	const ofView = saved.find(({ id }) => id === query.saved)?.columns ?? []
	const kept = own === undefined ? [] : knownColumns(fromJson<string[]>(own.columns_json))
	const columns = [asked, ofView, kept, DEFAULT_COLUMNS].find((list) => list.length > 0) ?? DEFAULT_COLUMNS
	return { columns, density: query.density ?? own?.density ?? 'normal' }
}

/** Keeps columns and density for the actor; changes no record that anybody else sees, so it is no event. */
export async function keepLayout(ctx: Ctx, { density, place }: Layout): Promise<Outcome<null>> {
	const placed = BOARD_COLUMNS.filter((column) => place[column] !== '')
	const columns = knownColumns(placed.toSorted((a, b) => Number(place[a]) - Number(place[b])))
	return ctx.inTx<null>(null, async (tx) => {
		await saveLayout(tx, {
			account_id: ctx.actor.accountId,
			branch_id: ctx.actor.branchId,
			columns_json: toJson(columns.length === 0 ? DEFAULT_COLUMNS : columns),
			density,
			changed_at: ctx.now,
		})
		return ok(null)
	})
}

/** With whom a view may be shared: the own departments, or any for who works for the whole branch. */
export async function shareChoices(ctx: Ctx): Promise<{ id: string; name: string }[]> {
	const all = await departmentsOf(ctx.read, ctx.actor.branchId)
	const wide = ctx.actor.grants.some(({ place }) => place.kind === 'branch')
	const own = departmentsOfActor(ctx)
	return all.filter(({ id }) => wide || own.includes(id)).map(({ id, name }) => ({ id, name }))
}

async function sharedWith(ctx: Ctx, department: string): Promise<Outcome<string | null>> {
	if (department === '') return ok(null)
	const choices = await shareChoices(ctx)
	return choices.some(({ id }) => id === department) ? ok(department) : refuse('invalid', 'board.department-foreign')
}

/** Keeps the filter of an address under a name; refuses a name that is taken and more than MOST_VIEWS. */
export async function saveView(ctx: Ctx, form: SaveView): Promise<Outcome<SavedFilter>> {
	const query = Object.fromEntries(new URLSearchParams(form.query))
	const filter = boardFilterSchema.parse(query)
	const columns =
		form.columns === undefined ? [] : (await boardLook(ctx, { ...filter, ...onlyColumns(query) }, [])).columns
	const shared = await sharedWith(ctx, form.department)
	if (!shared.ok) return shared
	const { accountId, branchId } = ctx.actor
	return ctx.inTx<SavedFilter>(null, async (tx) => {
		if (await viewNamed(tx, accountId, form.name)) return refuse('invalid', 'board.view-name-taken')
		const own = await viewsFor(tx, branchId, accountId, [])
		if (own.length >= MOST_VIEWS) return refuse('invalid', 'board.too-many-views', { most: MOST_VIEWS })
		const row = {
			id: ctx.newId(),
			branch_id: branchId,
			account_id: accountId,
			name: form.name,
			query_json: toJson(filter),
			columns_json: columns.length === 0 ? null : toJson(columns),
			department_id: shared.value,
			created_at: ctx.now,
		}
		await insertView(tx, row)
		return ok(savedOf(ctx, { ...row, version: 1 }, new Map()))
	})
}

const onlyColumns = (query: Readonly<Record<string, string>>) => ({
	cols: query.cols,
	on: undefined,
	saved: undefined,
	ruler: undefined,
	density: undefined,
	cursor: undefined,
	before: undefined,
})

/** Another name or other readers for an own view. */
export async function changeView(ctx: Ctx, form: ChangeView): Promise<Outcome<null>> {
	const shared = await sharedWith(ctx, form.department)
	if (!shared.ok) return shared
	const { accountId } = ctx.actor
	return ctx.inTx<null>(null, async (tx) => {
		const row = await ownView(tx, accountId, form.id)
		if (!row) return refuse('missing', 'not-found')
		const namesake = await viewNamed(tx, accountId, form.name)
		if (namesake !== undefined && namesake !== row.id) return refuse('invalid', 'board.view-name-taken')
		const set = { name: form.name, department_id: shared.value }
		return (await updateView(tx, row.id, form.version, set)) ? ok(null) : refuse('stale', 'stale')
	})
}

/** Forgets an own view. */
export async function removeView(
	ctx: Ctx,
	form: { readonly id: string; readonly version: number },
): Promise<Outcome<null>> {
	return ctx.inTx<null>(null, async (tx) => {
		const row = await ownView(tx, ctx.actor.accountId, form.id)
		if (!row) return refuse('missing', 'not-found')
		if (row.version !== form.version) return refuse('stale', 'stale')
		await deleteView(tx, row.id)
		return ok(null)
	})
}

export type ViewsPage = {
	readonly saved: readonly SavedFilter[]
	readonly shareWith: readonly { readonly id: string; readonly name: string }[]
	/** The filter that would be kept, as the address of the board says it. */
	readonly filter: BoardFilter
	readonly narrowed: boolean
}

/** The page on which filters are kept and forgotten. */
export async function viewsPage(ctx: Ctx, query: BoardQuery): Promise<ViewsPage> {
	const filter = filterOf(query)
	return {
		saved: (await savedFilters(ctx)).filter(({ own }) => own),
		shareWith: await shareChoices(ctx),
		filter,
		narrowed: narrows(filter) || filter.view !== 'open' || filter.sort !== 'due',
	}
}
