import type { Calendar } from '#app/domain/calendar.ts'
import { type ExtensionRoom, extendedDue, extensionRoom } from '#app/domain/order/deadline.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { latestClock } from '#db/queries/clocks.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar } from '../reference/load.server.ts'
import type { OrderCase } from './order.server.ts'

type HandleCalendar = { readonly calendar: Calendar; readonly closeAt: number | undefined }

/**
 * By what the order's handling clock counts: its own calendar, which may be a unit's, and the close of day of the policy
 * that it pinned. The branch's calendar as long as there is no clock.
 */
export async function handleCalendar(ctx: Ctx, handle: Handle, orderId: string): Promise<HandleCalendar> {
	const clock = await latestClock(handle, 'order', orderId, 'order.handle')
	return { calendar: await currentCalendar(ctx, handle, clock?.calendarCode), closeAt: clock?.closeAt }
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
