import type { Light } from '#app/domain/light.ts'
import type { OrderState } from '#app/domain/order/order.ts'
import type { OrderSource } from '#app/domain/order/sources.ts'
import type { Urgency } from '#app/domain/order/urgency.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'

/** What the board says of an order. */
export type BoardRow = {
	readonly id: string
	readonly number: string | null
	readonly title: string
	readonly state: OrderState
	readonly urgency: Urgency
	readonly source: OrderSource
	readonly source_ref: string | null
	readonly confidential: 0 | 1
	readonly departmentName: string
	readonly handlerName: string | null
	readonly outletName: string | null
	readonly now: Light | null
	readonly later: Light | null
	/** What will have happened by itself on the day that is looked at. */
	readonly foretold: readonly ('signed-by-default' | 'resumed')[]
	readonly issued_at: Instant | null
	readonly due_on: LocalDate | null
	readonly due_provisional: 0 | 1
	readonly statutory_due_on: LocalDate | null
	readonly original_due_at: Instant | null
	readonly returned_count: number
	readonly extension_count: number
	readonly chase_count: number
	readonly overdue_at: Instant | null
}
