import { scopeOf } from '#app/domain/access.ts'
import type { OutletForm } from '#app/domain/dealer.schema.ts'
import { searchText } from '#app/domain/dealer.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { pinyinInitials } from '#app/infra/pinyin.server.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { dealerIn } from '#db/queries/dealers.server.ts'
import {
	insertAlias,
	insertOutlet,
	type OutletRow,
	outletCodeTaken,
	outletIn,
	unitsOf,
	updateOutlet,
} from '#db/queries/outlets.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import { formerOutletsAt } from '#db/queries/successions.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { noBusinessWith } from '../blacklist/guard.server.ts'
import type { Ctx } from '../context.server.ts'
import { answered, type Change, recordSuccession } from '../succession/record.server.ts'
import { recordNew, transition } from '../transition.server.ts'

type OutletSet = Partial<Omit<OutletRow, 'id' | 'version'>>
type OutletColumns = Omit<OutletRow, 'id' | 'branch_id' | 'source' | 'external_key' | 'created_at' | 'version'>

/** The form as a row: dealer, grid and manager must exist within the branch; the county is the grid's. */
async function columnsOf(ctx: Ctx, tx: Tx, form: OutletForm, id: string): Promise<Outcome<OutletColumns>> {
	const { branchId } = ctx.actor
	const grid = (await unitsOf(tx, branchId)).find((unit) => unit.id === form.gridId && unit.kind === 'grid')
	const dealer = await dealerIn(tx, scopeOf(ctx.actor, 'register.edit'), form.dealerId)
	if (!grid?.county_id || !dealer) return refuse('missing', 'not-found')
	const managers = await holdersOf(tx, branchId, ['CHANNEL_MANAGER'], { countyId: grid.county_id, gridId: grid.id })
	if (form.channelManagerId && !managers.some((one) => one.id === form.channelManagerId))
		return refuse('invalid', 'register.manager-elsewhere')
	if (await outletCodeTaken(tx, branchId, form.code, id))
		return refuse('invalid', 'register.code-taken', { code: form.code })
	return ok({
		county_id: grid.county_id,
		grid_id: grid.id,
		dealer_id: dealer.id,
		code: form.code,
		name: form.name,
		type: form.type,
		address: form.address,
		latitude: form.latitude,
		longitude: form.longitude,
		channel_manager_id: form.channelManagerId || null,
		status: form.status,
		search_text: searchText(form.name, form.code, pinyinInitials(form.name)),
	})
}

type Handed = { readonly change: Change; readonly answer: Parameters<typeof recordSuccession>[3] }
type Hands = { readonly id: string; readonly dealerId: string }

/** Premises that go to another dealer, or that a former dealer had: the screen asks (domain 11, trap 8). */
async function movedHands(ctx: Ctx, tx: Tx, before: Hands | null, form: OutletForm): Promise<Outcome<Handed | null>> {
	const former = before ? [] : await formerOutletsAt(tx, ctx.actor.branchId, form.address, form.dealerId)
	const from = before ?? former.map((one) => ({ id: one.id, dealerId: one.dealer_id }))[0]
	if (!from || from.dealerId === form.dealerId) return ok(null)
	const refused = await noBusinessWith(tx, form.dealerId)
	if (refused) return refused
	const name = former[0]?.dealerName ?? (await dealerById(tx, from.dealerId))?.name ?? ''
	const answer = answered(form, name)
	if (!answer.ok) return answer
	const { id: outletId, dealerId } = from
	const change = { outletId, fromDealerId: dealerId, toDealerId: form.dealerId, before: { dealer: name } }
	return ok({ change, answer: answer.value })
}

/** Takes an outlet into the register. */
export async function registerOutlet(ctx: Ctx, form: OutletForm): Promise<Outcome<{ id: string }>> {
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const id = ctx.newId()
		const columns = await columnsOf(ctx, tx, form, id)
		if (!columns.ok) return columns
		const refused = await noBusinessWith(tx, form.dealerId)
		if (refused) return refused
		const taken = await movedHands(ctx, tx, null, form)
		if (!taken.ok) return taken
		if (taken.value) await recordSuccession(ctx, tx, taken.value.change, taken.value.answer)
		await insertOutlet(tx, {
			id,
			branch_id: ctx.actor.branchId,
			...columns.value,
			source: 'REGISTERED',
			external_key: null,
			created_at: ctx.now,
		})
		await recordNew(ctx, tx, { subject: 'outlet', id, event: { kind: 'outlet.registered', after: columns.value } })
		return ok({ id })
	})
}

/** Changes an outlet's entry; the name, type and address that it had stay findable (domain 11.8). */
export async function changeOutlet(
	ctx: Ctx,
	id: string,
	version: number | undefined,
	form: OutletForm,
): Promise<Outcome<{ id: string }>> {
	return transition<OutletRow, OutletSet>(ctx, {
		subject: 'outlet',
		id,
		version,
		readAction: 'register.read',
		actions: ['register.edit'],
		load: outletIn,
		save: updateOutlet,
		decide: async (row, tx) => {
			const columns = await columnsOf(ctx, tx, form, id)
			if (!columns.ok) return columns
			const next = columns.value
			const reopened = row.status === 'CLOSED' && next.status !== 'CLOSED'
			const refused = reopened ? await noBusinessWith(tx, next.dealer_id) : null
			if (refused) return refused
			const moved = await movedHands(ctx, tx, { id, dealerId: row.dealer_id }, form)
			if (!moved.ok) return moved
			const renamed = row.name !== next.name || row.type !== next.type || row.address !== next.address
			return ok({
				set: next,
				event: { kind: 'outlet.changed' },
				also: async (also) => {
					const handed = moved.value
					if (handed) await recordSuccession(ctx, also, handed.change, handed.answer)
					if (!renamed) return
					const { branch_id, name, type, address } = row
					await insertAlias(also, {
						id: ctx.newId(),
						branch_id,
						outlet_id: id,
						name,
						type,
						address,
						seen_on: ctx.today,
					})
				},
			})
		},
	})
}
