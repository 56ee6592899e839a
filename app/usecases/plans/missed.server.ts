import type { LocalDate } from '#app/domain/time.ts'
import type { EventDraft } from '#db/queries/events.server.ts'
import type { OutboxDraft } from '#db/queries/outbox.server.ts'
import type { PlanRow } from '#db/queries/plans.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { withStandIns } from '../ladder/stand-ins.server.ts'
import { tellPlan } from './tell.server.ts'

/** The record of a missed date, written once by whoever meets it first: the sweep or the dealer's late act. */
export async function missedMark(
	handle: Handle,
	row: PlanRow,
	today: LocalDate,
): Promise<{ readonly event: EventDraft; readonly tell: readonly OutboxDraft[] }> {
	const event: EventDraft = {
		subjectKind: 'plan',
		subjectId: row.id,
		kind: 'plan.overdue',
		after: { due_on: row.due_on },
	}
	const [dealer, staff] = [
		await tellPlan(handle, row, 'plan.overdue', 'dealer'),
		await tellPlan(handle, row, 'plan.overdue', 'approvers'),
	]
	return { event, tell: await withStandIns(handle, [...dealer, ...staff], today) }
}
