import type { ClockKind } from '../clock.ts'
import type { Instant, LocalDate } from '../time.ts'
import type { ReadChange } from './change.ts'

/** What the pages of a calendar change are given. */

/**
 * What another calendar does to an open clock. 'unexplained': its own facts do not give its date even under the calendar
 * that it was counted by (a date of before); it is left alone and told.
 */
export type Effect = 'later' | 'earlier' | 'settled' | 'unsettled' | 'reworded' | 'same' | 'unexplained'
export type RecountSummary = Readonly<Record<Effect, number>>

export type KindCount = {
	readonly kind: ClockKind
	readonly open: number
	readonly moved: number
	readonly settled: number
}
export type Preview = {
	readonly summary: RecountSummary
	readonly open: number
	/** New dates that would already lie behind the moment. */
	readonly past: number
	readonly provisional: number
	readonly kinds: readonly KindCount[]
}
export type PreviewRow = {
	readonly id: string
	readonly kind: ClockKind
	readonly subject: { readonly kind: string; readonly id: string } | null
	readonly number: string
	/** Department or dealer; null for the branch's own people. */
	readonly name: string | null
	/** False when what the deadline belongs to is not for this reader: then it has no number and no name. */
	readonly told: boolean
	readonly effect: Effect
	readonly from: LocalDate
	readonly to: LocalDate
	readonly wasProvisional: boolean
	readonly isProvisional: boolean
}

type Named = { readonly id: string; readonly name: string }
export type UnitChoices = {
	readonly departments: readonly Named[]
	readonly counties: readonly Named[]
	readonly hours: string
	readonly weekdays: string[]
}

export type ChangePage = {
	readonly row: {
		readonly id: string
		readonly kind: 'YEAR' | 'OVERRIDE' | 'UNIT'
		readonly title: string
		readonly state: 'DRAFT' | 'PROPOSED' | 'PUBLISHED' | 'DROPPED'
		readonly example: 0 | 1
		readonly reason: string
		readonly source: string
		readonly version: number
		readonly at: Instant
	}
	readonly read: Pick<ReadChange, 'rows' | 'checks' | 'sound'>
	readonly editors: readonly string[]
	readonly isEditor: boolean
	readonly publisher: string | null
	readonly summary: RecountSummary | null
	readonly number: number
	readonly today: LocalDate
	readonly after: string
	readonly preview: Preview | null
	readonly moves: { readonly rows: readonly PreviewRow[]; readonly next: string | null } | null
	readonly may: {
		readonly propose: boolean
		readonly edit: boolean
		readonly drop: boolean
		readonly publish: boolean
		readonly return: boolean
	}
}
