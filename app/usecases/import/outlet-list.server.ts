import { searchText } from '#app/domain/dealer.ts'
import { OUTLET_LIST, type OutletListRow } from '#app/domain/import/outlet-list.ts'
import { refuse } from '#app/domain/refusal.ts'
import { err, ok, type Result } from '#app/domain/result.ts'
import { pinyinInitials } from '#app/infra/pinyin.server.ts'
import { appendEvents, type EventDraft } from '#db/queries/events.server.ts'
import { insertAliases, insertAll } from '#db/queries/import.server.ts'
import { dealersByCredit, outletsByCode, updateDealerRow, updateOutletRow } from '#db/queries/import-place.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import type { ImportFault } from './import-register.server.ts'
import { type ListRequest, type Placed, readOutletList } from './read-outlet-list.server.ts'
import type { RowFates } from './run.ts'

export type ListAnswer = { readonly rows: number; readonly wrong: number; readonly fates: RowFates }

/** What an import of the list would do; writes nothing. */
export async function previewOutletList(ctx: Ctx, request: ListRequest): Promise<Result<ListAnswer, ImportFault>> {
	const read = await readOutletList(ctx.read, ctx.actor.branchId, request)
	if (!read.ok) return read
	const plan = await planList(ctx.read, ctx, read.value.rows)
	return ok({ rows: read.value.count, wrong: read.value.wrong, fates: plan.fates })
}

/** Takes the whole list into the registers, or nothing of it when a row is bad. */
export async function importOutletList(ctx: Ctx, request: ListRequest): Promise<Result<ListAnswer, ImportFault>> {
	let fault: ImportFault | null = null
	const done = await ctx.inTx(ctx.actor.branchId, async (tx) => {
		const read = await readOutletList(tx, ctx.actor.branchId, request)
		if (!read.ok || read.value.wrong > 0) {
			fault = read.ok ? { kind: 'empty-file' } : read.error
			return refuse('invalid', 'import.has-errors')
		}
		const plan = await planList(tx, ctx, read.value.rows)
		await writeList(tx, ctx, request, plan, read.value.count)
		return ok({ rows: read.value.count, wrong: 0, fates: plan.fates })
	})
	return done.ok ? done : err(fault ?? { kind: 'empty-file' })
}

type DealerRow = Awaited<ReturnType<typeof dealersByCredit>>[number]
type OutletRow = Awaited<ReturnType<typeof outletsByCode>>[number]
type DealerSet = Pick<
	DealerRow,
	'name' | 'contact_name' | 'contact_phone' | 'agreement_from' | 'agreement_to' | 'deposit_required_fen' | 'search_text'
>
type OutletSet = Pick<OutletRow, 'name' | 'type' | 'address' | 'county_id' | 'grid_id' | 'dealer_id' | 'search_text'>
type DealerPlan = {
	readonly id: string
	readonly code: string
	readonly creditCode: string
	readonly known: DealerRow | undefined
	readonly set: DealerSet
}
type OutletPlan = {
	readonly id: string
	readonly code: string
	readonly known: OutletRow | undefined
	readonly set: OutletSet
}
type Plan = {
	readonly dealers: readonly DealerPlan[]
	readonly outlets: readonly OutletPlan[]
	readonly fates: RowFates
}

function differs<T extends object>(known: T, set: Partial<T>): boolean {
	return Object.entries(set).some(([name, value]) => known[name as keyof T] !== value) // a key of `set` is one of T
}

async function planList(handle: Handle, ctx: Ctx, rows: readonly Placed[]): Promise<Plan> {
	const { branchId } = ctx.actor
	const credits = [...new Set(rows.map(({ data }) => data.dealer.creditCode))]
	const knownDealers = new Map(
		(await dealersByCredit(handle, branchId, credits)).map((row) => [row.credit_code ?? '', row]),
	)
	const knownOutlets = new Map(
		(
			await outletsByCode(
				handle,
				branchId,
				rows.map(({ data }) => data.code),
			)
		).map((row) => [row.code, row]),
	)
	const dealers = new Map<string, DealerPlan>()
	const outlets: OutletPlan[] = []
	let [fresh, changed, same] = [0, 0, 0]
	for (const { data, unit } of rows) {
		const dealer =
			dealers.get(data.dealer.creditCode) ?? dealerPlan(ctx, data.dealer, knownDealers.get(data.dealer.creditCode))
		const newDealer = !dealers.has(data.dealer.creditCode)
		dealers.set(data.dealer.creditCode, dealer)
		const known = knownOutlets.get(data.code)
		const { code, name, type, address } = data
		const place = { county_id: unit.countyId, grid_id: unit.id, dealer_id: dealer.id }
		const outlet = {
			id: known?.id ?? ctx.newId(),
			code,
			known,
			set: { name, type, address, ...place, search_text: searchText(name, code, pinyinInitials(name)) },
		}
		outlets.push(outlet)
		if (!known) fresh += 1
		else if (differs(known, outlet.set) || (newDealer && dealer.known && differs(dealer.known, dealer.set)))
			changed += 1
		else same += 1
	}
	return { dealers: [...dealers.values()], outlets, fates: { fresh, changed, same } }
}

function dealerPlan(ctx: Ctx, dealer: OutletListRow['dealer'], known: DealerRow | undefined): DealerPlan {
	const code = known?.code ?? `DL-${dealer.creditCode.slice(-10)}`
	return {
		id: known?.id ?? ctx.newId(),
		code,
		creditCode: dealer.creditCode,
		known,
		set: {
			name: dealer.name,
			contact_name: dealer.contactName || known?.contact_name || dealer.name,
			contact_phone: dealer.phone,
			agreement_from: dealer.from ?? known?.agreement_from ?? null,
			agreement_to: dealer.to ?? known?.agreement_to ?? null,
			deposit_required_fen: dealer.depositFen ?? known?.deposit_required_fen ?? 0,
			search_text: searchText(dealer.name, code, dealer.creditCode, pinyinInitials(dealer.name)),
		},
	}
}

async function writeList(tx: Tx, ctx: Ctx, request: ListRequest, plan: Plan, count: number): Promise<void> {
	const events: EventDraft[] = []
	for (const dealer of plan.dealers) await writeDealer(tx, ctx, dealer, events)
	for (const outlet of plan.outlets) await writeOutlet(tx, ctx, outlet, events)
	if (events.length === 0) return
	const { branchId, accountId } = ctx.actor
	const id = ctx.newId()
	const created = {
		outlets: plan.outlets.filter((one) => !one.known).length,
		inspections: 0,
		findings: 0,
		penalties: 0,
	}
	const summary = { rows: count, rejected: 0, created, changed: plan.fates.changed }
	const run = {
		id,
		branch_id: branchId,
		mapping: OUTLET_LIST,
		file_name: request.file.name,
		file_sha256: request.file.sha256,
	}
	await insertAll(tx, 'import_run', [
		{ ...run, started_by: accountId, started_at: ctx.now, summary_json: JSON.stringify(summary) },
	])
	const after = { mapping: OUTLET_LIST, file: request.file.name, sha256: request.file.sha256, ...summary }
	events.push({ subjectKind: 'import', subjectId: id, kind: 'import.finished', after })
	await appendEvents(tx, branchId, accountId, ctx.now, events)
}

async function writeDealer(tx: Tx, ctx: Ctx, dealer: DealerPlan, events: EventDraft[]): Promise<void> {
	const { id, code, creditCode, known, set } = dealer
	const subject = { subjectKind: 'dealer', subjectId: id } as const
	if (known) {
		if (!differs(known, set)) return
		await updateDealerRow(tx, id, set)
		events.push({ ...subject, kind: 'dealer.changed', before: pick(known, set), after: set })
		return
	}
	const row = { id, branch_id: ctx.actor.branchId, code, credit_code: creditCode, ...set, status: 'ACTIVE' } as const
	const rest = { signed_by: null, e_service_consent_at: null, source: 'REGISTERED', external_key: null } as const
	await insertAll(tx, 'dealer', [{ ...row, ...rest, created_at: ctx.now }])
	events.push({ ...subject, kind: 'dealer.registered', after: { code, credit_code: creditCode, ...set } })
}

async function writeOutlet(tx: Tx, ctx: Ctx, outlet: OutletPlan, events: EventDraft[]): Promise<void> {
	const { id, code, known, set } = outlet
	const subject = { subjectKind: 'outlet', subjectId: id } as const
	const { branchId } = ctx.actor
	if (!known) {
		const row = {
			id,
			branch_id: branchId,
			code,
			...set,
			latitude: null,
			longitude: null,
			channel_manager_id: null,
		} as const
		const rest = { status: 'ACTIVE', source: 'REGISTERED', external_key: null, created_at: ctx.now } as const
		await insertAll(tx, 'outlet', [{ ...row, ...rest }])
		events.push({ ...subject, kind: 'outlet.registered', after: { code, ...set } })
		return
	}
	if (!differs(known, set)) return
	await updateOutletRow(tx, id, set)
	const { name, type, address } = known
	if (name !== set.name || type !== set.type || address !== set.address) {
		const alias = { id: ctx.newId(), branch_id: branchId, outlet_id: id, name, type, address, seen_on: ctx.today }
		await insertAliases(tx, [alias])
	}
	events.push({ ...subject, kind: 'outlet.changed', before: pick(known, set), after: set })
}

function pick(row: object, set: object): Record<string, unknown> {
	return Object.fromEntries(Object.entries(row).filter(([name]) => name in set))
}
