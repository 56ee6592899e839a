/** What one class of checks found: how much was looked at, and what is wrong. */
export type Check = {
	readonly name: CheckName
	/** '12,345 events in 2 branches' */
	readonly looked: string
	readonly faults: readonly Fault[]
	/** Not wrong, but worth knowing. */
	readonly notes: readonly string[]
}

export const CHECK_NAMES = [
	'chain',
	'ledger',
	'decisions',
	'amounts',
	'claims',
	'settlements',
	'gate',
	'reviews',
	'measures',
	'clocks',
	'calendars',
	'numbers',
	'documents',
	'rulebooks',
	'evidence',
	'service',
	'desk',
	'intake',
	'order-acts',
	'order-content',
	'delivery',
	'ladder',
	'guards',
] as const
export type CheckName = (typeof CHECK_NAMES)[number]

/** The row or file that is wrong, and how. */
export type Fault = { readonly where: string; readonly what: string }

/** Enough to act on; the rest would only scroll by. */
export const MAX_FAULTS = 20

/** Collects faults up to the limit. */
export class Faults {
	readonly list: Fault[] = []

	add(where: string, what: string): void {
		if (!this.full) this.list.push({ where, what })
	}

	get full(): boolean {
		return this.list.length >= MAX_FAULTS
	}
}

export function plural(count: number, one: string, many = `${one}s`): string {
	return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}
