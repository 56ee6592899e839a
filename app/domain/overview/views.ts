import type { AgeSpan, Happening, Outcomes } from '../order/figures.ts'
import type { OrderSource } from '../order/sources.ts'
import type { Instant, LocalDate } from '../time.ts'
import type { OverviewQuery } from './overview.schema.ts'
import type { Span } from './period.ts'

/** How many of a group show each light; 'calm' are green and grey ones. */
export type LightSplit = { readonly calm: number; readonly yellow: number; readonly red: number }
export type Share = { readonly yes: number; readonly of: number }
export type Happenings = Readonly<Record<Happening, number>>

export type DepartmentLine = LightSplit & {
	readonly id: string
	readonly name: string
	readonly outcomes: Outcomes
	readonly happened: Happenings
}

export type CaseFigures = {
	readonly confirmed: number
	readonly educated: number
	/** Of the cases that were decided after a defence. */
	readonly changed: Share
	readonly revoked: number
	/** Of the plans that were struck off and whose 90 days are over. */
	readonly recurred: Share
	/** Kinds of violation by how often they were confirmed. */
	readonly categories: readonly {
		readonly code: string
		readonly name: Readonly<Record<string, string>>
		readonly n: number
		readonly halves: readonly [Share, Share]
	}[]
	/** First and second half of the period. */
	readonly halves: readonly [Share, Share]
}

/** What the leaders' overview shows. */
export type Overview = {
	readonly query: OverviewQuery & { readonly month: string }
	readonly today: LocalDate
	readonly now: Instant
	readonly span: Span
	/** Somebody whom no confidential order names counts without them, as in the lists. */
	readonly withoutConfidential: boolean
	readonly departmentName: string | null
	readonly choices: readonly { readonly id: string; readonly name: string }[]
	/** Only the own departments may be asked for. */
	readonly bound: boolean
	readonly month: { readonly outcomes: Outcomes; readonly before: Outcomes; readonly span: Span }
	readonly months: readonly { readonly name: string; readonly span: Span; readonly outcomes: Outcomes }[]
	readonly running: LightSplit
	readonly ages: readonly (AgeSpan & LightSplit)[]
	readonly sources: readonly (LightSplit & { readonly source: OrderSource; readonly issued: number })[]
	readonly departments: readonly DepartmentLine[]
	readonly happened: Happenings
	/** null for who does not read cases. */
	readonly cases: CaseFigures | null
}
