import type { Fen } from '../money.ts'
import type { Instant, LocalDate } from '../time.ts'
import type { CascadeCause } from './cascade.ts'
import type { ReviewDefault } from './review-clock.ts'

/** Work that a lower result of this case left for people. */
export type TaskLine = {
	readonly id: string
	readonly kind: 'recompute' | 'measure-review'
	/** What happened to the cause; points expire without any decision. */
	readonly because: CascadeCause | 'EXPIRED'
	readonly caseId: string
	readonly caseNumber: string
	readonly causeId: string
	readonly causeNumber: string
	readonly measure: { readonly id: string; readonly kind: string } | null
	readonly createdAt: Instant
	readonly doneAt: Instant | null
	readonly doneBy: string
	readonly result: string | null
}

/** The reviewer's time, and what the branch has announced for when it runs out. */
export type ReviewRule = {
	readonly days: number
	readonly extensionDays: number
	readonly outcome: ReviewDefault
	readonly dueAt: Instant | null
	readonly dueOn: LocalDate | null
	/** What half would be. */
	readonly half: { readonly amountFen: Fen; readonly points: number }
	readonly extensions: readonly {
		readonly round: number
		readonly was: LocalDate
		readonly until: LocalDate
		readonly reason: string
		readonly by: string
		readonly at: Instant
	}[]
}
