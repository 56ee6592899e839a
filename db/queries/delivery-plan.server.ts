import type { DeliveryChannel, DeliveryForm } from '#app/domain/delivery/delivery.ts'
import type { Instant } from '#app/domain/time.ts'
import type { OutboxTable } from '../schema.ts'
import { flag } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type OutboxRow = OutboxTable

/** Messages that no channel has seen yet, oldest first. */
export async function unplannedOutbox(handle: Handle, limit: number): Promise<OutboxRow[]> {
	return handle
		.selectFrom('outbox')
		.selectAll()
		.where('planned_at', 'is', null)
		.orderBy('created_at')
		.orderBy('id')
		.limit(limit)
		.execute()
}

/** True when the message is ours to plan: of two processes one gets it. */
export async function takeForPlanning(tx: Tx, outboxId: string, at: Instant): Promise<boolean> {
	const result = await tx
		.updateTable('outbox')
		.set({ planned_at: at })
		.where('id', '=', outboxId)
		.where('planned_at', 'is', null)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** Who receives: name, address, choices and the places where the person works. Undefined when the account is closed. */
export async function receiverOf(handle: Handle, accountId: string) {
	const person = await handle
		.selectFrom('account as a')
		.leftJoin('notice_preference as p', 'p.account_id', 'a.id')
		.select([
			'a.id',
			'a.branch_id',
			'a.name',
			'a.email',
			'a.phone',
			'a.language',
			'p.mail',
			'p.by_mail',
			'p.by_group',
			'p.pace',
			'p.language as mail_language',
			'p.quiet_from',
			'p.quiet_to',
		])
		.where('a.id', '=', accountId)
		.where('a.disabled_at', 'is', null)
		.where('a.kind', '=', 'person')
		.executeTakeFirst()
	if (!person) return undefined
	const places = await handle
		.selectFrom('role_grant as g')
		.leftJoin('org_unit as u', 'u.id', 'g.org_unit_id')
		.select(['g.role', 'g.department_id', 'g.dealer_id', 'u.county_id', 'g.org_unit_id'])
		.where('g.account_id', '=', accountId)
		.where('g.revoked_at', 'is', null)
		.execute()
	return { ...person, places }
}
export type Receiver = NonNullable<Awaited<ReturnType<typeof receiverOf>>>

/** Envelopes that went or will go to a person's mail, written since a moment; morning digests do not count. */
export async function mailsSince(handle: Handle, accountId: string, since: Instant): Promise<number> {
	const row = await handle
		.selectFrom('delivery')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('account_id', '=', accountId)
		.where('created_at', '>', since)
		.where('form', '=', 'single')
		.where('legal', '=', 0)
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

export type EnvelopeDraft = {
	readonly id: string
	readonly branchId: string
	readonly key: string
	readonly channel: DeliveryChannel
	readonly address: string
	readonly accountId: string | null
	readonly robotId: string | null
	readonly form: DeliveryForm
	readonly legal: boolean
	readonly dueAt: Instant
	readonly at: Instant
}

/** The open envelope of a key, made when there is none; undefined when it was taken already: nothing more goes in. */
export async function openEnvelope(tx: Tx, draft: EnvelopeDraft): Promise<string | undefined> {
	await tx
		.insertInto('delivery')
		.values({
			id: draft.id,
			branch_id: draft.branchId,
			key: draft.key,
			channel: draft.channel,
			address: draft.address,
			account_id: draft.accountId,
			robot_id: draft.robotId,
			form: draft.form,
			legal: flag(draft.legal),
			state: 'waiting',
			due_at: draft.dueAt,
			created_at: draft.at,
			lease_holder: null,
			lease_until: null,
			answer: null,
			ended_at: null,
		})
		.onConflict((oc) => oc.column('key').doNothing())
		.execute()
	// Locks the envelope against whoever takes it: an item is in before it goes or in the next one.
	const row = await tx
		.updateTable('delivery')
		.set({ form: draft.form })
		.where('key', '=', draft.key)
		.where('state', '=', 'waiting')
		.returning('id')
		.executeTakeFirst()
	return row?.id
}

/** Puts a message into an envelope; the same message goes to a target once. */
export async function putItem(
	tx: Tx,
	item: { deliveryId: string; outboxId: string; branchId: string; target: string; occasion: string },
): Promise<void> {
	await tx
		.insertInto('delivery_item')
		.values({
			delivery_id: item.deliveryId,
			outbox_id: item.outboxId,
			branch_id: item.branchId,
			target: item.target,
			occasion: item.occasion,
		})
		.onConflict((oc) => oc.columns(['target', 'outbox_id']).doNothing())
		.execute()
}

/** The envelope in which a group was or will be told of an occasion. */
export async function envelopeOfOccasion(handle: Handle, target: string, occasion: string) {
	return handle
		.selectFrom('delivery_item')
		.innerJoin('delivery', 'delivery.id', 'delivery_item.delivery_id')
		.select(['delivery.id', 'delivery.state'])
		.where('delivery_item.target', '=', target)
		.where('delivery_item.occasion', '=', occasion)
		.limit(1)
		.executeTakeFirst()
}
