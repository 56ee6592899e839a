import { linesOf, numbersOf, type OrderForm } from '#app/domain/order/order-forms.schema.ts'
import { orderTemplate, wantedCodeOf } from '#app/domain/order/templates.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import {
	dealerByCode,
	linkTargets,
	type OrderLinkTable,
	type OrderWantedTable,
	outletByCode,
	replaceLinks,
	replaceWanted,
} from '#db/queries/order-content.server.ts'
import { orderByNumber } from '#db/queries/orders.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { reachOf } from './order.server.ts'

/** Rows beside the draft's own: evidence wanted, and the cases that it names. */
export type DraftParts = {
	readonly wanted: readonly OrderWantedTable[]
	readonly links: readonly OrderLinkTable[]
}

type Place = { readonly outletId: string | null; readonly dealerId: string | null; readonly violationId: null }

/** The outlet or the dealer that a code names; nothing when none is named. */
export async function placeOf(ctx: Ctx, handle: Handle, typed: string): Promise<Outcome<Place>> {
	const code = typed.trim().toUpperCase()
	if (code === '') return ok({ outletId: null, dealerId: null, violationId: null })
	const outlet = await outletByCode(handle, ctx.actor.branchId, code)
	if (outlet) return ok({ outletId: outlet.id, dealerId: outlet.dealerId, violationId: null })
	const dealer = await dealerByCode(handle, ctx.actor.branchId, code)
	if (dealer) return ok({ outletId: null, dealerId: dealer.id, violationId: null })
	return refuse('invalid', 'order.place-unknown', { code })
}

/** Evidence wanted: what was written, or what the template of the source asks for when nothing was said of it. */
function wantedRows(ctx: Ctx, orderId: string, form: OrderForm): OrderWantedTable[] {
	const asked =
		form.wanted === undefined
			? orderTemplate(form.source).wanted.map(({ text }) => text['zh-Hans'])
			: linesOf(form.wanted)
	return asked.map((text, i) => ({
		id: ctx.newId(),
		branch_id: ctx.actor.branchId,
		order_id: orderId,
		n: i + 1,
		code: wantedCodeOf(text),
		text,
	}))
}

/** The parts of a draft; refuses numbers that name no case of the branch. */
export async function draftParts(
	ctx: Ctx,
	handle: Handle,
	orderId: string,
	form: OrderForm,
): Promise<Outcome<{ parts: DraftParts; repeatsId: string | null }>> {
	const numbers = numbersOf(form.links ?? '')
	const targets = await linkTargets(handle, ctx.actor.branchId, numbers)
	const unknown = numbers.find((number) => !targets.some((target) => target.number === number))
	if (unknown !== undefined) return refuse('invalid', 'order.link-unknown', { number: unknown.slice(0, 40) })
	const repeats = (form.repeats ?? '').trim().toUpperCase()
	const earlier = repeats === '' ? undefined : await orderByNumber(handle, reachOf(ctx.actor, 'order.read'), repeats)
	if (repeats !== '' && (!earlier || earlier.id === orderId)) {
		return refuse('invalid', 'order.link-unknown', { number: repeats.slice(0, 40) })
	}
	if (earlier && earlier.completed_at === null) return refuse('procedure', 'order.repeat-completed')
	const links = targets.map((target) => ({
		id: ctx.newId(),
		branch_id: ctx.actor.branchId,
		order_id: orderId,
		subject_kind: target.kind,
		subject_id: target.id,
		linked_by: ctx.actor.accountId,
		linked_at: ctx.now,
	}))
	return ok({ parts: { wanted: wantedRows(ctx, orderId, form), links }, repeatsId: earlier?.id ?? null })
}

export async function saveParts(tx: Tx, orderId: string, parts: DraftParts): Promise<void> {
	await replaceWanted(tx, orderId, parts.wanted)
	await replaceLinks(tx, orderId, parts.links)
}
