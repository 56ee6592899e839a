import type { MakeOrderForm } from '#app/domain/intake/intake.schema.ts'
import { type OrderBegin, orderOfCluster, orderOfSatisfaction } from '#app/domain/intake/order-begin.ts'
import { percentText } from '#app/domain/intake/satisfaction.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { daysBetween } from '#app/domain/time.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { updateIntake } from '#db/queries/intake.server.ts'
import { placeOfOutlet } from '#db/queries/intake-links.server.ts'
import {
	membersOf,
	type ProposalRow,
	type ProposalSet,
	proposalIn,
	updateProposal,
} from '#db/queries/proposals.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { draftOrderIn } from '../orders/draft.server.ts'
import { type Door, transition, transitionIn } from '../transition.server.ts'
import { contactsFollow } from './contacts.server.ts'
import { causeName, draftFormOf } from './make-order.server.ts'

type ProposalDoor = Door<ProposalRow, ProposalSet>

function doorOf(id: string, version: number | undefined, decide: ProposalDoor['decide']): ProposalDoor {
	return {
		subject: 'proposal',
		id,
		version,
		readAction: 'intake.read',
		actions: ['intake.decide'],
		load: proposalIn,
		decide,
		save: updateProposal,
	}
}

export type SatisfactionFacts = {
	readonly values: readonly { readonly month: string; readonly points: number }[]
	/** '95.00', as the policy said when it was proposed. */
	readonly threshold: string
}

/** What the order form of a proposal begins with. */
export async function beginOfProposal(ctx: Ctx, handle: Handle, row: ProposalRow): Promise<OrderBegin> {
	const place = (await placeOfOutlet(handle, row.branch_id, row.outlet_id))?.name ?? ''
	if (row.kind === 'SATISFACTION') {
		const { values, threshold } = fromJson<SatisfactionFacts>(row.facts_json)
		return orderOfSatisfaction({
			place,
			goal: threshold,
			months: values.map(({ month, points }) => ({ month, percent: percentText(points) })),
		})
	}
	const members = await membersOf(handle, row.id)
	return orderOfCluster({
		place,
		cause: await causeName(ctx, handle, row.violation_type ?? row.category ?? ''),
		numbers: members.map(({ number }) => number),
		days: daysBetween(row.from_on, row.to_on) + 1,
		on: row.to_on,
	})
}

/**
 * Makes the proposed order: a draft with the members' users and the oldest complaint that still waits, so that the
 * statutory rule of the one that is due first applies. Members that are open follow the order; the others stay.
 */
export async function confirmProposal(
	ctx: Ctx,
	id: string,
	form: MakeOrderForm,
): Promise<Outcome<{ orderId: string }>> {
	return ctx.inTx<{ orderId: string }>(ctx.actor.branchId, async (tx) => {
		let orderId = ''
		const done = await transitionIn(
			ctx,
			tx,
			doorOf(id, form.version, async (row, within) => {
				if (row.state !== 'PROPOSED') return refuse('procedure', 'proposal.decided')
				const made = await makeOrder(ctx, within, row, form)
				if (!made.ok) return made
				orderId = made.value.id
				return ok({
					set: { state: 'CONFIRMED', order_id: orderId, decided_by: ctx.actor.accountId, decided_at: ctx.now },
					event: { kind: 'proposal.confirmed' },
					also: (inTx) => membersFollow(ctx, inTx, row.id, orderId),
				})
			}),
		)
		return done.ok ? ok({ orderId }) : done
	})
}

async function makeOrder(ctx: Ctx, tx: Tx, row: ProposalRow, form: MakeOrderForm) {
	const members = await membersOf(tx, row.id)
	const open = members.filter(({ state }) => state === 'OPEN')
	const users = [...new Set(open.map(({ complainant }) => complainant))].filter((number) => number !== '')
	const { wanted } = await beginOfProposal(ctx, tx, row)
	const draft = draftFormOf(form, {
		source: row.kind === 'CLUSTER' ? 'CLUSTER' : 'SURVEY',
		sourceRef: row.number,
		sourceOn: row.to_on > ctx.today ? ctx.today : row.to_on,
		complaintOn: open[0]?.on ?? null,
		outletId: row.outlet_id,
		users,
		category: row.category ?? '',
		wanted,
	})
	return draftOrderIn(ctx, tx, draft)
}

async function membersFollow(ctx: Ctx, tx: Tx, proposalId: string, orderId: string): Promise<void> {
	const open = (await membersOf(tx, proposalId)).filter(({ state }) => state === 'OPEN')
	for (const item of open) {
		if (!(await updateIntake(tx, item.id, item.version, { state: 'ORDERED', order_id: orderId })))
			throw new Error(`The item ${item.number} changed while its order was made`)
		await contactsFollow(ctx, tx, item, orderId)
	}
	await appendEvents(
		tx,
		ctx.actor.branchId,
		ctx.actor.accountId,
		ctx.now,
		open.map((item) => ({
			subjectKind: 'intake',
			subjectId: item.id,
			kind: 'intake.ordered',
			after: { state: 'ORDERED', order_id: orderId },
		})),
	)
}

/** Makes no order of it, and says why. Its complaints are answered one by one and belong to no other cluster. */
export function dismissProposal(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number; readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return transition(
		ctx,
		doorOf(command.id, command.version, (row) => {
			if (row.state !== 'PROPOSED') return refuse('procedure', 'proposal.decided')
			return ok({
				set: {
					state: 'DISMISSED',
					decided_by: ctx.actor.accountId,
					decided_at: ctx.now,
					reason: command.reason,
				},
				event: { kind: 'proposal.dismissed', reason: command.reason },
			})
		}),
	)
}
