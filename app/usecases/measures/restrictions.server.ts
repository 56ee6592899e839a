import { inForce, RESTRICTIONS, type Restriction, restrictionOf } from '#app/domain/measure/in-force.ts'
import { measureKindOf } from '#app/domain/penalty/measure.ts'
import { type LocalDate, localDateOf } from '#app/domain/time.ts'
import { type EffectRow, imposedOn, topupEffects } from '#db/queries/measure-parts.server.ts'
import type { Handle } from '#db/tx.server.ts'

/** What an outlet or a dealer may not do, since when, until when, by which case. */
export type RestrictionView = {
	readonly what: Restriction
	readonly from: LocalDate
	/** Null: until it is lifted. */
	readonly until: LocalDate | null
	/** The last day has passed, but what has to be put right is not accepted yet. */
	readonly waits: boolean
	readonly by:
		| { readonly kind: 'case'; readonly measureId: string; readonly caseId: string; readonly number: string }
		| { readonly kind: 'topup'; readonly number: string }
}

function ofMeasure(row: EffectRow, today: LocalDate): RestrictionView | null {
	const kind = measureKindOf(row.kind)
	const what = restrictionOf(kind)
	const span = { kind, state: 'IMPOSED', beginsOn: row.begins_on, endsOn: row.ends_on } as const
	if (what === null || row.begins_on === null || !inForce(span, today)) return null
	return {
		what,
		from: row.begins_on,
		until: row.ends_on,
		waits: row.ends_on !== null && row.ends_on < today,
		by: { kind: 'case', measureId: row.id, caseId: row.penalty_id, number: row.number },
	}
}

function ofTopup(row: Awaited<ReturnType<typeof topupEffects>>[number]): RestrictionView | null {
	if (row.business_off_at === null) return null
	const closed = row.suspension_verdict === 'IMPOSED' && row.suspension_decided_at !== null
	return {
		what: closed ? 'CLOSED' : 'NEW_BUSINESS',
		from: localDateOf((closed ? row.suspension_decided_at : null) ?? row.business_off_at),
		until: null,
		waits: false,
		by: { kind: 'topup', number: row.number },
	}
}

const byWeight = (a: RestrictionView, b: RestrictionView) => RESTRICTIONS.indexOf(a.what) - RESTRICTIONS.indexOf(b.what)

/**
 * What is taken away from outlets just now, by outlet; computed from the measures in force and the deposit notices, kept
 * nowhere else. A measure of the whole dealer reaches every outlet.
 */
export async function restrictionsOf(
	handle: Handle,
	outlets: readonly { readonly id: string; readonly dealerId: string }[],
	today: LocalDate,
): Promise<Map<string, RestrictionView[]>> {
	const dealerIds = [...new Set(outlets.map((one) => one.dealerId))]
	const measures = await imposedOn(handle, { outletIds: outlets.map((one) => one.id), dealerIds })
	const topups = await topupEffects(handle, dealerIds)
	const out = new Map<string, RestrictionView[]>()
	for (const { id, dealerId } of outlets) {
		const mine = measures.filter((row) => (row.outlet_id === null ? row.dealer_id === dealerId : row.outlet_id === id))
		const views = [
			...mine.map((row) => ofMeasure(row, today)),
			...topups.filter((row) => row.dealer_id === dealerId).map(ofTopup),
		].flatMap((view) => view ?? [])
		if (views.length > 0) out.set(id, views.sort(byWeight))
	}
	return out
}

/** The same for a dealer as a whole, measures of single outlets left out. */
export async function restrictionsOfDealer(handle: Handle, dealerId: string, today: LocalDate) {
	return (await restrictionsOf(handle, [{ id: '', dealerId }], today)).get('') ?? []
}
