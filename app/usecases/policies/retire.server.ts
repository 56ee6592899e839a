import type { ClockKind } from '#app/domain/clock.ts'
import { CLOCK_KINDS, isStatutory } from '#app/domain/clock.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { openClocksOfPolicy, type StoredClock } from '#db/queries/clocks.server.ts'
import type { EventDraft } from '#db/queries/events.server.ts'
import type { OutboxDraft } from '#db/queries/outbox.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import { carryClocks, policyInForce } from '#db/queries/policies.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { retireClocks } from '../clocks/acts.server.ts'
import type { Bound } from '../clocks/carrier.ts'
import { boundOf } from '../clocks/carriers.server.ts'
import type { Ctx } from '../context.server.ts'
import { actOnPolicy } from './drafts.server.ts'

/** The law's own limits end with no policy. */
const OWN_KINDS: readonly ClockKind[] = CLOCK_KINDS.filter((kind) => !isStatutory(kind))

export type Retire = {
	readonly id: string
	readonly version: number
	readonly reason: string
	/** Open clocks go on by the version in force, their dates unchanged; or they end with a record. */
	readonly clocks: 'carry' | 'close'
}

/**
 * Retires a version that has a successor. Without a successor for its open clocks these close: state RETIRED, an event
 * and the reason on each subject, a message to those bound, no reminder afterwards. Statutory clocks go on in any case.
 */
export async function retirePolicy(ctx: Ctx, command: Retire): Promise<Outcome<{ id: string }>> {
	return actOnPolicy(ctx, {
		id: command.id,
		version: command.version,
		action: 'policy.decide',
		decide: async (row, tx) => {
			if (row.state === 'IN_FORCE') return refuse('procedure', 'policy.in-force')
			if (row.state !== 'SUPERSEDED') {
				return refuse('procedure', 'wrong-state', { state: row.state, action: 'retire' })
			}
			const { reason } = command
			const open = await openClocksOfPolicy(tx, row.branch_id, row.id)
			const closes = (clock: StoredClock) => command.clocks === 'close' && !isStatutory(clock.kind)
			const [closed, carried] = [open.filter(closes), open.filter((clock) => !closes(clock))]
			const bound = await boundOf(tx, open)
			const next = await policyInForce(tx, row.branch_id)
			if (closed.length > 0) await retireClocks(ctx, tx, row.id, reason, OWN_KINDS)
			if (next !== undefined) {
				await carryClocks(
					tx,
					carried.map(({ id }) => id),
					next,
				)
			}
			const tell = await messages(ctx, tx, closed, bound, { no: row.no, reason })
			return ok({
				set: { state: 'RETIRED', end_reason: reason },
				event: {
					kind: 'policy.retired',
					reason,
					after: { no: row.no, closed: closed.length, carried: carried.length },
				},
				alsoEvents: [
					...closed.flatMap((clock) => eventOf(clock, bound.get(clock.id), 'clock.retired', reason)),
					...carried.flatMap((clock) => eventOf(clock, bound.get(clock.id), 'clock.carried-over', reason)),
				],
				tell,
			})
		},
	})
}

function eventOf(
	clock: StoredClock,
	bound: Bound | undefined,
	kind: 'clock.retired' | 'clock.carried-over',
	reason: string,
): EventDraft[] {
	if (!bound) return []
	const { subject } = bound
	const before = { clock: clock.kind, due_on: clock.dueOn, policy: clock.policyId }
	return [{ subjectKind: subject.kind, subjectId: subject.id, kind, before, reason }]
}

async function messages(
	ctx: Ctx,
	tx: Tx,
	closed: readonly StoredClock[],
	bound: ReadonlyMap<string, Bound>,
	params: { readonly no: number; readonly reason: string },
): Promise<OutboxDraft[]> {
	const told: OutboxDraft[] = []
	for (const clock of closed) {
		const one = bound.get(clock.id)
		if (!one) continue
		const people = new Set(one.accounts)
		for (const { roles, where } of one.holders) {
			for (const { id } of await holdersOf(tx, ctx.actor.branchId, roles, where)) people.add(id)
		}
		const { kind, id } = one.subject
		for (const accountId of people) {
			const key = `retired:${clock.id}`
			told.push({
				key,
				kind: 'clock.retired',
				accountId,
				subjectKind: kind,
				subjectId: id,
				params: { number: one.number, ...params },
			})
		}
	}
	return told
}
