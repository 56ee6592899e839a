import type { Instant, LocalDate } from '#app/domain/time.ts'
import type {
	OrderFeedbackFileTable,
	OrderFeedbackSaidTable,
	OrderLinkTable,
	OrderWantedTable,
} from '../schema-orders.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { type OrderReach, type OrderRow, withinReach } from './orders.server.ts'

export type { OrderFeedbackFileTable, OrderLinkTable, OrderWantedTable } from '../schema-orders.ts'

/** The evidence that the feedback of an order is to bring, in its order. */
export async function wantedOf(handle: Handle, orderId: string): Promise<OrderWantedTable[]> {
	return handle.selectFrom('order_wanted').selectAll().where('order_id', '=', orderId).orderBy('n').execute()
}

/** Only of a draft: once feedback may name an item, it stays. */
export async function replaceWanted(tx: Tx, orderId: string, rows: readonly OrderWantedTable[]): Promise<void> {
	await tx.deleteFrom('order_wanted').where('order_id', '=', orderId).execute()
	if (rows.length > 0)
		await tx
			.insertInto('order_wanted')
			.values([...rows])
			.execute()
}

export async function replaceLinks(tx: Tx, orderId: string, rows: readonly OrderLinkTable[]): Promise<void> {
	await tx.deleteFrom('order_link').where('order_id', '=', orderId).execute()
	if (rows.length > 0)
		await tx
			.insertInto('order_link')
			.values([...rows])
			.execute()
}

/** Penalties and plans of the branch by their numbers: what a drafter may name. */
export async function linkTargets(
	handle: Handle,
	branchId: string,
	numbers: readonly string[],
): Promise<{ kind: 'penalty' | 'plan'; id: string; number: string }[]> {
	if (numbers.length === 0) return []
	const found = async (table: 'penalty' | 'plan') => {
		const rows = await handle
			.selectFrom(table)
			.select(['id', 'number'])
			.where('branch_id', '=', branchId)
			.where('number', 'in', [...numbers])
			.execute()
		return rows.map((row) => ({ kind: table, ...row }))
	}
	return [...(await found('penalty')), ...(await found('plan'))]
}

export type LinkedCase = { readonly kind: 'penalty' | 'plan'; readonly id: string; readonly number: string }

/** What an order is tied to: by hand, and by the violation behind it. By number. */
export async function linkedCases(handle: Handle, order: Pick<OrderRow, 'id' | 'violation_id'>): Promise<LinkedCase[]> {
	const of = async (table: 'penalty' | 'plan') => {
		const rows = await handle
			.selectFrom(table)
			.select([`${table}.id`, `${table}.number`])
			.where((eb) =>
				eb.or([
					eb(
						`${table}.id`,
						'in',
						eb
							.selectFrom('order_link')
							.select('order_link.subject_id')
							.where('order_link.order_id', '=', order.id)
							.where('order_link.subject_kind', '=', table),
					),
					...(order.violation_id === null ? [] : [eb(`${table}.violation_id`, '=', order.violation_id)]),
				]),
			)
			.orderBy(`${table}.number`)
			.limit(50)
			.execute()
		return rows.map((row) => ({ kind: table, ...row }))
	}
	return [...(await of('penalty')), ...(await of('plan'))]
}

/** An open outlet of the branch by its code, for a draft. */
export async function outletByCode(handle: Handle, branchId: string, code: string) {
	return handle
		.selectFrom('outlet')
		.select(['id', 'code', 'name', 'dealer_id as dealerId'])
		.where('branch_id', '=', branchId)
		.where('code', '=', code)
		.executeTakeFirst()
}

/** A dealer of the branch by its code. */
export async function dealerByCode(handle: Handle, branchId: string, code: string) {
	return handle
		.selectFrom('dealer')
		.select(['id', 'code', 'name'])
		.where('branch_id', '=', branchId)
		.where('code', '=', code)
		.executeTakeFirst()
}

/** What an order's outlet and dealer are called. */
export async function placesOf(handle: Handle, order: Pick<OrderRow, 'outlet_id' | 'dealer_id'>) {
	const outlet =
		order.outlet_id === null
			? undefined
			: await handle
					.selectFrom('outlet')
					.select(['id', 'name', 'code'])
					.where('id', '=', order.outlet_id)
					.executeTakeFirst()
	const dealer =
		order.dealer_id === null
			? undefined
			: await handle.selectFrom('dealer').select(['id', 'name']).where('id', '=', order.dealer_id).executeTakeFirst()
	return { outlet: outlet ?? null, dealer: dealer ?? null }
}

/** Files of all rounds of an order's feedback. */
export async function feedbackFilesOf(handle: Handle, orderId: string): Promise<OrderFeedbackFileTable[]> {
	return handle.selectFrom('order_feedback_file').selectAll().where('order_id', '=', orderId).orderBy('id').execute()
}

/** What was said of evidence that was not handed in, of all rounds. */
export async function feedbackSaidOf(handle: Handle, orderId: string): Promise<OrderFeedbackSaidTable[]> {
	return handle
		.selectFrom('order_feedback_said as said')
		.innerJoin('order_feedback', 'order_feedback.id', 'said.feedback_id')
		.selectAll('said')
		.where('order_feedback.order_id', '=', orderId)
		.execute()
}

export async function insertFeedbackFiles(tx: Tx, rows: readonly OrderFeedbackFileTable[]): Promise<void> {
	if (rows.length > 0)
		await tx
			.insertInto('order_feedback_file')
			.values([...rows])
			.execute()
}

export async function insertFeedbackSaid(tx: Tx, rows: readonly OrderFeedbackSaidTable[]): Promise<void> {
	if (rows.length > 0)
		await tx
			.insertInto('order_feedback_said')
			.values([...rows])
			.execute()
}

/** The files of an order by what they contain: the same picture handed in again is the same evidence. */
export async function evidenceBySha(
	handle: Handle,
	orderId: string,
	shas: readonly string[],
): Promise<Map<string, string>> {
	if (shas.length === 0) return new Map()
	const rows = await handle
		.selectFrom('evidence_link as link')
		.innerJoin('evidence', 'evidence.id', 'link.evidence_id')
		.select(['evidence.id', 'evidence.sha256'])
		.where('link.subject_kind', '=', 'order')
		.where('link.subject_id', '=', orderId)
		.where('evidence.sha256', 'in', [...shas])
		.execute()
	return new Map(rows.map((row) => [row.sha256, row.id]))
}

/** The order that takes up this one's problem again, when there is one; the first. */
export async function repeatOf(handle: Handle, reach: OrderReach, id: string) {
	return handle
		.selectFrom('supervision_order')
		.select(['id', 'number'])
		.where('repeats_id', '=', id)
		.where('issued_at', 'is not', null)
		.where((eb) => withinReach(eb, reach))
		.orderBy('issued_at')
		.limit(1)
		.executeTakeFirst()
}

/** The observation is over: the clock is met at its own moment; true when it was still running. */
export async function endObservation(tx: Tx, clockId: string): Promise<boolean> {
	const result = await tx
		.updateTable('clock')
		.set((eb) => ({ state: 'MET' as const, ended_at: eb.ref('due_at'), met_at: eb.ref('due_at') }))
		.where('id', '=', clockId)
		.where('state', '=', 'RUNNING')
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** Struck off or reopened: an observation that ran out is met, one that still runs is cut off. */
export async function closeObservation(tx: Tx, orderId: string, at: Instant): Promise<void> {
	const running = tx
		.updateTable('clock')
		.where('subject_kind', '=', 'order')
		.where('subject_id', '=', orderId)
		.where('kind', '=', 'order.observe')
		.where('state', '=', 'RUNNING')
	await running
		.where('due_at', '<=', at)
		.set((eb) => ({ state: 'MET' as const, ended_at: eb.ref('due_at'), met_at: eb.ref('due_at') }))
		.execute()
	await running.set({ state: 'CANCELLED', ended_at: at }).execute()
}

/** Nobody has signed: counts as signed for by default, late, and belongs to the head; once. */
export async function signByDefault(tx: Tx, orderId: string, at: Instant, ownerId: string | null): Promise<boolean> {
	const result = await tx
		.updateTable('supervision_order')
		.set((eb) => ({
			ack_default_at: at,
			ack_late: 1 as const,
			handler_id: eb.fn.coalesce('handler_id', eb.val(ownerId)),
		}))
		.where('id', '=', orderId)
		.where('state', '=', 'ISSUED')
		.where('ack_default_at', 'is', null)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** The problem of an order has come back; once. With the points that it costs an order that was assessed before. */
export async function markRecurred(tx: Tx, orderId: string, on: LocalDate, tenths: number): Promise<boolean> {
	const result = await tx
		.updateTable('supervision_order')
		.set((eb) => ({ recurred_on: on, assessment_tenths: eb('assessment_tenths', '+', tenths) }))
		.where('id', '=', orderId)
		.where('recurred_on', 'is', null)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}
