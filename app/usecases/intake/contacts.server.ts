import { workingDaysBetween } from '#app/domain/due-date.ts'
import type { ContactForm } from '#app/domain/intake/intake.schema.ts'
import { contactGate, waitsForAnswer } from '#app/domain/intake/item.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { localDateOf } from '#app/domain/time.ts'
import type { IntakeRow } from '#db/queries/intake.server.ts'
import { contactsOfItem, insertItemContact } from '#db/queries/intake-contacts.server.ts'
import { orderStateOf } from '#db/queries/intake-links.server.ts'
import { insertContact } from '#db/queries/order-acts.server.ts'
import { flag } from '#db/sql.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { momentOf } from '../orders/contact.server.ts'
import { currentCalendar } from '../reference/load.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { transition } from '../transition.server.ts'
import { intakeDoor } from './door.server.ts'

type Contact = Awaited<ReturnType<typeof contactsOfItem>>[number]

/** A word with the person goes into the log of the order as well, under the name of who spoke and the time of it. */
async function intoOrder(
	ctx: Ctx,
	tx: Tx,
	row: Pick<IntakeRow, 'complainant'>,
	orderId: string,
	contact: Omit<Contact, 'by'>,
): Promise<void> {
	const { item_id: _, ...rest } = contact
	await insertContact(tx, {
		id: ctx.newId(),
		branch_id: rest.branch_id,
		order_id: orderId,
		kind: 'CONTACT',
		channel: rest.channel,
		user_masked: row.complainant,
		reached: rest.reached,
		handler_name: null,
		handler_number: null,
		text: rest.text,
		at: rest.at,
		by_account_id: rest.by_account_id,
		recorded_at: rest.recorded_at,
	})
}

/** What was said before there was an order goes along with it: its log begins with the first word (domain 5.6, step 3). */
export async function contactsFollow(
	ctx: Ctx,
	tx: Tx,
	item: Pick<IntakeRow, 'id' | 'complainant'>,
	orderId: string,
): Promise<void> {
	for (const { by: _, ...contact } of (await contactsOfItem(tx, item.id)).reverse())
		await intoOrder(ctx, tx, item, orderId, contact)
}

/**
 * Records a word with the person: how, whether reached, what was said. It is never changed. Whoever may work on the item
 * records what he said himself. While an order is at work its log gets the same entry. Refuses a day before the complaint
 * or a moment to come, and items that were merged or declined.
 */
export function recordItemContact(
	ctx: Ctx,
	id: string,
	version: number,
	form: ContactForm,
): Promise<Outcome<{ id: string }>> {
	const at = momentOf(ctx, form)
	return transition(
		ctx,
		intakeDoor(id, version, ['intake.work'], async (row, tx) => {
			const may = contactGate(row)
			if (!may.ok) return may
			if (at > ctx.now || localDateOf(at) < row.complained_on) return refuse('invalid', 'intake.contact-day')
			const contact = {
				id: ctx.newId(),
				branch_id: row.branch_id,
				item_id: row.id,
				channel: form.channel,
				reached: flag(form.reached === 'yes'),
				text: form.text,
				at,
				by_account_id: ctx.actor.accountId,
				recorded_at: ctx.now,
			}
			const order = row.state === 'ORDERED' ? row.order_id : null
			const atWork = order !== null && WORKED_ON.has((await orderStateOf(tx, order)) ?? '')
			return ok({
				set: {},
				event: { kind: 'intake.contacted', after: { channel: form.channel, reached: form.reached === 'yes' } },
				also: async (inTx) => {
					await insertItemContact(inTx, contact)
					if (order !== null && atWork) await intoOrder(ctx, inTx, row, order, contact)
				},
			})
		}),
	)
}

const WORKED_ON = new Set([
	'DRAFT',
	'PENDING_APPROVAL',
	'ISSUED',
	'ACKNOWLEDGED',
	'IN_PROGRESS',
	'RETURNED',
	'SUBMITTED',
])

/** The log of an item for its page, and for how many working days nobody has spoken with a person who waits. */
export async function contactLog(ctx: Ctx, handle: Handle, row: IntakeRow) {
	const rows = await contactsOfItem(handle, row.id)
	const last = rows.find(({ reached }) => reached === 1)?.at ?? row.received_at
	const { progressGapWd } = (await policyOf(ctx, handle)).body
	const calendar = await currentCalendar(ctx, handle)
	const silent = workingDaysBetween(calendar, localDateOf(last), ctx.today)
	return {
		contacts: rows.map((one) => ({
			id: one.id,
			kind: 'CONTACT' as const,
			channel: one.channel,
			user_masked: row.complainant,
			handler_name: null,
			handler_number: null,
			text: one.text,
			at: one.at,
			reached: one.reached === 1,
			by: one.by,
		})),
		// A batch of a survey has nobody to call (domain 5.6: a person's complaint).
		silentDays: row.kind === 'complaint' && waitsForAnswer(row.state) && silent > progressGapWd ? silent : null,
	}
}
