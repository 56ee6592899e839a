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
	/** A word on a user's matter at least every so many working days. */
	readonly progressGapWd: number
	/** Calendar days from completion to strike-off. */
	readonly observeDays: number
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
	/** A note or a word to the user; completed, and then struck off or come back. */
	| { readonly act: 'word' | 'complete' | 'strike' | 'reopen' }
	/** Somebody else is asked to take it over; answered, or taken back. */
	| { readonly act: 'ask' | 'handed'; readonly transferId: string }
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

/** A clock that starts once and ends once: extended in between, or not. Its days count from midnight of a day. */
export type SimulatedClock = {
	/** As the ladders of the policy name it. */
	readonly kind: string
	/** The effect of its passing. */
	readonly passed: string
	readonly subjectId: string
	readonly started: Stamp
	/** A day, or the last day of a clock that ran out unanswered. */
	readonly from: { readonly on: string } | { readonly lapsed: SimulatedClock }
	/** `raw` calendar days are kept even where they end on a rest day. */
	readonly limit: RawLimit | { readonly raw: number }
	/** Never later than this many calendar days. */
	readonly atMost?: number
	readonly close: 'dealer' | 'department'
	/** Its own, or null: always the one in force. */
	readonly policy: RawPolicy | null
	/** Whether rungs after the date go on until somebody ends it. */
	readonly climbsOn: boolean
	readonly acts: (Stamp & ({ readonly act: 'end' } | { readonly act: 'extend'; readonly wd: number }))[]
}

/** A remediation plan: `over` to the branch, and `back` to the dealer, whose clock runs again. */
export type PlanAct = { readonly act: 'over' | 'back' } | { readonly act: 'extend'; readonly on: string }
export type SimulatedPlan = {
	readonly id: string
	readonly penaltyId: string
	readonly started: Stamp
	readonly from: SimulatedClock['from']
	readonly wd: number
	readonly acts: (Stamp & PlanAct)[]
}

/** A deposit below what was agreed on, from then until the rest was paid. */
export type SimulatedTopup = {
	readonly dealerId: string
	readonly short: Stamp
	/** As the notice itself says; null while nobody has noticed. */
	id: string | null
	noticed: Stamp | null
	paid: Stamp | null
}

/** A sweep that ran; `whole` when it came to its end, so that everything due had to be done. */
export type Swept = Stamp & { readonly whole: boolean }

/** A calendar that was published, with the moment from which it counts. */
export type PublishedCalendar = Stamp & { readonly raw: import('./days.ts').RawCalendar }

export type Journal = {
	readonly orders: SimulatedOrder[]
	readonly clocks: SimulatedClock[]
	readonly plans: SimulatedPlan[]
	readonly topups: SimulatedTopup[]
	readonly sweeps: Swept[]
	readonly calendars: PublishedCalendar[]
	/** Policies with the moment from which they are in force. */
	readonly policies: (Stamp & { readonly policy: RawPolicy })[]
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
