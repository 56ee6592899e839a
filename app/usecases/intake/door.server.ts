import type { Action } from '#app/domain/access.ts'
import type { EventKind } from '#app/domain/case/events.ts'
import type { ClockKind, ClockSubject } from '#app/domain/clock.ts'
import type { IntakeFacts, IntakeKind } from '#app/domain/intake/item.ts'
import { type IntakeRow, type IntakeSet, intakeIn, updateIntake } from '#db/queries/intake.server.ts'
import { orderStateOf } from '#db/queries/intake-links.server.ts'
import type { OutboxDraft } from '#db/queries/outbox.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Door } from '../transition.server.ts'

export type IntakeDoor = Door<IntakeRow, IntakeSet>

export const CLOCK_OF: Readonly<Record<IntakeKind, { readonly kind: ClockKind; readonly subject: ClockSubject }>> = {
	complaint: { kind: 'complaint.answer', subject: 'complaint' },
	opinion: { kind: 'opinion.answer', subject: 'intake' },
	survey: { kind: 'survey.answer', subject: 'intake' },
}

const FINISHED = new Set(['COMPLETED', 'STRUCK_OFF', 'ASSESSED'])

/** The door of an item: how it is loaded and saved; the act adds who may and what is decided. */
export function intakeDoor(
	id: string,
	version: number | undefined,
	actions: readonly Action[],
	decide: IntakeDoor['decide'],
): IntakeDoor {
	return {
		subject: 'intake',
		id,
		version,
		readAction: 'intake.read',
		actions,
		load: intakeIn,
		decide,
		save: updateIntake,
	}
}

/** What the rules ask about a stored item. */
export async function intakeFacts(handle: Handle, row: IntakeRow): Promise<IntakeFacts> {
	const order = row.order_id === null ? null : await orderStateOf(handle, row.order_id)
	return {
		id: row.id,
		kind: row.kind,
		state: row.state,
		ownerId: row.owner_id,
		successorId: row.successor_id,
		dueAt: row.due_at,
		overdueAt: row.overdue_at,
		complainant: row.complainant_hmac,
		orderDone: order === null ? null : FINISHED.has(order),
	}
}

/** A message about one item; `key` names the occasion. */
export function tellOf(
	row: Pick<IntakeRow, 'id' | 'number'>,
	kind: Extract<EventKind, `intake.${string}`> & OutboxDraft['kind'],
	key: string,
	accountId: string,
	params: Readonly<Record<string, string | number>> = {},
): OutboxDraft {
	return {
		key: `intake:${row.id}:${key}`,
		kind,
		accountId,
		subjectKind: 'intake',
		subjectId: row.id,
		params: { number: row.number, ...params },
	}
}
