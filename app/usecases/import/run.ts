import type { OutletFacts } from '#app/domain/import/map-row.ts'
import type { LocalDate } from '#app/domain/time.ts'

/** An outlet as this run knows it. */
export type KnownOutlet = {
	readonly id: string
	readonly scope: { readonly county_id: string; readonly grid_id: string; readonly dealer_id: string }
	readonly facts: OutletFacts
	/** The last inspection that saw it under these facts; null when none did. */
	readonly seenOn: LocalDate | null
	/** The facts come from the database and no row of this run changed them. */
	readonly asStored: boolean
}

export type KnownInspection = {
	readonly id: string
	readonly outletId: string
	readonly date: LocalDate
	readonly findings: number
}

/** A map over a map: what a batch adds is kept apart until its transaction has committed. */
export class Layered<V> {
	readonly #base: Map<string, V>
	readonly #top = new Map<string, V>()

	constructor(base: Map<string, V>) {
		this.#base = base
	}

	get(key: string): V | undefined {
		return this.#top.get(key) ?? this.#base.get(key)
	}

	set(key: string, value: V): void {
		this.#top.set(key, value)
	}

	commit(): void {
		for (const [key, value] of this.#top) this.#base.set(key, value)
	}
}

export type Created = {
	readonly outlets: number
	readonly inspections: number
	readonly findings: number
	readonly penalties: number
	readonly penaltyFen: number
}
const NOTHING: Created = { outlets: 0, inspections: 0, findings: 0, penalties: 0, penaltyFen: 0 }

export function addCreated(a: Created, b: Created): Created {
	return {
		outlets: a.outlets + b.outlets,
		inspections: a.inspections + b.inspections,
		findings: a.findings + b.findings,
		penalties: a.penalties + b.penalties,
		penaltyFen: a.penaltyFen + b.penaltyFen,
	}
}

/** How rows fared: brought something new, changed an outlet, or said what was known. */
export type RowFates = { readonly fresh: number; readonly changed: number; readonly same: number }

/** What a run remembers from batch to batch: rows of one inspection need not stand together. */
export class Run {
	readonly outlets = new Map<string, KnownOutlet>()
	readonly inspections = new Map<string, KnownInspection>()
	/** Earlier names, by outlet and name; false once a name is the present one again. */
	readonly aliases = new Map<string, boolean>()
	/** How often a text was met in an inspection. */
	readonly ordinals = new Map<string, number>()
	created: Created = NOTHING
	fates: RowFates = { fresh: 0, changed: 0, same: 0 }
	rows = 0
	rejected = 0
}
