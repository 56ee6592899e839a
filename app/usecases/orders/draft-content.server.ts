import { scopeOf } from '#app/domain/access.ts'
import { CLOSE_DEPARTMENT } from '#app/domain/due-date.ts'
import { filledAssists, type OrderForm } from '#app/domain/order/order-forms.schema.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { instantAt, isLocalDate, type LocalDate } from '#app/domain/time.ts'
import { maskNumber } from '#app/domain/violation/mask.ts'
import { departmentsOf, type OrderAssistTable, type OrderRow } from '#db/queries/orders.server.ts'
import { outletIn } from '#db/queries/outlets.server.ts'
import { violationIn } from '#db/queries/violations.server.ts'
import { flag, toJson } from '#db/sql.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { type DraftParts, draftParts, placeOf } from './draft-parts.server.ts'

type DraftColumns = Pick<
	OrderRow,
	| 'title'
	| 'matter'
	| 'source'
	| 'source_ref'
	| 'complaint_on'
	| 'affected_users_json'
	| 'category'
	| 'outlet_id'
	| 'dealer_id'
	| 'violation_id'
	| 'urgency'
	| 'confidential'
	| 'lead_department_id'
	| 'search_text'
	| 'source_on'
	| 'rights_json'
	| 'repeats_id'
>
export type DraftContent = {
	readonly set: DraftColumns
	readonly assists: readonly OrderAssistTable[]
	readonly parts: DraftParts
}

function localDate(text: string): LocalDate | null {
	return isLocalDate(text) ? text : null
}

/** Numbers as typed, one a line or apart by commas; kept masked, never whole (domain 4, privacy). */
export function maskedUsers(text: string): string[] {
	return [...new Set(text.split(/[\s,，、;；]+/).filter((number) => number !== ''))]
		.slice(0, 200)
		.map((number) => (number.includes('*') ? number : maskNumber(number)))
}

/** What a search finds: number, title, the source's number and the tails of the users' numbers. */
export function searchTextOf(order: {
	readonly number: string | null
	readonly title: string
	readonly sourceRef: string | null
	readonly users: readonly string[]
}): string {
	return [order.number, order.title, order.sourceRef, ...order.users]
		.filter((part) => part !== null)
		.join(' ')
		.toLowerCase()
}

type Linked = {
	readonly outletId: string | null
	readonly dealerId: string | null
	readonly violationId: string | null
}

/** The violation behind the order: one that the drafter may read and whose fault lies with the operator. */
async function linksOf(ctx: Ctx, handle: Handle, form: OrderForm): Promise<Outcome<Linked>> {
	if (form.violationId !== '') {
		const violation = await violationIn(handle, scopeOf(ctx.actor, 'violation.read'), form.violationId)
		if (!violation || violation.operator_share === 0) return refuse('missing', 'not-found')
		return ok({ outletId: violation.outlet_id, dealerId: violation.dealer_id, violationId: violation.id })
	}
	if (form.outletId === '') return placeOf(ctx, handle, form.placeCode ?? '')
	const outlet = await outletIn(handle, scopeOf(ctx.actor, 'register.read'), form.outletId)
	if (!outlet) return refuse('missing', 'not-found')
	return ok({ outletId: outlet.id, dealerId: outlet.dealer_id, violationId: null })
}

/** The columns and the assisting tasks of a draft; refuses departments and subjects that the drafter cannot name. */
export async function draftContent(
	ctx: Ctx,
	handle: Handle,
	orderId: string,
	form: OrderForm,
): Promise<Outcome<DraftContent>> {
	const rows = filledAssists(form.assists)
	const departments = await departmentsOf(handle, ctx.actor.branchId)
	const named = [form.leadDepartmentId, ...rows.map((row) => row.departmentId)]
	if (named.some((id) => !departments.some((known) => known.id === id))) return refuse('missing', 'not-found')
	if (new Set(named).size < named.length) return refuse('invalid', 'order.assist-date')
	const links = await linksOf(ctx, handle, form)
	if (!links.ok) return links
	const parts = await draftParts(ctx, handle, orderId, form)
	if (!parts.ok) return parts
	const users = maskedUsers(form.users)
	const sourceRef = form.sourceRef === '' ? null : form.sourceRef
	const assists = rows.map((row) => ({
		id: ctx.newId(),
		branch_id: ctx.actor.branchId,
		order_id: orderId,
		department_id: row.departmentId,
		task: row.task.trim(),
		due_on: localDate(row.dueOn) ?? ctx.today,
		due_at: instantAt(localDate(row.dueOn) ?? ctx.today, CLOSE_DEPARTMENT),
		result: null,
		done_by: null,
		done_at: null,
		overdue_at: null,
		added_at: null,
		added_by: null,
		taken_back_at: null,
		taken_back_by: null,
		taken_back_reason: null,
	}))
	if (assists.some((task) => task.due_on < ctx.today)) return refuse('invalid', 'order.assist-date')
	return ok({
		set: {
			title: form.title,
			matter: form.matter,
			source: form.source,
			source_ref: sourceRef,
			complaint_on: localDate(form.complaintOn),
			affected_users_json: toJson(users),
			category: form.category === '' ? null : form.category,
			outlet_id: links.value.outletId,
			dealer_id: links.value.dealerId,
			violation_id: links.value.violationId,
			urgency: form.urgency,
			confidential: flag(form.confidential === 'on'),
			source_on: localDate(form.sourceOn ?? ''),
			rights_json: toJson((form.rights ?? []).map(Number).sort((a, b) => a - b)),
			repeats_id: parts.value.repeatsId,
			lead_department_id: form.leadDepartmentId,
			search_text: searchTextOf({ number: null, title: form.title, sourceRef, users }),
		},
		assists,
		parts: parts.value.parts,
	})
}
