import type { NoticeKind } from '#app/domain/case/events.ts'
import { departmentsOf } from '#db/queries/orders.server.ts'
import type { OutboxDraft } from '#db/queries/outbox.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import type { Handle } from '#db/tx.server.ts'

type Told = { readonly id: string; readonly branch_id: string; readonly number: string | null; readonly title: string }

/** One message about an order to several people; `key` names the occasion. */
export function tellAll(
	order: Told,
	kind: NoticeKind,
	key: string,
	people: readonly string[],
	params: Readonly<Record<string, string | number>> = {},
): OutboxDraft[] {
	return [...new Set(people)].map((accountId) => ({
		key: `${order.id}:${key}`,
		kind,
		accountId,
		subjectKind: 'order',
		subjectId: order.id,
		params: { number: order.number ?? '', title: order.title, ...params },
	}))
}

/** Who works for a department: handlers and head. */
export async function departmentPeople(handle: Handle, branchId: string, departmentId: string): Promise<string[]> {
	const people = await holdersOf(handle, branchId, ['DEPARTMENT_HANDLER', 'DEPARTMENT_HEAD'], { departmentId })
	return people.map(({ id }) => id)
}

/** The head, or whoever holds the duty when none is named. */
export async function headOf(handle: Handle, branchId: string, departmentId: string): Promise<string[]> {
	const department = (await departmentsOf(handle, branchId)).find(({ id }) => id === departmentId)
	if (department?.headId) return [department.headId]
	return (await holdersOf(handle, branchId, ['DEPARTMENT_HEAD'], { departmentId })).map(({ id }) => id)
}

/** The handler of an order, or everybody of the lead department as long as none is named. */
export async function handlersOf(
	handle: Handle,
	order: { readonly branch_id: string; readonly lead_department_id: string; readonly handler_id: string | null },
): Promise<string[]> {
	if (order.handler_id !== null) return [order.handler_id]
	return departmentPeople(handle, order.branch_id, order.lead_department_id)
}

export async function issuers(handle: Handle, branchId: string): Promise<string[]> {
	return (await holdersOf(handle, branchId, ['ORDER_ISSUER'])).map(({ id }) => id)
}

/** Whoever issued and whoever drafted it. */
export function issuingSide(order: { readonly issued_by: string | null; readonly drafted_by: string }): string[] {
	return [order.issued_by, order.drafted_by].filter((id) => id !== null)
}
