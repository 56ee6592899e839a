import { scopeOf } from '#app/domain/access.ts'
import type { MakeOrderForm } from '#app/domain/intake/intake.schema.ts'
import { ownersAct } from '#app/domain/intake/item.ts'
import { type OrderBegin, orderOfItem, orderRef } from '#app/domain/intake/order-begin.ts'
import { orderSourceOf } from '#app/domain/intake/sources.ts'
import { type OrderForm, orderFormSchema } from '#app/domain/order/order-forms.schema.ts'
import type { OrderSource } from '#app/domain/order/sources.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { type IntakeRow, intakeIn } from '#db/queries/intake.server.ts'
import { placeOfOutlet } from '#db/queries/intake-links.server.ts'
import { departmentsOf } from '#db/queries/orders.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { draftOrderIn } from '../orders/draft.server.ts'
import { currentTaxonomy } from '../reference/load.server.ts'
import { transitionIn } from '../transition.server.ts'
import { contactsFollow } from './contacts.server.ts'
import { intakeDoor, intakeFacts } from './door.server.ts'

/** Name of a cause (a type, else a category) in the branch's language; what is none of the taxonomy has no name. */
export async function causeName(ctx: Ctx, handle: Handle, cause: string): Promise<string> {
	const { body } = await currentTaxonomy(ctx, handle)
	return [...body.types, ...body.categories].find(({ code }) => code === cause)?.name['zh-Hans'] ?? ''
}

export type OrderFacts = {
	readonly source: OrderSource
	readonly sourceRef: string
	readonly sourceOn: LocalDate
	/** Null where no user waits: then no statutory date cuts the order. */
	readonly complaintOn: LocalDate | null
	readonly outletId: string | null
	readonly users: readonly string[]
	readonly category: string
	readonly wanted: string
}

/** The whole draft form as the form of orders would send it. */
export function draftFormOf(form: MakeOrderForm, facts: OrderFacts): OrderForm {
	return orderFormSchema.parse({
		id: '',
		title: form.title,
		matter: form.matter,
		source: facts.source,
		sourceRef: facts.sourceRef,
		sourceOn: facts.sourceOn,
		complaintOn: facts.complaintOn ?? '',
		urgency: form.urgency,
		leadDepartmentId: form.leadDepartmentId,
		outletId: facts.outletId ?? '',
		users: facts.users.join('\n'),
		category: facts.category === 'Z' ? '' : facts.category,
		wanted: facts.wanted,
	})
}

async function beginOf(ctx: Ctx, handle: Handle, row: IntakeRow): Promise<OrderBegin> {
	const outlet = row.outlet_id === null ? undefined : await placeOfOutlet(handle, row.branch_id, row.outlet_id)
	return orderOfItem({
		channel: row.channel,
		number: row.number,
		external: row.external_number,
		on: row.complained_on,
		place: outlet?.name ?? null,
		cause: await causeName(ctx, handle, row.violation_type ?? row.category),
		matter: row.matter,
		wanted: row.wanted,
		urgency: row.urgency,
	})
}

/** What the form of an order from this item begins with; refuses when none can be made of it any more. */
export async function orderFromItemPage(ctx: Ctx, id: string) {
	const row = await intakeIn(ctx.read, scopeOf(ctx.actor, 'intake.work'), id)
	if (!row) return refuse('missing', 'not-found')
	const may = ownersAct(await intakeFacts(ctx.read, row), 'order', ctx.actor.accountId)
	if (!may.ok) return may
	const { title, matter, urgency } = await beginOf(ctx, ctx.read, row)
	return ok({
		id,
		number: row.number,
		version: row.version,
		values: { title, matter, urgency, leadDepartmentId: '' },
		departments: await departmentsOf(ctx.read, ctx.actor.branchId),
		complainedOn: row.kind === 'complaint' ? row.complained_on : null,
		dueOn: row.due_on,
	})
}

/**
 * Makes an item an order in one step: a draft with its source, number, complaint date (so that the statutory rule cuts
 * it), outlet and users. The item waits for the order's result; its own clock goes on.
 */
export async function orderFromItem(ctx: Ctx, id: string, form: MakeOrderForm): Promise<Outcome<{ orderId: string }>> {
	return ctx.inTx<{ orderId: string }>(ctx.actor.branchId, async (tx) => {
		let orderId = ''
		const done = await transitionIn(
			ctx,
			tx,
			intakeDoor(id, form.version, ['intake.work'], async (row, within) => {
				const next = ownersAct(await intakeFacts(within, row), 'order', ctx.actor.accountId)
				if (!next.ok) return next
				const source = orderSourceOf(row.channel)
				const { wanted } = await beginOf(ctx, within, row)
				const draft = draftFormOf(form, {
					source,
					sourceRef: orderRef(source, row.external_number, row.number),
					sourceOn: row.complained_on,
					complaintOn: row.kind === 'complaint' ? row.complained_on : null,
					outletId: row.outlet_id,
					users: row.complainant === '' ? [] : [row.complainant],
					category: row.category,
					wanted,
				})
				const made = await draftOrderIn(ctx, within, draft)
				if (!made.ok) return made
				orderId = made.value.id
				return ok({
					set: { state: next.value, order_id: orderId },
					event: { kind: 'intake.ordered' },
					also: (inTx) => contactsFollow(ctx, inTx, row, orderId),
				})
			}),
		)
		return done.ok ? ok({ orderId }) : done
	})
}
