import { may } from '#app/domain/access.ts'
import type { OrderForm } from '#app/domain/order/order-forms.schema.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { replaceAssists } from '#db/queries/order-assists.server.ts'
import { insertOrder, type OrderRow, orderIn } from '#db/queries/orders.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { recordNew } from '../transition.server.ts'
import { draftContent } from './draft-content.server.ts'
import { saveParts } from './draft-parts.server.ts'
import { reachOf } from './order.server.ts'

const BLANK = {
	number: null,
	document_number: null,
	state: 'DRAFT',
	issued_by: null,
	issued_at: null,
	handler_id: null,
	acknowledged_by: null,
	acknowledged_at: null,
	ack_due_at: null,
	ack_late: 0,
	statutory_due_on: null,
	original_due_at: null,
	due_at: null,
	due_on: null,
	due_provisional: 0,
	limit_days: null,
	near_at: null,
	calendar_version_id: null,
	round: 0,
	returned_count: 0,
	extension_count: 0,
	chase_count: 0,
	submitted_at: null,
	overdue_at: null,
	completed_by: null,
	completed_at: null,
	callback_result: null,
	observe_until: null,
	struck_off_by: null,
	struck_off_at: null,
	strike_off_note: null,
	assessed_by: null,
	assessed_at: null,
	assessment_tenths: null,
	end_reason: null,
	merged_into_id: null,
	historic: 0,
	suspended_at: null,
	suspended_until: null,
	waiting_for: null,
	transfer_to_id: null,
	grade_reason: null,
	ack_default_at: null,
	reopened_count: 0,
	recurred_on: null,
} as const satisfies Partial<OrderRow>

/** A new draft. `form.id` was made with the page: the same form sent twice makes one draft. */
export async function draftOrder(ctx: Ctx, form: OrderForm): Promise<Outcome<{ id: string }>> {
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, (tx) => draftOrderIn(ctx, tx, form))
}

/** The same inside a transaction that is already open: a complaint or a cluster that becomes an order. */
export async function draftOrderIn(ctx: Ctx, tx: Tx, form: OrderForm): Promise<Outcome<{ id: string }>> {
	if (!may(ctx.actor, 'order.draft')) return refuse('forbidden', 'not-allowed')
	const id = form.id === '' ? ctx.newId() : form.id
	const known = await orderIn(tx, reachOf(ctx.actor, 'order.read'), id)
	if (known) return known.drafted_by === ctx.actor.accountId ? ok({ id }) : refuse('missing', 'not-found')
	const content = await draftContent(ctx, tx, id, form)
	if (!content.ok) return content
	await insertOrder(tx, {
		...BLANK,
		id,
		branch_id: ctx.actor.branchId,
		drafted_by: ctx.actor.accountId,
		drafted_at: ctx.now,
		...content.value.set,
	})
	await replaceAssists(tx, id, content.value.assists)
	await saveParts(tx, id, content.value.parts)
	await recordNew(ctx, tx, {
		subject: 'order',
		id,
		event: { kind: 'order.drafted', after: { state: 'DRAFT', ...content.value.set } },
	})
	return ok({ id })
}
