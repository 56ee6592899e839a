import { scopeOf } from '#app/domain/access.ts'
import type { DueDate } from '#app/domain/due-date.ts'
import { orderDue } from '#app/domain/order/deadline.ts'
import { defaultUrgency } from '#app/domain/order/sources.ts'
import { URGENCIES, type Urgency } from '#app/domain/order/urgency.ts'
import { refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { isLocalDate } from '#app/domain/time.ts'
import { departmentsOf } from '#db/queries/orders.server.ts'
import { outletIn } from '#db/queries/outlets.server.ts'
import { violationIn } from '#db/queries/violations.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentTaxonomy, departmentCalendar } from '../reference/load.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { type DraftValues, partValues } from './draft-template.server.ts'
import { loadOrder, type OrderCase, reachOf, usersOf } from './order.server.ts'

const BLANK_ROWS = 2

function assistValues(rows: readonly { department_id: string; task: string; due_on: string }[]): DraftValues {
	const pairs = rows.flatMap((row, i) => [
		[`assists.${i}.departmentId`, row.department_id],
		[`assists.${i}.task`, row.task],
		[`assists.${i}.dueOn`, row.due_on],
	])
	return Object.fromEntries(pairs)
}

/** A stored draft as the values of its form. Users stand masked: what was typed whole was never kept. */
async function draftValues(ctx: Ctx, row: OrderCase): Promise<DraftValues> {
	return {
		...(await partValues(ctx, row)),
		title: row.title,
		matter: row.matter,
		source: row.source,
		sourceRef: row.source_ref ?? '',
		complaintOn: row.complaint_on ?? '',
		urgency: row.urgency,
		leadDepartmentId: row.lead_department_id,
		violationId: row.violation_id ?? '',
		users: usersOf(row).join('\n'),
		category: row.category ?? '',
		confidential: row.confidential === 1 ? 'on' : '',
		...assistValues(row.assists),
	}
}

/** A violation whose fault lies with the operator, as the beginning of a draft; undefined when there is none to read. */
async function fromViolation(ctx: Ctx, id: string): Promise<{ values: DraftValues; number: string } | undefined> {
	const violation = await violationIn(ctx.read, scopeOf(ctx.actor, 'violation.read'), id)
	if (!violation || violation.operator_share === 0) return undefined
	const { body } = await currentTaxonomy(ctx, ctx.read)
	const type = body.types.find(({ code }) => code === violation.violation_type)
	return {
		number: violation.number,
		values: {
			title: `${violation.violation_type} ${type?.name['zh-Hans'] ?? ''}`.trim(),
			matter: violation.facts,
			source: 'INSPECTION',
			sourceRef: violation.number,
			urgency: defaultUrgency('INSPECTION', violation.severity),
			category: violation.violation_type,
			violationId: violation.id,
			outletId: violation.outlet_id,
		},
	}
}

/** An outlet that the drafter may read, as the beginning of a draft. */
async function fromOutlet(ctx: Ctx, id: string | null): Promise<DraftValues> {
	const outlet = id === null ? undefined : await outletIn(ctx.read, scopeOf(ctx.actor, 'register.read'), id)
	return outlet ? { placeCode: outlet.code, title: outlet.name, source: 'INSPECTION' } : {}
}

/** What the form of a new draft needs; it may begin from a violation or an outlet. */
export async function newDraftPage(ctx: Ctx, violationId: string | null, outletId: string | null) {
	const from = violationId === null ? undefined : await fromViolation(ctx, violationId)
	return {
		id: ctx.newId(),
		version: null,
		values: from?.values ?? (await fromOutlet(ctx, outletId)),
		violation: from && violationId !== null ? { id: violationId, number: from.number } : null,
		rows: BLANK_ROWS,
		today: ctx.today,
		departments: await departmentsOf(ctx.read, ctx.actor.branchId),
		preview: from ? await duePreview(ctx, from.values) : null,
	}
}

/** The same for a draft that is to be changed; refuses what is no draft any more. */
export async function editDraftPage(ctx: Ctx, id: string) {
	const row = await loadOrder(ctx.read, reachOf(ctx.actor, 'order.draft'), id)
	if (!row) return refuse('missing', 'not-found')
	if (row.state !== 'DRAFT') return refuse('procedure', 'wrong-state')
	const values = await draftValues(ctx, row)
	return ok({
		id,
		version: row.version,
		values,
		violation: row.violation_id === null ? null : { id: row.violation_id, number: row.source_ref ?? '' },
		rows: row.assists.length + BLANK_ROWS,
		today: ctx.today,
		departments: await departmentsOf(ctx.read, ctx.actor.branchId),
		preview: await duePreview(ctx, values),
	})
}

export type DuePreview = {
	readonly urgency: Urgency
	readonly raised: boolean
	readonly handle: DueDate
	readonly acknowledge: DueDate
	readonly statutory: DueDate | null
}

/** The dates that an order would get if it were issued now; null as long as no urgency is chosen. */
export async function duePreview(
	ctx: Ctx,
	values: Readonly<Record<string, string | readonly string[] | undefined>>,
): Promise<DuePreview | null> {
	const urgency = URGENCIES.find((known) => known === values.urgency)
	if (!urgency) return null
	const complaint = values.complaintOn
	const on = typeof complaint === 'string' && isLocalDate(complaint) && complaint <= ctx.today ? complaint : null
	// By the calendar of the department that will lead it, as issuing counts.
	const lead = typeof values.leadDepartmentId === 'string' ? values.leadDepartmentId : null
	return orderDue(await departmentCalendar(ctx, ctx.read, lead), ctx.now, urgency, on, await policyOf(ctx, ctx.read))
}
