/** What the simulation writes down as it happens, and all that the judge knows. `seq` orders what falls on one moment. */
export type Stamp = { readonly seq: number; readonly at: number }

/** A limit or an offset as the raw policy writes it. */
export type RawLimit = { readonly amount: number; readonly unit: 'wd' | 'wh' | 'cd' | 'h' }

export type RawRung = {
	readonly code: string
	readonly from: 'start' | 'half' | 'due'
	readonly offset: RawLimit
	readonly atTime?: string | undefined
}

/** The part of a published policy that the judge reads. */
export type RawPolicy = {
	readonly levels: Readonly<Record<string, { readonly handle: RawLimit; readonly acknowledge: RawLimit }>>
	readonly statutory: { readonly limit: RawLimit; readonly reserveWd: number }
	readonly closeOfDay: { readonly dealer: number; readonly department: number }
	readonly remindAt: string
	readonly ladders: readonly {
		readonly kinds: readonly string[]
		readonly levels?: readonly string[] | undefined
		readonly rungs: readonly RawRung[]
	}[]
}

/** What can be done to an order. */
export type Act =
	| { readonly act: 'acknowledge' | 'feedback' | 'return' | 'end' | 'resume' }
	| { readonly act: 'extend'; readonly limit: RawLimit }
	| { readonly act: 'pause'; readonly until: number }
	| { readonly act: 'manual'; readonly on: string }
	| { readonly act: 'help'; readonly assistId: string }
/** One act on one order that the product accepted. */
export type OrderAct = Stamp & Act

export type SimulatedOrder = {
	readonly id: string
	readonly level: string
	readonly complaintOn: string | null
	readonly issued: Stamp
	readonly policy: RawPolicy
	readonly assists: readonly { readonly id: string; readonly dueOn: string }[]
	readonly acts: OrderAct[]
}

/** A day-counted clock that the dealer owes: started once, ended once. */
export type SimulatedClock = {
	readonly kind: 'plan.work' | 'penalty.defence'
	readonly subjectId: string
	readonly started: Stamp
	readonly policy: RawPolicy
	/** Named by a person or counted from the start. */
	readonly due: { readonly on: string } | { readonly wd: number }
	readonly endedAt: { at: Stamp | null }
}

/** A sweep that ran; `whole` when it came to its end, so that everything due had to be done. */
export type Swept = Stamp & { readonly whole: boolean }

/** A calendar that was published, with the moment from which it counts. */
export type PublishedCalendar = Stamp & { readonly raw: import('./days.ts').RawCalendar }

export type Journal = {
	readonly orders: SimulatedOrder[]
	readonly clocks: SimulatedClock[]
	readonly sweeps: Swept[]
	readonly calendars: PublishedCalendar[]
}

/** Something that must have happened, or may have. */
export type Expected = {
	/** Whose clock, which effect, which due moment: what makes it one. */
	readonly key: string
	readonly earliest: number
	readonly must: boolean
}

/** Something that the database says has happened. */
export type Evidence = { readonly key: string; readonly at: number }
