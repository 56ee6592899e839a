import { CLOSE_DEPARTMENT } from '#app/domain/due-date.ts'
import { contactFault, isPersonal } from '#app/domain/order/first-asked.ts'
import { gate, type OrderChange } from '#app/domain/order/order.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type Instant, instantAt, type LocalDate } from '#app/domain/time.ts'
import { maskNumber } from '#app/domain/violation/mask.ts'
import { type ContactRow, insertContact } from '#db/queries/order-acts.server.ts'
import { flag } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { actsFor, changeOrder, moveOf, type OrderCase, usersOf } from './order.server.ts'

type Channel = ContactRow['channel']

export type Identity = {
	readonly handlerName: string
	readonly handlerNumber: string
	readonly channel: Channel
	/** Which of the users; '' where only one is known. */
	readonly user: string
	readonly at: Instant
}

export type UserContact = {
	readonly channel: Channel
	readonly reached: boolean
	readonly text: string
	readonly user: string
	readonly at: Instant
}

/** Only whole numbers are masked; what is masked already stays. */
function userOf(row: OrderCase, typed: string): string {
	const user = typed.trim() === '' ? (usersOf(row)[0] ?? '') : typed.trim()
	return user.includes('*') || user === '' ? user : maskNumber(user)
}

function contacted(
	ctx: Ctx,
	row: OrderCase,
	event: 'order.identity-told' | 'order.contacted',
	at: Instant,
): Outcome<OrderChange> {
	if (!actsFor(ctx.actor, 'order.work', row.lead_department_id)) return refuse('forbidden', 'not-allowed')
	const next = gate(row.facts, 'contact')
	if (!next.ok) return next
	if (!isPersonal(row.facts)) return refuse('procedure', 'order.no-person')
	const fault = contactFault(at, row.issued_at, ctx.now)
	if (fault) return refuse('invalid', fault)
	return ok({ state: next.value, set: {}, event, reason: null, clocks: [] })
}

function contactRow(ctx: Ctx, row: OrderCase, at: Instant, user: string) {
	return {
		id: ctx.newId(),
		branch_id: row.branch_id,
		order_id: row.id,
		user_masked: userOf(row, user),
		at,
		by_account_id: ctx.actor.accountId,
		recorded_at: ctx.now,
	}
}

/** 亮明身份: name and number of who handles it were told to the user, when and how (domain 5.6, step 1). */
export async function tellIdentity(
	ctx: Ctx,
	id: string,
	version: number,
	told: Identity,
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.work'],
		decide: (row) => {
			const change = contacted(ctx, row, 'order.identity-told', told.at)
			if (!change.ok) return change
			return ok(
				moveOf(ctx, row, change.value, {
					after: { handler: `${told.handlerName} ${told.handlerNumber}`, channel: told.channel },
					also: (tx) =>
						insertContact(tx, {
							...contactRow(ctx, row, told.at, told.user),
							kind: 'IDENTITY',
							channel: told.channel,
							reached: 1,
							handler_name: told.handlerName,
							handler_number: told.handlerNumber,
							text: '',
						}),
				}),
			)
		},
	})
}

/** The user contact log (domain 5.6, step 3): a word to the user counts as a word on the matter. */
export async function recordContact(
	ctx: Ctx,
	id: string,
	version: number,
	contact: UserContact,
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.work'],
		decide: (row) => {
			const change = contacted(ctx, row, 'order.contacted', contact.at)
			if (!change.ok) return change
			return ok(
				moveOf(ctx, row, change.value, {
					after: { channel: contact.channel, reached: contact.reached },
					also: (tx) =>
						insertContact(tx, {
							...contactRow(ctx, row, contact.at, contact.user),
							kind: 'CONTACT',
							channel: contact.channel,
							reached: flag(contact.reached),
							handler_name: null,
							handler_number: null,
							text: contact.text,
						}),
				}),
			)
		},
	})
}

/** The day and time of a form; without a time it is now, or the end of an earlier day. */
export function momentOf(ctx: Ctx, typed: { readonly on: LocalDate; readonly time: string }): Instant {
	const [hours = '', minutes = ''] = typed.time.split(':')
	if (typed.time !== '') return instantAt(typed.on, Number(hours) * 60 + Number(minutes))
	return typed.on === ctx.today ? ctx.now : instantAt(typed.on, CLOSE_DEPARTMENT)
}
