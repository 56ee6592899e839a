import type { Calendar } from '#app/domain/calendar.ts'
import { type ExtensionRoom, extendedDue, extensionRoom } from '#app/domain/order/deadline.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { latestClock } from '#db/queries/clocks.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar, departmentCalendar } from '../reference/load.server.ts'
import type { OrderCase } from './order.server.ts'

type Counted = Pick<OrderCase, 'id' | 'lead_department_id'>
type HandleCalendar = { readonly calendar: Calendar; readonly closeAt: number | undefined }

/**
 * By what the order's handling clock counts: its own calendar, which may be a unit's, and the close of day of the policy
 * that it pinned. Before issue it is the lead department's, by which issuing will count.
 */
export async function handleCalendar(ctx: Ctx, handle: Handle, order: Counted): Promise<HandleCalendar> {
	const clock = await latestClock(handle, 'order', order.id, 'order.handle')
	const calendar = clock
		? await currentCalendar(ctx, handle, clock.calendarCode)
		: await departmentCalendar(ctx, handle, order.lead_department_id)
	return { calendar, closeAt: clock?.closeAt }
}

/** The date that granting a waiting request would give. */
export function proposedOn(
	{ calendar, closeAt }: HandleCalendar,
	row: OrderCase,
	request: OrderCase['requests'][number],
): LocalDate | null {
	if (request.state !== 'PENDING') return null
	const dates = extendedDue(calendar, row.facts, { amount: request.amount, unit: request.unit }, closeAt)
	return dates.ok ? dates.value.dueOn : null
}

export function roomOf({ calendar }: HandleCalendar, row: OrderCase, now: Instant): Outcome<ExtensionRoom> | null {
	return row.due_at === null ? null : extensionRoom(calendar, row.facts, now)
}
