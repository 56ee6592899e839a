import type { Calendar } from '#app/domain/calendar.ts'
import {
	type CheckedStep,
	firstAskedSteps,
	type Gap,
	gapsOf,
	isPersonal,
	type WatchRound,
} from '#app/domain/order/first-asked.ts'
import type { Instant } from '#app/domain/time.ts'
import type { StoredClock } from '#db/queries/clocks.server.ts'
import {
	type ContactRow,
	contactsOf,
	type OwnerRow,
	ownersOf,
	pendingTransferOf,
} from '#db/queries/order-acts.server.ts'
import { feedbacksOf } from '#db/queries/orders.server.ts'
import type { Ctx } from '../context.server.ts'
import type { OrderCase } from './order.server.ts'

export type OwnerView = Pick<OwnerRow, 'n' | 'how' | 'from_at' | 'to_at' | 'account_id'> & {
	readonly name: string
	readonly department: string
}

export type ContactView = Pick<
	ContactRow,
	'id' | 'kind' | 'channel' | 'user_masked' | 'handler_name' | 'handler_number' | 'text' | 'at'
> & { readonly reached: boolean; readonly by: string }

/** 首问负责 of one order: the five steps with what is missing, and what they rest on. */
export type FirstAskedView = {
	readonly steps: readonly CheckedStep[]
	readonly gaps: readonly Gap[]
	readonly owner: { readonly name: string; readonly department: string; readonly since: Instant } | null
	readonly identity: { readonly name: string; readonly number: string; readonly at: Instant } | null
	/** When the next word is due while the matter is followed. */
	readonly nextWordAt: Instant | null
	readonly callback: string | null
}

function ended(clock: StoredClock): WatchRound {
	const { startedAt, dueAt, state, endedAt, metAt } = clock
	// A clock that ran out goes on silently until somebody writes or the watch ends.
	const endedNow = state === 'RUNNING' || state === 'PAUSED' ? null : state === 'BREACHED' ? metAt : endedAt
	return { startedAt, dueAt, endedAt: endedNow }
}

/** The stretches without a word, from the rounds of the order's progress clock. */
export function gapsOfClocks(
	calendar: Calendar,
	clocks: readonly StoredClock[],
	row: OrderCase,
	now: Instant,
): readonly Gap[] {
	const rounds = clocks.filter(({ kind }) => kind === 'order.progress').sort((a, b) => a.round - b.round)
	const over = row.completed_at ?? row.submitted_at
	const watch = rounds.map(ended).map((round, i) => {
		const last = i === rounds.length - 1
		return last && round.endedAt === null && over !== null ? { ...round, endedAt: over } : round
	})
	return gapsOf(calendar, watch, row.facts.suspendedSince ?? now)
}

/** Null where no person stands behind the order. */
export async function firstAskedOf(
	ctx: Ctx,
	calendar: Calendar,
	row: OrderCase,
	clocks: readonly StoredClock[],
): Promise<FirstAskedView | null> {
	if (!isPersonal(row.facts) || row.issued_at === null) return null
	const owners: readonly OwnerView[] = await ownersOf(ctx.read, row.id)
	const contacts = await contactsOf(ctx.read, row.id)
	const waiting = await pendingTransferOf(ctx.read, row.id)
	const feedbacks = await feedbacksOf(ctx.read, row.id)
	const gaps = gapsOfClocks(calendar, clocks, row, ctx.now)
	const owner = owners.at(-1)
	const told = contacts.find(({ kind }) => kind === 'IDENTITY')
	const next = clocks.find(
		({ kind, state }) => kind === 'order.progress' && (state === 'RUNNING' || state === 'PAUSED'),
	)
	return {
		steps: firstAskedSteps(row.facts, {
			ownerId: owner?.account_id ?? null,
			identityBy: told?.by_account_id ?? null,
			transferWaits: waiting !== undefined,
			gaps,
			callback: row.callback_result,
			closingReason: feedbacks.find(({ outcome }) => outcome === 'ACCEPTED')?.reason ?? null,
		}),
		gaps,
		owner: owner ? { name: owner.name, department: owner.department, since: owner.from_at } : null,
		identity: told ? { name: told.handler_name ?? '', number: told.handler_number ?? '', at: told.at } : null,
		nextWordAt: next?.dueAt ?? null,
		callback: row.callback_result,
	}
}
