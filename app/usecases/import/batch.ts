import { searchText } from '#app/domain/dealer.ts'
import type { OutletFacts, RegisterRow } from '#app/domain/import/map-row.ts'
import type { Mapping } from '#app/domain/import/mapping.schema.ts'
import type { RowProblem, RowProblemKind } from '#app/domain/import/problems.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { NewRow, OutletDetails } from '#db/queries/import.server.ts'
import { type Maker, newFinding, newInspection, newOutlet, newPenalty, type RowScope } from './historic-rows.ts'
import type { Place } from './place.server.ts'
import { addCreated, type KnownInspection, type KnownOutlet, Layered, type Run } from './run.ts'

type At = { readonly title: string; readonly index: number }
/** A good row with its place in the file and the columns that can still prove wrong. */
export type PlacedRow = {
	readonly row: number
	readonly line: number
	readonly inspectionColumn: At
	readonly dateColumn: At
	readonly data: RegisterRow
}
/** A row with the key of its finding and penalty: inspection, text, ordinal. */
export type KeyedRow = PlacedRow & { readonly key: string; readonly ordinal: number }
/** Findings (with their numbers) and penalties of the batch's keys that the database has. */
export type Stored = { readonly findings: ReadonlyMap<string, string>; readonly penalties: ReadonlySet<string> }

function sameName(a: OutletFacts, b: OutletFacts): boolean {
	return a.name === b.name && a.type === b.type && a.address === b.address
}

function samePlace(a: OutletFacts, b: OutletFacts): boolean {
	return a.latitude === b.latitude && a.longitude === b.longitude
}

export function aliasKey(outletId: string, facts: Pick<OutletFacts, 'name' | 'type' | 'address'>): string {
	return [outletId, facts.name, facts.type, facts.address].join('\n')
}

/** Coordinates that the newer row leaves blank stay. */
function withPlaceOf(facts: OutletFacts, other: OutletFacts): OutletFacts {
	return facts.latitude === null ? { ...facts, latitude: other.latitude, longitude: other.longitude } : facts
}

/** What a batch of rows will write; the run learns of it when the batch is committed. */
export class Batch {
	readonly known: {
		readonly outlets: Layered<KnownOutlet>
		readonly inspections: Layered<KnownInspection>
		readonly aliases: Layered<boolean>
	}
	readonly ordinals: Layered<number>
	readonly outlets = new Map<string, NewRow<'outlet'>>()
	readonly updates = new Map<string, OutletDetails>()
	readonly aliases = new Map<string, NewRow<'outlet_alias'>>()
	/** Names that are the present ones again. */
	readonly forgotten: { readonly outletId: string; readonly facts: OutletFacts }[] = []
	readonly inspections = new Map<string, NewRow<'inspection'>>()
	readonly moreFindings = new Map<string, number>()
	readonly findings: NewRow<'finding'>[] = []
	readonly penalties: NewRow<'penalty'>[] = []
	readonly problems: RowProblem[] = []
	readonly #by: Maker
	readonly #mapping: Mapping
	readonly #place: Place
	readonly #run: Run
	#penaltyFen = 0
	#rejected = 0
	#fresh = 0
	#changed = 0
	#same = 0

	constructor(by: Maker, mapping: Mapping, place: Place, run: Run) {
		this.#by = by
		this.#mapping = mapping
		this.#place = place
		this.#run = run
		this.known = {
			outlets: new Layered(run.outlets),
			inspections: new Layered(run.inspections),
			aliases: new Layered(run.aliases),
		}
		this.ordinals = new Layered(run.ordinals)
	}

	/** The key of something of this source. */
	external(key: string): string {
		return `${this.#mapping.source}:${key}`
	}

	add(item: KeyedRow, stored: Stored): void {
		const { data } = item
		const known = this.known.inspections.get(data.inspectionKey)
		if (known && known.outletId !== this.known.outlets.get(data.outletKey)?.id) {
			this.#say(item, item.inspectionColumn, 'other-outlet', true, data.inspectionKey)
			this.#rejected += 1
			return
		}
		if (known && known.date !== data.date) this.#say(item, item.dateColumn, 'other-date', false, data.date)
		const before = this.#made()
		const changes = this.updates.size + this.aliases.size
		const outlet = this.#outletOf(data)
		const scope = { branch_id: this.#place.branchId, ...outlet.scope, outlet_id: outlet.id }
		const inspection = known ?? this.#addInspection(scope, data)
		const finding = this.#findingOf(scope, item, inspection, stored)
		this.#penaltyOf(scope, item, finding, stored)
		if (this.#made() > before) this.#fresh += 1
		else if (this.updates.size + this.aliases.size > changes) this.#changed += 1
		else this.#same += 1
	}

	/** Lets the run remember the batch; only once its transaction has committed. */
	commit(): void {
		const { outlets, inspections, aliases } = this.known
		for (const layer of [outlets, inspections, aliases, this.ordinals]) layer.commit()
		const run = this.#run
		run.rejected += this.#rejected
		run.created = addCreated(run.created, {
			outlets: this.outlets.size,
			inspections: this.inspections.size,
			findings: this.findings.length,
			penalties: this.penalties.length,
			penaltyFen: this.#penaltyFen,
		})
		const { fresh, changed, same } = run.fates
		run.fates = { fresh: fresh + this.#fresh, changed: changed + this.#changed, same: same + this.#same }
	}

	#made(): number {
		return this.outlets.size + this.inspections.size + this.findings.length + this.penalties.length
	}

	#say(item: PlacedRow, at: At, kind: RowProblemKind, fatal: boolean, value: string): void {
		this.problems.push({ row: item.row, line: item.line, column: at.title, index: at.index, value, kind, fatal })
	}

	#details(key: string, facts: OutletFacts): OutletDetails {
		return { ...facts, search_text: searchText(facts.name, `${this.#mapping.numberPrefix}-${key}`) }
	}

	/** The outlet of a row; the newest inspection says what it is called, earlier names are kept apart. */
	#outletOf({ outletKey: key, outlet: facts, date }: RegisterRow): KnownOutlet {
		const known = this.known.outlets.get(key)
		if (!known) return this.#addOutlet(key, facts, date)
		const { seenOn } = known
		// Of two names on one day the later row wins, but a stored name stays: a repeated import changes nothing.
		const later = seenOn === null || date > seenOn || (date === seenOn && !known.asStored)
		const renamed = !sameName(known.facts, facts)
		const next: KnownOutlet = later
			? { ...known, facts: withPlaceOf(facts, known.facts), seenOn: date, asStored: known.asStored && !renamed }
			: { ...known, facts: withPlaceOf(known.facts, facts) }
		if (renamed && later) this.#forgetAlias(known.id, facts)
		if (renamed) this.#addAlias(known.id, later ? known.facts : facts, later ? (seenOn ?? date) : date)
		this.known.outlets.set(key, next)
		if (!sameName(known.facts, next.facts) || !samePlace(known.facts, next.facts)) this.#store(key, next)
		return next
	}

	#addOutlet(key: string, facts: OutletFacts, seenOn: LocalDate): KnownOutlet {
		const { countyId, gridId, dealerId } = this.#place
		const scope = { county_id: countyId, grid_id: gridId, dealer_id: dealerId }
		const made: KnownOutlet = { id: this.#by.newId(), scope, facts, seenOn, asStored: false }
		const details = this.#details(key, facts)
		this.outlets.set(key, newOutlet(this.#mapping, this.#place, this.#by, { id: made.id, key, details }))
		this.known.outlets.set(key, made)
		return made
	}

	#store(key: string, outlet: KnownOutlet): void {
		const fresh = this.outlets.get(key)
		if (fresh) this.outlets.set(key, { ...fresh, ...this.#details(key, outlet.facts) })
		else this.updates.set(outlet.id, this.#details(key, outlet.facts))
	}

	#addAlias(outletId: string, facts: OutletFacts, seenOn: LocalDate): void {
		const key = aliasKey(outletId, facts)
		if (this.known.aliases.get(key)) return
		this.known.aliases.set(key, true)
		const { name, type, address } = facts
		const ids = { id: this.#by.newId(), branch_id: this.#place.branchId, outlet_id: outletId }
		this.aliases.set(key, { ...ids, name, type, address, seen_on: seenOn })
	}

	#forgetAlias(outletId: string, facts: OutletFacts): void {
		const key = aliasKey(outletId, facts)
		if (!this.known.aliases.get(key)) return
		this.known.aliases.set(key, false)
		if (!this.aliases.delete(key)) this.forgotten.push({ outletId, facts })
	}

	#addInspection(scope: RowScope, data: RegisterRow): KnownInspection {
		const made = { id: this.#by.newId(), outletId: scope.outlet_id, date: data.date, findings: 0 }
		const number = `${this.#mapping.numberPrefix}-${data.inspectionKey}`
		const as = { ...scope, id: made.id, number, external_key: this.external(data.inspectionKey) }
		this.inspections.set(made.id, newInspection(this.#mapping, this.#place, this.#by, as, data))
		this.known.inspections.set(data.inspectionKey, made)
		return made
	}

	/** The number of the row's finding; undefined when the inspection found nothing. */
	#findingOf(scope: RowScope, item: KeyedRow, inspection: KnownInspection, stored: Stored): string | undefined {
		const { data, key } = item
		if (data.text === '') return undefined
		const number = stored.findings.get(key)
		if (number !== undefined) return number
		const count = inspection.findings + 1
		this.known.inspections.set(data.inspectionKey, { ...inspection, findings: count })
		const made = `${this.#mapping.numberPrefix}-${data.inspectionKey}-F${String(count).padStart(2, '0')}`
		const as = { ...scope, id: this.#by.newId(), number: made, external_key: key, inspection_id: inspection.id }
		this.findings.push(newFinding(this.#by, as, data))
		const fresh = this.inspections.get(inspection.id)
		if (fresh) this.inspections.set(inspection.id, { ...fresh, failed_items: count })
		else this.moreFindings.set(inspection.id, (this.moreFindings.get(inspection.id) ?? 0) + 1)
		return made
	}

	/** A penalty is numbered like its finding: IMP-1-F02, IMP-1-P02. */
	#penaltyOf(scope: RowScope, item: KeyedRow, finding: string | undefined, stored: Stored): void {
		const { penalty, inspectionKey } = item.data
		if (!penalty || stored.penalties.has(item.key)) return
		const number =
			finding?.replace(/-F(\d+)$/, '-P$1') ?? `${this.#mapping.numberPrefix}-${inspectionKey}-P00-${item.ordinal}`
		const as = { ...scope, id: this.#by.newId(), number, external_key: item.key }
		this.penalties.push(newPenalty(this.#place, as, item.data, penalty))
		this.#penaltyFen += penalty.amountFen
	}
}
